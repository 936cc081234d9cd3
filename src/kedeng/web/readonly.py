"""Reading a page cannot write: a GET runs under a wrapper that lets only reads through.

What it lets through beside them is bookkeeping of who came and what they opened (decision 0009).
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

_READS = ("select", "explain", "pragma", "show", "set", "begin", "savepoint", "release", "rollback")
_MAY_WRITE = (
    'INSERT INTO "registrations_pagecode"',  # the codes of what was printed
    'INSERT OR IGNORE INTO "registrations_pagecode"',  # the same, as SQLite is told it
    'INSERT INTO "history_accessnote"',  # who opened what, and who was refused
    'UPDATE "organisations_apitoken" SET "last_used_on"',  # the day of a token's use
    'DELETE FROM "organisations_session"',  # a session that has ended
    'UPDATE "organisations_session" SET "seen_at"',  # that somebody is still there
)

# A portal sends the browser back by GET; state, nonce and PKCE stand in for the form's token.
_RETURN = re.compile(r"/sso/[a-z0-9-]+/return/")


class WriteOnReadError(RuntimeError):
    """A GET or HEAD tried to write."""


class ReadOnlyMiddleware:
    """Refuses every other INSERT, UPDATE and DELETE while a GET or HEAD is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a safe request under the guard."""
        if request.method not in {"GET", "HEAD"} or _RETURN.fullmatch(request.path_info):
            return self.get_response(request)
        with connection.execute_wrapper(_only_reads):
            return self.get_response(request)


def _only_reads(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
    word = sql.replace("(", " ").split(None, 1)[0].lower()
    if word not in _READS and not sql.startswith(_MAY_WRITE):
        raise WriteOnReadError(sql[:200])
    return execute(sql, *given)
