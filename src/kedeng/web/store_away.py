"""A file store that does not answer: 503 with a way back, on whatever page it was asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kedeng.apps.files.stores import StoreAwayError


class StoreAwayMiddleware:
    """Answers for views that open a stored file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; only an exception is ours."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say that files cannot be had now; the log has what the store said."""
        if not isinstance(exception, StoreAwayError):
            return None
        response = render(request, "records/store_away.html", status=503)
        response["Retry-After"] = "60"
        return response
