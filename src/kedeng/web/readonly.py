"""Reading a page cannot write: a GET runs under a wrapper that lets only reads through."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

_READS = ("select", "with", "explain", "pragma", "show", "savepoint", "release", "begin", "set")
_MAY_WRITE = ('"django_session"', 'INSERT INTO "history_', '"organisations_apitoken"')


class WriteOnReadError(RuntimeError):
    """A GET or HEAD tried to write."""


class ReadOnlyMiddleware:
    """Refuses INSERT, UPDATE and DELETE while a GET or HEAD is answered; sessions aside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a safe request under the guard."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with connection.execute_wrapper(_only_reads):
            return self.get_response(request)


def _only_reads(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
    word = sql.replace("(", " ").split(None, 1)[0].lower()
    if word not in _READS and not any(table in sql for table in _MAY_WRITE):
        raise WriteOnReadError(sql[:200])
    return execute(sql, *given)
