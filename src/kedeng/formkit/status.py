"""How far a statement can be trusted."""

from enum import StrEnum


class Status(StrEnum):
    """How far a statement of the form can be trusted (forms.md 0.1)."""

    SOURCED = "SOURCED"
    RECALLED = "RECALLED"
    INFERRED = "INFERRED"


def weaker(*given: Status) -> Status:
    """The status that can be trusted least."""
    return max(given, key=list(Status).index)
