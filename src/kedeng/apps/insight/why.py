"""The Why-card: any state, number or refusal answers who, when, which rule, which version.

Built from moves, history and the very guards that judge a move; nothing is kept for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from kedeng.apps.history.queries import events_of
from kedeng.apps.insight.why_cases import CaseBecause, cases_because
from kedeng.apps.insight.why_changes import (
    ChangeBecause,
    changes_because,
    possible_changes,
)
from kedeng.apps.insight.why_pleas import PleaBecause, pleas_because
from kedeng.apps.registrations.cancel_grounds import CANCEL_GROUNDS
from kedeng.apps.registrations.certificate_records import (
    certificates_of,
    giving_of,
    why_none_shown_to,
)
from kedeng.apps.registrations.foreseen import foreseen_refusal
from kedeng.apps.registrations.models import DuplicateDecision, Move, PublicationHold, Registration
from kedeng.apps.registrations.queries import moves_of
from kedeng.apps.rounds.queries import catalogue, desk_window, number_code_of
from kedeng.domain.certificates import GIVING_LABELS
from kedeng.domain.checklist import CHECK_LABELS
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor, decide_move
from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.states import STATES, State
from kedeng.domain.windows import STEP_OF, Window
from kedeng.domain.workflow import TRANSITIONS, Effect, Guard, done_of, transitions_from
from kedeng.renderings.refusals import refusal
from kedeng.renderings.rules_in_words import CERTIFICATE_RULE, NUMBER_RULE, Rule, asked_by, rule_of

_TYPED_LATER = frozenset({Guard.CHECKLIST, Guard.GROUND_GIVEN})  # asked for at the move itself


@dataclass(frozen=True)
class Because:
    """Why something is as it is: a move, with all that it followed."""

    place: int  # the version that the move made, for its anchor
    did: str
    person: str
    organisation: str
    at: datetime
    rule: Rule
    asked: tuple[str, ...]
    confirmed: tuple[str, ...]
    revision: int | None
    digest: str
    window: Window | None  # of the round at that desk, where the move minds one
    reason: str
    own: bool  # by who had filed it, as the profile allows a unit's desk
    undone: bool


@dataclass(frozen=True)
class NumberBecause:
    """Why a number is what it is; `verified`: the body's code was confirmed by the nation."""

    number: str
    rule: Rule
    body: str
    code: str
    verified: bool | None
    year: str
    letter: str
    serial: str
    given: Because | None


@dataclass(frozen=True)
class VersionBecause:
    """Why a version of the certificate was issued, when and by whom."""

    version: int
    why: str
    at: datetime
    by: str


@dataclass(frozen=True)
class CertificateBecause:
    """Why there is a certificate, newest version first; `why_not` says why there is none."""

    rule: Rule
    giving: str
    versions: tuple[VersionBecause, ...]
    why_not: str


@dataclass(frozen=True)
class Possible:
    """A move that might come next for the actor's desk; `why_not` is "" for one that may be."""

    label: str
    rule: Rule
    why_not: str


@dataclass(frozen=True)
class WhyCard:
    """All answers on one record; `since` is the newest move, None for an unsubmitted draft."""

    state: str
    since: Because | None
    number: NumberBecause | None
    certificate: CertificateBecause | None  # of what was sent in
    moves: tuple[Because, ...]
    possible: tuple[Possible, ...]
    holds: tuple[PublicationHold, ...]
    decisions: tuple[DuplicateDecision, ...]
    changes: tuple[ChangeBecause, ...]
    cases: tuple[CaseBecause, ...]
    pleas: tuple[PleaBecause, ...]
    profile: str
    pack: str
    round: str
    edition: str


def why_card(actor: Actor, registration: Registration) -> WhyCard:
    """Give the card of a record that the actor sees. Reads only."""
    made = tuple(_because(registration))
    round_ = registration.round
    return WhyCard(
        state=STATES[State(registration.state)].staff,
        since=made[-1] if made else None,
        number=_number(registration, made) if registration.number else None,
        certificate=_certificate(actor, registration) if made else None,
        moves=tuple(reversed(made)),
        possible=tuple(_possible(actor, registration)),
        holds=tuple(registration.holds.all()),
        decisions=tuple(registration.decisions.all()),
        changes=changes_because(actor, registration),
        cases=cases_because(actor, registration),
        pleas=pleas_because(actor, registration),
        profile=str(round_.profile),
        pack=f"{round_.pack.content['title']} 第 {round_.pack.version} 版",
        round=round_.title,
        edition=registration.edition,
    )


