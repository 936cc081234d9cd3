"""Writes to rounds: opened from an active profile, which they keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db import transaction

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions.changing import change, changed_since
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.rounds.actions.refused import NotAllowedError, require_province
from kedeng.apps.rounds.actions.windows import Office, set_windows
from kedeng.apps.rounds.models import EvidencePack, PolicyProfile, Round
from kedeng.apps.rounds.queries import pack_called
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor
from kedeng.domain.profiles import ProfileState
from kedeng.domain.windows import RoundKind, Step, Window


@transaction.atomic
def create_round(  # noqa: PLR0913 - the columns of a round
    *,
    organisation: Organisation,
    title: str,
    year: int,
    evidence_period: tuple[date, date],
    profile: PolicyProfile,
    pack: EvidencePack,
    windows: dict[Step, Window],
    offices: Mapping[Step, Office] = MappingProxyType({}),
    sources: Mapping[Step, str] = MappingProxyType({}),
    kind: RoundKind = RoundKind.YEAR,
    is_demo: bool = False,
    notice: str = "",
) -> Round:
    """Create a round with its windows (see `set_windows`), at the first set-up.

    The profile must be in force: NotAllowedError "profile_not_active".
    """
    if profile.state != ProfileState.ACTIVE:
        raise NotAllowedError("profile_not_active", title=profile.title)
    round_ = Round.objects.create(
        organisation=organisation,
        title=title,
        kind=kind.value,
        year=year,
        evidence_from=evidence_period[0],
        evidence_to=evidence_period[1],
        profile=profile,
        pack=pack,
        is_demo=is_demo,
        notice=notice,
    )
    set_windows(round_=round_, windows=windows, offices=offices, sources=sources)
    return round_


@dataclass(frozen=True, kw_only=True)
class RoundText:
    """What a manager may say of a round, and change as long as it runs."""

    title: str
    kind: RoundKind
    notice: str


@transaction.atomic
def open_round(  # noqa: PLR0913 - the columns of a round
    *,
    actor: Actor,
    organisation: Organisation,
    text: RoundText,
    year: int,
    evidence_period: tuple[date, date],
    profile: PolicyProfile,
    windows: dict[Step, Window],
    office: Office | None = None,
) -> Round:
    """Open a round of the actor's province under one of its active profiles; then history.

    Rounds may overlap. The pack is the one that the profile names, as it is now. Raises
    NotAllowedError: "profile_not_active", "pack_missing", "title_taken", "not_your_organisation".
    """
    require_province(actor, Action.MANAGE_ROUNDS, organisation.pk)
    if profile.organisation_id != organisation.pk:
        raise NotAllowedError("not_your_organisation")
    key = profile.values["evidence_pack"]
    pack = pack_called(organisation, key)
    if pack is None:
        raise NotAllowedError("pack_missing", key=key)
    _hold_rounds(organisation.pk)
    _refuse_a_second(organisation, text.title)
    round_ = create_round(
        organisation=organisation,
        title=text.title,
        kind=text.kind,
        notice=text.notice,
        year=year,
        evidence_period=evidence_period,
        profile=profile,
        pack=pack,
        windows=windows,
        offices={Step.PAPER: office} if office else {},
    )
    _note(Event.ROUND_OPENED, actor, round_, {"profile": str(profile), "pack": str(pack)})
    return round_


@transaction.atomic
def change_round(
    *,
    actor: Actor,
    round_: Round,
    text: RoundText,
    seen: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Change what a round is called and says; records rely on its profile, pack and year.

    `seen` is what stood in the form when it was drawn. Raises NotAllowedError: "title_taken",
    "not_your_organisation", "changed_meanwhile" (with what stands there `now`). Then history.
    """
    require_province(actor, Action.MANAGE_ROUNDS, round_.organisation_id)
    _hold_rounds(round_.organisation_id)
    fresh = Round.objects.get(pk=round_.pk)
    asked = {"title": text.title, "kind": text.kind.value, "notice": text.notice}
    now = changed_since(fresh, asked, seen)
    if now:
        raise NotAllowedError("changed_meanwhile", now=now)
    if text.title != fresh.title:
        _refuse_a_second(fresh.organisation, text.title)
    change(fresh, asked)
    _note(Event.ROUND_CHANGED, actor, fresh, {})


def _hold_rounds(organisation_id: int) -> None:
    """Let two who open or change a province's rounds follow one another: holds to the commit."""
    list(Organisation.objects.select_for_update(no_key=True).filter(pk=organisation_id))


def _refuse_a_second(organisation: Organisation, title: str) -> None:
    if Round.objects.filter(organisation=organisation, title=title).exists():
        raise NotAllowedError("title_taken", title=title)


def _note(kind: Event, actor: Actor, round_: Round, details: dict[str, Any]) -> None:
    record(
        kind=kind,
        subject=f"round:{round_.pk}",
        actor=actor,
        details={"title": round_.title, **details},
    )
