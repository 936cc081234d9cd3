"""Pleas on the record's page, on the desk, in the queue and in the list of a desk."""

import pytest
from tests.records import move, reload
from tests.stage import DESK, person

from kedeng.apps.registrations.models import Plea
from kedeng.domain.rights import Right

WHY = "演示：附件传错"


@pytest.fixture
def at_department(record_in, unit_clerk):
    return move(unit_clerk, record_in("in_review"), "pass_on")


def text(answer):
    return answer.content.decode()


def test_the_filer_asks_and_the_desk_declines(
    browser_of, at_department, author, department_reviewer
):
    mine, where = browser_of(author), f"/records/{at_department.code}/"
    assert "请求退回" in text(mine.get(where))
    again = mine.post(f"{where}pleas/", {"kind": "ask_return", "reason": ""})
    assert (again.status_code, Plea.objects.count()) == (422, 0)
    assert "请写明理由，例如：附件传错" in text(again)
    sent = mine.post(f"{where}pleas/", {"kind": "ask_return", "reason": WHY}, follow=True)
    assert "已请求退回，答复以后会收到消息。" in text(sent)
    assert "待答复" in text(sent)
    assert sent.context["askable"] == []
    desk = browser_of(department_reviewer)
    queue = desk.get("/desk/")
    assert '<span class="tag tag--seal">请求退回</span>' in text(queue)
    assert queue.context["pleas_waiting"] == 1
    assert at_department.title in text(desk.get("/desk/pleas/"))
    page = text(desk.get(f"/desk/r/{at_department.code}/"))
    plea = Plea.objects.get()
    assert WHY in page
    assert 'href="#reason-box"' in page
    assert f'href="/desk/r/{at_department.code}/#reason-box"' in text(desk.get(where))
    assert f'action="{where}pleas/{plea.pk}/"' in page
    short = desk.post(f"{where}pleas/{plea.pk}/", {"answer": ""})
    assert (short.status_code, "请写明不同意的理由" in text(short)) == (422, True)
    done = desk.post(f"{where}pleas/{plea.pk}/", {"answer": "演示：已近办结"}, follow=True)
    assert "已答复：不同意。演示author会收到消息。" in text(done)
    assert desk.post(f"{where}pleas/{plea.pk}/", {"answer": "再答"}).status_code == 422
    seen = text(mine.get(where))
    assert ("没有同意" in seen, "演示：已近办结" in seen) == (True, True)
    assert "演示：已近办结" in text(mine.get(f"{where}why/"))
    assert "请求退回</span>" not in text(desk.get("/desk/"))


def test_the_asker_finds_it_in_the_own_list_and_takes_it_back(
    browser_of, at_department, author, unit_clerk
):
    mine, where = browser_of(author), f"/records/{at_department.code}/"
    mine.post(f"{where}pleas/", {"kind": "ask_return", "reason": WHY})
    plea = Plea.objects.get()
    back = f"{where}pleas/{plea.pk}/back/"
    assert "请求退回，待答复" in text(mine.get("/my/"))
    assert f'action="{back}"' in text(mine.get(where))
    other = browser_of(unit_clerk)
    assert back not in text(other.get(where))
    assert other.post(back).status_code == 403
    done = text(mine.post(back, follow=True))
    assert "已撤回请求退回。需要时可以重新提出。" in done
    assert ("已撤回" in done, "<dt>撤回</dt>" in done, back in done) == (True, True, False)
    assert "<dt>撤回</dt>" in text(mine.get(f"{where}why/"))
    assert "待答复" not in text(mine.get("/my/"))
    again = mine.post(back)
    assert (again.status_code, "刚刚被答复、撤回或已经失效" in text(again)) == (422, True)


