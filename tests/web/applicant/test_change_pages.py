"""The pages on which a filer asks for a change after the number, and the desks' beside them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.records import objection_to, picture, publicise, publicity, reload
from tests.stage import again

from kedeng.apps.registrations.models import ChangeRequest

REASON = "名称与任务书不一致"


@pytest.fixture
def page(browser_of, author, registered):
    """Post to the page of the own request: `page(act="ask")`; without words it is opened."""
    browser = browser_of(author)
    address = f"/my/{registered.code}/change/"

    def at(path="", **fields):
        if not fields:
            return browser.get(address + path)
        newest = ChangeRequest.objects.order_by("-pk").first()
        fields.setdefault("version", newest.version if newest else 0)
        fields.setdefault("reason", REASON)
        return browser.post(address + path, fields)

    return at


def upload(name="任务书.png"):
    return SimpleUploadedFile(name, picture(3), "image/png")


def title_fields(page, **changed):
    """The fields of the first section as its page has them, some of them changed."""
    view = page("s/overview/").context["view"]
    fields = {}
    for each in view.fields:
        chosen = [choice.code for choice in each.choices if choice.chosen]
        fields[each.name] = chosen or each.texts or each.text
    return fields | {f"f.{key}": value for key, value in changed.items()}


def begun(page):
    """Begin a request; what is posted later comes with the reason, as the page sends it."""
    assert page(act="open", kind="change", reason=REASON).status_code == 302


def test_it_begins_with_a_reason(page):
    refused = page(act="open", kind="change", reason="")
    assert refused.status_code == 422
    assert "请写明理由" in refused.content.decode()
    assert ChangeRequest.objects.count() == 0
    begun(page)
    assert ChangeRequest.objects.get().reason == REASON


def test_a_section_is_written_on_its_own_form_and_the_list_says_what_changed(page):
    begun(page)
    fields = title_fields(page, achievement_name="演示新名")
    assert page("s/overview/", op="next", **fields).status_code == 302
    shown = page()
    [value] = shown.context["values"]
    assert (value.told.change.place, value.told.change.after, value.is_key) == (
        "成果名称",
        "演示新名",
        True,
    )
    page(act="drop", section="overview")
    assert page().context["values"] == []


def test_a_background_save_answers_as_a_draft_does(page, browser_of, author, registered):
    begun(page)
    answer = browser_of(author).post(
        f"/my/{registered.code}/change/s/overview/",
        {**title_fields(page, achievement_name="演示新名"), "version": 1},
        headers={"X-Requested-With": "autosave"},
    )
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    stale = browser_of(author).post(
        f"/my/{registered.code}/change/s/overview/",
        {**title_fields(page, achievement_name="演示旧页"), "version": 1},
    )
    assert stale.status_code == 409
    assert "演示旧页" in stale.content.decode()


def test_sending_says_what_is_missing_and_then_leads_to_the_request(page, registered):
    begun(page)
    page("s/overview/", op="next", **title_fields(page, achievement_name="演示新名"))
    refused = page(act="ask")
    assert refused.status_code == 422
    assert "请上传能证明的材料" in refused.content.decode()
    assert page("files/", file=upload()).status_code == 302
    sent = page(act="ask")
    change = ChangeRequest.objects.get()
    assert sent.url == f"/records/{registered.code}/changes/{change.code}/"
    assert page().status_code == 302  # nothing is to be written any more


def test_a_file_of_another_kind_is_refused_on_the_page(page):
    begun(page)
    wrong = SimpleUploadedFile("a.pdf", b"no pdf", "application/pdf")
    refused = page("files/", file=wrong)
    assert refused.status_code == 422
    assert "不是 PDF、JPG 或 PNG" in refused.content.decode()
    page("files/", file=upload())
    file = ChangeRequest.objects.get().files.get()
    page(f"files/{file.pk}/remove/", act="x")
    assert ChangeRequest.objects.get().files.count() == 0


@pytest.fixture
def asked(page):
    """A request for another title, sent."""
    begun(page)
    page("s/overview/", op="next", **title_fields(page, achievement_name="演示新名"))
    page("files/", file=upload())
    page(act="ask")
    return ChangeRequest.objects.get()


def decided(browser, change, act, text="属实"):
    version = ChangeRequest.objects.get(pk=change.pk).version
    address = f"/desk/changes/{change.code}/decide/"
    return browser.post(address, {"act": act, "text": text, "version": version})


def test_each_desk_finds_it_and_reads_old_beside_new(
    asked, browser_of, unit_clerk, department_reviewer, provincial_auditor, registered
):
    for actor in (unit_clerk, department_reviewer):
        browser = browser_of(actor)
        listed = browser.get("/desk/changes/")
        assert [each.code for each, _ in listed.context["waiting"]] == [asked.code]
        assert "变更申请 <b" in browser.get("/desk/").content.decode()
        shown = browser.get(f"/desk/changes/{asked.code}/").content.decode()
        assert registered.title in shown
        assert "演示新名" in shown
        file = asked.files.get().file_id
        assert browser.get(f"/records/{registered.code}/files/{file}/").status_code == 200
        refused = decided(browser, asked, "pass_on", "")
        assert refused.status_code == 409
        assert decided(browser, asked, "pass_on").status_code == 302
    assert decided(browser_of(provincial_auditor), asked, "approve", "").status_code == 302
    assert reload(registered).title == "演示新名"
    for path in ("", "?revision=1", "why/", "materials.pdf", "form.pdf", "changed.pdf"):
        read = browser_of(department_reviewer).get(f"/records/{registered.code}/{path}")
        assert read.status_code == 200, path
    at_desk = browser_of(provincial_auditor).get(f"/desk/r/{registered.code}/")
    assert "变更证明材料" in at_desk.content.decode()
    assert not browser_of(unit_clerk).get("/desk/changes/").context["waiting"]


def test_a_desk_lists_what_came_to_it_and_says_where_it_waits(
    asked, browser_of, unit_clerk, department_reviewer, provincial_auditor
):
    def listed(actor):
        decided = browser_of(actor).get("/desk/changes/").context["decided"]
        return [(each.code, desk) for each, desk in decided]

    assert [listed(each) for each in (unit_clerk, department_reviewer, provincial_auditor)] == [
        [],
        [],
        [],
    ]
    decided(browser_of(unit_clerk), asked, "pass_on")
    assert listed(unit_clerk) == [(asked.code, "演示省教育厅")]
    assert (listed(department_reviewer), listed(provincial_auditor)) == ([], [])
    decided(browser_of(department_reviewer), asked, "send_back")
    assert (listed(unit_clerk), listed(department_reviewer)) == ([(asked.code, "")],) * 2
    assert listed(provincial_auditor) == []


def test_a_returned_request_shows_why_and_is_written_again(asked, page, browser_of, unit_clerk):
    decided(browser_of(unit_clerk), asked, "send_back", "请附合同全文")
    shown = page()
    assert shown.status_code == 200
    assert "请附合同全文" in shown.content.decode()


def test_a_foreign_request_and_a_foreign_desk_find_nothing(
    asked, browser_of, stranger, department_reviewer
):
    browser = browser_of(stranger)
    assert browser.get(f"/desk/changes/{asked.code}/").status_code == 404
    assert decided(browser, asked, "pass_on").status_code == 404
    late = decided(browser_of(department_reviewer), asked, "pass_on")
    assert late.status_code == 403
    assert ChangeRequest.objects.get().desk == 1


def test_the_register_says_when_it_was_changed(
    published, browser_of, author, provincial_auditor, client
):
    browser = browser_of(provincial_auditor)
    opened = browser.post(f"/desk/r/{published.code}/correct/", {"reason": "错别字"})
    change = ChangeRequest.objects.get()
    assert opened.url == f"/desk/changes/{change.code}/edit/"

    def at(path="", **fields):
        return browser.get(f"/desk/changes/{change.code}/{path}", fields)

    fields = title_fields(at, keywords=["甲", "乙", "丙"])
    saved = browser.post(
        f"/desk/changes/{change.code}/s/overview/", {**fields, "op": "next", "version": 1}
    )
    assert saved.status_code == 302
    done = browser.post(f"/desk/changes/{change.code}/edit/", {"act": "ask", "version": 2})
    assert done.status_code == 302
    shown = client.get(f"/register/{published.number}/")
    assert "更正笔误" in shown.content.decode()
    old = browser_of(author).get(f"/records/{published.code}/?revision=1")
    assert old.status_code == 200
    assert (
        "更正笔误" in browser_of(again(author)).get(f"/records/{published.code}/").content.decode()
    )


def test_cancelling_asks_for_ground_and_decision(
    published, browser_of, provincial_auditor, department_reviewer, client
):
    browser, address = browser_of(provincial_auditor), f"/desk/r/{published.code}/cancel/"
    assert browser.get(address).status_code == 200
    told = {"reason": "抄袭他人论文", "version": published.version}
    refused = browser.post(address, told)
    assert refused.status_code == 409
    assert "请选择注销依据" in refused.content.decode()
    assert "抄袭他人论文" in refused.content.decode()
    assert browser_of(department_reviewer).get(address).status_code == 403
    assert browser.post(address, {**told, "ground": "plagiarised"}).status_code == 302
    shown = client.get(f"/register/{published.number}/")
    assert shown.status_code == 410
    assert published.title not in shown.content.decode()


def test_an_upheld_objection_orders_a_change_or_cancels_with_its_ground(
    stage, registered, browser_of, provincial_auditor, author
):
    publicity(stage.round, "after_number")
    publicise(provincial_auditor, registered)
    browser, objection = browser_of(provincial_auditor), objection_to(registered)
    address = f"/desk/objections/{objection.number}/decide/"
    browser.post(address, {"act": "take"})
    assert "注销依据" in browser.get(f"/desk/objections/{objection.number}/").content.decode()
    refused = browser.post(address, {"act": "cancel", "reason": "抄袭"})
    assert "请选择注销依据" in refused.content.decode()
    browser.post(address, {"act": "mend", "reason": "名称应更正"})
    shown = browser_of(author).get(f"/my/{registered.code}/change/").content.decode()
    assert f"按异议 {objection.number} 的决定" in shown
    assert "名称应更正" in shown
    assert "撤回申请" not in shown
