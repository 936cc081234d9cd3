"""Certificates: when one is issued, what it says, what makes a new version (B63, B71, b2)."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.cast import (
    end_publicity,
    move,
    publicise,
    publicity,
    reload,
)

from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.certificate_records import newest_certificate, why_none_is_due
from kedeng.apps.registrations.models import Certificate
from kedeng.domain.certificates import DISCLAIMERS, Wait


@pytest.fixture
def given(stage):
    """Let the profile give certificates to download."""
    publicity(stage.round, "none", certificate="download")
    return stage.round


def versions(record):
    return [
        (each.version, each.title, each.why)
        for each in Certificate.objects.filter(registration=record).order_by("version")
    ]


def renamed(record, title):
    """Give a record another title, as an approved change does."""
    record.title = title
    record.save()
    return record


def test_registering_issues_the_certificate_with_what_the_record_says(given, record_in):
    record = record_in("registered", title="演示甲")
    made = newest_certificate(record)
    assert (made.version, made.number, made.title, made.category, made.why) == (
        1,
        f"914{given.year}R0001",
        "演示甲",
        "soft_science",
        "首次发证",
    )
    assert made.units == [unit.name for unit in record.units.all()]
    assert made.people == [person.name for person in record.people.all()]
    assert (made.registered_on, made.registered_by, made.organisation_id) == (
        timezone.localdate(),
        "演示省科学技术厅",
        given.organisation_id,
    )
    assert made.disclaimers == [DISCLAIMERS[0].text]
    assert [each.kind for each in events_of(record.subject)][-2:] == [
        "registration.moved",
        "certificate.issued",
    ]


def test_b63_no_grade_stands_there_where_the_profile_says_so(stage, record_in):
    publicity(stage.round, "none", certificate="mail", certificate_no_grade=True)
    made = newest_certificate(record_in("registered"))
    assert made.disclaimers == [each.text for each in DISCLAIMERS]


def test_none_is_issued_where_the_profile_gives_none(stage, record_in, provincial_auditor):
    del stage
    record = record_in("registered")
    assert why_none_is_due(record) is Wait.GIVEN_NONE
    assert actions.issue_certificate(actor=provincial_auditor, registration=record) is None
    assert versions(record) == []


def test_b71_a_change_makes_a_new_version_and_the_number_stays(
    given, record_in, provincial_auditor
):
    del given
    record = record_in("registered", title="演示甲")
    first = newest_certificate(record)
    same = actions.issue_certificate(actor=provincial_auditor, registration=record, why="更正")
    assert same == first
    renamed(record, "演示乙")
    second = actions.issue_certificate(actor=provincial_auditor, registration=record, why="更名")
    assert versions(record) == [(1, "演示甲", "首次发证"), (2, "演示乙", "更名")]
    assert (second.number, second.code == first.code) == (first.number, False)
    assert actions.issue_certificate(actor=provincial_auditor, registration=record) == second


def test_no_version_follows_a_cancellation(given, record_in, provincial_auditor):
    del given
    record = renamed(record_in("cancelled", title="演示甲"), "演示乙")
    assert actions.issue_certificate(actor=provincial_auditor, registration=record) is None
    assert versions(record) == [(1, "演示甲", "首次发证")]


def test_after_the_number_the_certificate_waits_for_the_publicity(
    stage, record_in, provincial_auditor
):
    publicity(stage.round, "after_number", certificate="download")
    record = record_in("registered", title="演示甲")
    waits = [why_none_is_due(record)]
    batch = publicise(provincial_auditor, record)
    waits.append(why_none_is_due(record))
    assert actions.issue_certificate(actor=provincial_auditor, registration=record) is None
    end_publicity(batch)
    waits.append(why_none_is_due(record))
    assert waits == [Wait.NOT_PUBLICISED, Wait.UNDER_WAY, None]
    assert actions.issue_certificate(actor=provincial_auditor, registration=record).version == 1


def test_before_the_number_the_certificate_comes_with_it(stage, record_in, provincial_auditor):
    publicity(stage.round, certificate="download")
    record = record_in("passed")
    publicity(stage.round, certificate="download")
    end_publicity(publicise(provincial_auditor, record))
    record = move(provincial_auditor, record, "register_publicised")
    assert newest_certificate(reload(record)).version == 1


def test_what_was_issued_is_never_rewritten(given, record_in):
    del given
    made = newest_certificate(record_in("registered"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.filter(pk=made.pk).update(title="改过")
