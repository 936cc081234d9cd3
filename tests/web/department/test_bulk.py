"""The pages of a bulk act: choose, preview, do, result, undo; approvals ask for a fresh proof."""

import io

import pytest
from python_calamine import CalamineWorkbook
from tests.records import reload
from tests.stage import PASSWORD
from tests.web.account.test_fresh_proof import grow_stale

from kedeng.apps.registrations.models import BulkAct, Registration
from kedeng.domain.checklist import CHECKS

CHECKED = {f"check:{key}": "on" for key in CHECKS}


@pytest.fixture
def desk(browser_of, department_reviewer):
    return browser_of(department_reviewer)


def preview(desk, transition="recommend", query="", **chosen):
    return desk.post(f"/desk/bulk/{query}", {"transition": transition, **chosen})


def posted(page, **more):
    """What the preview's form posts."""
    context = page.context
    return {
        "token": context["asked"].token,
        "transition": context["move"].name,
        "row": [f"{one.record.code}:{one.record.version}" for one in context["doing"]],
        "skip": [one.record.code for one in context["skipping"]],
        **more,
    }


def test_the_queue_offers_what_may_be_done_to_many(browser_of, at_department, unit_clerk, desk):
    at_department()
    offered = {
        "department": [row.name for row in desk.get("/desk/").context["bulk_moves"]],
        "unit": [row.name for row in browser_of(unit_clerk).get("/desk/").context["bulk_moves"]],
    }
    assert offered == {
        "department": ["pass_on", "recommend", "return"],
        "unit": ["pass_on", "recommend", "return"],
    }
    page = desk.get("/desk/").content.decode()
    assert 'name="pick"' in page
    assert 'form="bulk"' in page


def test_a_preview_says_how_many_and_why_some_are_skipped(desk, at_department, department_reviewer):
    first, own = at_department(title="能办的"), at_department(title="自己填的")
    Registration.objects.filter(pk=own.pk).update(filer_id=department_reviewer.user_id)
    answer = preview(desk, pick=[first.code, own.code, "ZZZZZZZZZZZZ"])
    page = answer.content.decode()
    assert [one.title for one in answer.context["doing"]] == ["能办的"]
    assert [(one.title, one.why) for one in answer.context["skipping"]] == [
        ("自己填的", "不能审查本人填报或提交的登记，请由本机构其他人员办理。")
    ]
    assert '将办理 <b class="num">1</b> 项，跳过 <b class="num">1</b> 项' in page
    assert first.code in page
    assert not BulkAct.objects.exists()  # a preview writes nothing


@pytest.mark.parametrize(("which", "count"), [("pick", 1), ("page", 2), ("all", 3)])
def test_what_is_chosen(desk, at_department, which, count):
    records = [at_department(title=f"第 {n} 项") for n in range(3)]
    chosen = {
        "which": which,
        "pick": records[0].code,
        "shown": [record.code for record in records[:2]],
    }
    assert len(preview(desk, **chosen).context["doing"]) == count


def test_all_means_all_of_the_filter(desk, at_department):
    at_department(title="煤矸石陶粒")
    at_department(title="别的")
    answer = preview(desk, query="?text=陶粒", which="all")
    assert [one.title for one in answer.context["doing"]] == ["煤矸石陶粒"]


def test_nothing_chosen_leads_back_in_words(desk, at_department):
    at_department()
    answer = preview(desk)
    assert answer["Location"] == "/desk/"
    assert "还没有选登记" in desk.get("/desk/").content.decode()


def test_done_results_export_and_undo(desk, at_department, department_reviewer):
    records = [at_department(title=f"第 {n} 项") for n in range(2)]
    own = at_department(title="自己填的")
    Registration.objects.filter(pk=own.pk).update(filer_id=department_reviewer.user_id)
    page = preview(desk, query="?category=soft_science", which="all")
    form = posted(page, **CHECKED)
    done = desk.post("/desk/bulk/do/?category=soft_science", form)
    where = f"/desk/bulk/{form['token']}/"
    assert done["Location"] == f"{where}?category=soft_science"
    assert desk.post("/desk/bulk/do/?category=soft_science", form)["Location"] == done["Location"]
    assert [reload(one).state for one in records] == ["recommended"] * 2
    shown = desk.get(where).content.decode()
    assert '已办 <b class="num">2</b> 项，没有办 1 项。' in shown
    assert "撤销这 2 项" in shown
    book = CalamineWorkbook.from_filelike(io.BytesIO(desk.get(f"{where}result.xlsx").content))
    lines = book.get_sheet_by_index(0).to_python()
    assert [line[2] for line in lines] == ["结果", "已办", "已办", "跳过"]
    assert lines[3][4] == "不能审查本人填报或提交的登记，请由本机构其他人员办理。"
    desk.post(f"{where}undo/")
    assert [reload(one).state for one in records] == ["in_review"] * 2
    shown = desk.get(where).content.decode()
    assert "已撤销 2 项" in shown
    assert "撤销这" not in shown


