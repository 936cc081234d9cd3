"""What of a bulk act may still be undone: the newest move of a record, while nobody has acted."""

from datetime import datetime

from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations.models import BulkRow, Registration
from kedeng.domain.bulk import RowOutcome, undone_by
from kedeng.domain.states import State

NOT_UNDONE = {"bulk_row__outcome": RowOutcome.UNDONE.value}
"""For `exclude` on moves: what was undone counts as if it had never been."""


def held_row(registration: Registration) -> BulkRow | None:
    """Give the row of a bulk act that made the newest move of a record; None for other moves."""
    newest = registration.moves.order_by("-expected_version").first()
    rows = BulkRow.objects.filter(move=newest, outcome=RowOutcome.DONE.value)
    return rows.select_related("act", "move").first() if newest else None


def why_not_undone(
    row: BulkRow | None, registration: Registration, user_id: int, transition: str, now: datetime
) -> str:
    """Give the code of a refusal to undo; "" where it may be undone."""
    if row is None or row.move is None or row.act.actor_id != user_id:
        return "handled_since"
    if undone_by(row.move.transition, State(row.move.from_state)) != transition:
        return "not_in_this_state"
    if row.act.held_until is None or now >= row.act.held_until:
        return "undo_too_late"
    since = events_of(registration.subject)[-1].sequence > (row.event or 0)
    typed = registration.sections.filter(saved_at__gt=row.move.moved_at).exists()
    return "acted_since" if since or typed or registration.claimed_by_id is not None else ""
