"""公示 for everybody: list, print, an objection, one's own case; the province's pages."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.records import (
    ALL_CHECKED,
    end_publicity,
    move,
    objection_to,
    picture,
    publicise,
    publicity,
    reload,
)
from tests.stage import PASSWORD
from tests.web.account.test_fresh_proof import grow_stale
from tests.web.records.test_printing import text_of

from kedeng.apps.files.models import ScanState, StoredFile
from kedeng.apps.history.models import AccessNote
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.actions import (
    certificates as certificate_actions,
    publicity as publicity_actions,
)
from kedeng.apps.registrations.models import Objection, Registration
from kedeng.web.apply.robots import new_ticket


@pytest.fixture
def shown(record_in):
    return record_in("publicised", title="演示公示成果")


@pytest.fixture
def address(shown):
    entry = shown.publicity.get()
    return f"/publicity/{entry.batch.code}/{entry.position}/"


def fields(**more):
    usual = {"who": "person", "name": "演示异议人", "contact": "0351-1", "ground": "people"}
    return {**usual, "text": "演示理由", "ticket": new_ticket(age=60), "website": "", **more}


def test_anybody_reads_the_list_and_never_a_contact(client, shown):
    batch = shown.publicity.get().batch
    front = client.get("/publicity/").content.decode()
    assert "演示公示" in front
    assert "还有 30 日" in front
    page = client.get(f"/publicity/{batch.code}/").content.decode()
    for said in ("演示公示成果", "演示大学", "提出异议"):
        assert said in page
    assert "0351-0000000" not in page
    assert client.get("/publicity/NQ7K4JTKY5DV/").status_code == 404


def test_the_list_is_printed(client, shown):
    batch = shown.publicity.get().batch
    assert client.get(f"/publicity/{batch.code}/list.pdf").content[:4] == b"%PDF"


@pytest.mark.parametrize(
    ("place", "state", "said"),
    [
        ("before_number", "passed", "下列成果拟予登记，现予公示。公示期"),
        ("after_number", "registered", "下列成果已经登记，现予公示。公示期"),
    ],
)
def test_the_printed_list_says_whether_what_it_lists_is_registered(
    stage, record_in, provincial_auditor, client, place, state, said
):
    record = record_in(state)
    publicity(stage.round, place)
    batch = publicise(provincial_auditor, record)
    text = text_of(client.get(f"/publicity/{batch.code}/list.pdf"))
    assert (said in text, "。公示期内" in "".join(text.split("\r\n"))) == (True, True)


@pytest.mark.parametrize("ended", ["refused", "cancelled"])
def test_of_what_has_ended_the_list_shows_nothing_more(client, shown, ended):
    Registration.objects.filter(pk=shown.pk).update(state="disputed")
    if ended == "cancelled":
        Registration.objects.filter(pk=shown.pk).update(state="publicised")
        Registration.objects.filter(pk=shown.pk).update(state="registered")
    Registration.objects.filter(pk=shown.pk).update(state=ended)
    where = f"/publicity/{shown.publicity.get().batch.code}/"
    page = client.get(where).content.decode()
    assert "这一项已不在公示之列，内容不再公开。" in page
    assert "演示公示成果" not in page
    text = text_of(client.get(f"{where}list.pdf"))
    assert ("演示公示成果" in text, "已撤下" in text) == (False, True)


def test_an_objection_is_sent_and_followed_by_its_code(client, address):
    answer = client.post(address, fields())
    assert answer.status_code == 200
    [code] = re.findall(r"code-big\">([0-9A-Z-]{19})<", answer.content.decode())
    case = client.post("/publicity/case/", {"code": code}).content.decode()
    assert "已收到，待审查" in case
    client.post("/publicity/case/", {"code": code, "text": "演示补充"})
    assert "演示补充" in client.post("/publicity/case/", {"code": code}).content.decode()
    assert client.post("/publicity/case/", {"code": "0" * 16}).status_code == 404


def test_a_unit_sends_its_sealed_letter(client, address):
    assert "加盖公章" in client.post(address, fields(who="unit")).content.decode()
    scan = SimpleUploadedFile("书面异议.png", picture())
    assert client.post(address, fields(who="unit", files=scan)).status_code == 200
    assert [each.file_name for each in Objection.objects.get().files.all()] == ["书面异议.png"]


@pytest.mark.parametrize("who", ["person", "unit"])
def test_who_objects_by_name_has_to_give_it(client, address, who):
    scan = SimpleUploadedFile("书面异议.png", picture())
    answer = client.post(address, fields(who=who, name=" ", files=scan))
    asks = "请填写真实姓名或单位全称；不便写明的，选“匿名”。"
    assert (answer.status_code, answer.context["form"].errors["name"]) == (422, [asks])
    assert Objection.objects.count() == 0


def test_who_stays_anonymous_is_recorded_and_promised_nothing(client, address):
    page = client.post(address, fields(who="nobody", contact="")).content.decode()
    assert ("只作记录，不予受理" in page, "补充陈述" in page) == (True, False)
    assert [(each.name, each.state) for each in Objection.objects.all()] == [("", "not_taken")]


def test_what_was_typed_stays_when_something_lacks(client, address):
    answer = client.post(address, fields(contact=""))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请填写联系方式" in page
    assert "演示理由" in page


def test_robots_and_late_comers_are_told(client, shown, address):
    assert client.post(address, fields(website="x")).status_code == 422
    end_publicity(shown.publicity.get().batch)
    assert "公示期已满" in client.get(address).content.decode()
    assert client.post(address, fields()).status_code == 422
    assert Objection.objects.count() == 0


def test_a_line_that_was_taken_off_shows_nothing(client, shown, address, provincial_auditor):
    assert "演示公示成果" in client.get(address).content.decode()
    move(provincial_auditor, reload(shown), "audit_again", reason="名称有误")
    gone = client.get(address)
    page = gone.content.decode()
    assert (gone.status_code, "已不在公示之列" in page, "<form" in page) == (410, True, False)
    late = client.post(address, fields())
    kept = late.content.decode()
    assert (late.status_code, "演示理由" in kept) == (422, True)
    for read in (page, kept):
        assert ("演示公示成果" in read, "演示大学" in read) == (False, False)


def test_what_is_listed_anew_is_shown_once(stage, client, shown, provincial_auditor):
    publicity(stage.round)
    first = f"/publicity/{shown.publicity.get().batch.code}/"
    record = move(provincial_auditor, reload(shown), "audit_again", reason="名称有误")
    record = move(provincial_auditor, record, "pass_audit", checks=ALL_CHECKED)
    second = publicise(provincial_auditor, record)
    read = [client.get(where).content.decode() for where in (first, f"/publicity/{second.code}/")]
    assert ["演示公示成果" in page for page in read] == [False, True]
    end_publicity(second)
    move(provincial_auditor, record, "register_publicised")
    assert "演示公示成果" not in client.get(first).content.decode()


# ── the province ─────────────────────────────────────────────────────────────────────────────────


def test_the_province_begins_a_batch_after_a_preview(
    stage, record_in, provincial_auditor, browser_of
):
    record = record_in("passed", title="演示待公示")
    publicity(stage.round)
    desk = browser_of(provincial_auditor)
    assert '待公示 <b class="num">1</b> 项' in desk.get("/desk/publicity/").content.decode()
    where = f"/desk/publicity/rounds/{stage.round.pk}/"
    assert "演示待公示" in desk.get(where).content.decode()
    assert desk.post(where, {"title": "演示第一批"}).status_code == 422
    answer = desk.post(where, {"title": "演示第一批", "code": record.code}, follow=True)
    assert "已开始公示，共 1 项" in answer.content.decode()
    assert reload(record).state == "publicised"


def test_a_batch_that_is_over_is_registered_with_a_result_for_each_row(
    stage, shown, provincial_auditor, browser_of
):
    publicity(stage.round)
    batch = shown.publicity.get().batch
    desk = browser_of(provincial_auditor)
    end_publicity(batch)
    page = desk.post(f"/desk/publicity/{batch.code}/register/").content.decode()
    assert f"914{stage.round.year}R0001" in page
    assert desk.get("/desk/publicity/NQ7K4JTKY5DV/").status_code == 404


def test_numbers_for_a_batch_want_a_fresh_proof_and_come_so_many_at_once(
    stage, record_in, provincial_auditor, browser_of, monkeypatch
):
    records = [record_in("passed", title=f"演示{each}") for each in "一二三"]
    publicity(stage.round)
    batch = publicise(provincial_auditor, *records)
    end_publicity(batch)
    monkeypatch.setattr(publicity_actions, "MOST_ROWS", 2)
    desk = browser_of(provincial_auditor)
    grow_stale(desk)
    for act in ("register", "certificates"):
        assert desk.post(f"/desk/publicity/{batch.code}/{act}/").status_code == 401
    where = f"/desk/publicity/{batch.code}/register/"
    desk.post("/account/prove/", {"password": PASSWORD, "next": where})
    assert "还有 1 项没有办" in desk.post(where).content.decode()
    assert [reload(each).state for each in records] == ["registered", "registered", "publicised"]
    assert "没有办。" not in desk.post(where).content.decode()
    assert reload(records[2]).state == "registered"


def test_certificates_of_a_batch_come_so_many_at_once_too(
    stage, record_in, provincial_auditor, browser_of, monkeypatch
):
    records = [record_in("registered", title=f"演示{each}") for each in "一二三"]
    publicity(stage.round, "after_number", certificate="collect")
    batch = publicise(provincial_auditor, *records)
    end_publicity(batch)
    monkeypatch.setattr(certificate_actions, "MOST_ROWS", 2)
    desk, where = browser_of(provincial_auditor), f"/desk/publicity/{batch.code}/certificates/"
    assert "还有 1 项没有发" in desk.post(where).content.decode()
    assert [each.certificates.count() for each in records] == [1, 1, 0]
    assert "没有发。" not in desk.post(where).content.decode()
    assert records[2].certificates.count() == 1


def test_the_province_alone_reads_who_objected(
    shown, provincial_auditor, department_reviewer, author, browser_of
):
    objection = objection_to(shown)
    desk = browser_of(provincial_auditor)
    where = f"/desk/objections/{objection.number}/"
    assert "演示异议人" in desk.get(where).content.decode()
    assert browser_of(department_reviewer).get(where).status_code == 404
    assert desk.post(f"{where}decide/", {"act": "decline"}).status_code == 409
    desk.post(f"{where}decide/", {"act": "take"})
    mine = browser_of(author)
    page = mine.get(f"/records/{shown.code}/").content.decode()
    assert "演示理由" in page
    assert "演示异议人" not in page
    mine.post(f"/records/{shown.code}/objections/{objection.number}/", {"text": "演示陈述"})
    assert "演示陈述" in desk.get(where).content.decode()
    desk.post(f"{where}decide/", {"act": "reject", "reason": "演示查无依据"})
    assert reload(shown).state == "publicised"
    assert "演示查无依据" in mine.get(f"/records/{shown.code}/").content.decode()


def test_the_lists_of_the_desk_name_their_columns(shown, provincial_auditor, browser_of):
    desk = browser_of(provincial_auditor)
    empty = desk.get("/desk/publicity/").content.decode()
    assert ("公示期</th>" in empty, "异议编号</th>" in empty) == (True, False)
    objection_to(shown)
    page = desk.get("/desk/publicity/").content.decode()
    for name in ("公示期", "剩余时间", "异议编号", "异议的方面", "提交时间", "办理情况"):
        assert (f"{name}</th>" in page, f'data-label="{name}"' in page) == (True, True), name


def test_a_file_of_an_objection_found_infected_since_is_not_given(
    shown, provincial_auditor, browser_of
):
    scan = picture()
    upload = actions.Upload(io.BytesIO(scan), len(scan), "证据.png")
    file = objection_to(shown, uploads=(upload,)).files.get()
    where = f"/desk/objections/{file.objection.number}/files/{file.pk}/"
    desk = browser_of(provincial_auditor)
    assert desk.get(where).status_code == 200
    StoredFile.objects.update(scan=ScanState.INFECTED.value)
    assert desk.get(where).status_code == 409
    assert AccessNote.objects.filter(item=file.file_id).count() == 1


def test_the_lists_of_a_batch_take_as_many_queries_for_three_rows_as_for_one(
    stage, record_in, provincial_auditor, client, django_assert_num_queries
):
    one = record_in("publicised", title="演示一").publicity.get().batch
    three = [record_in("passed", title=f"演示{each}") for each in "二三四"]
    publicity(stage.round)
    more = publicise(provincial_auditor, *three)
    for batch in (one, more):
        with django_assert_num_queries(3):
            client.get(f"/publicity/{batch.code}/")