def test_one_row_of_a_result_is_undone_by_its_own_button(desk, at_department):
    first, second = at_department(title="第一项"), at_department(title="第二项")
    form = posted(preview(desk, pick=[first.code, second.code]), **CHECKED)
    desk.post("/desk/bulk/do/", form)
    where = f"/desk/bulk/{form['token']}/"
    assert "撤销“第二项”这一项" in desk.get(where).content.decode()
    desk.post(f"{where}undo/", {"row": second.code})
    assert [reload(one).state for one in (first, second)] == ["recommended", "in_review"]
    shown = desk.get(where).content.decode()
    assert ("撤销“第一项”这一项" in shown, "撤销“第二项”这一项" in shown) == (True, False)


def test_a_shared_reason_is_asked_for_and_what_was_typed_stays(desk, at_department):
    record = at_department()
    page = preview(desk, "return", pick=record.code)
    again = desk.post("/desk/bulk/do/", posted(page, back_to="previous"))
    assert again.status_code == 409
    assert "请写明理由" in again.content.decode()
    assert again.context["asked"].to_filer is False
    form = posted(again, reason="缺盖章页", reason_code="seal_missing", back_to="previous")
    desk.post("/desk/bulk/do/", form)
    fresh = reload(record)
    assert (fresh.state, fresh.desk, fresh.moves.last().reason) == (
        "returned",
        1,
        "盖章或签字不全：缺盖章页",
    )


def test_an_open_checklist_stops_before_anything_is_done(desk, at_department):
    record = at_department()
    again = desk.post("/desk/bulk/do/", posted(preview(desk, pick=record.code)))
    assert (again.status_code, reload(record).state) == (409, "in_review")
    assert "真实性；完整性；规范性" in again.content.decode()


def test_an_approval_is_a_sensitive_act(browser_of, provincial_auditor, record_in):
    record = record_in("accepted")
    page = preview(browser_of(provincial_auditor), "register", pick=record.code)
    form = posted(page, **CHECKED)
    assert "不能撤销" in page.content.decode()
    desk = browser_of(provincial_auditor)
    assert desk.post("/desk/bulk/do/", form).status_code == 404  # not by the other door
    grow_stale(desk)
    asked = desk.post("/desk/bulk/approve/", form)
    assert (asked.status_code, reload(record).state) == (401, "accepted")
    assert f'name="kept:row" hidden>{record.code}:{record.version}' in asked.content.decode()
    desk.post("/account/prove/", {"password": PASSWORD, "next": "/desk/bulk/approve/"})
    assert desk.post("/desk/bulk/approve/", form).status_code == 302
    assert reload(record).number == "9142025R0001"


def test_a_result_is_its_makers_alone(desk, browser_of, at_department, provincial_auditor):
    record = at_department()
    form = posted(preview(desk, pick=record.code), **CHECKED)
    desk.post("/desk/bulk/do/", form)
    other = browser_of(provincial_auditor)
    for method, part in (("get", ""), ("post", "undo/"), ("get", "result.xlsx")):
        answer = getattr(other, method)(f"/desk/bulk/{form['token']}/{part}")
        assert answer.status_code == 404
    assert reload(record).state == "recommended"


def test_rubbish_is_no_accident(desk):
    for data in (
        {},
        {"transition": "x", "row": "y"},
        {"transition": "recommend", "row": ["a:b", "c", ":1"], **CHECKED},
        {"transition": "return", "reason": "改", "row": "NOSUCHCODE:1"},
    ):
        assert desk.post("/desk/bulk/do/", data).status_code in {302, 409}
    assert desk.get("/desk/bulk/").status_code == 302
