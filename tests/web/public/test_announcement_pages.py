"""Announcements on the pages: who reads what, files, marks; writing, forwarding, withdrawing."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.records import picture
from tests.stage import person, superior

from kedeng.apps.announcements import actions
from kedeng.apps.announcements.actions import Wording
from kedeng.apps.announcements.models import Announcement, ReadMark
from kedeng.apps.files.models import ScanState, StoredFile
from kedeng.domain.announcements import Openness
from kedeng.domain.rights import Right

WRITTEN = {
    "title": "关于开展登记工作的通知",
    "number": "演示函〔2026〕1号",
    "dated": "2026-01-15",
    "openness": "public",
    "body": "各有关单位：\n一、登记范围\n<b>请按时登记。</b>",
}


@pytest.fixture(autouse=True)
def files_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def notice(stage, provincial_auditor):
    """Give a factory of published announcements with a file."""

    def make(openness=Openness.PUBLIC, title="通知"):
        wording = Wording(title=title, body="请登记。", audience=stage.province, openness=openness)
        made = actions.draft_announcement(actor=provincial_auditor, wording=wording)
        data = picture()
        given = {"actor": provincial_auditor, "announcement": made}
        actions.attach(**given, stream=io.BytesIO(data), size=len(data), file_name="附件.png")
        actions.publish(**given, expected_version=1)
        return made

    return make


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_guest_reads_public_ones_and_finds_no_other(client, notice):
    public, closed = notice(title="公开的通知"), notice(Openness.ON_REQUEST, "依申请公开的通知")
    for where in ("/", "/announcements/"):
        page = text_of(client.get(where))
        assert ("公开的通知" in page, "依申请公开的通知" in page) == (True, False)
    assert client.get(f"/announcements/{public.code}/").status_code == 200
    file = f"files/{closed.files.get().pk}/"
    for path in ("", file):
        assert client.get(f"/announcements/{closed.code}/{path}").status_code == 404


def test_who_must_first_set_a_second_factor_up_is_a_guest(notice, department_reviewer, browser_of):
    public, closed = notice(title="公开的通知"), notice(Openness.CLOSED, "内部的通知")
    half_in = browser_of(department_reviewer)
    session = half_in.session
    session["second_factor_must"] = True
    session.save()
    assert half_in.get(f"/announcements/{public.code}/").status_code == 200
    for path in ("", f"files/{closed.files.get().pk}/"):
        assert half_in.get(f"/announcements/{closed.code}/{path}").status_code == 404
    assert "内部的通知" not in text_of(half_in.get("/announcements/"))
    assert half_in.get("/", follow=True).redirect_chain[-1] == ("/account/security/", 302)


def test_a_file_is_given_with_its_announcement_alone(client, notice):
    one, other = notice(title="一"), notice(title="二")
    address = f"/announcements/{one.code}/files/{one.files.get().pk}/"
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert client.get(f"/announcements/{one.code}/files/{other.files.get().pk}/").status_code == 404
    StoredFile.objects.update(scan=ScanState.INFECTED.value)
    assert client.get(address).status_code == 409


def test_unread_ones_stand_on_the_landing_pages_until_they_are_read(
    notice, stage, author, browser_of
):
    made = [notice(Openness.CLOSED, f"第{number}号通知") for number in range(4)]
    managers = browser_of(superior(stage.university)), "/console/"
    for browser, where in ((browser_of(author), "/my/"), managers):
        page = text_of(browser.get(where))
        assert re.findall(r"第\d号通知", page) == ["第3号通知", "第2号通知", "第1号通知"]
        assert "全部未读的" in page
        for each in made:
            browser.post(f"/announcements/{each.code}/read/")
        assert "未读的通知公告" not in text_of(browser.get(where))


def test_reading_marks_nothing_and_the_button_marks_once(
    notice, department_reviewer, browser_of, provincial_auditor
):
    closed = notice(Openness.CLOSED)
    reader, here = browser_of(department_reviewer), f"/announcements/{closed.code}/"
    assert ">未读</span>" in text_of(reader.get("/announcements/"))
    assert "已阅</button>" in text_of(reader.get(here))
    assert not ReadMark.objects.exists()
    for _ in range(2):
        assert reader.post(f"{here}read/")["Location"] == here
    assert ReadMark.objects.count() == 1
    assert ">未读</span>" not in text_of(reader.get("/announcements/"))
    overview = text_of(browser_of(provincial_auditor).get(f"/console/announcements/{closed.code}/"))
    assert "1 家都已阅。" in overview
    assert department_reviewer.name in overview


def test_a_stranger_marks_nothing(notice, stranger, browser_of):
    public, closed = notice(), notice(Openness.CLOSED)
    reader = browser_of(stranger)
    for each in (public, closed):
        assert reader.post(f"/announcements/{each.code}/read/").status_code == 404
    assert reader.get(f"/announcements/{closed.code}/").status_code == 404
    assert not ReadMark.objects.exists()


def test_one_is_written_published_and_withdrawn(client, stage, provincial_auditor, browser_of):
    desk = browser_of(provincial_auditor)
    fields = {**WRITTEN, "audience": stage.province.pk}
    here = desk.post("/console/announcements/new/", fields)["Location"]
    code = here.split("/")[-2]
    assert client.get(f"/announcements/{code}/").status_code == 404
    file = SimpleUploadedFile("附件.png", picture(), "image/png")
    desk.post(f"{here}files/", {"file": file})
    desk.post(here, {**fields, "title": "改过的标题", "version": 1})
    desk.post(f"{here}publish/", {"version": 2})
    page = text_of(client.get(f"/announcements/{code}/"))
    for said in ("改过的标题", "演示函〔2026〕1号", "2026年1月15日", "主动公开", "附件.png"):
        assert said in page
    assert "<h2>一、登记范围</h2>" in page
    assert "&lt;b&gt;请按时登记。&lt;/b&gt;" in page
    desk.post(f"{here}withdraw/", {"reason": "日期有误"})
    page = text_of(client.get(f"/announcements/{code}/"))
    assert ("日期有误" in page, "请按时登记" in page) == (True, False)


def test_what_is_missing_is_told_and_what_was_typed_stays(stage, provincial_auditor, browser_of):
    desk = browser_of(provincial_auditor)
    fields = {**WRITTEN, "audience": stage.university.pk, "openness": "", "dated": "昨天"}
    answer = desk.post("/console/announcements/new/", fields)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "成文日期：请填写年月日，例如 2026-01-15。" in page
    assert "公开属性：没有填写，请填写或选择。" in page
    assert "&lt;b&gt;请按时登记。" in page


def test_a_stale_window_publishes_nothing(stage, provincial_auditor, browser_of):
    desk = browser_of(provincial_auditor)
    fields = {**WRITTEN, "audience": stage.province.pk}
    here = desk.post("/console/announcements/new/", fields)["Location"]
    desk.post(here, {**fields, "title": "同事改过", "version": 1})
    answer = desk.post(f"{here}publish/", {"version": 1}, follow=True)
    assert "页面上的内容已不是最新的" in text_of(answer)
    assert Announcement.objects.get().stage == "draft"
    answer = desk.post(here, {**fields, "title": "旧窗口", "version": 1})
    assert (answer.status_code, 'value="旧窗口"' in text_of(answer)) == (422, True)


def test_a_department_forwards_with_a_covering_one(client, notice, stage, browser_of, author):
    original = notice(Openness.ON_REQUEST, "省厅的通知")
    manager = browser_of(person(stage.department, "manager", Right.MANAGE))
    assert f"forward={original.code}" in text_of(manager.get(f"/announcements/{original.code}/"))
    new = f"/console/announcements/new/?forward={original.code}"
    assert "转发《省厅的通知》" in text_of(manager.get(new))
    fields = {**WRITTEN, "title": "转发", "audience": stage.department.pk}
    here = manager.post(new, fields)["Location"]
    manager.post(f"{here}publish/", {"version": 1})
    code = here.split("/")[-2]
    link = f'href="/announcements/{original.code}/"'
    assert link in text_of(browser_of(author).get(f"/announcements/{code}/"))
    page = text_of(client.get(f"/announcements/{code}/"))
    assert ("转发的原文不公开" in page, link in page) == (True, False)


def test_strangers_find_no_announcement_in_the_console(notice, stranger, author, browser_of):
    here = f"/console/announcements/{notice().code}/"
    desk = browser_of(stranger)
    assert desk.get(here).status_code == 404
    for act in ("files/", "files/1/remove/", "publish/", "withdraw/", "discard/"):
        assert desk.post(f"{here}{act}").status_code == 404
    assert browser_of(author).get(here).status_code == 403
