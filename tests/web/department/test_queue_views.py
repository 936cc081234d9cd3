"""Filters by owner, age and problems; saved views; the export of exactly what is shown."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook
from tests.stage import DESK, person

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import Registration, SavedView
from kedeng.apps.rounds.models import PolicyProfile
from kedeng.web.department import queue_export


@pytest.fixture
def desk(browser_of, department_reviewer):
    return browser_of(department_reviewer)


def titles(desk, query):
    return [row.title for row in desk.get(f"/desk/{query}").context["rows"]]


def waited(record, days):
    since = timezone.now() - timedelta(days=days)
    Registration.objects.filter(pk=record.pk).update(desk_since=since)


def lines(desk, query=""):
    answer = desk.get(f"/desk/queue.xlsx{query}")
    content = b"".join(answer.streaming_content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


@pytest.fixture
def owned(at_department, department_reviewer, stage):
    """Three records: mine, a colleague's, nobody's; gives the colleague."""
    colleague = person(stage.department, "colleague", *DESK)
    actions.claim(actor=department_reviewer, registration=at_department(title="本人的"))
    actions.claim(actor=colleague, registration=at_department(title="同事的"))
    at_department(title="没人的")
    return colleague


def test_by_owner(desk, owned):
    assert titles(desk, "?owner=mine") == ["本人的"]
    assert titles(desk, "?owner=nobody") == ["没人的"]
    assert titles(desk, f"?owner={owned.user_id}") == ["同事的"]
    assert titles(desk, "?owner=999999") == []
    assert len(titles(desk, "?owner=rubbish")) == 3
    names = [name for _, name in desk.get("/desk/").context["owners"]]
    assert names == ["本人在审的", "没有人审的", "演示colleague", "演示reviewer"]


def test_by_age(desk, at_department):
    for days in (0, 4, 8):
        waited(at_department(title=f"等了 {days} 天"), days)
    assert titles(desk, "?waited=3") == ["等了 8 天", "等了 4 天"]
    assert titles(desk, "?waited=7") == ["等了 8 天"]
    assert len(titles(desk, "?waited=5")) == 3  # no choice of ours


def test_by_what_is_to_be_looked_at(desk, resubmitted, at_department):
    at_department(title="长" * 36)
    first = titles(desk, "?problem=again")
    assert first == ["演示用低浓度瓦斯利用方法"]
    assert titles(desk, "?problem=warned") == ["长" * 36]
    assert titles(desk, "?problem=explained") == []
    assert titles(desk, "?problem=overdue") == []  # the profile counts no days


def test_by_what_is_overdue_in_working_days(desk, at_department, stage):
    PolicyProfile.objects.filter(pk=stage.round.profile.pk).update(
        entries=[
            {"key": "recommend_days", "value": 5, "source": "", "status": "INFERRED"},
            {"key": "recommend_day_kind", "value": "calendar", "source": "", "status": "INFERRED"},
        ]
    )
    for days in (1, 5, 40):
        waited(at_department(title=f"等了 {days} 天"), days)
    late = titles(desk, "?problem=overdue")
    assert late == [row.title for row in desk.get("/desk/").context["rows"] if row.due]
    assert "等了 40 天" in late
    assert "等了 1 天" not in late


def test_a_view_is_kept_opened_replaced_and_dropped(desk, at_department, browser_of, stage):
    at_department()
    kept = desk.post("/desk/views/?owner=nobody&waited=7", {"name": " 等了  一周的 "})
    assert kept["Location"] == "/desk/?owner=nobody&waited=7"
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("等了 一周的", "?owner=nobody&waited=7")
    page = desk.get("/desk/?owner=nobody&waited=7").content.decode()
    assert 'href="/desk/?owner=nobody&amp;waited=7"' in page
    desk.post("/desk/views/?problem=again", {"name": "等了 一周的"})
    assert SavedView.objects.get().query == "?problem=again"
    other = browser_of(person(stage.department, "colleague", *DESK))
    other.post("/desk/views/", {"drop": view.pk})
    assert list(other.get("/desk/").context["views"]) == []
    desk.post("/desk/views/", {"drop": view.pk})
    assert not SavedView.objects.exists()


def test_a_view_needs_a_name(desk):
    for name, told in (("  ", "请给这个筛选写一个名称"), ("长" * 41, "名称有 41 个字")):
        desk.post("/desk/views/", {"name": name})
        assert told in desk.get("/desk/").content.decode()


def test_the_export_is_exactly_what_the_filter_shows(desk, owned, monkeypatch):
    monkeypatch.setattr(queue_export, "_AT_ONCE", 2)
    for query in ("", "?owner=nobody", "?scope=passed", "?text=同事"):
        shown = titles(desk, query)
        exported = lines(desk, query)
        assert [line[1] for line in exported[1:]] == shown
    head, first, *_ = lines(desk)
    told = dict(zip(head, first, strict=True))
    assert (told["填报单位"], told["审查人"], told["现在的环节"]) == (
        "演示大学",
        "演示reviewer",
        "演示省教育厅",
    )


def test_the_export_takes_two_statements_for_each_part(desk, at_department):
    at_department(title="第一项")
    desk.get("/desk/queue.xlsx")
    with CaptureQueriesContext(connection) as one:
        lines(desk)
    for number in range(2):
        at_department(title=f"又一项 {number}")
    with CaptureQueriesContext(connection) as three:
        lines(desk)
    assert len(one) == len(three)
