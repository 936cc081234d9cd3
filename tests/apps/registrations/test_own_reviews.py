"""From the department desk up nobody reviews what they filed; below, the profile may allow it."""

import pytest
from tests.records import PAYLOADS, move, refused
from tests.stage import DESK, person

from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations.models import Registration
from kedeng.domain.checklist import checks_of
from kedeng.domain.events import Event
from kedeng.domain.rights import Right
from kedeng.domain.workflow import TRANSITIONS, Guard


@pytest.fixture
def sole_clerk(stage):
    """Who files and reviews at the unit."""
    return person(stage.university, "sole", Right.ENTER, *DESK)


@pytest.fixture
def strict(stage):
    """The stage's profile, which forbids it at the unit's desk too."""
    profile = stage.round.profile
    profile.entries = [
        {"key": "unit_reviews_own", "value": False, "source": "", "status": "INFERRED"}
    ]
    profile.save()


def last_details(registration):
    return [e for e in events_of(registration.subject) if e.kind == Event.MOVED][-1].details


@pytest.mark.parametrize("name", ["pass_on", "return"])
def test_a_unit_desk_may_and_history_notes_it(draft, sole_clerk, name):
    record = move(sole_clerk, draft(actor=sole_clerk), "submit")
    record = move(sole_clerk, record, name, **PAYLOADS.get(name, {}))
    assert last_details(record)["own"] is True


@pytest.mark.parametrize("name", ["pass_on", "return"])
def test_a_profile_may_forbid_it_there(draft, sole_clerk, strict, name):
    record = move(sole_clerk, draft(actor=sole_clerk), "submit")
    with refused("own_record_here"):
        move(sole_clerk, record, name, **PAYLOADS.get(name, {}))


def test_who_submitted_for_another_has_filed_too(draft, unit_clerk, strict):
    record = move(unit_clerk, draft(), "submit")  # the author's record, sent by the office
    with refused("own_record_here"):
        move(unit_clerk, record, "pass_on")


def test_what_somebody_else_filed_is_noted_as_nothing(draft, author, unit_clerk):
    record = move(unit_clerk, move(author, draft(), "submit"), "pass_on")
    assert "own" not in last_details(record)


ABOVE = [name for name, row in TRANSITIONS.items() if Guard.NOT_OWN in row.guards]


def test_every_decision_above_the_unit_is_another_persons():
    assert set(ABOVE) >= {
        *("recommend", "not_recommend", "reconsider", "take_up", "uphold", "accept"),
        *("request_supplement", "decline", "decline_unsupplied", "register", "refuse"),
        *("reopen_acceptance", "reopen", "receive", "send_back", "publish"),
        *("audit_again", "publicise", "suspend", "resume", "refuse_disputed", "return_disputed"),
        *("cancel", "deregister", "report", "unpublish", "register_publicised", "pass_audit"),
    }


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("recommend", "in_review"),
        ("return", "in_review"),
        ("return", "recommended"),
        ("return", "accepted"),
        ("accept", "recommended"),
        ("request_supplement", "recommended"),
        ("decline", "recommended"),
        ("register", "accepted"),
        ("refuse", "accepted"),
        ("take_up", "not_recommended"),
        ("uphold", "not_recommended"),
        ("receive", "reported"),
        ("publish", "received"),
        ("cancel", "registered"),
        ("report", "registered"),
        ("audit_again", "publicised"),
        ("unpublish", "published"),
    ],
)
def test_nobody_decides_there_on_what_they_filed(record_in, movers, unit_clerk, name, state):
    record = record_in(state)
    if state == "in_review":
        record = move(unit_clerk, record, "pass_on")
    actor = movers[name] if state == "in_review" or name != "return" else movers["accept"]
    Registration.objects.filter(pk=record.pk).update(filer_id=actor.user_id)
    with refused("own_record"):
        move(actor, record, name, **PAYLOADS.get(name, {}))


def test_what_was_confirmed_is_kept_with_the_move(record_in, movers):
    record = record_in("recommended")
    last = record.moves.last()
    assert (last.transition, last.checks) == ("recommend", ["truth", "completeness", "form"])
    assert last_details(record)["checks"] == ["truth", "completeness", "form"]
    assert move(movers["accept"], record, "accept").moves.last().checks == []
    assert list(checks_of("recommend")) == last.checks
