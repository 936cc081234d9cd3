"""The one place where this door asks for a print."""

from typing import TYPE_CHECKING

from kedeng.api.errors import ApiError
from kedeng.apps.registrations.queries import revision_of

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import Registration


def printed_form(registration: "Registration") -> bytes:
    """Give the PDF of the last submitted version. Raises 409 before a submission."""
    if revision_of(registration) is None:
        raise ApiError(409, "not_submitted")
    # apps.insight will print (registrations printing); until then there is nothing to ask.
    raise ApiError(501, "print_missing")
