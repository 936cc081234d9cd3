"""Who opened or printed what, and who was refused what, is noted: pages and API alike."""

import pytest
from django.test import Client
from tests.records import ALL_CHECKED, move
from tests.stage import person

from kedeng.apps.history.models import AccessNote
from kedeng.apps.organisations.actions import issue_token
from kedeng.domain.rights import Right

V1 = "/api/v1/registrations/"


@pytest.fixture
def submitted(draft, author):
    return move(author, draft(), "submit")


@pytest.fixture
def program_of():
    """A program with an actor's token: `program_of(author)` gives a client."""
    return lambda actor: Client(
        headers={"Authorization": f"Bearer {issue_token(actor=actor, label='测试')}"}
    )


def notes():
    """Every note: kind, who, subject, item, purpose."""
    columns = ("kind", "actor_name", "subject", "item", "purpose")
    return list(AccessNote.objects.order_by("id").values_list(*columns))


def test_opened_files_are_noted(
    browser_of, program_of, author, unit_clerk, provincial_auditor, at_department
):
    record = at_department()
    digest = record.revisions.get().evidence[0]["digest"]
    page, api = (f"{door}{record.code}/files/{digest}" for door in ("/records/", V1))
    assert browser_of(author).get(f"{page}/").status_code == 200
    assert browser_of(unit_clerk).get(f"{page}/?download=1").status_code == 200
    assert program_of(unit_clerk).get(api).status_code == 200
    assert browser_of(provincial_auditor).get(f"{page}/").status_code == 404
    opened = ("file.opened", record.subject, digest)
    assert [(kind, who, subject, item) for kind, who, subject, item, _ in notes()] == [
        (opened[0], "演示author", *opened[1:]),
        (opened[0], "演示clerk", *opened[1:]),
        ("denied", "演示auditor", f"{page}/", "GET 404"),
    ]


def test_a_note_says_what_the_record_was_read_for(
    browser_of, author, department_reviewer, provincial_auditor, at_department
):
    record = at_department()
    digest = record.revisions.get().evidence[0]["digest"]
    where = f"/records/{record.code}/files/{digest}/"
    browser_of(author).get(where)
    browser_of(department_reviewer).get(where)
    move(department_reviewer, record, "recommend", checks=ALL_CHECKED)
    browser_of(department_reviewer).get(where)
    browser_of(provincial_auditor).get(where)
    found = AccessNote.objects.order_by("id").values_list("actor_name", "purpose", "owner_id")
    assert list(found) == [
        ("演示author", "own", record.filer_organisation_id),
        ("演示reviewer", "review", record.filer_organisation_id),
        ("演示reviewer", "follow", record.filer_organisation_id),
        ("演示auditor", "review", record.filer_organisation_id),
    ]


def test_a_file_that_the_browser_has_already_is_noted_all_the_same(browser_of, author, submitted):
    digest = submitted.revisions.get().evidence[0]["digest"]
    answer = browser_of(author).get(
        f"/records/{submitted.code}/files/{digest}/", headers={"If-None-Match": f'"{digest}"'}
    )
    assert (answer.status_code, len(notes())) == (304, 1)


def test_prints_are_noted_with_their_version(browser_of, program_of, unit_clerk, submitted):
    browser, base = browser_of(unit_clerk), f"/records/{submitted.code}/"
    for path in ("form.pdf", "form.pdf?revision=1", "materials.pdf"):
        assert browser.get(f"{base}{path}").status_code == 200
    assert program_of(unit_clerk).get(f"{V1}{submitted.code}/form.pdf").status_code == 200
    who = ("registration.printed", "演示clerk", submitted.subject)
    assert notes() == [(*who, "form 1", "own"), (*who, "materials 1", "own")]


def test_a_print_of_the_draft_says_so(browser_of, author, draft):
    record = draft()
    assert browser_of(author).get(f"/records/{record.code}/form.pdf").status_code == 200
    assert notes() == [("registration.printed", "演示author", record.subject, "form draft", "own")]


def test_a_page_of_another_right_is_noted(browser_of, author):
    browser = browser_of(author)
    assert browser.get("/desk/?text=secret").status_code == 403
    assert browser.post("/desk/r/NQ7K4JTKY5DV/move/").status_code == 403
    assert notes() == [
        ("denied", "演示author", "/desk/", "GET 403", ""),
        ("denied", "演示author", "/desk/r/NQ7K4JTKY5DV/move/", "POST 403", ""),
    ]


def test_a_foreign_record_is_noted_at_both_doors(browser_of, program_of, stranger, submitted):
    page, api = f"/records/{submitted.code}/", f"{V1}{submitted.code}"
    assert browser_of(stranger).get(page).status_code == 404
    assert program_of(stranger).get(api).status_code == 404
    assert program_of(stranger).delete(api).status_code == 404
    assert notes() == [
        ("denied", "演示stranger", page, "GET 404", ""),
        ("denied", "演示stranger", api, "GET 404", ""),
        ("denied", "演示stranger", api, "DELETE 404", ""),
    ]


def test_a_missing_right_is_noted_at_the_api(program_of, author):
    assert program_of(author).get("/api/v1/queue").status_code == 403
    assert notes() == [("denied", "演示author", "/api/v1/queue", "GET 403", "")]


def test_a_manager_of_another_rank_is_noted(browser_of, stage):
    manager = person(stage.university, "manager", Right.MANAGE)
    assert browser_of(manager).get("/desk/number-code/").status_code == 403
    assert notes() == [("denied", "演示manager", "/desk/number-code/", "GET 403", "")]


def test_no_address_breaks_the_note(browser_of, author):
    for code in ("%00", "%F0%9F%98%80", "x" * 900, "%ff"):
        assert browser_of(author).get(f"/records/{code}/").status_code == 404
    assert [(len(subject), item) for _, _, subject, item, _ in notes()] == [
        (13, "GET 404"),
        (22, "GET 404"),
        (200, "GET 404"),
        (15, "GET 404"),
    ]


def test_what_is_no_refusal_is_not_noted(client, browser_of, program_of, author, submitted):
    browser = browser_of(author)
    assert client.get(f"/records/{submitted.code}/").status_code == 302  # a guest is nobody
    assert Client().get(f"{V1}{submitted.code}").status_code == 401
    assert browser.get("/no/such/page/").status_code == 404  # no page of ours
    assert browser.get("/register/9142025R9999/").status_code == 404  # a public page
    assert browser.get(f"/records/{submitted.code}/").status_code == 200
    assert program_of(author).get(f"{V1}{submitted.code}").status_code == 200
    assert notes() == []


def test_what_is_not_theirs_to_do_with_a_record_they_see_is_noted(
    browser_of, unit_clerk, at_department
):
    record = at_department()
    here, clerk = f"/desk/r/{record.code}/", browser_of(unit_clerk)
    told = {"transition": "return", "version": record.version, "reason": "演示", "to_desk": 0}
    answers = [clerk.post(f"{here}claim/"), clerk.post(f"{here}move/", told)]
    assert [each.status_code for each in answers] == [403, 403]
    assert [note[2:4] for note in notes() if note[0] == "denied"] == [
        (f"{here}claim/", "POST 403"),
        (f"{here}move/", "POST 403"),
    ]
