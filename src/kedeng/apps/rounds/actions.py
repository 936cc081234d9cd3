"""Writes to rounds, packs, lists and number codes."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db import transaction

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.rounds.models import (
    CodeListVersion,
    EvidencePack,
    NumberCode,
    PolicyProfile,
    Round,
    RoundWindow,
)
from kedeng.domain import evidence
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide
from kedeng.domain.windows import Step, Window
from kedeng.formkit import codelist
from kedeng.formkit.canonical import digest


class NotAllowedError(Exception):
    """The actor may not; `code` chooses the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def load_code_list(*, content: dict[str, Any], actor: Actor | None = None) -> bool:
    """Load a version of a code list; True where it was new.

    Raises ValueError where the list does not hold together, or where the version is known with
    another content: a correction is a new version. Side effects: the row, then history.
    """
    loaded = codelist.load(content)
    known = CodeListVersion.objects.filter(key=loaded.key, version=loaded.version).first()
    if known is not None:
        if known.digest != loaded.digest:
            raise ValueError(f"{loaded.key} version {loaded.version} has another content already")
        return False
    CodeListVersion.objects.create(
        key=loaded.key, version=loaded.version, content=loaded.as_dict(), digest=loaded.digest
    )
    record(
        kind=Event.LIST_CORRECTED,
        subject=f"list:{loaded.key}",
        actor=actor,
        details={"version": loaded.version, "digest": loaded.digest},
    )
    return True


@transaction.atomic
def load_evidence_pack(*, content: dict[str, Any]) -> EvidencePack:
    """Load a version of an evidence pack; the same version again changes nothing.

    Raises ValueError where the version is known with another content, or does not hold together.
    """
    pack = evidence.load(content)
    defaults = {"content": content, "digest": digest(content)}
    row, _ = EvidencePack.objects.get_or_create(
        key=pack.key, version=pack.version, defaults=defaults
    )
    if row.digest != defaults["digest"]:
        raise ValueError(f"{pack.key} version {pack.version} has another content already")
    return row


@transaction.atomic
def create_profile(
    *,
    organisation: Organisation,
    title: str,
    values: list[dict[str, Any]],
    source: str,
    valid_from: date,
) -> PolicyProfile:
    """Create a policy profile, or find it where it is known already.

    Each of `values` has "key", "value", "source" and "status"; rules read the values, and "sources"
    beside them tells where each is from. Raises ValueError where a profile of that title has other
    values: those of records under way never change.
    """
    told = {item["key"]: f"{item['source']}（{item['status']}）" for item in values}
    wanted = {item["key"]: item["value"] for item in values} | {"sources": told}
    row, _ = PolicyProfile.objects.get_or_create(
        organisation=organisation,
        title=title,
        defaults={"values": wanted, "source": source, "valid_from": valid_from},
    )
    if row.values != wanted:
        raise ValueError(f"profile {title} has other values already; choose another title")
    return row


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
    places: Mapping[Step, str] = MappingProxyType({}),
    sources: Mapping[Step, str] = MappingProxyType({}),
    is_demo: bool = False,
    notice: str = "",
) -> Round:
    """Create a round with its windows (see `set_windows`)."""
    round_ = Round.objects.create(
        organisation=organisation,
        title=title,
        year=year,
        evidence_from=evidence_period[0],
        evidence_to=evidence_period[1],
        profile=profile,
        pack=pack,
        is_demo=is_demo,
        notice=notice,
    )
    set_windows(round_=round_, windows=windows, places=places, sources=sources)
    return round_


@transaction.atomic
def set_windows(
    *,
    round_: Round,
    windows: dict[Step, Window],
    places: Mapping[Step, str] = MappingProxyType({}),
    sources: Mapping[Step, str] = MappingProxyType({}),
) -> None:
    """Set the given windows of a round; the others stay as they are.

    `places` tells where paper is handed in, `sources` where a window is from; those of a step that
    they leave out stay too.
    """
    for step, window in windows.items():
        columns: dict[str, Any] = {"opens": window.opens, "closes": window.closes}
        told = {"place": places.get(step), "source": sources.get(step)}
        columns |= {name: text for name, text in told.items() if text is not None}
        RoundWindow.objects.update_or_create(round=round_, step=step.value, defaults=columns)


@transaction.atomic
def set_number_code(
    *,
    actor: Actor | None,
    organisation: Organisation,
    code: str,
    is_verified: bool,
    source: str = "",
) -> NumberCode:
    """Set the three digits of a body's numbers; then history.

    Raises NotAllowedError for anyone but its own manager. `actor` is None at the first set-up only.
    """
    if actor is not None:
        decision = decide(actor, Action.CORRECT_LISTS)
        if not decision or actor.organisation_id != organisation.pk:
            raise NotAllowedError(decision.reason or "not_your_organisation")
    row, _ = NumberCode.objects.update_or_create(
        organisation=organisation,
        defaults={"code": code, "is_verified": is_verified, "source": source},
    )
    record(
        kind=Event.NUMBER_CODE_CHANGED,
        subject=f"organisation:{organisation.pk}",
        actor=actor,
        details={"code": code, "verified": is_verified},
    )
    return row
