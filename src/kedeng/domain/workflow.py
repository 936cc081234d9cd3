"""The workflow, in one table (house.md, "Workflow in one table").

Buttons, the API's offered moves, the diagram, the database's refusal of undeclared state pairs and
the test matrix are all drawn from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State


class Position(StrEnum):
    """Where an actor's organisation must stand on the route."""

    FILER = "filer"  # desk 0, and the record is the actor's own or their organisation's
    OWNER = "owner"  # the record is the actor's own or their organisation's, at whatever desk
    CURRENT_DESK = "current_desk"
    FORMER_DESK = "former_desk"  # the desk just before the current one
    ON_ROUTE = "on_route"  # anywhere that the record has been or is shown to


class Destination(StrEnum):
    """Which desk a move leads to."""

    NEXT = "next"
    SAME = "same"
    FILER = "filer"
    BACK = "back"  # the desk just before the current one
    PROVINCE = "province"
    CHOSEN = "chosen"  # an earlier desk that the actor names
    ORIGIN = "origin"  # where the move that is undone had come from


class Guard(StrEnum):
    """Conditions beyond right and place; the registrations room judges them."""

    FORM_COMPLETE = "form_complete"
    NOT_DUPLICATE = "not_duplicate"
    WINDOW_OPEN = "window_open"
    UNCLAIMED = "unclaimed"
    NOT_CLAIMED_BY_ANOTHER = "not_claimed_by_another"
    NEXT_IS_DESK = "next_is_desk"
    NEXT_IS_PROVINCE = "next_is_province"
    CHECKLIST = "checklist"
    PAPER_RECEIVED = "paper_received"
    NOT_OWN = "not_own"
    OWN_IF_ALLOWED = "own_if_allowed"
    SUBMITTED_BEFORE = "submitted_before"
    UNTOUCHED_SINCE_SENT = "untouched_since_sent"
    RESUPPLIED = "resupplied"
    NOTES_ANSWERED = "notes_answered"
    UNDOABLE = "undoable"
    NO_PUBLICITY_FIRST = "no_publicity_first"
    PUBLICITY_FIRST = "publicity_first"
    IN_BATCH = "in_batch"
    PUBLICITY_OVER = "publicity_over"
    OBJECTION_OPEN = "objection_open"
    NO_OPEN_OBJECTION = "no_open_objection"
    OBJECTIONS_SETTLED = "objections_settled"
    OBJECTION_UPHELD = "objection_upheld"
    NO_HOLD = "no_hold"
    DUPLICATES_DECIDED = "duplicates_decided"
    REGISTERED_HERE = "registered_here"
    REGISTERED_ELSEWHERE = "registered_elsewhere"
    GROUND_GIVEN = "ground_given"
    DEREGISTRATION_APPROVED = "deregistration_approved"


class Effect(StrEnum):
    """What a move does beside changing state and desk."""

    FIX_ROUTE = "fix_route"
    FREEZE_REVISION = "freeze_revision"
    ASSIGN_NUMBER = "assign_number"
    SHOW_TO_PROVINCE = "show_to_province"
    KEEP_WINDOW_OPEN = "keep_window_open"
    OPEN_TO_PUBLIC = "open_to_public"
    ISSUE_CERTIFICATE = "issue_certificate"
    CLOSE_TO_PUBLIC = "close_to_public"
    RESTORE = "restore"
    END_CHANGES = "end_changes"
    END_CASES = "end_cases"


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row. `at` are the kinds of desk at which the actor's organisation may stand."""

    name: str
    label: str  # on the button
    done: str  # in the history
    sources: frozenset[State]
    target: State
    to: Destination
    right: Right
    position: Position
    at: frozenset[StopKind]
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()
    needs_reason: bool = False
    stops_record: bool = False  # drawn as a refusal

    @property
    def asks_to_mend(self) -> bool:
        """Whether it sends the record back to somebody who reads the notes."""
        back = {Destination.CHOSEN, Destination.FILER, Destination.BACK}
        return self.needs_reason and self.to in back


