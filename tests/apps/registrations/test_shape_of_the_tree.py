"""A body that ends waits for records that are just created or sent: none is left behind (B35)."""

from functools import partial
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction
from tests.records import new_draft, reload
from tests.stage import again, member, set_stage, superior

from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.registrations import actions, queries

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def stage(committed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return set_stage()


def act_while(first, second):
    """Begin `second` in a thread while `first` has not ended its transaction; end both."""
    begun, failed = Event(), []

    def run():
        try:
            begun.set()
            second()
        except Exception as error:  # noqa: BLE001 - the test judges it
            failed.append(error)
        finally:
            connections.close_all()

    with transaction.atomic():
        made = first()
        thread = Thread(target=run)
        thread.start()
        begun.wait(10)
        waits(thread)
    thread.join(30)
    assert failed == []
    return made


def waits(thread):
    """See the other wait for the tree, or be through: PostgreSQL tells who waits for a lock."""
    if connection.vendor != "postgresql":
        return
    question = """select 1 from pg_locks join pg_database as here on here.oid = pg_locks.database
                  where datname = current_database() and locktype = 'advisory' and not granted"""
    with connection.cursor() as cursor:
        while thread.is_alive():
            cursor.execute(question)
            if cursor.fetchone():
                return


def test_a_department_that_closes_takes_along_what_is_just_submitted(stage):
    author, heir = (
        member(stage, "author"),
        create_organisation(name="新教育厅", rank=3, parent=stage.province),
    )
    draft = new_draft(stage.round, author)
    act_while(
        partial(
            actions.move,
            actor=author,
            registration=draft,
            transition="submit",
            expected_version=draft.version,
        ),
        partial(
            actions.close_body,
            actor=superior(stage.province),
            organisation=stage.department,
            successor=heir,
        ),
    )
    sent = reload(draft)
    stops = sent.stops.select_related("organisation")
    assert sent.state == "in_review"
    assert [stop.organisation.is_active for stop in stops] == [True] * 5
    assert heir in {stop.organisation for stop in stops}


def test_a_university_that_merges_takes_along_a_draft_that_is_just_begun(stage):
    author = member(stage, "author")
    heir = create_organisation(name="新演示大学", rank=4, parent=stage.department)
    begun = act_while(
        partial(
            actions.create_draft,
            actor=author,
            category="soft_science",
            round_=stage.round,
            secrecy="public",
        ),
        partial(
            actions.merge_body,
            actor=superior(stage.department),
            organisation=stage.university,
            successor=heir,
        ),
    )
    assert reload(begun).filer_organisation == heir
    assert queries.registration_for(again(author), begun.code) == begun
