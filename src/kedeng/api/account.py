"""Who the token stands for, and the rounds that this person may file in."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from ninja import Router, Schema

from kedeng.api.access import ActorRequest
from kedeng.api.errors import ApiError, failures
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.rounds import queries as rounds
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind
from kedeng.domain.windows import STEP_LABELS

if TYPE_CHECKING:
    from kedeng.apps.rounds.models import Round

router = Router(tags=["账号"])


class WindowShape(Schema):
    """When a step of the round may be done; `closes` is the first instant that is too late."""

    step: str
    step_name: str
    opens: datetime | None
    closes: datetime | None
    is_open: bool


class RoundShape(Schema):
    """A round of the province."""

    id: int
    title: str
    year: int
    windows: list[WindowShape]


class Me(Schema):
    """The actor of the token, with the rights of this moment."""

    name: str
    organisation: str
    rank: int
    rights: list[str]
    rounds: list[RoundShape]


@router.get(
    "/me", response={200: Me, **failures(401)}, summary="当前令牌对应的账号、权限和登记轮次"
)
def me(request: ActorRequest) -> dict[str, Any]:
    """Tell whose token it is."""
    actor = request.auth
    return {
        "name": actor.name,
        "organisation": actor.organisation_name,
        "rank": actor.rank,
        "rights": sorted(right.value for right in actor.rights),
        "rounds": [_round_shape(round_, actor) for round_ in _rounds_of(actor)],
    }


def round_for(actor: Actor, round_id: int | None) -> "Round":
    """Choose the named round of the actor's province, or the current one. 409 without any."""
    if round_id is None:
        found = rounds.current_round(organisation_by_id(actor.organisation_id), timezone.now())
    else:
        found = next((row for row in _rounds_of(actor) if row.pk == round_id), None)
    if found is None:
        raise ApiError(409, "no_round")
    return found


def _rounds_of(actor: Actor) -> "list[Round]":
    return rounds.rounds_for(organisation_by_id(actor.organisation_id))


def _round_shape(round_: "Round", actor: Actor) -> dict[str, Any]:
    """Give a round with what holds for the actor's own body, earlier closings included."""
    now = timezone.now()
    body = organisation_by_id(actor.organisation_id)
    windows = [
        {
            "step": step.value,
            "step_name": STEP_LABELS[step],
            "opens": window.opens,
            "closes": window.closes,
            "is_open": window.is_open(now),
        }
        for step, window in rounds.windows_at(round_, body, StopKind.FILER).items()
    ]
    return {"id": round_.pk, "title": round_.title, "year": round_.year, "windows": windows}
