"""证书 on pages: the record, the desks' list, the publicity batch, handing out (B64, h3)."""

import pytest
from django.utils import timezone
from tests.records import end_publicity, publicise, publicity, reload
from tests.web.records.test_printing import text_of

from kedeng.apps.history.models import AccessNote
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.certificate_records import newest_certificate
from kedeng.renderings.pdf.pages import printed_code
from kedeng.web.department import certificates as list_pages
from kedeng.web.public import certificates as check_pages

LIST = "/desk/certificates/"


@pytest.fixture
def collected(stage, record_in):
    """Give a factory of records with certificates whose paper is collected."""
    publicity(stage.round, "none", certificate="collect")
    return lambda title="演示甲", state="registered": record_in(state, title=title)


def today():
    return timezone.localdate().isoformat()


def fields(*records, **more):
    codes = [newest_certificate(each).code for each in records]
    usual = {"to": "演示大学 王演示", "way": "collected", "on": today(), "note": ""}
    return {"pick": codes, "query": "standing=all", **usual, **more}


# ── a record ─────────────────────────────────────────────────────────────────────────────────────


def test_filer_unit_and_departments_of_the_route_download_it(
    collected, browser_of, author, unit_clerk, department_reviewer, stranger
):
    record = collected()
    for actor in (author, unit_clerk, department_reviewer):
        browser = browser_of(actor)
        page = browser.get(f"/records/{record.code}/").content.decode()
        assert "第 1 版（PDF）" in page
        assert "加盖公章的纸质证书：凭受理通知领取" in page
        answer = browser.get(f"/records/{record.code}/certificate.pdf")
        assert (answer.status_code, answer.content[:4]) == (200, b"%PDF")
    assert browser_of(stranger).get(f"/records/{record.code}/certificate.pdf").status_code == 404
    noted = AccessNote.objects.filter(item="certificate 1").values_list("kind", flat=True)
    assert list(noted) == ["registration.printed"] * 3


def test_an_old_version_stays_readable_and_an_unknown_one_is_not_found(
    collected, browser_of, author, provincial_auditor
):
    record = collected()
    record.title = "演示乙"
    record.save()
    actions.issue_certificate(actor=provincial_auditor, registration=record, why="更名")
    browser = browser_of(author)
    page = browser.get(f"/records/{record.code}/").content.decode()
    for said in ("第 2 版（PDF）", "有效", "更名", "第 1 版（PDF）", "已被替换", "首次发证"):
        assert said in page
    asked = [
        browser.get(f"/records/{record.code}/certificate.pdf?version={each}").status_code
        for each in ("1", "2", "3", "x")
    ]
    assert asked == [200, 200, 404, 404]


def test_the_province_issues_one_that_is_missing(
    stage, record_in, browser_of, provincial_auditor, department_reviewer
):
    record = record_in("registered")
    address = f"/records/{record.code}/"
    desk = browser_of(provincial_auditor)
    assert "登记证书" not in desk.get(address).content.decode().partition("<main")[2]
    refused = desk.post(f"{address}certificate/")
    assert "本省的登记政策不发登记证书" in refused.content.decode()
    publicity(stage.round, "none", certificate="download")
    assert "制发登记证书" in desk.get(address).content.decode()
    below = browser_of(department_reviewer)
    assert "等待省级登记机构制发" in below.get(address).content.decode()
    assert below.post(f"{address}certificate/").status_code == 403
    done = desk.post(f"{address}certificate/", follow=True).content.decode()
    assert "已制发登记证书第 1 版" in done


def test_a_record_says_what_its_certificate_waits_for(stage, record_in, browser_of, author):
    publicity(stage.round, "after_number", certificate="download")
    record = record_in("registered")
    page = browser_of(author).get(f"/records/{record.code}/").content.decode()
    assert "登记政策规定公示期满后才发证书" in page


# ── a publicity batch ────────────────────────────────────────────────────────────────────────────


