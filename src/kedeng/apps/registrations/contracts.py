"""Asks the room above that lists accepted projects for the titles of their contracts (B26).

It registers in its AppConfig.ready, so that nothing points up.
"""

from collections.abc import Callable, Collection, Mapping

from kedeng.apps.organisations.queries import units_above
from kedeng.apps.registrations.identifiers import numbers_in
from kedeng.apps.registrations.models import Registration
from kedeng.formkit.answers import Answers

_BOOKS: list[Callable[[Collection[int], Collection[str]], Mapping[str, str]]] = []


def register(book: Callable[[Collection[int], Collection[str]], Mapping[str, str]]) -> None:
    """Let a room answer: the keys of bodies and folded numbers give titles by number."""
    _BOOKS.append(book)


def contracts_of(registration: Registration, answers: Answers) -> Mapping[str, str]:
    """Give the titles of the unit's known projects that answers name; {} where nobody asks."""
    numbers = numbers_in("projects", answers.rows("projects"))
    if not numbers or not registration.round.profile.values["title_from_contract"]:
        return {}
    filing = registration.filer_organisation
    bodies = [filing.pk, *(body.pk for body in units_above(filing))]
    return {key: title for book in _BOOKS for key, title in book(bodies, numbers).items()}
