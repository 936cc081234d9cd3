"""Finds the record of a filer's page, or answers 404; says where a thing is mended."""

from typing import Any

from django.http import Http404, HttpRequest

from kedeng.apps.registrations import queries
from kedeng.renderings.formviews import anchor


def own_record(request: HttpRequest, code: str) -> Any:
    """Find a record of the actor's own by its code. 404 for a foreign one: none is betrayed."""
    registration = queries.registration_for(request.actor, code)
    if registration is None or not queries.is_own(request.actor, registration):
        raise Http404
    return registration


def where(code: str, section: str, path: str) -> str:
    """Address at which a problem or a reviewer's note is mended, with the anchor of its field.

    On the page of the evidence the slot comes ticked, where the path is that of one.
    """
    if section == "evidence":
        slot = path.removeprefix("evidence.")
        return f"/my/{code}/evidence/?slot={slot}#{anchor(path)}"
    return f"/my/{code}/s/{section}/?all=1#{anchor(path)}"
