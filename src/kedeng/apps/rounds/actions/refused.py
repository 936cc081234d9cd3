"""How an action of this room says no, and who may act for a province."""

from typing import Any

from kedeng.domain.policy import Action, Actor, decide
from kedeng.domain.routes import PROVINCE


class NotAllowedError(Exception):
    """The actor may not, or not so; `code` chooses the sentence, `params` fill it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def require_province(actor: Actor, action: Action, organisation_id: int | None) -> None:
    """Refuse whoever does not manage just that province."""
    decision = decide(actor, action)
    if not decision:
        raise NotAllowedError(decision.reason)
    if actor.rank != PROVINCE:
        raise NotAllowedError("province_only")
    if organisation_id != actor.organisation_id:
        raise NotAllowedError("not_your_organisation")


def require_super(actor: Actor) -> None:
    """Refuse whoever is not the super administrator of the own body."""
    if not actor.is_super:
        raise NotAllowedError("super_only")
