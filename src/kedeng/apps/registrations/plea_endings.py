"""A move ends the pleas of its record: it grants them, or it leaves them behind."""

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.guards import Attempt
from kedeng.apps.registrations.models import Plea
from kedeng.domain.events import Event
from kedeng.domain.pleas import (
    PLEA_STATES,
    PLEAS,
    PleaStanding,
    standing_after,
)
from kedeng.domain.states import State
from kedeng.domain.workflow import Effect

_EVENTS = {
    PleaStanding.GRANTED: Event.PLEA_GRANTED,
    PleaStanding.LAPSED: Event.PLEA_LAPSED,
}


def end_pleas(attempt: Attempt, before: State, version: int) -> None:
    """End what a move answers, once state and desk are assigned; `version` is that it went from.

    Asks no right: it follows from the move. What undoes a move gives back what that one ended.
    One statement, and none from a state in which nothing is asked; for each plea that ends two
    more: the plea, then history, which comes before the move's own so that this one stays the last.
    """
    if before not in PLEA_STATES:
        return
    pleas = attempt.registration.pleas
    if Effect.RESTORE in attempt.row.effects:
        ended = pleas.filter(ended_from=attempt.extra["undone"].move.expected_version)
        ended.update(
            standing=PleaStanding.OPEN.value,
            answered_by="",
            answered_of="",
            answered_at=None,
            answer="",
            ended_from=None,
        )
        return
    for plea in pleas.filter(standing=PleaStanding.OPEN.value):
        _end(attempt, plea, version)


def _end(attempt: Attempt, plea: Plea, version: int) -> None:
    actor, registration = attempt.actor, attempt.registration
    to = (State(registration.state), registration.desk)
    standing = standing_after(plea.of, plea.desk, attempt.row.name, *to)
    if standing is PleaStanding.OPEN:
        return
    Plea.objects.filter(pk=plea.pk).update(
        standing=standing.value,
        answered_by=actor.name,
        answered_of=actor.organisation_name,
        answered_at=attempt.now,
        answer=attempt.row.done,
        ended_from=version,
    )
    held = attempt.extra.get("details", {}).get("held_until")
    details = {
        "kind": plea.kind,
        "plea": PLEAS[plea.of].label,
        "did": attempt.row.done,
        "to": [plea.asker_id, plea.asked_by],
        **({"held_until": held} if held else {}),
    }
    record(kind=_EVENTS[standing], subject=registration.subject, actor=actor, details=details)
