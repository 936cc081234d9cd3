"""Five thousand users in one workbook: fast, flat, and with exactly the planted mistakes marked."""

import os
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.stage import superior

from kedeng.apps.organisations.actions import take_roster
from kedeng.apps.organisations.models import User
from kedeng.domain.roster import Line, Outcome, Sheet
from kedeng.renderings.workbook.roster import marked_roster, read_roster

pytestmark = pytest.mark.trial
MANY, LONGEST, MOST_GROWTH = 5_000, 60, 40  # lines, seconds, MiB from the first 500 lines on
SPOILED = {
    "username": "?",
    "name": "",
    "email": "不是邮箱",
    "rights": "打印",
    "body": "没有的单位",
}


def line(number):
    cells = {
        "username": f"user{number}",
        "name": f"演示{number}",
        "email": f"user{number}@example.org",
        "rights": "录入、审核",
    }
    return Line(Sheet.USERS, number + 3, cells)


def spoil(lines):
    """Plant fifty mistakes; give the spoiled lines and where the mistakes are."""
    planted = {}
    for place in range(50):
        number = place * 97
        key = list(SPOILED)[place % len(SPOILED)]
        old = lines[number]
        lines[number] = Line(old.sheet, old.number, {**old.cells, key: SPOILED[key]})
        planted[old.number] = key
    return planted


def resident():
    """Memory of this process, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def test_a_workbook_of_five_thousand_users_is_taken_in_time(stage):
    chief = superior(stage.department)
    lines = [line(number) for number in range(MANY)]
    planted = spoil(lines)
    data = marked_roster(lines, ())
    began, marked, sizes = time.monotonic(), {}, []
    for judged in take_roster(actor=chief, lines=read_roster(data)):
        if judged.mistakes:
            (mistake,) = judged.mistakes
            marked[judged.line.number] = mistake.key
        if judged.line.number % 500 == 0:
            sizes.append(resident())
    took = time.monotonic() - began
    assert marked == planted
    assert User.objects.filter(username__startswith="user").count() == MANY - len(planted)
    assert took < LONGEST, f"{took:.1f} s"
    assert sizes[-1] - sizes[0] < MOST_GROWTH, sizes
    there = set(User.objects.values_list("pk", "username"))
    again = Counter(each.outcome for each in take_roster(actor=chief, lines=read_roster(data)))
    assert again == {Outcome.KNOWN: MANY - len(planted), Outcome.WRONG: len(planted)}
    assert set(User.objects.values_list("pk", "username")) == there
