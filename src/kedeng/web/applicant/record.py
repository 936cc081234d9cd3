"""Finds the record of a filer's page, or answers 404 and redirects."""

from typing import Any

from django.http import Http404, HttpRequest

from kedeng.apps.registrations import queries


def own_record(request: HttpRequest, code: str) -> Any:
    """Find a record of the actor's own by its code. 404 for a foreign one: none is betrayed."""
    registration = queries.registration_for(request.actor, code)
    if registration is None or not queries.is_own(request.actor, registration):
        raise Http404
    return registration
