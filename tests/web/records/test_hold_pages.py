"""暂缓公布 on the record's page, the desk and the list of a registry."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.records import move, publicity, reload

from kedeng.apps.registrations.models import PublicationHold


@pytest.fixture
def reported(registered, provincial_auditor):
    return move(provincial_auditor, registered, "report")


def form(**more):
    day = timezone.localdate() + timedelta(days=30)
    return {"ground": "patenting", "reason": "演示：专利在写", "until": day.isoformat(), **more}


def test_the_filer_asks_and_the_nation_grants_and_lifts(
    browser_of, reported, author, national_receiver, department_reviewer
):
    mine, where = browser_of(author), f"/records/{reported.code}/"
    assert "申请暂缓公布" in mine.get(where).content.decode()
    again = mine.post(f"{where}holds/", form(act="ask", until="下周"))
    page = again.content.decode()
    assert (again.status_code, PublicationHold.objects.count()) == (422, 0)
    assert "演示：专利在写</textarea>" in page
    assert "日期没有看懂" in page
    answer = mine.post(f"{where}holds/", form(act="ask"), follow=True)
    assert "已提交暂缓公布的申请" in answer.content.decode()
    assert mine.post(f"{where}holds/", form(act="set")).status_code == 403
    desk = browser_of(national_receiver)
    assert "已申请，待决定" in desk.get(f"/desk/r/{reported.code}/").content.decode()
    assert reported.title in desk.get("/desk/holds/").content.decode()
    held = PublicationHold.objects.get()
    assert "同意暂缓公布" in desk.get(where).content.decode()
    desk.post(f"{where}holds/{held.pk}/", {"act": "grant"})
    assert desk.post(f"{where}holds/{held.pk}/", {"act": "grant"}).status_code == 422
    move(national_receiver, reported, "receive")
    refused = desk.post(
        f"/desk/r/{reported.code}/move/",
        {"transition": "publish", "version": reload(reported).version},
    )
    assert "因申请专利暂缓公布，到" in refused.content.decode()
    assert "为什么暂缓公布" in desk.get(f"{where}why/").content.decode()
    assert desk.post(f"{where}holds/{held.pk}/", {"act": "end"}).status_code == 422
    desk.post(f"{where}holds/{held.pk}/", {"act": "end", "reason": "演示：已申请"})
    assert "演示：已申请" in mine.get(where).content.decode()
    assert "设置暂缓公布" not in browser_of(department_reviewer).get(where).content.decode()


def test_what_is_held_is_left_out_of_a_publicity_with_the_reason(
    stage, browser_of, record_in, author, provincial_auditor
):
    record = record_in("passed", title="演示待公示")
    publicity(stage.round)
    mine, desk = browser_of(author), browser_of(provincial_auditor)
    mine.post(f"/records/{record.code}/holds/", form(act="ask"))
    where = f"/desk/publicity/rounds/{stage.round.pk}/"
    assert (
        "不能列入：演示大学申请因申请专利暂缓公布，还没有决定。" in desk.get(where).content.decode()
    )
    answer = desk.post(where, {"title": "演示", "code": record.code})
    assert (answer.status_code, reload(record).state) == (422, "passed")


def test_the_page_says_that_the_list_shows_it_already(browser_of, record_in, author):
    record = record_in("publicised")
    page = browser_of(author).get(f"/records/{record.code}/").content.decode()
    assert "这一项已列入公示名单，暂缓公布只推迟国家公布，不改变名单。" in page


def test_what_there_is_not_is_not_found(browser_of, reported, national_receiver, stranger):
    desk, where = browser_of(national_receiver), f"/records/{reported.code}/holds/"
    assert desk.post(where, form(act="wish")).status_code == 404
    assert desk.post(f"{where}999/", {"act": "grant"}).status_code == 404
    assert browser_of(stranger).post(where, form(act="ask")).status_code == 404
