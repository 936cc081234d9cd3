"""Asks the rooms above whom a subject of theirs concerns; they register, so that nothing points up.

A room registers in its AppConfig.ready, under the first word of its subjects in history.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kedeng.domain.routes import Stop, StopKind
from kedeng.domain.states import State


@dataclass(frozen=True)
class Address:
    """Whom a record concerns, as it is now; `claimed_by` took it up at its desk at an instant."""

    title: str
    state: State
    desk: int
    filer_id: int
    filer_body_id: int
    stops: tuple[Stop, ...]
    claimed_by: int | None = None
    claimed_at: datetime | None = None
    reach: int = 0  # the highest desk that it has come to

    def stop_at(self, desk: int) -> Stop | None:
        """Give a desk of the route; None before a route is fixed."""
        return self.stops[desk] if 0 < desk < len(self.stops) else None

    def nation(self) -> Stop | None:
        """Give the nation, once the record has come to it: it hears of nothing before."""
        reached = self.stops[: self.reach + 1]
        return next((stop for stop in reached if stop.kind is StopKind.NATION), None)

    def province(self) -> Stop | None:
        """Give the desk that registers."""
        return next((stop for stop in self.stops if stop.kind is StopKind.PROVINCE), None)


_BOOKS: dict[str, Callable[[str], Address | None]] = {}


def register(kind: str, book: Callable[[str], Address | None]) -> None:
    """Let a room answer for its subjects: `book` gives the address behind "kind:name", or None."""
    _BOOKS[kind] = book


def address_of(subject: str) -> Address | None:
    """Give the address of a subject; None for one that no room answers for, or that is gone."""
    kind, _, name = subject.partition(":")
    book = _BOOKS.get(kind)
    return book(name) if book else None
