"""What comes after a submission: the papers, then desk after desk, each with its closing."""

from typing import Any

from django.utils import timezone

from kedeng.apps.registrations.foreseen import SUBMITTING
from kedeng.apps.rounds.queries import windows_at
from kedeng.domain.routes import StopKind
from kedeng.domain.windows import STEP_OF, Step, Windows
from kedeng.domain.workflow import TRANSITIONS, Destination
from kedeng.renderings.refusals import instant
from kedeng.web.records.progress import Step as StepOfRoute, steps_of

_STEPS = {kind: step for kind, step in STEP_OF.items() if kind is not StopKind.NATION}


def onward(registration: Any) -> dict[str, Any]:
    """Give the desks still to come, and where the papers go and until when; "" for no closing.

    What was sent back is due by the desk that did so, and not by the round's closings. What the
    province wants supplied comes back to it, past the desks and the papers before.
    """
    body, category = registration.filer_organisation, registration.category
    windows = windows_at(registration.round, body, StopKind.FILER, category)
    is_first = _is_first_time(registration)
    desks = [
        {
            "kind": step.kind,
            "name": step.name,
            "due": _closing(windows, _STEPS.get(StopKind(step.kind))) if is_first else "",
        }
        for step in _ahead(registration)
    ]
    first = desks[0] if desks else None
    return {
        "desks": desks,
        "papers": first is None or first["kind"] in {StopKind.UNIT, StopKind.DEPARTMENT},
        "office": first is not None and first["kind"] == StopKind.UNIT,
        "papers_to": first["name"] if first else "",
        "papers_due": _closing(windows, Step.PAPER) if is_first else "",
    }


def _is_first_time(registration: Any) -> bool:
    """Whether this is, or will be, the first submission."""
    return registration.submissions <= (registration.desk > 0)


def _ahead(registration: Any) -> list[StepOfRoute]:
    """The desks that a record has not come to, and those that its next submission passes."""
    steps = [
        step
        for step in steps_of(registration)
        if step.kind != StopKind.FILER and step.place != "past"
    ]
    submission = SUBMITTING.get(registration.state)
    if submission is None or TRANSITIONS[submission].to is not Destination.PROVINCE:
        return steps
    return [step for step in steps if step.kind in {StopKind.PROVINCE, StopKind.NATION}]


def _closing(windows: Windows, step: Step | None) -> str:
    window = windows.get(step) if step else None
    if window is None or window.closes is None:
        return ""
    return instant(timezone.localtime(window.closes))
