"""Rights, in one table: who may do what, and why not (house.md, "Rights in one table").

Doors, queries and actions all ask here. Conditions on dates, claims and content are the workflow's guards.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum

from kedeng.domain.rights import Right
from kedeng.domain.routes import Stop, StopKind
from kedeng.domain.states import STATES, State
from kedeng.domain.workflow import TRANSITIONS, Position, Transition


class Scope(StrEnum):
    """To what a permission reaches."""

    EVERYBODY = "everybody"  # no login
    ANY_USER = "any_user"
    OWN_ORGANISATION = "own_organisation"
    OWN_RECORD = (
        "own_record"  # filed by the actor, or by the organisation whose office the actor is
    )
    ROUTE = "route"  # on the record's route, and reached


class Action(StrEnum):
    """Every act that is not a move of the workflow table."""

    READ_REGISTER = "read_register"
    USE_ACCOUNT = "use_account"
    CREATE_REGISTRATION = "create_registration"
    EDIT_DRAFT = "edit_draft"
    DELETE_DRAFT = "delete_draft"
    ADD_STAMPED_FORM = "add_stamped_form"
    VIEW_REGISTRATION = "view_registration"
    VIEW_QUEUE = "view_queue"
    CLAIM = "claim"
    ASSIGN = "assign"
    MANAGE_DESK = "manage_desk"  # who works on what, and in which usual words
    MAKE_SUMMARY = "make_summary"
    RECEIVE_PAPER = "receive_paper"  # of a record that has come to the desk
    CORRECT_LISTS = "correct_lists"
    READ_ACCESS_LOG = "read_access_log"
    OPEN_CONSOLE = "open_console"  # what may be done there is delegation's to say
    ISSUE_ANNOUNCEMENT = "issue_announcement"
    DECIDE_APPLICATIONS = "decide_applications"  # delegation says whose; this opens the inbox
    KEEP_CONTACT = "keep_contact"
    MANAGE_PROFILES = "manage_profiles"
    MANAGE_ROUNDS = "manage_rounds"
    KEEP_EXPECTED = "keep_expected"  # what ought to be registered, and reminding of it
    LIST_CERTIFICATES = "list_certificates"  # of records that the actor sees
    ISSUE_CERTIFICATE = "issue_certificate"  # where one is due and missing; a province's
    HAND_OUT_CERTIFICATE = "hand_out_certificate"
    HANDLE_CHANGES = "handle_changes"  # what is asked for after the number, at one's desk
    WATCH_FILES = "watch_files"  # what is held for a mark of secrecy, what the scanner said
    RUN_PUBLICITY = "run_publicity"  # batches and objections; the actions see that it is a province
    ASK_HOLD = "ask_hold"  # that the own result is not published yet
    HOLD_PUBLICATION = "hold_publication"  # set and lift holds
    ANSWER_PLEAS = "answer_pleas"  # that wait at the own desk; domain.pleas says which
    DECIDE_DUPLICATE = "decide_duplicate"  # whether two registrations are one result
    KEEP_TRANSFER_SHEET = "keep_transfer_sheet"  # beside the own registration, at any time


class Purpose(StrEnum):
    """What somebody reads a record for (process.md B85), as far as the route can tell."""

    OWN = "own"  # their own record, or their organisation's
    REVIEW = "review"  # it lies at their desk
    FOLLOW = "follow"  # it lies at another desk of its route


@dataclass(frozen=True)
class Permission:
    """A row: an action needs one of the rights, within a scope."""

    action: Action
    rights: frozenset[Right]
    scope: Scope


DESK_RIGHTS = frozenset({Right.REVIEW, Right.FORWARD, Right.RETURN, Right.ACCEPT})
_ANY = frozenset[Right]()
_OF_REGISTRIES = (Action.HOLD_PUBLICATION, Action.DECIDE_DUPLICATE)
_WITHOUT_DRAFT = (Action.ASK_HOLD, Action.KEEP_TRANSFER_SHEET)  # whatever may be edited now

PERMISSIONS: dict[Action, Permission] = {
    row.action: row
    for row in (
        Permission(Action.READ_REGISTER, _ANY, Scope.EVERYBODY),
        Permission(Action.USE_ACCOUNT, _ANY, Scope.ANY_USER),
        Permission(Action.CREATE_REGISTRATION, frozenset({Right.ENTER}), Scope.OWN_ORGANISATION),
        Permission(Action.EDIT_DRAFT, frozenset({Right.ENTER}), Scope.OWN_RECORD),
        Permission(Action.DELETE_DRAFT, frozenset({Right.ENTER}), Scope.OWN_RECORD),
        Permission(Action.ADD_STAMPED_FORM, frozenset({Right.ENTER}), Scope.OWN_RECORD),
        Permission(Action.VIEW_REGISTRATION, _ANY, Scope.ROUTE),
        Permission(Action.VIEW_QUEUE, DESK_RIGHTS, Scope.OWN_ORGANISATION),
        Permission(Action.CLAIM, DESK_RIGHTS, Scope.ROUTE),
        Permission(Action.ASSIGN, frozenset({Right.MANAGE}), Scope.ROUTE),
        Permission(Action.MANAGE_DESK, frozenset({Right.MANAGE}), Scope.OWN_ORGANISATION),
        Permission(Action.MAKE_SUMMARY, DESK_RIGHTS | {Right.RECEIVE}, Scope.OWN_ORGANISATION),
        Permission(
            Action.RECEIVE_PAPER,
            frozenset({Right.RECEIVE, Right.ACCEPT, Right.FORWARD}),
            Scope.OWN_ORGANISATION,
        ),
        Permission(Action.CORRECT_LISTS, frozenset({Right.MANAGE}), Scope.OWN_ORGANISATION),
        Permission(Action.MANAGE_PROFILES, frozenset({Right.MANAGE}), Scope.OWN_ORGANISATION),
        Permission(Action.MANAGE_ROUNDS, frozenset({Right.MANAGE}), Scope.OWN_ORGANISATION),
        Permission(Action.WATCH_FILES, frozenset({Right.MANAGE}), Scope.OWN_ORGANISATION),
        Permission(Action.RUN_PUBLICITY, frozenset({Right.REVIEW}), Scope.OWN_ORGANISATION),
        Permission(
            Action.LIST_CERTIFICATES,
            DESK_RIGHTS | {Right.RECEIVE, Right.MANAGE},
            Scope.OWN_ORGANISATION,
        ),
        Permission(Action.ISSUE_CERTIFICATE, frozenset({Right.REVIEW}), Scope.OWN_ORGANISATION),
        Permission(
            Action.HAND_OUT_CERTIFICATE,
            frozenset({Right.REVIEW, Right.ACCEPT, Right.RECEIVE}),
            Scope.OWN_ORGANISATION,
        ),
        Permission(Action.HANDLE_CHANGES, DESK_RIGHTS | {Right.MANAGE}, Scope.OWN_ORGANISATION),
        Permission(Action.ANSWER_PLEAS, DESK_RIGHTS | {Right.MANAGE}, Scope.OWN_ORGANISATION),
        Permission(Action.READ_ACCESS_LOG, frozenset({Right.MANAGE}), Scope.OWN_ORGANISATION),
        Permission(Action.OPEN_CONSOLE, frozenset({Right.MANAGE}), Scope.OWN_ORGANISATION),
        Permission(Action.ISSUE_ANNOUNCEMENT, frozenset({Right.MANAGE}), Scope.OWN_ORGANISATION),
        Permission(Action.DECIDE_APPLICATIONS, frozenset({Right.MANAGE}), Scope.OWN_ORGANISATION),
        Permission(Action.KEEP_CONTACT, frozenset({Right.MANAGE}), Scope.OWN_ORGANISATION),
        Permission(Action.ASK_HOLD, DESK_RIGHTS | {Right.ENTER}, Scope.OWN_RECORD),
        Permission(Action.HOLD_PUBLICATION, frozenset({Right.REVIEW}), Scope.ROUTE),
        Permission(Action.DECIDE_DUPLICATE, frozenset({Right.REVIEW}), Scope.ROUTE),
        Permission(Action.KEEP_TRANSFER_SHEET, frozenset({Right.ENTER}), Scope.OWN_RECORD),
        Permission(Action.KEEP_EXPECTED, DESK_RIGHTS | {Right.MANAGE}, Scope.OWN_ORGANISATION),
    )
}


@dataclass(frozen=True)
class Actor:
    """Who acts: built by organisations.queries.actor_for, read anew at every request.

    `lent` are those of the `rights` that are a colleague's, for a time: to be used, not handed on.
    """

    user_id: int
    name: str
    organisation_id: int
    organisation_name: str
    rank: int
    rights: frozenset[Right]
    is_super: bool = False
    lent: frozenset[Right] = frozenset()

    def has(self, *rights: Right) -> bool:
        """Whether the actor holds one of the rights."""
        return not self.rights.isdisjoint(rights)


@dataclass(frozen=True)
class RecordFacts:
    """What policy must know of a record. `reach` is the highest desk that it has been shown to."""

    state: State
    desk: int
    reach: int
    filer_id: Hashable
    filer_organisation: Hashable
    stops: tuple[Stop, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Decision:
    """Allowed or not; `reason` is a message code of renderings.messages."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        """A decision reads as a condition."""
        return self.allowed


YES = Decision(allowed=True)


def _no(reason: str) -> Decision:
    return Decision(allowed=False, reason=reason)


def decide(actor: Actor, action: Action, facts: RecordFacts | None = None) -> Decision:
    """Say whether an actor may act, with the reason where not. Raises KeyError for an unknown action."""
    row = PERMISSIONS[action]
    if row.rights and not actor.has(*row.rights):
        return _no("right_missing")
    if row.scope in {Scope.EVERYBODY, Scope.ANY_USER, Scope.OWN_ORGANISATION}:
        return YES
    if facts is None:
        message = f"{action} needs the facts of a record"
        raise ValueError(message)
    if row.scope is Scope.OWN_RECORD:
        return _decide_own(actor, action, facts)
    if action in _OF_REGISTRIES:
        return YES if registers(actor, facts) else _no("not_at_your_desk")
    if action in {Action.CLAIM, Action.ASSIGN}:
        return _decide_claim(actor, facts)
    return YES if sees(actor, facts) else _no("not_on_route")


def decide_at(actor: Actor, action: Action, organisation: Hashable) -> Decision:
    """Say whether an actor may act in what is one body's: with the right, and of that body.

    Raises KeyError for an unknown action.
    """
    decision = decide(actor, action)
    if decision and actor.organisation_id != organisation:
        return _no("not_your_organisation")
    return decision


def _decide_own(actor: Actor, action: Action, facts: RecordFacts) -> Decision:
    row = STATES[facts.state]
    if not owns(actor, facts):
        return _no("not_your_record")
    if action in _WITHOUT_DRAFT:
        return YES
    if action is Action.ADD_STAMPED_FORM:  # printed from what was submitted, so it comes later
        under_way = facts.state is not State.DRAFT and row.blocks_duplicates
        return YES if under_way else _no("not_submitted_now")
    return YES if row.editable and facts.desk == 0 else _no("not_editable_now")


def owns(actor: Actor, facts: RecordFacts) -> bool:
    """The filer, and the office of the filing organisation, which may enter for its people (h3, D)."""
    if actor.organisation_id != facts.filer_organisation:
        return False
    return actor.user_id == facts.filer_id or actor.has(*DESK_RIGHTS, Right.MANAGE)


def sees(actor: Actor, facts: RecordFacts) -> bool:
    """The owner; and every organisation on the route that the record has reached (h3, cross-cutting)."""
    if owns(actor, facts):
        return True
    if not actor.has(*DESK_RIGHTS, Right.RECEIVE, Right.MANAGE):
        return False
    return any(
        stop.organisation == actor.organisation_id and stop.kind is not StopKind.FILER
        for stop in facts.stops[: facts.reach + 1]
    )


def registers(actor: Actor, facts: RecordFacts) -> bool:
    """Whether the actor is of the province or the nation on the route, which the record has reached."""
    return any(
        stop.organisation == actor.organisation_id
        and stop.kind in {StopKind.PROVINCE, StopKind.NATION}
        for stop in facts.stops[: facts.reach + 1]
    )


def purpose_of(actor: Actor, facts: RecordFacts) -> Purpose:
    """Say what somebody who sees a record reads it for; nobody is asked at each file."""
    if owns(actor, facts):
        return Purpose.OWN
    return Purpose.REVIEW if lies_with(actor, facts) else Purpose.FOLLOW


def lies_with(actor: Actor, facts: RecordFacts) -> bool:
    """Whether the desk at which a record lies is the actor's; a filer's own is none."""
    here = _stop_at(facts, facts.desk)
    return (
        here is not None
        and here.kind is not StopKind.FILER
        and here.organisation == actor.organisation_id
    )


def _decide_claim(actor: Actor, facts: RecordFacts) -> Decision:
    if not lies_with(actor, facts):
        return _no("not_at_your_desk")
    return YES if STATES[facts.state].claimable else _no("not_claimable_now")


def decide_move(actor: Actor, transition: str, facts: RecordFacts) -> Decision:
    """Say whether an actor may make a move, by right, place and state; guards come after.

    Raises KeyError for a transition that the table lacks.
    """
    row = TRANSITIONS[transition]
    if row.right not in actor.rights:
        return _no("right_missing")
    if not _stands(actor, row, facts):
        return _no("not_at_your_desk")
    if facts.state not in row.sources:
        return _no("not_in_this_state")
    return YES


def _stands(actor: Actor, row: Transition, facts: RecordFacts) -> bool:
    if row.position is Position.FILER:
        return facts.desk == 0 and owns(actor, facts)
    if row.position is Position.OWNER:
        return owns(actor, facts)
    if row.position is Position.ON_ROUTE:
        return any(
            stop.organisation == actor.organisation_id and stop.kind in row.at
            for stop in facts.stops[: facts.reach + 1]
        )
    place = facts.desk if row.position is Position.CURRENT_DESK else facts.desk - 1
    stop = _stop_at(facts, place)
    if stop is None or stop.kind not in row.at or stop.organisation != actor.organisation_id:
        return False
    return stop.kind is not StopKind.FILER or owns(actor, facts)


def _stop_at(facts: RecordFacts, place: int) -> Stop | None:
    return facts.stops[place] if 0 <= place < len(facts.stops) else None
