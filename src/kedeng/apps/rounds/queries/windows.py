"""Reads of windows: the round's own, and what holds at a desk after all that was set on the way."""

from collections.abc import Iterable
from datetime import datetime

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import ancestors
from kedeng.apps.rounds.models import Round, RoundWindow
from kedeng.domain.routes import StopKind
from kedeng.domain.windows import ALWAYS, Setting, Step, Window, Windows, binding, effective


def windows_of(round_: Round) -> Windows:
    """Give a round's own windows by step, for every category."""
    return {
        Step(row.step): Window(row.opens, row.closes)
        for row in round_.windows.all()
        if row.organisation_id is None and not row.category
    }


def settings_of(round_: Round, step: Step, category: str = "") -> list[RoundWindow]:
    """Give the rows of a step that hold for a category: those for every category, and its own."""
    return _of_step(round_.windows.all(), step, category)


def _of_step(rows: Iterable[RoundWindow], step: Step, category: str) -> list[RoundWindow]:
    return [row for row in rows if row.step == step.value and row.category in {"", category}]


def windows_at(
    round_: Round, organisation: Organisation, at: StopKind, category: str = ""
) -> Windows:
    """Give what holds at a body's desk, by step: the strictest along its line (B37)."""
    line = [body.pk for body in ancestors(organisation)]
    rows = list(round_.windows.all())
    return {
        step: effective(bound, step)
        for step in Step
        if (bound := _bound(_of_step(rows, step, category), line, at))
    }


def desk_window(
    round_: Round, organisation: Organisation, at: StopKind, step: Step, category: str = ""
) -> Window:
    """Give what holds at a body's desk for one step; open where nothing has been set."""
    return windows_at(round_, organisation, at, category).get(step, ALWAYS)


def _bound(rows: list[RoundWindow], line: list[int], at: StopKind) -> list[Setting]:
    settings = (
        Setting(Window(row.opens, row.closes), row.organisation_id, row.set_by_id) for row in rows
    )
    return binding(settings, line, at)


def closing_above(
    round_: Round, organisation: Organisation, set_by: Organisation, step: Step, category: str = ""
) -> datetime | None:
    """Give the latest closing that a body may set for another: that of everybody above it (B37).

    What the body has set itself for just that one does not count: it is what is being changed.
    """
    own = (organisation.pk, set_by.pk)
    rows = [
        row
        for row in settings_of(round_, step, category)
        if (row.organisation_id, row.set_by_id) != own
    ]
    line = [body.pk for body in ancestors(organisation)]
    return effective(_bound(rows, line, StopKind.FILER), step).closes
