"""A GET writes nothing but notes of who came and what they opened."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from tests.stage import user_of

from kedeng.apps.history.models import AccessNote, HistoryEvent
from kedeng.apps.organisations.actions import issue_token
from kedeng.apps.organisations.models import ApiToken, Session, User
from kedeng.apps.registrations.models import Registration
from kedeng.web.readonly import ReadOnlyMiddleware, WriteOnReadError

pytestmark = pytest.mark.django_db


def answered(act, method="get"):
    """Run an act while a request is answered under the guard."""

    def view(_request):
        act()
        return HttpResponse("ok")

    return ReadOnlyMiddleware(view)(getattr(RequestFactory(), method)("/"))


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


FORBIDDEN = {
    "a record": lambda: Registration.objects.update(title="x"),
    "an event": lambda: HistoryEvent.objects.create(
        subject="x", sequence=1, kind="x", happened_at="2025-01-01T00:00Z"
    ),
    "an event's removal": lambda: execute('DELETE FROM "history_historyevent"'),
    "a note's change": lambda: AccessNote.objects.update(actor_name="x"),
    "a note's removal": lambda: execute('DELETE FROM "history_accessnote"'),
    "a token's revocation": lambda: ApiToken.objects.update(revoked_at="2025-01-01T00:00Z"),
    "a token's removal": lambda: execute('DELETE FROM "organisations_apitoken"'),
    "a session's person": lambda: Session.objects.update(user=None),
    "a password": lambda: User.objects.update(password="x"),
    "a write behind WITH": lambda: execute(
        'WITH gone AS (SELECT 1) DELETE FROM "registrations_registration"'
    ),
    "a write that names the log": lambda: execute(
        "UPDATE organisations_user SET name = 'INSERT INTO \"history_accessnote\"'"
    ),
    "a table's end": lambda: execute('drop table "history_accessnote"'),
}


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("what", FORBIDDEN)
def test_reading_cannot_write(what, method):
    with pytest.raises(WriteOnReadError):
        answered(FORBIDDEN[what], method)


def test_a_post_may_write():
    assert answered(FORBIDDEN["a record"], "post").content == b"ok"


def written_by(statements):
    """The writes among captured statements, as verb and table."""
    words = (entry["sql"].replace('"', "").split() for entry in statements)
    writes = [each for each in words if each[0].upper() in {"INSERT", "UPDATE", "DELETE"}]
    return [" ".join(each[:3] if each[0] != "UPDATE" else each[:4]) for each in writes]


def test_opening_a_file_writes_one_note(browser_of, author, draft, django_assert_max_num_queries):
    record = draft()
    browser, where = browser_of(author), f"/records/{record.code}/files/{{}}/"
    with django_assert_max_num_queries(30) as caught:
        assert browser.get(where.format(record.evidence.first().file_id)).status_code == 200
    assert written_by(caught.captured_queries) == ["INSERT INTO history_accessnote"]


def test_a_token_notes_its_day_once(client, author, django_assert_max_num_queries):
    headers = {"Authorization": f"Bearer {issue_token(actor=author, label='测试')}"}
    with django_assert_max_num_queries(30) as caught:
        for _ in range(2):
            assert client.get("/api/v1/me", headers=headers).status_code == 200
    assert written_by(caught.captured_queries) == ["UPDATE organisations_apitoken SET last_used_on"]


def test_a_session_notes_that_somebody_is_there(browser_of, author, django_assert_max_num_queries):
    browser = browser_of(author)
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    with django_assert_max_num_queries(60) as caught:
        for _ in range(2):
            assert browser.get("/my/").status_code == 200
    assert written_by(caught.captured_queries) == ["UPDATE organisations_session SET seen_at"]


def test_a_changed_password_ends_other_sessions_at_their_next_page(browser_of, author):
    browser = browser_of(author)
    user = user_of(author)
    user.set_password("ein-anderes-2025")
    user.save()
    assert browser.get("/my/").status_code == 302