def test_a_batch_that_is_over_gets_its_certificates_with_one_press(
    stage, record_in, browser_of, provincial_auditor
):
    publicity(stage.round, "after_number", certificate="download")
    record = record_in("registered", title="演示甲")
    batch = publicise(provincial_auditor, record)
    desk, address = browser_of(provincial_auditor), f"/desk/publicity/{batch.code}/"
    assert "全部制发证书" not in desk.get(address).content.decode()
    end_publicity(batch)
    assert "1 项应发登记证书还没有发" in desk.get(address).content.decode()
    page = desk.post(f"{address}certificates/").content.decode()
    assert f'演示甲：<b class="num">{record.number}</b>' in page
    assert "全部制发证书" not in page


# ── the list ─────────────────────────────────────────────────────────────────────────────────────


def test_the_list_is_filtered_and_printed_in_one_file(
    collected, browser_of, provincial_auditor, department_reviewer, stranger, monkeypatch
):
    one, two = collected("演示甲"), collected("演示乙")
    desk = browser_of(provincial_auditor)
    page = desk.get(LIST, {"text": "演示乙"}).content.decode()
    assert ("演示乙" in page, f"/records/{one.code}/" in page) == (True, False)
    assert f"/records/{two.code}/" in browser_of(department_reviewer).get(LIST).content.decode()
    empty = browser_of(stranger).get(LIST).content.decode()
    assert ("没有符合条件的证书" in empty, "打印" in empty.partition("<main")[2]) == (True, False)
    assert desk.get(f"{LIST}certificates.pdf").content[:4] == b"%PDF"
    none = desk.get(f"{LIST}certificates.pdf", {"text": "演示丙"})
    assert (none.status_code, "没有选中证书" in none.content.decode()) == (422, True)
    monkeypatch.setattr(list_pages, "MOST_SHEETS", 1)
    many = desk.get(f"{LIST}certificates.pdf").content.decode()
    assert "一次最多打印 1 份证书，现在有 2 份" in many
    chosen = {"pick": newest_certificate(two).code}
    assert desk.get(f"{LIST}certificates.pdf", chosen).status_code == 200


def test_several_are_given_to_one_person_and_one_note_is_taken_back(
    collected, browser_of, provincial_auditor
):
    one, two = collected("演示甲"), collected("演示乙")
    desk = browser_of(provincial_auditor)
    page = desk.post(f"{LIST}hand-out/", fields(one, two, note="身份证"), follow=True)
    assert "已登记发放 2 份证书" in page.content.decode()
    again = desk.post(f"{LIST}hand-out/", fields(one, two, to="另一人"))
    assert (again.status_code, again.content.decode().count("已于")) == (409, 1)
    assert 'value="另一人"' in again.content.decode()
    [given] = newest_certificate(one).hand_outs.all()
    back = f"{LIST}hand-out/{given.pk}/take-back/"
    assert "请写明理由" in desk.post(back, {"reason": ""}).content.decode()
    done = desk.post(back, {"reason": "记错了人"}, follow=True).content.decode()
    assert "已撤销：记错了人" in done
    mixed = desk.post(f"{LIST}hand-out/", fields(one, two, to="另一人")).content.decode()
    assert "已登记 1 份，下列 1 份没有登记" in mixed


def test_what_lacks_is_said_and_what_was_typed_stays(collected, browser_of, provincial_auditor):
    record, desk = collected(), browser_of(provincial_auditor)
    code = newest_certificate(record).code
    for said, sent in (
        ("没有选中证书", {"pick": []}),
        ("请写明证书发给了谁", {"to": " ", "note": "演示说明"}),
        ("请选择发放方式，并填写发放日期", {"on": "x", "note": "演示说明"}),
        ("发放日期应在证书制发日", {"on": "2020-01-01", "note": "演示说明"}),
    ):
        page = desk.post(f"{LIST}hand-out/", fields(record, **sent)).content.decode()
        assert said in page
        if "note" in sent:
            assert 'value="演示说明"' in page
            assert f'value="{code}" form="chosen"\n           checked' in page


