"""Pages that were open while the world went on: nothing that was typed is lost."""

import pytest
from django.test import Client
from tests.records import answer_notes, move, reload
from tests.stage import user_of

from kedeng.apps.registrations import actions

SUMMARY = {"version": "1", "f.achievement_summary": "旧标签页里写的", "op": "save"}


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


def test_a_page_from_before_a_login_offers_its_text_again(author, draft):
    registration = draft()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user_of(author))
    address = f"/my/{registration.code}/s/summary/"
    answer = strict.post(address, SUMMARY)
    assert answer.status_code == 403
    shown = answer.content.decode()
    assert "旧标签页里写的" in shown
    assert f'action="{address}"' in shown
    background = strict.post(address, SUMMARY, headers={"X-Requested-With": "autosave"})
    assert background.status_code == 401


def test_another_sites_post_is_not_offered(author, draft):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user_of(author))
    answer = strict.post(
        f"/my/{draft().code}/s/summary/", SUMMARY, headers={"Origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403
    assert "旧标签页里写的" not in answer.content.decode()


def test_a_save_after_the_submission_says_why_and_shows_the_text(page, author, draft):
    registration = move(author, draft(), "submit")
    answer = page.post(f"/my/{registration.code}/s/summary/", SUMMARY)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "旧标签页里写的" in shown
    assert "这项登记现在不能修改" in shown


@pytest.mark.parametrize("version", ["abc", "1.5", "\x00", ""])
def test_a_version_that_is_none_is_taken_for_an_old_page(page, draft, version):
    registration = draft()
    answer = page.post(f"/my/{registration.code}/s/summary/", {**SUMMARY, "version": version})
    assert answer.status_code == 409
    assert "旧标签页里写的" in answer.content.decode()


def test_withdrawing_is_no_submission(page, author, unit_clerk, draft):
    registration = move(author, draft(), "submit")
    registration = move(unit_clerk, registration, "return", reason="请核对", to_desk=0)
    address = f"/my/{registration.code}/submit/"
    posted = {"version": str(registration.version), "transition": "withdraw"}
    assert page.post(address, posted).status_code == 404
    assert reload(registration).state == "returned"


def test_notes_of_every_desk_on_the_way_down_are_shown(
    page, author, unit_clerk, department_reviewer, draft
):
    registration = move(author, draft(), "submit")
    registration = move(unit_clerk, registration, "pass_on")
    note = actions.Note("overview.keywords", "关键词", "部门：请补充关键词。")
    registration = move(
        department_reviewer, registration, "return", reason="不全", to_desk=1, notes=[note]
    )
    registration = move(unit_clerk, registration, "return", reason="请按部门意见改", to_desk=0)
    shown = page.get(f"/my/{registration.code}/").content.decode()
    assert "部门：请补充关键词。" in shown
    assert "请按部门意见改" in shown
    answer_notes(author, registration)
    registration = move(author, registration, "resubmit")
    move(author, registration, "recall")
    assert "部门：请补充关键词。" in page.get(f"/my/{registration.code}/").content.decode()
