"""What each guard of the workflow table asks. A guard raises RefusedMoveError with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from kedeng.apps.organisations.queries import ask_whom, unit_of
from kedeng.apps.registrations.desk_time import desk_time
from kedeng.apps.registrations.held import held_row, why_not_undone
from kedeng.apps.registrations.judgement import Judgement, judge
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.papers import newest_on_paper, waits_for_paper
from kedeng.apps.registrations.sent_back import open_notes
from kedeng.domain.checklist import checks_of, short_label
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind
from kedeng.domain.similarity import duplicate_key
from kedeng.domain.states import STATES, State, states
from kedeng.domain.windows import STEP_LABELS
from kedeng.domain.workdays import UnknownYearError
from kedeng.domain.workflow import TRANSITIONS, Destination, Effect, Guard, Transition

SUBMISSIONS = tuple(n for n, row in TRANSITIONS.items() if Effect.FREEZE_REVISION in row.effects)


class RefusedMoveError(Exception):
    """A move that is not made. `code` chooses the sentence, `params` fill it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass
class Attempt:
    """A move under way: what guards and effects share."""

    actor: Actor
    registration: Registration
    row: Transition
    now: datetime
    payload: dict[str, Any]
    arrived_at: datetime  # when the request reached the server: what windows are judged by
    judgement: Judgement | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def judged(self) -> Judgement:
        """Judge the draft once for all guards and effects."""
        if self.judgement is None:
            self.judgement = judge(self.registration, today=timezone.localdate(self.arrived_at))
        return self.judgement

    def kind_at(self, desk: int) -> StopKind:
        """Kind of the desk at a place of the route; the filer's before a route is fixed."""
        stops = {stop.position: StopKind(stop.kind) for stop in self.registration.stops.all()}
        return stops.get(desk, StopKind.FILER)

    def place_of(self, kind: StopKind) -> int:
        """Place of the first desk of a kind. StopIteration where the route has none."""
        stops = sorted(self.registration.stops.all(), key=lambda stop: stop.position)
        return next(stop.position for stop in stops if stop.kind == kind)


def _form_complete(attempt: Attempt) -> None:
    judgement = attempt.judged()
    if not judgement.complete:
        raise RefusedMoveError(
            "form_incomplete",
            errors=len(judgement.errors),
            unexplained=len(judgement.unexplained),
        )


def _not_duplicate(attempt: Attempt) -> None:
    registration = attempt.registration
    if STATES[State(registration.state)].editable:
        key = key_of(registration, attempt.judged())
    else:
        key = registration.duplicate_key  # of the revision that is on its way
    other = live_duplicate(registration, key)
    if other is not None:
        raise RefusedMoveError("duplicate", **duplicate_params(other))


def live_duplicate(registration: Registration, key: str) -> Registration | None:
    """Find another live record of the same result; None without one (process.md f, tier 1)."""
    if not key:
        return None
    live = sorted(state.value for state in states(blocks_duplicates=True))
    others = Registration.objects.filter(duplicate_key=key, state__in=live)
    others = others.exclude(pk=registration.pk).select_related("filer_organisation")
    return others.prefetch_related("stops").first()


def key_of(registration: Registration, judgement: Judgement) -> str:
    """Key of tier 1: same normalised title, first unit and type; "" for a record without a title.

    The first unit is the filing unit (B11): a faculty's results are its university's.
    """
    title = judgement.settled.text("overview.achievement_name")
    unit = str(unit_of(registration.filer_organisation).pk)
    return duplicate_key(registration.category, title, unit) if title else ""


def duplicate_params(other: Registration) -> dict[str, Any]:
    """Name a record only by its unit and who recommends: the actor may not see more of it."""
    return {"unit": other.filer_organisation.name, "department": other.recommending_name()}


def _window_open(attempt: Attempt) -> None:
    """A request that arrived before the closing counts, however long it is worked on."""
    require_open_window(attempt.registration, attempt.arrived_at)


def require_open_window(registration: Registration, at: datetime) -> None:
    """Raise RefusedMoveError where the present desk may not send a record on at an instant.

    Its words: "window_not_open", "window_closed", "holidays_unknown".
    """
    try:
        open_here = desk_time(registration)
    except UnknownYearError as error:
        raise RefusedMoveError("holidays_unknown", year=error.year) from error
    window = open_here.window
    if window.opens is not None and at < window.opens:
        word, instant = "window_not_open", {"opens": timezone.localtime(window.opens)}
    elif window.closes is not None and at >= window.closes:
        word, instant = "window_closed", {"closes": timezone.localtime(window.closes)}
    else:
        return
    ask = ask_whom(registration.filer_organisation)
    raise RefusedMoveError(word, step=STEP_LABELS[open_here.step], ask=ask, **instant)


def _unclaimed(attempt: Attempt) -> None:
    registration = attempt.registration
    if registration.claimed_by_id is not None and registration.claimed_at is not None:
        since = timezone.localtime(registration.claimed_at)
        raise RefusedMoveError("already_claimed", since=since)


