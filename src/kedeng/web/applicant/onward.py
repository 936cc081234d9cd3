"""What comes after a submission: the papers, then desk after desk, each with its closing."""

from typing import Any

from django.utils import timezone

from kedeng.apps.rounds.queries import windows_at
from kedeng.domain.routes import StopKind
from kedeng.domain.windows import STEP_OF, Step, Windows
from kedeng.renderings.refusals import instant
from kedeng.web.records.progress import steps_of


def onward(registration: Any) -> dict[str, Any]:
    """Give the desks still to come, and where the papers go and until when; "" for no closing."""
    body, category = registration.filer_organisation, registration.category
    windows = windows_at(registration.round, body, StopKind.FILER, category)
    desks = [
        {
            "kind": step.kind,
            "name": step.name,
            "due": "" if step.kind == StopKind.NATION else _closing(windows, _step(step.kind)),
        }
        for step in steps_of(registration)
        if step.kind != StopKind.FILER
    ]
    first = desks[0] if desks else None
    return {
        "desks": desks,
        "office": first is not None and first["kind"] == StopKind.UNIT,
        "papers_to": first["name"] if first else "",
        "papers_due": _closing(windows, Step.PAPER),
    }


def _step(kind: str) -> Step:
    return STEP_OF[StopKind(kind)]


def _closing(windows: Windows, step: Step) -> str:
    window = windows.get(step)
    if window is None or window.closes is None:
        return ""
    return instant(timezone.localtime(window.closes))