FILER, UNIT = StopKind.FILER, StopKind.UNIT
DEPARTMENT, PROVINCE, NATION = StopKind.DEPARTMENT, StopKind.PROVINCE, StopKind.NATION
_SUBMISSION = (Guard.WINDOW_OPEN, Guard.NOTES_ANSWERED, Guard.FORM_COMPLETE, Guard.NOT_DUPLICATE)
_MINE = Guard.NOT_CLAIMED_BY_ANOTHER
_OTHERS = Guard.NOT_OWN
_NOBODY_YET = (Guard.UNCLAIMED, Guard.UNTOUCHED_SINCE_SENT)


def _row(  # noqa: PLR0913, PLR0917 - the columns of the table
    name: str,
    label: str,
    done: str,
    sources: set[State],
    target: State,
    to: Destination,
    right: Right,
    position: Position,
    at: set[StopKind],
    *,
    guards: tuple[Guard, ...] = (),
    effects: tuple[Effect, ...] = (),
    reason: bool = False,
    stops: bool = False,
) -> Transition:
    return Transition(
        name=name,
        label=label,
        done=done,
        sources=frozenset(sources),
        target=target,
        to=to,
        right=right,
        position=position,
        at=frozenset(at),
        guards=guards,
        effects=effects,
        needs_reason=reason,
        stops_record=stops,
    )


