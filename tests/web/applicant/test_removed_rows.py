"""A row that was deleted by mistake is put back, where it was."""

import pytest
from tests.records import reload
from tests.stage import user_of

UNDO = "撤销删除"


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


@pytest.fixture
def record(page, draft):
    """A draft with three people."""
    registration = draft(complete=False)
    names_ = {f"r.p{n}.name": name for n, name in enumerate("甲乙丙")}
    posted = {"version": 0, "rows": ["p0", "p1", "p2"], "op": "save", **names_}
    page.post(f"/my/{registration.code}/s/people/", posted)
    return registration


def names(registration):
    return [row["name"] for row in reload(registration).sections.get(section="people").content]


def press(page, registration, op, *ids, door="s/people/", prefix=""):
    version = reload(registration).sections.get(section="people").version
    posted = {f"{prefix}version": version, f"{prefix}rows": ids, "op": f"{prefix}{op}"}
    posted |= {f"{prefix}r.{row}.name": "甲乙丙"[int(row[1:])] for row in ids}
    return page.post(f"/my/{registration.code}/{door}", posted, follow=True).content.decode()


def test_a_filled_row_is_put_back_in_its_place(page, record):
    shown = press(page, record, "remove:p1", "p0", "p1", "p2")
    assert names(record) == ["甲", "丙"]
    assert "已删除第 2 行“乙”。" in shown
    assert UNDO not in page.get(f"/my/{record.code}/s/units/").content.decode()
    shown = press(page, record, "undo", "p0", "p2")
    assert (names(record), UNDO in shown) == (["甲", "乙", "丙"], False)


def test_it_is_put_back_beside_what_was_written_since(page, record):
    press(page, record, "remove:p0", "p0", "p1", "p2")
    press(page, record, "down:p1", "p1", "p2")
    press(page, record, "undo", "p2", "p1")
    assert names(record) == ["甲", "丙", "乙"]
    press(page, record, "undo", "p0", "p2", "p1")  # a second press
    assert names(record) == ["甲", "丙", "乙"]


def test_a_blank_row_is_not_worth_it(page, record):
    shown = press(page, record, "remove:p9", "p0", "p1", "p2")
    assert (names(record), UNDO in shown) == (["甲", "乙", "丙"], False)


def test_on_the_page_of_the_whole_form_too(page, record):
    place = {"door": "whole/", "prefix": "people."}
    shown = press(page, record, "remove:p2", "p0", "p1", "p2", **place)
    assert (names(record), "已删除第 3 行“丙”。" in shown) == (["甲", "乙"], True)
    press(page, record, "undo", "p0", "p1", **place)
    assert names(record) == ["甲", "乙", "丙"]
