"""Holds of publication: asked for, set, lifted; nothing is published meanwhile (process.md B66)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.at_once import at_once
from tests.records import move, objection_to, publicise, publicity, refused, reload

from kedeng.apps.history.queries import events_of
from kedeng.apps.insight.why import why_card
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.holds import live_holds, may_ask_hold, may_hold
from kedeng.apps.registrations.models import PublicationHold, Registration
from kedeng.apps.registrations.publicity_records import is_listed
from kedeng.domain.holds import HOLDABLE, HoldStanding
from kedeng.domain.states import State

TODAY = timezone.localdate
SAID = {"ground": "patenting", "reason": "演示：专利申请在写"}


@pytest.fixture
def received(record_in):
    return record_in("received")


def hold(actor, record, act=actions.set_hold, days=30, **more):
    until = None if days is None else TODAY() + timedelta(days=days)
    return act(actor=actor, registration=record, **{**SAID, "until": until, **more})


def ended(record):
    """Let the last day of the record's holds be yesterday."""
    yesterday = TODAY() - timedelta(days=1)
    PublicationHold.objects.filter(registration=record).update(until=yesterday)


def test_what_is_held_is_not_published_until_its_day_has_passed(received, national_receiver):
    hold(national_receiver, received)
    with refused("held_until") as params:
        move(national_receiver, received, "publish")
    assert params == {
        "ground": "申请专利",
        "until": TODAY() + timedelta(days=30),
        "reason": SAID["reason"],
    }
    PublicationHold.objects.update(until=TODAY())
    with refused("held_until"):
        move(national_receiver, received, "publish")
    ended(received)
    assert move(national_receiver, received, "publish").state == "published"


def test_what_the_own_side_asks_for_waits_to_be_decided(
    received, author, provincial_auditor, national_receiver
):
    with refused("hold_date_missing"):
        hold(author, received, actions.ask_hold, days=None)
    asked = hold(author, received, actions.ask_hold)
    with refused("hold_asked") as params:
        move(national_receiver, received, "publish")
    assert params == {"ground": "申请专利", "who": "演示大学"}
    actions.grant_hold(actor=provincial_auditor, hold=asked)
    with refused("hold_settled"):
        actions.grant_hold(actor=provincial_auditor, hold=asked)
    with refused("held_until"):
        move(national_receiver, received, "publish")
    with refused("hold_reason_missing"):
        actions.end_hold(actor=national_receiver, hold=asked, reason="")
    actions.end_hold(actor=national_receiver, hold=asked, reason="已申请")
    with refused("hold_settled"):
        actions.end_hold(actor=provincial_auditor, hold=asked, reason="再解除")
    row = PublicationHold.objects.get()
    assert (row.standing, row.set_of, row.ended_of, row.end_reason) == (
        HoldStanding.LIFTED,
        "演示省科学技术厅",
        "演示国家成果网",
        "已申请",
    )
    assert move(national_receiver, received, "publish").state == "published"
    kinds = [event.kind for event in events_of(received.subject) if event.kind.startswith("hold")]
    assert kinds == ["hold.asked", "hold.set", "hold.lifted"]


def test_what_is_declined_holds_nothing(received, author, national_receiver):
    asked = hold(author, received, actions.ask_hold)
    actions.end_hold(actor=national_receiver, hold=asked, reason="已公开过")
    assert PublicationHold.objects.get().standing is HoldStanding.DECLINED
    assert move(national_receiver, received, "publish").state == "published"


def test_one_without_a_day_stands_until_it_is_lifted(received, national_receiver):
    hold(national_receiver, received, days=None, ground="dispute")
    with refused("held_open") as params:
        move(national_receiver, received, "publish")
    assert params["ground"] == "权属争议"


def test_b48_nobody_decides_on_the_hold_of_what_they_filed(received, author, provincial_auditor):
    asked = hold(author, received, actions.ask_hold)
    Registration.objects.filter(pk=received.pk).update(filer_id=provincial_auditor.user_id)
    asked = PublicationHold.objects.get(pk=asked.pk)
    assert not may_hold(provincial_auditor, asked.registration)
    with refused("own_record"):
        actions.grant_hold(actor=provincial_auditor, hold=asked)
    with refused("own_record"):
        actions.end_hold(actor=provincial_auditor, hold=asked, reason="演示")
    with refused("own_record"):
        hold(provincial_auditor, reload(received), ground="dispute")


def test_what_lacks_is_named(received, provincial_auditor):
    for code, wrong in {
        "hold_ground_missing": {"ground": "mood"},
        "hold_reason_missing": {"reason": ""},
        "reason_too_long": {"reason": "长" * 2001},
        "hold_date_past": {"until": date(2020, 1, 1)},
    }.items():
        with refused(code):
            hold(provincial_auditor, received, **wrong)
    assert PublicationHold.objects.count() == 0


