"""When and by whom registrations were recommended: the earlier prevails (process.md B73)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kedeng.apps.registrations.models import Move
from kedeng.domain.messages import takes_back
from kedeng.domain.states import State


@dataclass(frozen=True)
class Recommendation:
    """A recommendation that stands: the body, as it was then called, and the instant."""

    body: str
    at: datetime
    desk: int  # to which it led


def recommendations_of(keys: Iterable[int]) -> dict[int, Recommendation]:
    """Give the recommendation that stands of each registration that has one. One statement.

    What came back below the province, or was taken back, is recommended anew and counts from then;
    a supplement leaves it as it was.
    """
    found: dict[int, Recommendation] = {}
    moves = Move.objects.filter(registration__in=list(keys)).select_related("bulk_row")
    for move in moves.order_by("registration", "expected_version"):
        key = move.registration_id
        if move.is_undone or takes_back(move.transition):
            continue
        if move.transition == "recommend":
            found[key] = Recommendation(move.organisation_name, move.moved_at, move.to_desk)
        elif key in found and _ends(move, found[key]):
            del found[key]
    return found


def _ends(move: Move, standing: Recommendation) -> bool:
    return move.to_desk < standing.desk and move.to_state != State.SUPPLEMENT
