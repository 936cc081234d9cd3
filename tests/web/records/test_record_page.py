"""The page of a record: its state, its versions, its way, and the filer's moves."""

import pytest
from tests.records import fill, move, reload

from kedeng.apps.registrations import actions


def page(browser, record, query=""):
    return browser.get(f"/records/{record.code}/{query}").content.decode()


def test_the_filer_sees_a_draft_as_a_draft(browser_of, author, draft):
    shown = page(browser_of(author), draft())
    assert "下面是草稿，还没有提交。" in shown
    assert "演示用低浓度瓦斯利用方法" in shown
    assert "继续填写" in shown
    assert "现在到哪一步" in shown
    assert "演示省科学技术厅" in shown  # the route that it would get


def test_a_submitted_record_shows_its_version_and_offers_a_recall(browser_of, author, draft):
    record = move(author, draft(), "submit")
    shown = page(browser_of(author), record)
    assert "下面是第 1 版" in shown
    assert "收回修改" in shown
    assert "继续填写" not in shown


def test_the_timeline_tells_reasons_and_notes(browser_of, author, returned):
    shown = page(browser_of(author), returned)
    assert "退回给填报人" in shown
    assert "理由：关键词不全" in shown
    assert "<b>关键词</b>：请补充一个关键词。" in shown


def test_a_desk_sees_the_submitted_version_while_the_filer_mends(
    browser_of, author, department_reviewer, returned
):
    title = "改了一半的名称"
    fill(author, returned, title)
    assert title in page(browser_of(author), returned)
    assert title not in page(browser_of(department_reviewer), returned)


def test_an_earlier_version_stays_readable(browser_of, department_reviewer, resubmitted):
    browser = browser_of(department_reviewer)
    assert "瓦斯利用" in page(browser, resubmitted, "?revision=1")
    assert "瓦斯利用；" not in page(browser, resubmitted)
    assert browser.get(f"/records/{resubmitted.code}/?revision=3").status_code == 404


def test_a_recall_brings_the_filer_back_to_the_task_list(browser_of, author, draft):
    record = move(author, draft(), "submit")
    answer = browser_of(author).post(
        f"/records/{record.code}/move/", {"transition": "recall", "version": record.version}
    )
    assert answer["Location"] == f"/my/{record.code}/"
    assert reload(record).state == "draft"


def test_a_recall_after_a_claim_is_refused_with_its_reason(browser_of, author, unit_clerk, draft):
    record = move(author, draft(), "submit")
    actions.claim(actor=unit_clerk, registration=record)
    answer = browser_of(author).post(
        f"/records/{record.code}/move/", {"transition": "recall", "version": record.version}
    )
    assert answer.status_code == 409
    assert "不能再收回" in answer.content.decode()


def test_a_withdrawal_keeps_the_reason(browser_of, author, returned):
    browser = browser_of(author)
    browser.post(
        f"/records/{returned.code}/move/",
        {"transition": "withdraw", "version": returned.version, "reason": "改报下一年度"},
    )
    assert reload(returned).state == "withdrawn"
    assert "理由：改报下一年度" in page(browser, returned)


@pytest.mark.parametrize("transition", ["submit", "recommend", "nothing", ""])
def test_other_moves_are_not_made_here(browser_of, author, draft, transition):
    record = draft()
    answer = browser_of(author).post(f"/records/{record.code}/move/", {"transition": transition})
    assert (answer.status_code, reload(record).state) == (404, "draft")
