"""What ought to be registered and the radar, read by a program: the page's figures."""

from tests.api.conftest import said

from kedeng.apps.expected.actions import keep_list, take_list
from kedeng.apps.expected.models import ExpectedItem
from kedeng.domain.expected import ExpectedSheet
from kedeng.domain.roster import Line


def listed(actor):
    cells = {"kind": "验收项目", "number": "2025-01", "name": "演示项目甲", "unit": "演示大学"}
    kept = keep_list(actor=actor, year=2025, content=b"x", file_name="甲.xlsx")
    take_list(actor=actor, kept=kept, lines=[Line(ExpectedSheet.ITEMS, 3, cells)])
    return ExpectedItem.objects.get()


def test_the_list_with_its_tally(calls, department_reviewer, stage):
    item = listed(department_reviewer)
    caller = calls(department_reviewer)
    whole = {
        "id": item.pk,
        "kind": "project",
        "number": "2025-01",
        "name": "演示项目甲",
        "unit": stage.university.pk,
        "unit_name": "演示大学",
        "person": "",
        "settled_on": None,
        "plan": "",
        "standing": "open",
        "registration": None,
        "reason": "",
        "reason_text": "",
    }
    assert caller.get("/expected").json() == {
        "year": 2025,
        "tally": {
            "total": 1,
            "registered": 0,
            "under_way": 0,
            "excused": 0,
            "open": 1,
            "due": 1,
            "rate": "0.0%",
        },
        "count": 1,
        "page": 1,
        "page_size": 20,
        "items": [whole],
    }
    assert caller.get(f"/expected/{item.pk}").json() == whole
    assert caller.get("/expected", standing="registered").json()["items"] == []


def test_the_radar(calls, department_reviewer, stage, draft):
    listed(department_reviewer)
    draft()
    found = calls(department_reviewer).get("/radar").json()
    [unit] = found.pop("units")
    assert found == {"round": stage.round.pk, "title": "演示省 2025 年度登记", "pace": None}
    figures = {key: unit[key] for key in ("name", "outlook", "open", "drafts", "need")}
    assert figures == {"name": "演示大学", "outlook": "early", "open": 1, "drafts": 1, "need": 2}


def test_who_finds_nothing(calls, department_reviewer, author, stranger, national_receiver):
    item = listed(department_reviewer)
    assert said(calls(author).get("/expected")) == (403, "right_missing")
    assert said(calls(national_receiver).get("/radar")) == (403, "expected_of_provinces")
    assert said(calls(stranger).get(f"/expected/{item.pk}")) == (404, "not_found")
    assert calls(stranger).get("/expected").json()["items"] == []
