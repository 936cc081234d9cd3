"""The page of the Why-card, and the links that lead there."""

from tests.records import end_publicity, objection_to, publicise, publicity, reload

from kedeng.apps.registrations import actions


def test_the_page_answers_for_everybody_who_sees_the_record(
    browser_of, registered, author, department_reviewer, provincial_auditor, stranger
):
    for actor in (author, department_reviewer, provincial_auditor):
        page = browser_of(actor).get(f"/records/{registered.code}/why/").content.decode()
        assert "登记号 9142025R0001 是怎么来的" in page
        assert "登记通知第三条第4项" in page
    assert browser_of(stranger).get(f"/records/{registered.code}/why/").status_code == 404


def test_states_numbers_and_refusals_lead_there(
    browser_of, registered, at_department, department_reviewer, author
):
    link = f"/records/{registered.code}/why/"
    page = browser_of(author).get(f"/records/{registered.code}/").content.decode()
    assert f'href="{link}#state"' in page
    assert f'href="{link}#number"' in page
    record = at_department(title="又一项")
    desk = browser_of(department_reviewer)
    assert f"/records/{record.code}/why/" in desk.get(f"/desk/r/{record.code}/").content.decode()
    refused = desk.post(
        f"/desk/r/{record.code}/move/", {"transition": "pass_on", "version": record.version}
    )
    assert f"/records/{record.code}/why/#possible" in refused.content.decode()


def test_a_draft_of_ones_own_has_a_page(browser_of, draft, author):
    record = draft(complete=False)
    page = browser_of(author).get(f"/records/{record.code}/why/").content.decode()
    assert "还没有提交，由填报人填写。" in page


def test_it_says_why_there_is_a_certificate_and_what_it_waits_for(
    browser_of, stage, record_in, author, provincial_auditor
):
    publicity(stage.round, "after_number", certificate="mail")
    record, browser = record_in("registered"), browser_of(author)
    address = f"/records/{record.code}/why/"
    page = browser.get(address).content.decode()
    assert ("为什么没有登记证书" in page, "还没有列入公示" in page) == (True, True)
    end_publicity(publicise(provincial_auditor, record))
    assert "应发证书，还没有发" in browser.get(address).content.decode()
    actions.issue_due(actor=provincial_auditor, registration=reload(record))
    page = browser.get(address).content.decode()
    assert ("登记证书是怎么来的" in page, "首次发证" in page, "邮寄" in page) == (True,) * 3


def test_it_says_what_became_of_an_objection(browser_of, record_in, author, provincial_auditor):
    record = record_in("publicised")
    objection = objection_to(record, name="演示异议人")
    actions.take_objection(actor=provincial_auditor, objection=objection)
    actions.decide_objection(
        actor=provincial_auditor, objection=objection, reason="查无依据", consequence=None
    )
    page = browser_of(author).get(f"/records/{record.code}/why/").content.decode()
    for told in (objection.number, "异议不成立", "查无依据", provincial_auditor.name):
        assert told in page
    assert "演示异议人" not in page
