"""Prints at this door: the 登记表, and what a print that fails answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kedeng.api.errors import ApiError, not_found
from kedeng.apps.insight.printing import PressBusyError, printed_form
from kedeng.apps.registrations import actions, queries
from kedeng.domain.events import Access
from kedeng.domain.policy import Actor
from kedeng.renderings.pdf.coverage import UncoveredCharacters

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import Registration, Revision


def form_pdf(actor: Actor, registration: "Registration", number: int | None) -> bytes:
    """Print the 登记表: the named version, else the draft for who may edit it, else the newest.

    Raises 404 for a version that there is not, 409 where no face draws a character, 503 where every
    press is busy. The access log notes who printed it.
    """
    revision = _version(actor, registration, number)
    paper = f"form {revision.number if revision else 'draft'}"
    actions.note_reading(actor=actor, registration=registration, kind=Access.PRINTED, item=paper)
    with failing_as_told():
        return printed_form(registration, revision).pdf


@contextmanager
def failing_as_told() -> Iterator[None]:
    """Answer 409 where no face draws a character of a print, 503 where every press is busy."""
    try:
        yield
    except UncoveredCharacters as error:
        params = {"characters": "、".join(error.characters)}
        raise ApiError(409, "characters_not_drawn", params) from error
    except PressBusyError as error:
        raise ApiError(503, "press_busy", headers={"Retry-After": "10"}) from error


def _version(actor: Actor, registration: "Registration", number: int | None) -> "Revision | None":
    if number is None and queries.can_edit(actor, registration):
        return None
    found = queries.revision_of(registration, number)
    if found is None and (number is not None or not queries.is_own(actor, registration)):
        raise not_found()
    return found
