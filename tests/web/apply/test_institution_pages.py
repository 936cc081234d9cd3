"""Applying to become a department: draft, paper, scan, decision, on the pages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.records import picture
from tests.stage import person, superior

from kedeng.apps.files.models import ScanState, StoredFile
from kedeng.apps.organisations.models import InstitutionApplication, Organisation, User
from kedeng.domain.rights import Right
from kedeng.lib.credit_code import check_character

FRONT = "11140000DEM000071"
ANSWERS = {
    "f.org_name": "演示市科学技术局",
    "f.uscc": FRONT + check_character(FRONT),
    "f.org_kind": "city_science_office",
    "f.address": "演示路 1 号",
    "f.postcode": "030001",
    "f.head_name": "王演示",
    "f.head_position": "局长",
    "f.admin_name": "李演示",
    "f.admin_phone": "0351-0000000",
    "f.admin_mobile": "13800000000",
    "f.admin_email": "li@example.org",
    "f.requested_username": "yssk",
    "f.scope_description": "本市所属各单位。",
}


@pytest.fixture(autouse=True)
def files_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def begun(stage, send):
    """The address of a draft that has just been begun."""
    return send("/apply/institution/", province=stage.province.pk)["Location"]


def save(client, here, **more):
    version = InstitutionApplication.objects.get().version
    return client.post(here, {**ANSWERS, "version": version, **more})


def upload(client, here):
    scan = SimpleUploadedFile("盖章.png", picture(), "image/png")
    return client.post(f"{here}scan/", {"file": scan})


def send_off(client, here):
    version = InstitutionApplication.objects.get().version
    return client.post(f"{here}send/", {"version": version})


def decide(desk, here, **decision):
    """Press a button of the page as it stands now."""
    version = InstitutionApplication.objects.get().version
    return desk.post(here, {**decision, "version": version})


@pytest.fixture
def sent(client, begun):
    save(client, begun)
    upload(client, begun)
    send_off(client, begun)
    return InstitutionApplication.objects.get()


def test_a_draft_is_begun_for_a_province_and_opened_by_its_code(client, stage, begun):
    code = begun.split("/")[-2]
    page = client.get(begun)
    assert code in text_of(page)
    assert page["Cache-Control"] == "private, no-store"
    typed = code.lower().replace("-", " ")
    assert client.get("/apply/institution/", {"code": typed})["Location"] == begun
    assert client.get("/apply/institution/", {"code": "0000"}).status_code == 404
    assert client.get("/apply/institution/AAAA-BBBB-CCCC-DDDD/").status_code == 404


def test_without_a_province_or_as_a_robot_nothing_is_begun(stage, send):
    assert send("/apply/institution/").status_code == 422
    answer = send("/apply/institution/", province=stage.province.pk, website="x")
    assert answer.status_code == 422
    assert not InstitutionApplication.objects.exists()


def test_what_is_left_is_told_after_saving(client, begun):
    save(client, begun, **{"f.postcode": "3", "f.head_name": ""})
    page = text_of(client.get(f"{begun}?all=1"))
    assert "邮政编码：写得不对，例如 030001。" in page
    assert "单位负责人：没有填写，请填写或选择。" in page
    assert "还有 2 处要填或要改" in page
    assert ("必填" in page, "应填" in page) == (True, False)
    assert 'value="演示市科学技术局"' in page


def test_a_stale_window_keeps_what_was_typed(client, begun):
    save(client, begun)
    answer = client.post(begun, {**ANSWERS, "f.address": "别处", "version": 1})
    assert answer.status_code == 422
    assert 'value="别处"' in text_of(answer)


def test_the_paper_is_printed_from_what_was_saved(client, begun):
    save(client, begun)
    answer = client.get(f"{begun}form.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_it_is_sent_only_with_the_scan_of_the_same_content(client, begun):
    save(client, begun)
    assert "再上传扫描件" in text_of(send_off(client, begun))
    assert "请先选择要上传的文件" in text_of(client.post(f"{begun}scan/"))
    upload(client, begun)
    save(client, begun, **{"f.address": "演示路 2 号"})
    assert "纸面和页面不一致" in text_of(send_off(client, begun))
    upload(client, begun)
    assert send_off(client, begun)["Location"] == begun
    page = text_of(client.get(begun))
    assert "待办理" in page
    assert 'name="f.address"' not in page


def test_the_province_approves_and_department_and_administrator_are_there(
    client, stage, begun, sent, provincial_auditor, browser_of
):
    desk, here = (
        browser_of(superior(stage.province)),
        f"/console/applications/institutions/{sent.number}/",
    )
    manager = browser_of(provincial_auditor)
    assert "由本机构的超级管理员办理" in text_of(manager.get(here))
    refused = manager.post(here, {"decision": "approve", "username": "yssk"})
    assert refused.status_code == 403
    assert "只有本机构的超级管理员可以办理" in text_of(refused)
    assert "演示市科学技术局" in text_of(desk.get("/console/applications/"))
    assert 'value="yssk"' in text_of(desk.get(here))
    assert desk.get(f"{here}scan/")["Content-Type"] == "image/png"
    StoredFile.objects.update(scan=ScanState.INFECTED.value)
    assert desk.get(f"{here}scan/").status_code == 409
    assert desk.get(f"{here}form.pdf")["Content-Type"] == "application/pdf"
    decide(desk, here, decision="approve", username="yssk", opinion="同意")
    user = User.objects.get(username="yssk")
    assert (user.is_super, user.organisation.name, user.organisation.rank) == (
        *(True, "演示市科学技术局"),
        3,
    )
    assert "下一步：发放激活码" in text_of(desk.get(here))
    assert "已批准" in text_of(client.get(begun))


def test_a_returned_one_is_open_again_with_the_opinion(
    client, begun, sent, provincial_auditor, browser_of
):
    desk, here = (
        browser_of(provincial_auditor),
        f"/console/applications/institutions/{sent.number}/",
    )
    decide(desk, here, decision="return", opinion="公章不清楚")
    page = text_of(client.get(begun))
    assert "公章不清楚" in page
    assert 'name="f.address"' in page


def test_the_second_decision_has_no_effect(stage, sent, browser_of):
    here = f"/console/applications/institutions/{sent.number}/"
    first = browser_of(superior(stage.province))
    decide(first, here, decision="approve", username="yssk")
    second = browser_of(person(stage.province, "second", Right.MANAGE))
    answer = second.post(here, {"decision": "return", "opinion": "公章不清楚"})
    assert (answer.status_code, "刚刚由同事办理过" in text_of(answer)) == (422, True)
    assert Organisation.objects.filter(name="演示市科学技术局").count() == 1


def test_what_was_rewritten_since_the_page_was_opened_is_read_again_first(
    client, stage, begun, sent, browser_of
):
    here = f"/console/applications/institutions/{sent.number}/"
    desk = browser_of(superior(stage.province))
    decide(desk, here, decision="return", opinion="公章不清楚")
    save(client, begun, **{"f.org_name": "演示另一家公司"})
    upload(client, begun)
    send_off(client, begun)
    answer = desk.post(here, {"decision": "approve", "username": "yssk", "version": sent.version})
    text = text_of(answer)
    assert (answer.status_code, "申请单位改过这份申请" in text) == (422, True)
    assert "演示另一家公司" in text
    assert not Organisation.objects.filter(name="演示另一家公司").exists()
    version = re.search(r'name="version" value="(\d+)"', text)[1]
    desk.post(here, {"decision": "approve", "username": "yssk", "version": version})
    assert Organisation.objects.filter(name="演示另一家公司").exists()


def test_strangers_find_nothing(stage, sent, stranger, department_reviewer, browser_of):
    here = f"/console/applications/institutions/{sent.number}/"
    elsewhere = browser_of(person(stage.other_province, "elsewhere", Right.MANAGE))
    for path in (here, f"{here}scan/", f"{here}form.pdf"):
        assert elsewhere.get(path).status_code == 404
        assert browser_of(stranger).get(path).status_code == 404
    assert elsewhere.post(here, {"decision": "approve", "username": "x1"}).status_code == 404
    assert browser_of(department_reviewer).get(here).status_code == 403
