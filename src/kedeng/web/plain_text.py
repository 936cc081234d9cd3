"""Drops NUL from what is asked and posted: nobody types one, and PostgreSQL keeps none."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\0"


class PlainTextMiddleware:
    """Cleans the query, and the form behind the check of its origin: names and values."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Clean what is asked in the address; the path itself finds nothing (web.access)."""
        if _has_nul(request.GET):
            request.GET = _without_nul(request.GET)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_: Any) -> None:
        """Clean what is posted. The check of its origin has read it by now, but for the API's."""
        is_read = request.method == "POST" and not getattr(view, "csrf_exempt", False)
        if is_read and _has_nul(request.POST):
            request.POST = _without_nul(request.POST)


def _has_nul(data: QueryDict) -> bool:
    return any(NUL in name or any(NUL in each for each in data.getlist(name)) for name in data)


def _without_nul(data: QueryDict) -> QueryDict:
    pairs = [(name, value) for name, values in data.lists() for value in values]
    return QueryDict(urlencode(pairs).replace("%00", ""))
