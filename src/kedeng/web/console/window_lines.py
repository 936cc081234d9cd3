"""Windows as the pages of rounds show them: what holds here, and what was set for whom."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kedeng.apps.organisations.queries import ancestors
from kedeng.apps.rounds import queries
from kedeng.apps.rounds.actions.windows import steps_of
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.policy import Actor
from kedeng.domain.routes import DEPARTMENT, PROVINCE, StopKind
from kedeng.domain.windows import STEP_LABELS, Step, Window
from kedeng.lib.instants import show_instant

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import Organisation
    from kedeng.apps.rounds.models import Round, RoundWindow

_OFFICE_AT = {PROVINCE: StopKind.PROVINCE, DEPARTMENT: StopKind.DEPARTMENT}
MOST_CHOICES = 300


def own_windows(round_: "Round", body: "Organisation", now: datetime) -> list[dict[str, Any]]:
    """Give what holds for a body by step: its office, and where it differs, its filers."""
    office = queries.windows_at(round_, body, _OFFICE_AT.get(body.rank, StopKind.UNIT))
    filers = queries.windows_at(round_, body, StopKind.FILER)
    papers = queries.settings_of(round_, Step.PAPER)
    line = [each.pk for each in ancestors(body)]
    nearest = [row for row in papers if row.organisation_id in {None, *line}]
    return [
        {
            "label": STEP_LABELS[step],
            "standing": _standing(window, now),
            "filers": words(filers[step]) if filers.get(step) != window else "",
            "words": words(window),
            "office": nearest[-1] if step is Step.PAPER and nearest else None,
        }
        for step in Step
        if (window := office.get(step)) is not None
    ]


def _standing(window: Window, now: datetime) -> str:
    if window.closes is not None and window.closes <= now:
        return "closed"
    return "open" if window.is_open(now) else "ahead"


def words(window: Window) -> str:
    """A window in words, as it can be typed again."""
    opens = f"{show_instant(window.opens)} 起" if window.opens else ""
    closes = f"{show_instant(window.closes, ends=True)} 前" if window.closes else ""
    return "，".join(filter(None, (opens, closes))) or "没有写明"


def window_lines(actor: Actor, round_: "Round") -> list[dict[str, Any]]:
    """Give the windows that were set for the actor's body and those below, or above it."""
    return [
        {
            "row": row,
            "label": STEP_LABELS[Step(row.step)],
            "category": CATEGORY_NAMES.get(row.category, ""),
            "words": words(Window(row.opens, row.closes)),
            "mine": row.set_by_id == actor.organisation_id,
        }
        for row in round_.windows.select_related("organisation", "set_by")
        if row.organisation_id is not None and _concerns(actor, row)
    ]


def _concerns(actor: Actor, row: "RoundWindow") -> bool:
    """Whether a row lies on the actor's line, above or below."""
    if actor.rank == PROVINCE:
        return True
    line = [body.pk for body in ancestors(row.organisation)]
    return actor.organisation_id in line or row.set_by_id == actor.organisation_id


def choices_for(actor: Actor, body: "Organisation") -> dict[str, Any]:
    """Give what the form of an earlier window offers: steps, categories, bodies below."""
    children = body.children.filter(is_active=True)[:MOST_CHOICES]
    return {
        "steps": [(step.value, STEP_LABELS[step]) for step in steps_of(actor.rank)],
        "categories": list(CATEGORY_NAMES.items()),
        "below": [body.name, *(child.name for child in children)]
        if actor.rank != PROVINCE
        else [child.name for child in children],
    }
