"""Extensions as the page of a round shows them: to the province all, to others their own."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from kedeng.apps.organisations.queries import ancestors, organisation_by_id
from kedeng.apps.rounds import queries
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.policy import Actor
from kedeng.domain.routes import PROVINCE
from kedeng.domain.windows import STEP_LABELS, Step
from kedeng.lib.instants import show_instant

if TYPE_CHECKING:
    from kedeng.apps.rounds.models import Extension, Round


def extension_lines(actor: Actor, round_: "Round") -> list[dict[str, Any]]:
    """Give the extensions of a round that concern the actor."""
    line = {body.pk for body in ancestors(organisation_by_id(actor.organisation_id))}
    return [
        {
            "extension": each,
            "step": STEP_LABELS[Step(each.step)],
            "category": CATEGORY_NAMES.get(each.category, ""),
            "closes": show_instant(each.closes, ends=True),
            "standing": standing_of(each),
            "names": "、".join(approval.name for approval in each.approvals.all()),
            "may_agree": standing_of(each) == "proposed"
            and actor.user_id not in {approval.user_id for approval in each.approvals.all()},
        }
        for each in queries.extensions_of(round_)
        if actor.rank == PROVINCE or each.organisation_id in line
    ]


def standing_of(extension: "Extension") -> str:
    """Say how an extension stands: proposed, granted, withdrawn or over."""
    if extension.withdrawn_at:
        return "withdrawn"
    if extension.closes <= timezone.now():
        return "over"
    return "granted" if extension.agreed_at else "proposed"
