"""How the table of expectations is written: a case is an address with who may do what there.

Names are written by hand. Of the code under test only the rows of the permission table
(domain.policy) are read, to know who holds a right that opens a kind of page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.trials.rights.knocking import Answer
from tests.trials.rights.people import CHIEFS, NOBODIES, WHERE

from kedeng.domain.policy import PERMISSIONS, Action
from kedeng.domain.rights import Right

PUBLIC, LOGIN = "public", "login"

PEOPLE = {*WHERE, *CHIEFS}
EVERYBODY = {*PEOPLE, *NOBODIES}
NOBODY: set[str] = set()

_STILL_OPEN: dict[str, set[str]] = {
    "code_holder": {"activate", "manual", "logout"},
    "password_due": {"account", "prove", "stay", "manual", "logout"},
}
_SETTING_UP = {"security", "app", "passkey", "recovery_codes", "prove", "account", "stay"}


def at(*bodies: str) -> set[str]:
    """Name everybody with an account of some bodies."""
    found = {name for name, (body, _) in WHERE.items() if body in bodies}
    return found | {name for name, body in CHIEFS.items() if body in bodies}


def rights_of(name: str) -> set[Right]:
    """Give the rights of somebody: super administrators manage by office."""
    return {Right.MANAGE} if name in CHIEFS else set(WHERE[name][1])


def holders(action: Action) -> set[str]:
    """Name those who hold one of the rights that an action needs."""
    row = PERMISSIONS[action]
    return {name for name in PEOPLE if not row.rights or row.rights & rights_of(name)}


@dataclass(frozen=True)
class Case:
    """An address with what is sent, and the rule of it. Whoever is in no set finds nothing there.

    `lets`: let in, and nothing is written. `acts`: let in, and something is (with `core`, in that
    table). `may`: let in, and what stands in the way is not a matter of rights. `refused`: told
    that it is not theirs. `asks`: asked who they are.
    `back`: led back to the page of the own log-in.
    """

    page: str
    method: str
    gate: str
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    thing: str = ""
    lets: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()
    back: frozenset[str] = frozenset()
    more: Callable[[], Mapping[str, Any]] = dict
    query: str = ""
    core: str = ""
    path: str = ""  # of an operation of the API, whose `page` is its method and template
    no_method: bool = False  # nobody who comes in at all finds such a method there
    only: frozenset[str] = frozenset(EVERYBODY)  # whose knock tells something

    def wanted(self, name: str) -> tuple[Answer, bool | None]:
        """Say what somebody is answered, and whether something is written (None: either)."""
        if shut := self._door(name):
            return shut, False
        if self.no_method:
            return Answer.NO_METHOD, False
        told = (
            (self.acts, Answer.IN, True),
            (self.may, Answer.IN, None),
            (self.refused, Answer.FORBIDDEN, False),
            (self.asks, Answer.LOGIN, None),  # a wrong guess is written down
            (self.back, Answer.NARROWED, None),
            (self.lets, Answer.IN, False),
        )
        found = ((answer, writes) for names, answer, writes in told if name in names)
        return next(found, (Answer.MISSING, False))

    def _door(self, name: str) -> Answer | None:
        """What is answered before any thing is looked for; None: the door lets through."""
        if name in NOBODIES:
            return self._door_of_a_nobody(name)
        if self.gate in {PUBLIC, LOGIN} or name in holders(Action(self.gate)):
            return None
        return Answer.FORBIDDEN

    def _door_of_a_nobody(self, name: str) -> Answer | None:
        if self.path:  # of the API, which knows tokens alone
            return None if self.gate == PUBLIC else Answer.LOGIN
        if name in _STILL_OPEN:
            return None if self.page in _STILL_OPEN[name] else Answer.NARROWED
        if self.gate == PUBLIC or (name == "second_factor_due" and self.page in _SETTING_UP):
            return None
        return Answer.NARROWED if name == "second_factor_due" else Answer.LOGIN


class Table:
    """Cases of one area: `add` takes several pages that one rule holds for."""

    def __init__(self) -> None:
        self.cases: list[Case] = []

    def add(
        self, pages: str, method: str, gate: str, kwargs: Mapping[str, Any] | None = None, **rule
    ):
        """Add a case for each of some pages; sets of names may be given as sets."""
        lets = rule.get("lets", NOBODY)
        if rule.get("refused") == PEOPLE:  # all the others
            rule["refused"] = PEOPLE - lets
        sets = {key: frozenset(value) for key, value in rule.items() if isinstance(value, set)}
        told = {key: value for key, value in rule.items() if not isinstance(value, set)}
        for page in pages.split():
            self.cases.append(Case(page, method, gate, kwargs or {}, **{**told, **sets}))

    def get(self, pages: str, gate: str, kwargs: Mapping[str, Any] | None = None, **rule) -> None:
        """Add pages that are looked at."""
        self.add(pages, "get", gate, kwargs, **rule)

    def post(self, pages: str, gate: str, kwargs: Mapping[str, Any] | None = None, **rule) -> None:
        """Add pages that are posted to."""
        self.add(pages, "post", gate, kwargs, **rule)
