"""已在其他机构登记: said when a draft begins, or on its task list (process.md B74)."""

import pytest
from tests.records import elsewhere, move, reload

from kedeng.apps.registrations.models import Registration

SAID = {"elsewhere_body": "演示部登记机构", "elsewhere_number": "部登2025001"}


@pytest.fixture
def mine(browser_of, author):
    return browser_of(author)


def test_a_new_draft_says_it(mine, stage):
    begun = {"secrecy": "public", "category": "soft_science", "round": stage.round.pk}
    half = mine.post("/my/new/", {**begun, "elsewhere_body": "演示部登记机构"})
    assert "登记机构的全称和登记号都要写明" in half.content.decode()
    assert 'value="演示部登记机构"' in half.content.decode()
    assert mine.post("/my/new/", {**begun, **SAID}).status_code == 302
    record = Registration.objects.get()
    assert (record.elsewhere_body, record.elsewhere_number) == tuple(SAID.values())
    page = mine.get(f"/my/{record.code}/").content.decode()
    assert "已在<b>演示部登记机构</b>登记" in page
    assert "其他机构的登记证书" in page
    assert "其他机构的登记证书" in mine.get(f"/my/{record.code}/evidence/").content.decode()


def test_it_is_said_and_taken_back_on_the_task_list(mine, draft, author):
    record = draft()
    where = f"/my/{record.code}/elsewhere/"
    half = mine.post(where, {"elsewhere_number": "部登2025001"})
    assert half.status_code == 422
    assert 'value="部登2025001"' in half.content.decode()
    assert mine.post(where, SAID).status_code == 302
    assert reload(record).is_elsewhere
    mine.post(where, {})
    assert not reload(record).is_elsewhere
    move(author, record, "submit")
    answer = mine.post(where, SAID, follow=True)
    assert "现在不能修改" in answer.content.decode()


def test_the_province_reads_it_and_files_it(
    browser_of, draft, author, unit_clerk, department_reviewer, provincial_auditor
):
    record = draft()
    elsewhere(author, record)
    moves = {"submit": author, "pass_on": unit_clerk}
    for name, actor in moves.items():
        move(actor, record, name)
    checks = dict.fromkeys(("truth", "completeness", "form"), True)
    move(department_reviewer, record, "recommend", checks=checks)
    record = move(provincial_auditor, record, "accept")
    desk = browser_of(provincial_auditor)
    page = desk.get(f"/desk/r/{record.code}/").content.decode()
    assert "备案，不赋登记号" in page
    assert "审核通过，赋登记号" not in page
    told = {"transition": "file_elsewhere", "version": record.version}
    assert desk.post(f"/desk/r/{record.code}/move/", told).status_code == 302
    assert reload(record).state == "filed"