def test_a_department_gives_nothing_out(collected, browser_of, department_reviewer):
    record, desk = collected(), browser_of(department_reviewer)
    assert "登记发放：勾选证书" not in desk.get(LIST).content.decode()
    page = desk.post(f"{LIST}hand-out/", fields(record)).content.decode()
    assert "只能办理本机构的事项" in page
    assert not newest_certificate(record).hand_outs.exists()


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    collected, browser_of, provincial_auditor, django_assert_max_num_queries
):
    collected("演示一")
    desk = browser_of(provincial_auditor)
    desk.get(LIST)
    with django_assert_max_num_queries(60) as one:
        desk.get(LIST)
    for title in ("演示二", "演示三"):
        collected(title)
    with django_assert_max_num_queries(len(one)):
        desk.get(LIST)


# ── the public check ─────────────────────────────────────────────────────────────────────────────


def test_b64_anybody_checks_by_number_and_code_or_by_the_qr(collected, client):
    record = collected()
    made = newest_certificate(record)
    assert "证书查验" in client.get("/certificates/").content.decode()
    for answer in (
        client.post("/certificates/", {"number": made.number, "code": made.code.lower()}),
        client.get(f"/certificates/{made.code}/"),
    ):
        page = answer.content.decode()
        for said in (
            "有效",
            "第 1 版，是现行版本",
            made.number,
            "演示甲",
            *made.units,
            *made.people,
        ):
            assert said in page
        assert answer["Cache-Control"] == "private, no-store"


def test_the_check_shows_the_same_check_code_as_the_paper(collected, client, browser_of, author):
    record = collected()
    made = newest_certificate(record)
    shown = printed_code(made.digest)
    paper = text_of(browser_of(author).get(f"/records/{record.code}/certificate.pdf"))
    assert f"证书校验码 {shown}" in paper
    assert "内容校验码" not in paper
    page = client.get(f"/certificates/{made.code}/").content.decode()
    assert ("证书校验码" in page, shown in page) == (True, True)


def test_b69_a_cancelled_one_says_so_and_shows_nothing_else(collected, client):
    made = newest_certificate(collected(state="cancelled"))
    page = client.get(f"/certificates/{made.code}/").content.decode()
    assert ("已注销" in page, "演示甲" in page, made.people[0] in page) == (True, False, False)


def test_b71_a_replaced_one_names_the_version_that_counts(collected, client, provincial_auditor):
    record = collected()
    made = newest_certificate(record)
    record.title = "演示乙"
    record.save()
    actions.issue_certificate(actor=provincial_auditor, registration=reload(record), why="更名")
    page = client.get(f"/certificates/{made.code}/").content.decode()
    assert ("已被第 2 版替换" in page, "演示甲" in page) == (True, False)


def test_a_wrong_number_and_a_wrong_code_read_alike_and_are_counted_by_network(
    collected, client, monkeypatch
):
    made = newest_certificate(collected())
    right = {"number": made.number, "code": made.code}
    wrong = [{**right, "code": "0" * 16}, {**right, "number": "9142025Y9999"}]
    told = [client.post("/certificates/", each, REMOTE_ADDR="9.9.9.9") for each in wrong]
    assert [each.status_code for each in told] == [404, 404]
    assert ["没有这个登记号和查验码的证书" in each.content.decode() for each in told] == [True] * 2
    assert f'value="{made.number}"' in told[0].content.decode()
    monkeypatch.setattr(check_pages, "WRONG_AT_ONCE", 3)
    again = [
        client.post("/certificates/", wrong[0], REMOTE_ADDR="9.9.9.9").status_code for _ in "123"
    ]
    assert again == [404, 429, 429]
    assert client.get("/certificates/" + "0" * 16 + "/").status_code == 404
    assert client.post("/certificates/", right, REMOTE_ADDR="9.9.9.9").status_code == 200
