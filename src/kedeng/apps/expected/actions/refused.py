"""How an action of this room says no."""

from typing import Any

from kedeng.domain.policy import Action, Actor, decide
from kedeng.domain.routes import NATION


class RefusedError(Exception):
    """An action that is not done; `code` chooses the sentence, `params` fill it."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class OutOfReachError(RefusedError):
    """An item or a unit of no concern to the actor: doors answer as if there were none (404)."""

    def __init__(self) -> None:
        super().__init__("not_found")


def ask(actor: Actor) -> None:
    """Let through whoever keeps lists for a province, a department or a unit.

    Raises RefusedError: right_missing, expected_of_provinces.
    """
    decision = decide(actor, Action.KEEP_EXPECTED)
    if not decision:
        raise RefusedError(decision.reason)
    if actor.rank == NATION:
        raise RefusedError("expected_of_provinces")
