"""Certificates: when one is issued, what it says, what makes a new version (B63, B71, b2)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.records import end_publicity, move, objection_to, publicise, publicity, refused, reload

from kedeng.apps.history.queries import events_of
from kedeng.apps.insight.why import why_card
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.certificate_records import (
    CertificateFilter,
    certificates_for,
    check_certificate,
    newest_certificate,
    why_none_is_due,
    why_none_shown_to,
    without_certificate,
)
from kedeng.apps.registrations.models import Certificate
from kedeng.domain.certificates import DISCLAIMERS, Standing, Wait, Way
from kedeng.lib.crockford import grouped


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


# ── the province's acts ──────────────────────────────────────────────────────────────────────────


def test_b2_a_batch_that_is_over_gets_its_certificates_but_for_what_is_objected_to(
    stage, record_in, provincial_auditor
):
    publicity(stage.round, "after_number", certificate="collect")
    records = [record_in("registered", title=title) for title in ("演示甲", "演示乙", "演示丙")]
    batch = publicise(provincial_auditor, *records)
    objection_to(records[1])
    told = {
        row.refused.code for row in actions.issue_for_batch(actor=provincial_auditor, batch=batch)
    }
    assert told == {"certificate_under_way"}
    end_publicity(batch)
    batch.refresh_from_db()
    assert without_certificate(batch, records) == records
    results = actions.issue_for_batch(actor=provincial_auditor, batch=batch)
    assert [(row.title, row.number, row.refused and row.refused.code) for row in results] == [
        ("演示甲", records[0].number, None),
        ("演示乙", "", "certificate_objection"),
        ("演示丙", records[2].number, None),
    ]
    assert without_certificate(batch, records) == [records[1]]
    again = actions.issue_for_batch(actor=provincial_auditor, batch=batch)
    assert [row.title for row in again] == ["演示乙"]


def test_b55_an_objection_that_nobody_took_is_told_to_the_province_alone(
    stage, record_in, author, provincial_auditor
):
    publicity(stage.round, "after_number", certificate="collect")
    record = record_in("registered")
    batch = publicise(provincial_auditor, record)
    objection = objection_to(record)
    end_publicity(batch)

    def told():
        return [why_none_shown_to(each, record) for each in (author, provincial_auditor)]

    assert told() == [None, Wait.OBJECTION]
    card = why_card(author, reload(record))
    assert "异议" not in card.certificate.why_not
    actions.take_objection(actor=provincial_auditor, objection=objection)
    assert told() == [Wait.OBJECTION, Wait.OBJECTION]


def test_one_that_is_missing_is_issued_from_its_record_by_the_province_alone(
    stage, record_in, provincial_auditor, unit_clerk
):
    record = record_in("registered", title="演示甲")
    with refused("certificate_given_none"):
        actions.issue_due(actor=provincial_auditor, registration=record)
    publicity(stage.round, "none", certificate="download")
    record = reload(record)
    with refused("not_your_organisation"):
        actions.issue_due(actor=unit_clerk, registration=record)
    made = actions.issue_due(actor=provincial_auditor, registration=record)
    assert actions.issue_due(actor=provincial_auditor, registration=record) == made


@pytest.fixture
def collected(stage, record_in):
    """Give a factory of certificates whose paper is collected."""
    publicity(stage.round, "none", certificate="collect")

    def make(title="演示甲", state="registered"):
        return newest_certificate(record_in(state, title=title))

    return make


def give(actor, certificate, to="演示大学 王演示", **more):
    told = {"way": Way.COLLECTED, "on": timezone.localdate(), "note": "凭受理通知", **more}
    return actions.hand_out(actor=actor, certificate=certificate, to=to, **told)


def test_the_paper_is_given_once_and_a_wrong_note_is_taken_back(collected, provincial_auditor):
    certificate = collected()
    given = give(provincial_auditor, certificate)
    assert give(provincial_auditor, certificate) == given
    with refused("handed_out_already") as params:
        give(provincial_auditor, certificate, to="另一人")
    assert params == {"to": "演示大学 王演示", "on": timezone.localdate()}
    taken = actions.take_back(actor=provincial_auditor, given=given, reason="记错了人")
    with refused("hand_out_revoked"):
        actions.take_back(actor=provincial_auditor, given=given, reason="记错了人")
    give(provincial_auditor, certificate, to="另一人")
    assert [(row.to, row.revokes) for row in certificate.hand_outs.all()] == [
        ("演示大学 王演示", None),
        ("演示大学 王演示", given),
        ("另一人", None),
    ]
    assert taken.note == "记错了人"
    kinds = [each.kind for each in events_of(certificate.registration.subject)]
    assert kinds[-4:] == [
        "certificate.issued",
        "certificate.handed_out",
        "certificate.taken_back",
        "certificate.handed_out",
    ]


def test_what_is_wrong_with_a_hand_out_is_said(collected, provincial_auditor, stranger):
    certificate, today = collected(), timezone.localdate()
    with refused("handed_to_missing"):
        give(provincial_auditor, certificate, to=" ")
    with refused("handed_on_wrong"):
        give(provincial_auditor, certificate, on=today + timedelta(days=1))
    with refused("not_your_organisation"):
        give(stranger, certificate)
    publicity(certificate.registration.round, "none", certificate="download")
    with refused("certificate_not_on_paper"):
        give(provincial_auditor, newest_certificate(reload(certificate.registration)))


def test_one_receiver_takes_several_and_what_does_not_hold_stays(collected, provincial_auditor):
    ended, live = collected("演示甲", "cancelled"), collected("演示乙")
    results = actions.hand_out_many(
        actor=provincial_auditor,
        certificates=[ended, live],
        to="演示大学",
        way=Way.MAILED,
        on=timezone.localdate(),
        note="挂号 1",
    )
    assert [(row.title, row.refused and row.refused.code) for row in results] == [
        ("演示甲", "certificate_not_current"),
        ("演示乙", None),
    ]


# ── the public check ─────────────────────────────────────────────────────────────────────────────


def test_b64_a_code_answers_what_holds_and_b71_what_was_replaced(
    given, record_in, provincial_auditor
):
    del given
    record = record_in("registered", title="演示甲")
    first = newest_certificate(record)
    told = check_certificate(first.code)
    assert (told.standing, told.certificate, told.version, told.newest) == (
        Standing.CURRENT,
        first,
        1,
        1,
    )
    assert check_certificate(grouped(first.code).lower(), f" {first.number} ") == told
    second = actions.issue_certificate(
        actor=provincial_auditor, registration=renamed(record, "演示乙"), why="更名"
    )
    told = check_certificate(first.code)
    assert (told.standing, told.certificate, told.newest) == (Standing.REPLACED, None, 2)
    assert check_certificate(second.code).standing is Standing.CURRENT


def test_b69_a_cancelled_one_answers_cancelled_without_content(given, record_in):
    del given
    made = newest_certificate(record_in("cancelled", title="演示甲"))
    told = check_certificate(made.code, made.number)
    assert (told.standing, told.certificate, told.since) == (
        Standing.CANCELLED,
        None,
        timezone.localdate(),
    )


def test_a_wrong_number_and_a_wrong_code_answer_alike(given, record_in):
    del given
    made = newest_certificate(record_in("registered"))
    wrong = ("0" * 16, made.number), (made.code, "914" + "0" * 9), ("x", made.number), ("", "")
    assert [check_certificate(*each) for each in wrong] == [None] * 4


def test_the_list_shows_what_counts_to_the_desks_of_the_route(
    collected, provincial_auditor, department_reviewer, stranger
):
    ended, live = collected("演示甲", "cancelled"), collected("演示乙")
    give(provincial_auditor, live)

    def listed(actor, **chosen):
        wanted = CertificateFilter(**chosen)
        return list(certificates_for(queries.visible_to(actor), wanted))

    assert listed(provincial_auditor) == listed(department_reviewer) == [live]
    assert listed(stranger) == []
    assert listed(provincial_auditor, standing="cancelled") == [ended]
    assert listed(provincial_auditor, standing="all") == [live, ended]
    assert listed(provincial_auditor, standing="all", handed="no") == [ended]
    assert listed(provincial_auditor, handed="yes", text="演示乙") == [live]
    assert listed(provincial_auditor, text="丙") == []
