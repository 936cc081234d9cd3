"""How an action of this room says no."""


class RefusedError(Exception):
    """An action that is not done; `code` chooses the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