def test_a_manager_without_a_desk_grants_an_appeal_on_the_page(
    browser_of, stage, record_in, author, unit_clerk
):
    record = record_in("refused")
    where = f"/records/{record.code}/"
    browser_of(author).post(f"{where}pleas/", {"kind": "appeal", "reason": WHY})
    manager = browser_of(person(stage.province, "manager", Right.MANAGE))
    page = text(manager.get(where))
    assert ('href="#reopening"' in page, 'value="reopen"' in page) == (True, True)
    assert '<a href="/desk/"' not in page, "a link to a queue that refuses this manager"
    told = {"transition": "reopen", "version": reload(record).version}
    assert "写明理由" in text(manager.post(f"{where}move/", {**told, "reason": ""}))
    done = manager.post(f"{where}move/", {**told, "reason": "复核属实"}, follow=True)
    assert "已重新审核，填报人会收到消息。" in text(done)
    assert (reload(record).state, Plea.objects.get().standing) == ("accepted", "granted")
    assert 'id="reopening"' not in text(browser_of(unit_clerk).get(where))


def test_what_was_typed_is_kept(browser_of, at_department, author):
    mine, where = browser_of(author), f"/records/{at_department.code}/pleas/"
    page = text(mine.post(where, {"kind": "ask_return", "reason": "长" * 2001}))
    assert f"{'长' * 2001}</textarea>" in page
    assert '<details class="more" open>' in page


def test_an_appeal_leads_to_the_desk(browser_of, record_in, author, provincial_auditor):
    record = record_in("refused")
    where = f"/records/{record.code}/"
    browser_of(author).post(f"{where}pleas/", {"kind": "appeal", "reason": WHY})
    desk = browser_of(provincial_auditor)
    assert "同意，去重新办理" in text(desk.get(where))
    told = {"transition": "reopen", "version": reload(record).version, "reason": "复核"}
    desk.post(f"/desk/r/{record.code}/move/", told)
    assert Plea.objects.get().standing == "granted"
    assert "已同意" in text(browser_of(author).get(where))


def test_a_proposal_fills_the_page_of_the_cancellation(
    browser_of, stage, record_in, author, department_reviewer
):
    record = record_in("registered")
    where = f"/records/{record.code}/"
    reviewer = browser_of(person(stage.province, "examiner", *DESK))
    assert "提请撤销" in text(reviewer.get(f"/desk/r/{record.code}/"))
    said = {"kind": "propose_cancel", "reason": WHY}
    missing = reviewer.post(f"{where}pleas/", said)
    assert (missing.status_code, "请选择注销依据" in text(missing)) == (422, True)
    reviewer.post(f"{where}pleas/", {**said, "ground": "altered"})
    manager = browser_of(person(stage.province, "manager", Right.MANAGE))
    assert record.title in text(manager.get("/desk/pleas/"))
    assert f'href="/desk/r/{record.code}/cancel/"' in text(manager.get(where))
    page = text(manager.get(f"/desk/r/{record.code}/cancel/"))
    assert "演示examiner提请撤销，依据：篡改" in page
    assert 'value="altered" checked' in page
    for nobody in (author, department_reviewer):
        assert WHY not in text(browser_of(nobody).get(where))
    told = {"ground": "altered", "reason": "查实", "version": reload(record).version}
    manager.post(f"/desk/r/{record.code}/cancel/", told)
    assert Plea.objects.get().standing == "granted"


def test_what_is_none_of_theirs_is_refused_or_not_found(
    browser_of, at_department, author, unit_clerk, department_reviewer, stranger
):
    where = f"/records/{at_department.code}/pleas/"
    said = {"kind": "ask_return", "reason": WHY}
    assert browser_of(stranger).post(where, said).status_code == 404
    assert browser_of(author).post(where, {**said, "kind": "wish"}).status_code == 404
    assert browser_of(department_reviewer).post(where, said).status_code == 403
    browser_of(author).post(where, said)
    plea = Plea.objects.get()
    assert browser_of(unit_clerk).post(f"{where}{plea.pk}/", {"answer": "否"}).status_code == 403
    assert browser_of(author).post(f"{where}999/", {"answer": "否"}).status_code == 404
    assert browser_of(author).get("/desk/pleas/").status_code == 403