def _because(registration: Registration) -> Iterator[Because]:
    events = [e for e in events_of(registration.subject) if e.kind == Event.MOVED.value]
    own = [bool(event.details.get("own")) for event in events]
    undone = {event.details["undoes"] for event in events if "undoes" in event.details}
    gone = [event.sequence in undone for event in events]
    moves = moves_of(registration)
    made = [move.transition for move in moves]
    for place, move in enumerate(moves):
        row = TRANSITIONS[move.transition]
        yield Because(
            place=move.expected_version + 1,
            did=done_of(row.name, made[:place]),
            person=move.actor_name,
            organisation=move.organisation_name,
            at=move.moved_at,
            rule=rule_of(row.name),
            asked=tuple(asked_by(row)),
            confirmed=tuple(CHECK_LABELS[key] for key in move.checks if key in CHECK_LABELS),
            revision=move.receipt.get("revision"),
            digest=str(move.receipt.get("digest") or "")[:16],
            window=_window(registration, move) if Guard.WINDOW_OPEN in row.guards else None,
            reason=_reason(move),
            own=place < len(own) and own[place],
            undone=place < len(gone) and gone[place],
        )


def _reason(move: Move) -> str:
    """Give a move's reason; that of a cancellation begins with its coded ground (B69)."""
    ground = catalogue()[CANCEL_GROUNDS].by_code.get(move.reason_code)
    if Guard.GROUND_GIVEN not in TRANSITIONS[move.transition].guards or ground is None:
        return move.reason
    return f"{ground.label}：{move.reason}"


def _window(registration: Registration, move: Move) -> Window:
    stops = {stop.position: stop for stop in registration.stops.all()}
    stop = stops.get(move.from_desk)
    at = StopKind(stop.kind) if stop else StopKind.FILER
    body = stop.organisation if stop else registration.filer_organisation
    return desk_window(registration.round, body, at, STEP_OF[at], registration.category)


def _number(registration: Registration, made: tuple[Because, ...]) -> NumberBecause:
    number = registration.number or ""
    provinces = [s for s in registration.stops.all() if s.kind == StopKind.PROVINCE.value]
    code = number_code_of(provinces[0].organisation) if provinces else None
    known = code.is_verified if code is not None and number.startswith(code.code) else None
    done = {row.done for row in TRANSITIONS.values() if Effect.ASSIGN_NUMBER in row.effects}
    return NumberBecause(
        number=number,
        rule=NUMBER_RULE,
        body=registration.registered_by,
        code=number[:3],
        verified=known,
        year=number[3:7],
        letter=number[7:8],
        serial=number[8:],
        given=next((one for one in reversed(made) if one.did in done), None),
    )


def _certificate(actor: Actor, registration: Registration) -> CertificateBecause:
    versions = tuple(
        VersionBecause(each.version, each.why, each.issued_at, each.issued_by)
        for each in certificates_of(registration)
    )
    wait = None if versions else why_none_shown_to(actor, registration)
    missing = "" if versions else refusal("certificate_missing")
    return CertificateBecause(
        rule=CERTIFICATE_RULE,
        giving=GIVING_LABELS[giving_of(registration.round)],
        versions=versions,
        why_not=refusal(f"certificate_{wait}") if wait else missing,
    )


def _possible(actor: Actor, registration: Registration) -> Iterator[Possible]:
    """Moves that lead on from here for somebody who stands where they are made."""
    facts = registration.facts()
    allowed = replace(actor, rights=frozenset(Right))  # where one stands, whatever one may
    for row in transitions_from(State(registration.state)):
        elsewhere = not decide_move(allowed, row.name, facts)
        if Guard.UNDOABLE in row.guards or elsewhere:
            continue
        why = foreseen_refusal(
            actor,
            registration,
            row.name,
            reason="…",
            arrived_at=timezone.now(),
            leave_out=_TYPED_LATER,
        )
        told = refusal(why.code, why.params) if why else ""
        yield Possible(row.label, rule_of(row.name), told)
    for label, rule, why_not in possible_changes(actor, registration):
        yield Possible(label, rule, why_not)
