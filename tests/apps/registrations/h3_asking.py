"""What the house answers to each question of the tables of process.md h3 (h3.py, h3_acts.py)."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from tests.apps.registrations.h3 import NO_RIGHT, RULED_OUT, WAITS
from tests.records import PAYLOADS

from kedeng.apps.insight.front import cancelled_registration, taken_down
from kedeng.apps.registrations import actions, change_records, holds, queries
from kedeng.apps.registrations.actions.publicity import require_publicity
from kedeng.apps.registrations.actions.receipts import require_desk
from kedeng.apps.registrations.certificate_records import (
    certificate_seen,
    check_certificate,
    newest_certificate,
)
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.publicity_records import (
    is_open_on,
    is_shown,
    newest_entry,
    taken_objections,
)
from kedeng.apps.rounds.actions import NotAllowedError
from kedeng.domain.changes import Kind
from kedeng.domain.policy import Action, decide, decide_move
from kedeng.domain.workflow import TRANSITIONS

OF_BULK_ACTS = {name for name in TRANSITIONS if name.startswith("undo_")}
"""They undo one's own act on many records within five minutes: test_bulk.py brings that about."""


class _TakenBackError(Exception):
    """What was done for the sake of asking."""


def _take_back():
    raise _TakenBackError


def answer_to(do, **told):
    """Do something and take it back; give the code of its refusal, "" where it was done."""
    try:
        with transaction.atomic():
            do(**told)
            _take_back()
    except (RefusedMoveError, NotAllowedError) as refusal:
        return refusal.code
    except _TakenBackError:
        return ""


# ── moves


def answer_to_move(actor, record, name):
    """Make a move and take it back, with all that it asks for."""
    return answer_to(
        actions.move,
        actor=actor,
        registration=record,
        transition=name,
        expected_version=record.version,
        **PAYLOADS.get(name, {}),
    )


def kind_of(code):
    """What an answer means for the table; a refusal that it does not know is its own kind."""
    kinds = {"made": {""}, "waits": WAITS, "ruled_out": RULED_OUT}
    return next((kind for kind, codes in kinds.items() if code in codes), code)


def moves_of(actor, record, turn):
    """What somebody is offered, and what becomes of each move that policy does not refuse.

    What policy refuses, `move` refuses in the same words: of what the state declares one such move
    is made to see it, another one at each `turn`; test_matrix.py makes what it does not declare.
    """
    facts = record.facts()
    found = defaultdict(set, offered={row.name for row in queries.offered_moves(actor, record)})
    refused = {}
    for name in sorted(set(TRANSITIONS) - OF_BULK_ACTS):
        decision = decide_move(actor, name, facts)
        if decision:
            found[kind_of(answer_to_move(actor, record, name))].add(name)
        elif facts.state in TRANSITIONS[name].sources:
            refused[name] = decision.reason
    if refused:
        name = list(refused)[turn % len(refused)]
        answer = answer_to_move(actor, record, name)
        known = answer in NO_RIGHT and answer == refused[name]
        found["ruled_out" if known else answer].add(name)
    found.pop("ruled_out", None)
    return dict(found)


# ── acts beside the moves


def _policy(action):
    return lambda actor, record: bool(decide(actor, action, record.facts()))


def _tried(do, **told):
    return lambda actor, record: answer_to(do, actor=actor, registration=record, **told) == ""


def _delete(actor, record):
    may = decide(actor, Action.DELETE_DRAFT, record.facts())
    return bool(may) and not answer_to(actions.delete_draft, actor=actor, registration=record)


def _copy(actor, record):
    return not answer_to(
        actions.copy_registration, actor=actor, source=record, round_=record.round, secrecy="public"
    )


def _extend(actor, record):
    told = {"closes": timezone.now() + timedelta(days=60), "reason": "演示理由"}
    may = decide(actor, Action.MANAGE_ROUNDS)
    return bool(may) and not answer_to(actions.extend, actor=actor, registration=record, **told)


def _judge(actor, record):
    entry = newest_entry(record)
    if entry is None or not is_shown(entry):
        return False
    place = entry.batch.organisation_id
    return not answer_to(require_publicity, actor=actor, organisation_id=place)


def _state(actor, record):
    case = taken_objections(record).first()
    told = {"registration": record, "text": "演示说明"}
    return case is not None and not answer_to(
        actions.state_in_case, actor=actor, number=case.number, **told
    )


ACTS = {
    "view": lambda actor, record: queries.visible_to(actor).filter(pk=record.pk).exists(),
    "edit": queries.can_edit,
    "delete": _delete,
    "copy": _copy,
    "stamp": _policy(Action.ADD_STAMPED_FORM),
    "extend": _extend,
    "claim": _policy(Action.CLAIM),
    "assign": _policy(Action.ASSIGN),
    "paper": _tried(require_desk),
    "duplicates": _policy(Action.DECIDE_DUPLICATE),
    "judge": _judge,
    "state": _state,
    "certificate": lambda actor, record: certificate_seen(actor, record) is not None,
    "change": _tried(actions.open_request, kind=Kind.CHANGE, reason="演示理由"),
    "deregister": _tried(actions.open_request, kind=Kind.DEREGISTRATION, reason="演示理由"),
    "correct": _tried(actions.open_request, kind=Kind.CORRECTION, reason="演示理由"),
    "ask_hold": holds.may_ask_hold,
    "hold": holds.may_hold,
}
"""Act → whether somebody may do it with a record now."""


def acts_of(actor, record):
    """Name the acts that somebody may do with a record."""
    return {name for name, may in ACTS.items() if may(actor, record)}


def request_acts_of(actor, record):
    """Name what somebody may do with the request that is under way."""
    change = change_records.open_change(record)
    shown = change_records.change_for(actor, change.code) == change
    acts = {act.value for act in change_records.acts_offered(actor, change)}
    return acts | {"see"} if shown else acts


# ── the public


def public_acts_of(record):
    """Name what anybody may do, who is not logged in."""
    entry, certificate = newest_entry(record), newest_certificate(record)
    shown = entry is not None and is_shown(entry)
    number = record.number or ""
    may = {
        "list": shown,
        "object": shown and is_open_on(entry.batch, timezone.localdate()),
        "check": certificate is not None and check_certificate(certificate.code) is not None,
        "search": queries.public_registrations(number).filter(pk=record.pk).exists(),
        "gone": bool(cancelled_registration(number) or taken_down(number)),
    }
    return {name for name, answer in may.items() if answer}
