"""A request that is rolled back, and what came of it: answer, writing, note of a denial."""

import re
from collections import deque
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import connection, transaction
from django.template import engines
from django.template.backends.base import BaseEngine
from django.test import Client

from kedeng.domain.events import Access


class Answer(StrEnum):
    """Classes of answers. IN is whatever is neither a refusal nor a denial of existence."""

    IN = "in"
    LOGIN = "login"  # sent to the log-in or to a fresh proof, or 401
    NARROWED = "narrowed"  # led back to the one page that is open
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    NO_METHOD = "no method"


@dataclass(frozen=True)
class Knock:
    """What is asked for: a method, an address, and all that goes along."""

    method: str
    path: str
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Came:
    """What came of it. `wrote`: tables in which rows were written, bookkeeping of visits aside."""

    status: int
    answer: Answer
    wrote: tuple[str, ...]
    noted: bool


# Who was here, what was opened, who guesses how often: kept of everybody, whatever is answered.
VISITS = {
    "history_accessnote",
    "organisations_session",
    "organisations_apitoken",
    "organisations_guessallowance",
    "registrations_pagecode",
    "axes_accessattempt",
    "axes_accessfailurelog",
}
ENDED = ("DELETE", "organisations_session")
_WRITES = re.compile(r'\s*(INSERT|UPDATE|DELETE)[A-Z ]*\s+"(\w+)"')
_SAVEPOINT = re.compile(r'\s*(ROLLBACK TO )?SAVEPOINT\s+"?(\w+)')


class Watch:
    """An execute wrapper that notes which tables a request wrote to, and what it took back."""

    def __init__(self) -> None:
        self.wrote: list[str] = []
        self.noted = False
        self._marks: dict[str, int] = {}

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if found := _WRITES.match(sql):
            # SQLite does not count what it inserts before the new keys are read.
            rows = -1 if found[1] == "INSERT" else context["cursor"].rowcount
            self._note(found[1], found[2], params, rows)
        elif found := _SAVEPOINT.match(sql):
            if found[1]:
                del self.wrote[self._marks.get(found[2], 0) :]
            else:
                self._marks[found[2]] = len(self.wrote)
        return result

    def _note(self, verb: str, table: str, params: Any, rows: int) -> None:
        if table == "history_accessnote" and Access.DENIED.value in (params or ()):
            self.noted = True
        elif rows != 0 and (table not in VISITS or (verb, table) == ENDED):
            self.wrote.append(table)


def knock(client: Client, asked: Knock) -> Came:
    """Make a request, look at what it did, and undo it; the browser keeps its cookies too."""
    cookies, watch = copy(client.cookies), Watch()
    try:
        with transaction.atomic():
            with connection.execute_wrapper(watch):
                response = getattr(client, asked.method)(asked.path, **asked.more)
                if response.streaming:
                    deque(response, maxlen=0)  # to the end, which closes the file
            transaction.set_rollback(True)
    finally:
        client.cookies = cookies
    assert response.status_code < 500 or response.status_code == 503, asked
    return Came(response.status_code, read(response), tuple(watch.wrote), watch.noted)


_BY_STATUS = {
    401: Answer.LOGIN,
    403: Answer.FORBIDDEN,
    404: Answer.MISSING,
    405: Answer.NO_METHOD,
}


def read(response: Any) -> Answer:
    """Class of an answer. Where an act leads after it was done is the table's business."""
    if response.status_code == 302 and response["Location"].startswith("/login/?next="):
        return Answer.LOGIN
    if response.headers.get("Location") in {"/activate/", "/account/security/", "/account/"}:
        return Answer.NARROWED
    return _BY_STATUS.get(response.status_code, Answer.IN)


class BlankTemplates(BaseEngine):
    """Draws nothing: rights are judged before a template is, and drawing is what takes long.

    How pages look, for whom and in which state, the suite's own tests of every page say.
    """

    app_dirname = "templates"

    def __init__(self, params: dict[str, Any]) -> None:
        params.pop("OPTIONS")
        super().__init__(params)

    def get_template(self, template_name: str) -> "BlankTemplates":
        """Give the one that there is."""
        del template_name
        return self

    def render(self, context: Any = None, request: Any = None) -> str:
        """Draw nothing."""
        del context, request
        return ""


BLANK = [
    {
        "BACKEND": f"{__name__}.BlankTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "NAME": "blank",
        "OPTIONS": {},
    }
]


def drawn_by() -> str:
    """Name the engine that draws pages now."""
    return engines.all()[0].name