def test_a_ground_is_given_once_and_anew_when_it_is_over(received, provincial_auditor):
    hold(provincial_auditor, received)
    with refused("hold_there_already"):
        hold(provincial_auditor, received)
    ended(received)
    hold(provincial_auditor, received)
    assert [row.is_binding for row in PublicationHold.objects.order_by("-id")] == [True, False]


def test_who_may(
    received, author, unit_clerk, department_reviewer, provincial_auditor, stranger, draft
):
    asking = {who.name: may_ask_hold(who, received) for who in (author, unit_clerk, stranger)}
    assert list(asking.values()) == [True, True, False]
    setting = (author, department_reviewer, provincial_auditor, stranger)
    assert [may_hold(who, received) for who in setting] == [False, False, True, False]
    with refused("not_at_your_desk"):
        hold(department_reviewer, received)
    with refused("not_your_record"):
        hold(provincial_auditor, received, actions.ask_hold)
    with refused("hold_not_now"):
        hold(author, draft(), actions.ask_hold)


def test_only_what_is_on_its_way_is_held():
    assert {
        State.RECEIVED,
        State.REGISTERED,
        State.IN_REVIEW,
        State.PASSED,
        State.PUBLICISED,
    } <= HOLDABLE
    shut = {State.DRAFT, State.PUBLISHED, State.CANCELLED, State.WITHDRAWN, State.REFUSED}
    assert shut.isdisjoint(HOLDABLE)


def test_an_open_objection_stops_the_publication_too(
    stage, record_in, provincial_auditor, national_receiver
):
    record = record_in("registered")
    publicity(stage.round, "after_number")
    publicise(provincial_auditor, record)
    publicity(stage.round, "none")
    for name, actor in {"report": provincial_auditor, "receive": national_receiver}.items():
        record = move(actor, record, name)
    publicity(stage.round, "after_number")
    objection = objection_to(record)
    with refused("objection_open") as params:
        move(national_receiver, record, "publish")
    assert params == {"number": objection.number}


def begin(actor, round_, *records):
    """Begin a publicity; what became of each row, and the titles that the list shows."""
    batch, results = actions.begin_publicity(
        actor=actor, round_=round_, title="演示", codes=[each.code for each in records]
    )
    told = [(row.title, row.refused and row.refused.code) for row in results]
    return told, [each.title for each in batch.entries.all()]


@pytest.mark.parametrize(
    ("place", "state"), [("before_number", "passed"), ("after_number", "registered")]
)
def test_b66_what_is_held_or_asked_to_be_is_left_out_of_a_publicity(
    stage, record_in, author, provincial_auditor, place, state
):
    held, asked, free = (record_in(state, title=f"演示{each}") for each in "甲乙丙")
    publicity(stage.round, place)
    hold(provincial_auditor, held)
    hold(author, asked, actions.ask_hold)
    told, listed = begin(provincial_auditor, stage.round, held, asked, free)
    assert told == [("演示甲", "held_until"), ("演示乙", "hold_asked"), ("演示丙", None)]
    assert listed == ["演示丙"]
    assert [reload(each).state for each in (held, asked)] == [state, state]
    ended(held)
    assert begin(provincial_auditor, stage.round, held)[1] == ["演示甲"]
    with refused("publicity_empty"):
        begin(provincial_auditor, stage.round, asked)


def test_a_hold_that_comes_later_leaves_the_list_as_it_is(record_in, author, provincial_auditor):
    shown = record_in("publicised")
    actions.grant_hold(actor=provincial_auditor, hold=hold(author, shown, actions.ask_hold))
    assert is_listed(reload(shown))
    again = move(provincial_auditor, shown, "audit_again", reason="演示：申请专利")
    assert not is_listed(again)


def test_the_why_card_and_the_list_know_it(received, author, provincial_auditor, national_receiver):
    hold(author, received, actions.ask_hold)
    card = why_card(national_receiver, reload(received))
    why_not = {one.label: one.why_not for one in card.possible}
    assert why_not["公布"].startswith("演示大学申请因申请专利暂缓公布，还没有决定。")
    assert [each.reason for each in card.holds] == [SAID["reason"]]
    assert [each.registration for each in live_holds(provincial_auditor)] == [received]
    ended(received)
    assert live_holds(provincial_auditor) == []


@pytest.mark.usefixtures("committed")
def test_two_who_hold_at_once_leave_one(record_in, provincial_auditor, national_receiver):
    record = record_in("received")
    actors = (provincial_auditor, national_receiver)
    results = at_once([lambda actor=actor: hold(actor, record) for actor in actors])
    codes = sorted(getattr(each, "code", "") for each in results)
    assert (codes, PublicationHold.objects.count()) == (["", "hold_there_already"], 1)
