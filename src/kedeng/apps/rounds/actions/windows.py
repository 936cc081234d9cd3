"""Writes to windows: the round's own, and earlier ones that bodies set for those below them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import ancestors, organisation_by_id
from kedeng.apps.rounds.actions.refused import NotAllowedError
from kedeng.apps.rounds.models import Extension, Round, RoundWindow
from kedeng.apps.rounds.queries import closing_above
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide
from kedeng.domain.routes import DEPARTMENT, PROVINCE
from kedeng.domain.windows import Step, Window, closes_later, has_opened


@dataclass(frozen=True)
class Office:
    """Where paper is handed in: the office, its address, its hours."""

    name: str = ""
    address: str = ""
    hours: str = ""


_NO_OFFICE = Office()


@transaction.atomic
def set_windows(
    *,
    round_: Round,
    windows: Mapping[Step, Window],
    offices: Mapping[Step, Office] = MappingProxyType({}),
    sources: Mapping[Step, str] = MappingProxyType({}),
) -> None:
    """Set the given windows of a round itself, at its set-up; the others stay as they are.

    `offices` tells where paper is handed in, `sources` where a window is from; those of a step that
    they leave out stay too.
    """
    for step, window in windows.items():
        columns: dict[str, Any] = {"opens": window.opens, "closes": window.closes}
        if step in offices:
            columns |= _office(offices[step])
        if step in sources:
            columns["source"] = sources[step]
        RoundWindow.objects.update_or_create(
            round=round_, step=step.value, organisation=None, category="", defaults=columns
        )


def _office(office: Office) -> dict[str, str]:
    return {"office": office.name, "place": office.address, "hours": office.hours}


@transaction.atomic
def set_window(  # noqa: PLR0913 - the columns of a window
    *,
    actor: Actor,
    round_: Round,
    step: Step,
    window: Window,
    organisation: Organisation | None = None,
    category: str = "",
    office: Office = _NO_OFFICE,
) -> RoundWindow:
    """Set when a step may be done: by the province for the round, by others for those below them.

    `organisation` None, or the province itself, is the round's own. Raises NotAllowedError:
    "window_not_yours" (not the actor's to set), "later_than_above" with the `closes` above (B37),
    "closes_before_opening"; of the round's own once it is open, "closing_needs_extension" with what
    `closes` now (B38) and "opening_is_past". Side effects: the row, then history.
    """
    if organisation == round_.organisation:
        organisation = None
    body = _who_may(actor, round_, step, organisation)
    if window.opens is not None and window.closes is not None and window.opens >= window.closes:
        raise NotAllowedError("closes_before_opening", opens=window.opens, closes=window.closes)
    if organisation is not None:
        above = closing_above(round_, organisation, body, step, category)
        if above is not None and (window.closes is None or window.closes > above):
            raise NotAllowedError("later_than_above", closes=above)
    key = {
        "round": round_,
        "step": step.value,
        "category": category,
        "organisation": organisation,
        "set_by": None if organisation is None else body,
    }
    held = RoundWindow.objects.select_for_update().filter(**key).first()
    present = Window(held.opens, held.closes) if held else None
    if present and organisation is None:
        _refuse_once_open(present, window)
    columns = {"opens": window.opens, "closes": window.closes, **_office(office)}
    row, _ = RoundWindow.objects.update_or_create(**key, defaults=columns)
    _note(Event.WINDOW_SET, actor, row, present)
    return row


def _refuse_once_open(present: Window, asked: Window) -> None:
    """Keep one person from moving a deadline that a province relies on (B38, ASVS 2.3.5).

    Nor may the window be shut first by a later opening, and be free to edit from then on.
    """
    now = timezone.now()
    if not has_opened(present, now):
        return
    if closes_later(present, asked):
        raise NotAllowedError("closing_needs_extension", closes=present.closes)
    if not has_opened(asked, now):
        raise NotAllowedError("opening_is_past")


def put_closing_off(*, actor: Actor, extension: Extension) -> None:
    """Let a round's own window close when an agreed extension of the whole round does; history."""
    key = {"step": extension.step, "category": extension.category, "organisation": None}
    row = extension.round.windows.select_for_update().get(**key)
    present = Window(row.opens, row.closes)
    asked = Window(row.opens, extension.closes)
    if closes_later(present, asked):
        row.closes = asked.closes
        row.save(update_fields=["closes"])
        _note(Event.WINDOW_SET, actor, row, present)


@transaction.atomic
def drop_window(*, actor: Actor, row: RoundWindow) -> None:
    """Take back what the actor's body has set; then history. The round's own windows stay."""
    body = _who_may(actor, row.round, Step(row.step), row.organisation)
    if row.organisation_id is None or row.set_by_id != body.pk:
        raise NotAllowedError("window_not_yours")
    _note(Event.WINDOW_DROPPED, actor, row)
    row.delete()


def _who_may(
    actor: Actor, round_: Round, step: Step, organisation: Organisation | None
) -> Organisation:
    """Give the body for which the actor sets a window; NotAllowedError where it may not.

    The province sets any; a department what its units submit and what reaches its own paper
    office; a unit what its own people and faculties submit.
    """
    decision = decide(actor, Action.MANAGE_ROUNDS)
    if not decision:
        raise NotAllowedError(decision.reason)
    body = organisation_by_id(actor.organisation_id)
    if actor.rank == PROVINCE and round_.organisation_id == body.pk:
        if organisation is None or body in ancestors(organisation):
            return body
        raise NotAllowedError("window_not_yours")
    if organisation is None or step not in steps_of(actor.rank):
        raise NotAllowedError("window_not_yours")
    line = ancestors(organisation)
    if body not in line or round_.organisation not in line:
        raise NotAllowedError("window_not_yours")
    return body


def steps_of(rank: int) -> tuple[Step, ...]:
    """Steps for which a body of a rank sets earlier windows below itself."""
    if rank == PROVINCE:
        return tuple(Step)
    return (Step.SUBMIT, Step.RECOMMEND, Step.PAPER) if rank == DEPARTMENT else (Step.SUBMIT,)


def _note(kind: Event, actor: Actor, row: RoundWindow, former: Window | None = None) -> None:
    """Write history: what holds now, and what held before."""
    record(
        kind=kind,
        subject=f"round:{row.round_id}",
        actor=actor,
        details={
            "step": row.step,
            "for": row.organisation.name if row.organisation else "",
            "category": row.category,
            **_instants(Window(row.opens, row.closes)),
            "before": _instants(former) if former else {},
        },
    )


def _instants(window: Window) -> dict[str, str]:
    return {
        "opens": window.opens.isoformat() if window.opens else "",
        "closes": window.closes.isoformat() if window.closes else "",
    }
