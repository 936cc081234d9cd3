"""Stamps every request with the server's clock on arrival, before anything else is done with it.

Windows are judged by this instant: what arrived in time counts, however long the queue (trust.md
2.4). It comes first in MIDDLEWARE.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class ArrivalMiddleware:
    """Puts `request.arrived_at` on every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Stamp the request and pass it on."""
        request.arrived_at = timezone.now()
        return self.get_response(request)
