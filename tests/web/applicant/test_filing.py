"""From the secrecy question to the receipt."""

import io

import pytest
from tests.records import picture, reload
from tests.stage import user_of

from kedeng.apps.registrations.models import Registration
from kedeng.definitions.registry import CATEGORY_NAMES


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


def test_only_an_open_result_gets_a_draft(page, stage):
    for answer in ("", "1", "2", "3", "unsure"):
        page.post("/my/new/", {"secrecy": answer, "category": "soft_science"})
    assert Registration.objects.count() == 0
    page.post("/my/new/", {"secrecy": "public", "category": "soft_science"})
    assert Registration.objects.get().filer_organisation == stage.university


@pytest.mark.parametrize(
    ("answer", "said"),
    [("2", "涉密成果不在网上登记范围内"), ("unsure", "请先由本单位做保密审查")],
)
def test_a_refused_grade_is_told_why_and_stays_chosen(page, stage, answer, said):
    told = {"secrecy": answer, "category": "soft_science"}
    shown = page.post("/my/new/", told).content.decode()
    assert said in shown.partition('role="alert"')[2].partition("</div>")[0]
    assert f'name="secrecy" value="{answer}" checked' in shown


def test_the_task_list_says_what_is_left(page, draft):
    shown = page.get(f"/my/{draft(complete=False).code}/").content.decode()
    assert "就能提交" in shown
    assert "缺少" in shown
    shown = page.get(f"/my/{draft().code}/").content.decode()
    assert "可以提交了" in shown


def test_a_complete_draft_is_checked_and_submitted(page, draft):
    registration = draft()
    shown = page.get(f"/my/{registration.code}/check/").content.decode()
    assert "提交登记" in shown
    answer = page.post(f"/my/{registration.code}/submit/", {"version": "0", "transition": "submit"})
    assert answer["Location"] == f"/my/{registration.code}/receipt/"
    assert registration.code in page.get(answer["Location"]).content.decode()
    assert reload(registration).state == "in_review"


def test_an_incomplete_draft_has_no_submit_button(page, draft):
    registration = draft(complete=False)
    shown = page.get(f"/my/{registration.code}/check/").content.decode()
    assert "提交登记</button>" not in shown
    answer = page.post(f"/my/{registration.code}/submit/", {"version": "0", "transition": "submit"})
    assert answer.status_code == 409
    assert "还不能提交" in answer.content.decode()


def test_a_version_that_is_no_number_reads_as_the_first(page, draft):
    where = f"/my/{draft().code}/submit/"
    answer = page.post(where, {"version": "1.5²", "transition": "submit"})
    assert answer["Location"].endswith("/receipt/")  # read as 0, the version of a new draft


def test_an_explanation_is_asked_for_kept_and_shown(page, draft):
    registration = draft()
    section = registration.sections.get(section="units")
    rows = [{key: value for key, value in section.content[0].items() if key != "uscc"}]
    section.content = rows
    section.save()
    shown = page.get(f"/my/{registration.code}/check/").content.decode()
    path = f"units[{rows[0]['id']}].uscc"
    assert f'name="explain:required:{path}"' in shown
    page.post(f"/my/{registration.code}/check/", {f"explain:required:{path}": "正在办理换证。"})
    shown = page.get(f"/my/{registration.code}/check/").content.decode()
    assert "正在办理换证。" in shown
    assert "提交登记</button>" in shown


def test_a_file_goes_into_several_slots(page, draft):
    registration = draft(complete=False)
    upload = io.BytesIO(picture(7))
    upload.name = "验收意见.png"
    page.post(f"/my/{registration.code}/evidence/", {"file": upload, "slots": ["R-1", "R-2b"]})
    assert [(item.slot, item.file_name) for item in registration.evidence.all()] == [
        ("R-1", "验收意见.png"),
        ("R-2b", "验收意见.png"),
    ]
    shown = page.get(f"/my/{registration.code}/evidence/").content.decode()
    assert "其余各项不必再传" in shown


def test_a_word_file_is_refused_with_a_way_out(page, draft):
    registration = draft(complete=False)
    upload = io.BytesIO(b"PK\x03\x04 not a picture")
    upload.name = "报告.pdf"
    answer = page.post(f"/my/{registration.code}/evidence/", {"file": upload, "slots": ["R-1"]})
    assert answer.status_code == 422
    assert "Word 文件请先另存为 PDF" in answer.content.decode()


def test_a_never_submitted_draft_can_be_deleted(page, draft):
    registration = draft()
    page.post(f"/my/{registration.code}/delete/")
    assert list(Registration.objects.all()) == []


@pytest.mark.parametrize("category", CATEGORY_NAMES)
def test_a_workbook_makes_the_same_draft(page, draft, category):
    source = draft(category, title="甲成果")
    target = draft(category, complete=False)
    data = page.get(f"/my/{source.code}/workbook/?download=1").content
    upload = io.BytesIO(data)
    upload.name = "改过名.xlsx"
    answer = page.post(f"/my/{target.code}/workbook/", {"file": upload})
    assert "没有发现问题" in answer.content.decode()
    assert "证明材料不在表格里，还没有交齐" in answer.content.decode()
    wanted = {row.section: row.content for row in source.sections.all() if row.content}
    found = {row.section: row.content for row in reload(target).sections.all() if row.content}
    assert found == wanted