S, D, R, P = State, Destination, Right, Position
# fmt: off
_TABLE = (
    # Filer
    _row("submit", "提交", "提交", {S.DRAFT}, S.IN_REVIEW, D.NEXT, R.ENTER, P.FILER, {FILER},
         guards=_SUBMISSION, effects=(Effect.FIX_ROUTE, Effect.FREEZE_REVISION)),
    _row("resubmit", "重新提交", "重新提交", {S.RETURNED}, S.IN_REVIEW, D.NEXT, R.ENTER, P.FILER, {FILER},
         guards=_SUBMISSION, effects=(Effect.FREEZE_REVISION,)),
    _row("resupply", "提交补正", "提交补正", {S.SUPPLEMENT}, S.RECOMMENDED, D.PROVINCE, R.ENTER, P.FILER, {FILER},
         guards=_SUBMISSION, effects=(Effect.FREEZE_REVISION,)),
    _row("recall", "收回修改", "收回", {S.IN_REVIEW}, S.DRAFT, D.FILER, R.ENTER, P.FORMER_DESK, {FILER},
         guards=_NOBODY_YET),
    _row("recall_supplement", "收回补正", "收回补正", {S.RECOMMENDED}, S.SUPPLEMENT, D.FILER, R.ENTER, P.OWNER,
         {FILER}, guards=(Guard.UNCLAIMED, Guard.RESUPPLIED)),
    _row("withdraw", "撤回登记", "撤回登记", {S.DRAFT, S.RETURNED, S.SUPPLEMENT}, S.WITHDRAWN, D.FILER, R.ENTER,
         P.FILER, {FILER}, guards=(Guard.SUBMITTED_BEFORE,), stops=True),
    _row("give_up", "不再申请，撤回登记", "未获推荐后撤回登记", {S.NOT_RECOMMENDED}, S.WITHDRAWN, D.FILER, R.ENTER,
         P.OWNER, {FILER}, stops=True),
    # Unit office and department
    _row("pass_on", "审查通过，报送上级", "审查通过并报送", {S.IN_REVIEW, S.RETURNED}, S.IN_REVIEW, D.NEXT,
         R.FORWARD, P.CURRENT_DESK, {UNIT, DEPARTMENT}, guards=(Guard.NEXT_IS_DESK, Guard.WINDOW_OPEN, Guard.OWN_IF_ALLOWED, _MINE)),
    _row("recommend", "推荐", "推荐", {S.IN_REVIEW, S.RETURNED}, S.RECOMMENDED, D.NEXT, R.FORWARD, P.CURRENT_DESK,
         {UNIT, DEPARTMENT}, guards=(Guard.NEXT_IS_PROVINCE, Guard.WINDOW_OPEN, Guard.NOT_OWN, Guard.CHECKLIST, Guard.PAPER_RECEIVED, _MINE)),
    _row("not_recommend", "不予推荐", "不予推荐", {S.IN_REVIEW, S.RETURNED}, S.NOT_RECOMMENDED, D.SAME,
         R.FORWARD, P.CURRENT_DESK, {DEPARTMENT}, guards=(Guard.NOT_OWN, _MINE), effects=(Effect.SHOW_TO_PROVINCE,),
         reason=True, stops=True),
    _row("reconsider", "重新审查", "重新审查", {S.NOT_RECOMMENDED}, S.IN_REVIEW, D.SAME, R.FORWARD,
         P.CURRENT_DESK, {DEPARTMENT}, guards=(_OTHERS,)),
    _row("take_back", "收回报送", "收回报送", {S.IN_REVIEW, S.RECOMMENDED}, S.IN_REVIEW, D.BACK, R.FORWARD,
         P.FORMER_DESK, {UNIT, DEPARTMENT}, guards=_NOBODY_YET),
    _row("return", "退回修改", "退回", {S.IN_REVIEW, S.RETURNED, S.RECOMMENDED, S.ACCEPTED}, S.RETURNED, D.CHOSEN,
         R.RETURN, P.CURRENT_DESK, {UNIT, DEPARTMENT, PROVINCE}, guards=(Guard.OWN_IF_ALLOWED, _MINE), effects=(Effect.KEEP_WINDOW_OPEN,),
         reason=True, stops=True),
    # Province
    _row("take_up", "调取审核", "调取审核", {S.NOT_RECOMMENDED}, S.RECOMMENDED, D.PROVINCE, R.REVIEW, P.ON_ROUTE,
         {PROVINCE}, guards=(_OTHERS,), reason=True),
    _row("uphold", "维持，不予登记", "维持不予推荐，不予登记", {S.NOT_RECOMMENDED}, S.REFUSED, D.PROVINCE, R.REVIEW,
         P.ON_ROUTE, {PROVINCE}, guards=(_OTHERS,), reason=True, stops=True),
    _row("accept", "受理", "受理", {S.RECOMMENDED}, S.ACCEPTED, D.SAME, R.ACCEPT, P.CURRENT_DESK, {PROVINCE},
         guards=(_OTHERS, _MINE)),
    _row("request_supplement", "要求补正", "要求补正", {S.RECOMMENDED}, S.SUPPLEMENT, D.FILER, R.ACCEPT,
         P.CURRENT_DESK, {PROVINCE}, guards=(_OTHERS, _MINE), effects=(Effect.KEEP_WINDOW_OPEN,), reason=True,
         stops=True),
    _row("decline", "不予受理", "不予受理", {S.RECOMMENDED}, S.NOT_ACCEPTED, D.SAME, R.ACCEPT, P.CURRENT_DESK,
         {PROVINCE}, guards=(_OTHERS, _MINE), reason=True, stops=True),
    _row("decline_unsupplied", "未补正，不予受理", "未补正，不予受理", {S.SUPPLEMENT}, S.NOT_ACCEPTED, D.PROVINCE,
         R.ACCEPT, P.ON_ROUTE, {PROVINCE}, guards=(_OTHERS,), reason=True, stops=True),
    _row("register", "审核通过，赋登记号", "审核通过，予以登记", {S.ACCEPTED}, S.REGISTERED, D.SAME, R.REVIEW,
         P.CURRENT_DESK, {PROVINCE},
         guards=(Guard.REGISTERED_HERE, Guard.NO_PUBLICITY_FIRST, Guard.NOT_OWN, Guard.NOT_DUPLICATE, Guard.DUPLICATES_DECIDED, Guard.CHECKLIST, _MINE),
         effects=(Effect.ASSIGN_NUMBER, Effect.ISSUE_CERTIFICATE)),
    _row("file_elsewhere", "备案，不赋登记号", "已在其他机构登记，予以备案", {S.ACCEPTED}, S.FILED, D.SAME, R.REVIEW,
         P.CURRENT_DESK, {PROVINCE}, guards=(Guard.REGISTERED_ELSEWHERE, Guard.NOT_OWN, _MINE)),
    # Publicity before the number (B53–B56); after the number it is the entry alone (decision 0025)
    _row("pass_audit", "审核通过，待公示", "审核通过，待公示", {S.ACCEPTED}, S.PASSED, D.SAME, R.REVIEW, P.CURRENT_DESK,
         {PROVINCE}, guards=(Guard.REGISTERED_HERE, Guard.PUBLICITY_FIRST, Guard.NOT_OWN, Guard.NOT_DUPLICATE, Guard.DUPLICATES_DECIDED, Guard.CHECKLIST, _MINE)),
    _row("audit_again", "撤下公示，重新审核", "撤下公示，重新审核", {S.PASSED, S.PUBLICISED}, S.ACCEPTED, D.SAME, R.REVIEW,
         P.CURRENT_DESK, {PROVINCE}, guards=(_OTHERS, Guard.NO_OPEN_OBJECTION), reason=True, stops=True),
    _row("publicise", "列入公示", "列入公示", {S.PASSED}, S.PUBLICISED, D.SAME, R.REVIEW, P.CURRENT_DESK, {PROVINCE},
         guards=(_OTHERS, Guard.NO_HOLD, Guard.IN_BATCH)),
    _row("suspend", "受理异议，暂停登记", "受理异议，暂停登记", {S.PUBLICISED}, S.DISPUTED, D.SAME, R.REVIEW,
         P.CURRENT_DESK, {PROVINCE}, guards=(_OTHERS, Guard.OBJECTION_OPEN), stops=True, reason=True),
    _row("resume", "异议不成立，继续公示", "异议不成立，继续办理", {S.DISPUTED}, S.PUBLICISED, D.SAME, R.REVIEW,
         P.CURRENT_DESK, {PROVINCE}, guards=(_OTHERS, Guard.OBJECTIONS_SETTLED), reason=True),
    _row("refuse_disputed", "异议成立，不予登记", "异议成立，不予登记", {S.DISPUTED}, S.REFUSED, D.SAME, R.REVIEW,
         P.CURRENT_DESK, {PROVINCE}, guards=(_OTHERS, Guard.OBJECTION_UPHELD), effects=(Effect.END_CASES,), reason=True, stops=True),
    _row("return_disputed", "异议成立，退回修改", "异议成立，退回修改", {S.DISPUTED}, S.RETURNED, D.FILER, R.REVIEW,
         P.CURRENT_DESK, {PROVINCE}, guards=(_OTHERS, Guard.OBJECTION_UPHELD), effects=(Effect.KEEP_WINDOW_OPEN, Effect.END_CASES),
         reason=True, stops=True),
    _row("register_publicised", "公示期满，赋登记号", "公示期满无异议，予以登记", {S.PUBLICISED}, S.REGISTERED, D.SAME,
         R.REVIEW, P.CURRENT_DESK, {PROVINCE},
         guards=(Guard.PUBLICITY_OVER, Guard.NO_OPEN_OBJECTION, Guard.NOT_OWN, Guard.NOT_DUPLICATE),
         effects=(Effect.ASSIGN_NUMBER, Effect.ISSUE_CERTIFICATE)),
    _row("refuse", "不予登记", "不予登记", {S.ACCEPTED}, S.REFUSED, D.SAME, R.REVIEW, P.CURRENT_DESK, {PROVINCE},
         guards=(_OTHERS, _MINE), reason=True, stops=True),
    _row("report", "上报国家", "上报国家", {S.REGISTERED}, S.REPORTED, D.NEXT, R.FORWARD, P.CURRENT_DESK,
         {PROVINCE}, guards=(_OTHERS, Guard.PUBLICITY_OVER, Guard.NO_OPEN_OBJECTION)),
    _row("recall_report", "收回上报", "收回上报", {S.REPORTED}, S.REGISTERED, D.BACK, R.FORWARD, P.FORMER_DESK,
         {PROVINCE}, guards=_NOBODY_YET),
    _row("reopen_acceptance", "重新受理", "重新进入受理", {S.NOT_ACCEPTED}, S.RECOMMENDED, D.SAME, R.MANAGE,
         P.CURRENT_DESK, {PROVINCE}, guards=(_OTHERS,), reason=True),
    _row("reopen", "重新审核", "重新进入审核", {S.REFUSED, S.FILED}, S.ACCEPTED, D.SAME, R.MANAGE, P.CURRENT_DESK,
         {PROVINCE}, guards=(_OTHERS,), reason=True),
    _row("cancel", "注销", "注销", {S.REGISTERED, S.REPORTED, S.RECEIVED, S.PUBLISHED}, S.CANCELLED, D.SAME,
         R.MANAGE, P.ON_ROUTE, {PROVINCE}, guards=(_OTHERS, Guard.GROUND_GIVEN), effects=(Effect.END_CHANGES, Effect.END_CASES),
         reason=True, stops=True),
    _row("deregister", "批准自愿注销", "自愿注销", {S.REGISTERED, S.REPORTED, S.RECEIVED, S.PUBLISHED},
         S.CANCELLED, D.SAME, R.MANAGE, P.ON_ROUTE, {PROVINCE}, guards=(Guard.DEREGISTRATION_APPROVED, _OTHERS),
         effects=(Effect.END_CHANGES, Effect.END_CASES), reason=True, stops=True),
    # Nation
    _row("receive", "接收", "接收入库", {S.REPORTED}, S.RECEIVED, D.SAME, R.ACCEPT, P.CURRENT_DESK, {NATION},
         guards=(_OTHERS, Guard.DUPLICATES_DECIDED, _MINE)),
    _row("send_back", "退回省级", "退回省级", {S.REPORTED, S.RECEIVED}, S.REGISTERED, D.BACK, R.RETURN,
         P.CURRENT_DESK, {NATION}, guards=(_OTHERS, _MINE), reason=True, stops=True),
    _row("publish", "公布", "公布", {S.RECEIVED}, S.PUBLISHED, D.SAME, R.REVIEW, P.CURRENT_DESK, {NATION},
         guards=(_OTHERS, Guard.NO_HOLD, Guard.NO_OPEN_OBJECTION, _MINE), effects=(Effect.OPEN_TO_PUBLIC,)),
    _row("unpublish", "撤下公布", "撤下公布", {S.PUBLISHED}, S.RECEIVED, D.SAME, R.REVIEW, P.ON_ROUTE, {NATION},
         guards=(_OTHERS,), effects=(Effect.CLOSE_TO_PUBLIC,), reason=True, stops=True),
    # Bulk acts undone within five minutes: state and desk go back where nobody has acted since
    *(_row(name, label, label, sources, target, D.ORIGIN, right, P.ON_ROUTE, {UNIT, DEPARTMENT, PROVINCE},
           guards=(Guard.UNDOABLE,), effects=(Effect.RESTORE,))
      for name, label, sources, target, right in (
        ("undo_forward", "撤销批量报送", {S.IN_REVIEW, S.RECOMMENDED}, S.IN_REVIEW, R.FORWARD),
        ("undo_forward_returned", "撤销批量报送（原为退回）", {S.IN_REVIEW, S.RECOMMENDED}, S.RETURNED, R.FORWARD),
        ("undo_return", "撤销批量退回", {S.RETURNED}, S.IN_REVIEW, R.RETURN),
        ("undo_return_returned", "撤销批量退回（原为退回）", {S.RETURNED}, S.RETURNED, R.RETURN),
        ("undo_return_recommended", "撤销批量退回（原为待受理）", {S.RETURNED}, S.RECOMMENDED, R.RETURN),
        ("undo_return_accepted", "撤销批量退回（原为已受理）", {S.RETURNED}, S.ACCEPTED, R.RETURN),
    )),
)
# fmt: on

TRANSITIONS: dict[str, Transition] = {row.name: row for row in _TABLE}


AGAIN = {"report": ("send_back", "再次上报国家")}
"""Move → what has sent the record back before, and what it then says in the history."""


def done_of(name: str, earlier: Iterable[str]) -> str:
    """Say what a move did; one that follows a return of the nation says that it is again."""
    sent_back, again = AGAIN.get(name, ("", ""))
    return again if sent_back and sent_back in earlier else TRANSITIONS[name].done


def state_pairs() -> frozenset[tuple[State, State]]:
    """Every (from, to) that some transition declares; the database refuses all others."""
    return frozenset((source, row.target) for row in _TABLE for source in row.sources)


def transitions_from(state: State) -> Iterable[Transition]:
    """Transitions that lead out of a state, in the order of the table."""
    return (row for row in _TABLE if state in row.sources)
