"""A list is judged cell by cell, taken line by line, and taken twice changes nothing."""

import pytest
from tests.apps.expected.conftest import line
from tests.stage import person

from kedeng.apps.expected.actions import (
    RefusedError,
    drop_old_lists,
    judge_list,
    keep_list,
    take_list,
)
from kedeng.apps.expected.models import ExpectedItem, ExpectedList
from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import create_organisation
from kedeng.domain.rights import Right
from kedeng.domain.roster import Outcome


def judged(actor, *lines):
    return [
        (each.outcome.value, [(m.key, m.code) for m in each.mistakes])
        for each in judge_list(actor=actor, year=2025, lines=lines)
    ]


def take(actor, *lines):
    kept = keep_list(actor=actor, year=2025, content=b"bytes", file_name="演示清单.xlsx")
    taken = take_list(actor=actor, kept=kept, lines=lines)
    return [each.outcome for each in taken]


def test_every_wrong_cell_is_named_at_once(department_reviewer):
    wrong = line(
        kind="论文", number="", name="", unit="外省演示公司", settled_on="去年", person="人" * 101
    )
    assert judged(department_reviewer, wrong) == [
        (
            "wrong",
            [
                ("name", "roster_cell_missing"),
                ("person", "roster_cell_long"),
                ("kind", "expected_kind_unknown"),
                ("unit", "expected_unit_unknown"),
                ("settled_on", "expected_day_unread"),
            ],
        )
    ]


@pytest.mark.parametrize(
    ("cells", "mistake"),
    [
        ({"number": ""}, ("number", "expected_number_missing")),
        ({"unit": ""}, ("unit", "expected_unit_missing")),
        ({"settled_on": "2999-01-01"}, ("settled_on", "expected_day_to_come")),
        ({"kind": "授权专利", "number": "", "name": "专利"}, ("number", "expected_number_missing")),
    ],
)
def test_one_wrong_cell(department_reviewer, cells, mistake):
    assert judged(department_reviewer, line(**cells)) == [("wrong", [mistake])]


def test_a_unit_lists_itself_alone(unit_clerk, stage):
    create_organisation(name="演示学院", rank=4, parent=stage.department)
    assert judged(unit_clerk, line(unit="")) == [("new", [])]
    assert judged(unit_clerk, line(unit="演示学院")) == [("wrong", [("unit", "expected_own_only")])]


def test_two_lines_of_one_number_are_one_too_many(department_reviewer):
    twice = (line(), line(4))
    cells = {"kind": "授权专利", "number": "ZL202110123456.7"}
    assert judged(department_reviewer, *twice)[1] == ("wrong", [("number", "roster_twice")])
    assert judged(
        department_reviewer, line(**cells), line(**{**cells, "number": "202110123456"})
    ) == [
        ("new", []),
        ("wrong", [("number", "roster_twice")]),
    ]


def test_taken_twice_it_changes_nothing(department_reviewer, unit_clerk):
    lines = (line(), line(4, number="2025-02", name="演示项目乙"), line(number="", kind="其他"))
    assert take(department_reviewer, *lines) == [Outcome.NEW] * 3
    before = list(ExpectedItem.objects.values_list("pk", "key", "source__organisation__name"))

    assert take(department_reviewer, *lines) == [Outcome.KNOWN] * 3
    assert take(unit_clerk, *lines) == [Outcome.KNOWN] * 3
    after = list(ExpectedItem.objects.values_list("pk", "key", "source__organisation__name"))
    assert after == before
    assert [key for _, key, _ in after] == ["202501", "202502", "·演示项目甲"]


def test_wrong_lines_stay_out_and_the_others_come_in(department_reviewer):
    assert take(department_reviewer, line(), line(number="9", name="")) == [
        Outcome.NEW,
        Outcome.WRONG,
    ]
    kept = ExpectedList.objects.get()
    assert (bytes(kept.content), kept.taken_at) == (b"bytes", None)  # the marked copy is wanted
    assert take(department_reviewer, line(number="9", name="演示项目丙")) == [Outcome.NEW]
    assert [bytes(each.content) for each in ExpectedList.objects.order_by("pk")] == [b"", b""]


def test_another_name_under_a_known_number_is_asked_about(department_reviewer):
    take(department_reviewer, line())
    outcome = judged(department_reviewer, line(name="演示项目（又名）"))
    assert outcome == [("wrong", [("name", "expected_differs")])]


def test_history_has_the_numbers(department_reviewer, stage):
    take(department_reviewer, line(), line(number="9", name=""))
    event = events_of(f"organisation:{stage.department.pk}")[-1]
    assert (event.kind, event.details) == (
        "expected.taken",
        {"year": 2025, "new": 1, "known": 0, "wrong": 1},
    )


def test_who_may_not(author, national_receiver, stage):
    auditor = person(stage.province, "manager", Right.MANAGE)
    for actor, year, code in (
        (author, 2025, "right_missing"),
        (national_receiver, 2025, "expected_of_provinces"),
        (auditor, 1999, "expected_year_unknown"),
    ):
        with pytest.raises(RefusedError) as caught:
            list(judge_list(actor=actor, year=year, lines=[line()]))
        assert caught.value.code == code


def test_old_workbooks_go(department_reviewer):
    keep_list(actor=department_reviewer, year=2025, content=b"x", file_name="演示.xlsx")
    later = ExpectedList.objects.get().uploaded_at.replace(year=2999)
    assert drop_old_lists(before=later) == 1
    assert not ExpectedList.objects.exists()
