"""How an action of this room says no."""

from typing import Any


class RefusedError(Exception):
    """An action that is not done; `code` chooses the sentence, `params` fill it."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class OutOfReachError(RefusedError):
    """A body or a user of no concern to the actor: doors answer as if there were none (404)."""

    def __init__(self) -> None:
        super().__init__("not_found")
