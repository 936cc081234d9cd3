"""The extension that holds for a record, as its pages tell it to the person concerned."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from kedeng.apps.registrations.desk_time import extension_of
from kedeng.domain.states import State
from kedeng.domain.windows import STEP_LABELS, Step
from kedeng.renderings.refusals import instant

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import Registration

_UNDER_WAY = frozenset({State.DRAFT, State.IN_REVIEW, State.RETURNED, State.SUPPLEMENT})


def extended(registration: "Registration") -> dict[str, Any] | None:
    """Give the step, the new closing and the reason; None where nothing has been extended."""
    under_way = State(registration.state) in _UNDER_WAY
    found = extension_of(registration, timezone.now()) if under_way else None
    if found is None:
        return None
    return {
        "step": STEP_LABELS[Step(found.step)],
        "closes": instant(timezone.localtime(found.closes)),
        "reason": found.reason,
    }