def _untouched_since_sent(attempt: Attempt) -> None:
    if not untouched_since_sent(attempt.registration):
        raise RefusedMoveError("handled_since")


def untouched_since_sent(registration: Registration) -> bool:
    """Whether the desk just before sent the record here, and nobody has moved it since (B47).

    A record that the province took up, or that came back with a supplement, was not sent by the
    department: it has nothing to take back.
    """
    last = registration.moves.order_by("-expected_version").first()
    return (
        last is not None
        and TRANSITIONS[last.transition].to is Destination.NEXT
        and (last.from_desk, last.to_desk) == (registration.desk - 1, registration.desk)
    )


def _resupplied(attempt: Attempt) -> None:
    if not resupplied(attempt.registration):
        raise RefusedMoveError("handled_since")


def resupplied(registration: Registration) -> bool:
    """Whether the newest move is the filer's supplement, which went straight to the province."""
    last = registration.moves.order_by("-expected_version").first()
    return last is not None and last.transition == "resupply"


def _not_claimed_by_another(attempt: Attempt) -> None:
    holder = attempt.registration.claimed_by
    if holder is not None and holder.pk != attempt.actor.user_id:
        raise RefusedMoveError("claimed_by_another", name=holder.name)


def _next_is_desk(attempt: Attempt) -> None:
    if attempt.kind_at(attempt.registration.desk + 1) is StopKind.PROVINCE:
        raise RefusedMoveError("next_is_province")


def _next_is_province(attempt: Attempt) -> None:
    if attempt.kind_at(attempt.registration.desk + 1) is not StopKind.PROVINCE:
        raise RefusedMoveError("next_is_desk")


def _checklist(attempt: Attempt) -> None:
    require_checks(attempt.row.name, attempt.payload.get("checks") or {})


def require_checks(transition: str, checks: Mapping[str, bool]) -> None:
    """Raise RefusedMoveError("checklist_open") where a move asks for what is not confirmed."""
    open_ = [short_label(key) for key in checks_of(transition) if checks.get(key) is not True]
    if open_:
        raise RefusedMoveError("checklist_open", open="；".join(open_))


def filed_by(registration: Registration, user_id: int) -> bool:
    """Whether somebody is the filer, or submitted a version, as an office may for its people."""
    if registration.filer_id == user_id:
        return True
    return registration.moves.filter(transition__in=SUBMISSIONS, actor_id=user_id).exists()


def _paper_received(attempt: Attempt) -> None:
    registration, here = attempt.registration, attempt.actor.organisation_id
    if waits_for_paper(registration) and not newest_on_paper(here, [registration]):
        raise RefusedMoveError("paper_not_received", version=registration.submissions)


def _not_own(attempt: Attempt) -> None:
    if filed_by(attempt.registration, attempt.actor.user_id):
        raise RefusedMoveError("own_record")


def _own_if_allowed(attempt: Attempt) -> None:
    """From the department desk up never; at a unit's where the profile allows it (B48)."""
    registration = attempt.registration
    if not filed_by(registration, attempt.actor.user_id):
        return
    if attempt.kind_at(registration.desk) is not StopKind.UNIT:
        raise RefusedMoveError("own_record")
    if not registration.round.profile.values["unit_reviews_own"]:
        raise RefusedMoveError("own_record_here")
    attempt.extra.setdefault("details", {})["own"] = True


def _submitted_before(attempt: Attempt) -> None:
    if attempt.registration.first_submitted_at is None:
        raise RefusedMoveError("never_submitted")


def _notes_answered(attempt: Attempt) -> None:
    notes = open_notes(attempt.registration)
    left = sum(note.answer is None for note in notes)
    if left:
        raise RefusedMoveError("notes_open", left=left, total=len(notes))


def _undoable(attempt: Attempt) -> None:
    registration = attempt.registration
    row = held_row(registration)
    user, name = attempt.actor.user_id, attempt.row.name
    why = why_not_undone(row, registration, user, name, attempt.now)
    if why:
        raise RefusedMoveError(why)
    attempt.extra["undone"] = row


GUARDS: dict[Guard, Callable[[Attempt], None]] = {
    Guard.FORM_COMPLETE: _form_complete,
    Guard.NOT_DUPLICATE: _not_duplicate,
    Guard.WINDOW_OPEN: _window_open,
    Guard.UNCLAIMED: _unclaimed,
    Guard.NOT_CLAIMED_BY_ANOTHER: _not_claimed_by_another,
    Guard.NEXT_IS_DESK: _next_is_desk,
    Guard.NEXT_IS_PROVINCE: _next_is_province,
    Guard.CHECKLIST: _checklist,
    Guard.PAPER_RECEIVED: _paper_received,
    Guard.NOT_OWN: _not_own,
    Guard.OWN_IF_ALLOWED: _own_if_allowed,
    Guard.SUBMITTED_BEFORE: _submitted_before,
    Guard.UNTOUCHED_SINCE_SENT: _untouched_since_sent,
    Guard.RESUPPLIED: _resupplied,
    Guard.NOTES_ANSWERED: _notes_answered,
    Guard.UNDOABLE: _undoable,
}
