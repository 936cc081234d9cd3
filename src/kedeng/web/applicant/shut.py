"""Why a record cannot be sent now: told before somebody fills it in to the end."""

from datetime import datetime
from typing import Any

from kedeng.apps.registrations.guards import RefusedMoveError, require_open_window
from kedeng.renderings.refusals import refusal


def shut(registration: Any, at: datetime) -> str:
    """The words that a submission at this instant would be refused with; "" in an open window."""
    try:
        require_open_window(registration, at)
    except RefusedMoveError as error:
        return refusal(error.code, error.params)
    return ""
