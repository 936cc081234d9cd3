"""Finds the record of a page for everybody who sees it, or answers 404."""

import re
from typing import Any

from django.http import Http404, HttpRequest

from kedeng.apps.registrations import queries

_CODE = re.compile(r"[0-9A-Z]{1,16}")


def seen_record(request: HttpRequest, code: str) -> Any:
    """Find a record that the actor sees. 404 for a foreign one, as for one that does not exist."""
    found = queries.registration_for(request.actor, code) if _CODE.fullmatch(code) else None
    if found is None:
        raise Http404
    return found


def chosen_revision(registration: Any, number: str | None) -> Any:
    """Give the version that the address names (`?revision=2`), else the newest; None before one.

    404 for a version that there is not.
    """
    if not number:
        return queries.revision_of(registration)
    found = queries.revision_of(registration, int(number)) if _is_number(number) else None
    if found is None:
        raise Http404
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5
