"""Reads of rounds, windows, profiles, evidence packs and the code lists in force."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import province_of
from kedeng.apps.rounds.models import CodeListVersion, EvidencePack, NumberCode, Round
from kedeng.domain import evidence
from kedeng.domain.windows import Step, Window, Windows
from kedeng.formkit import codelist
from kedeng.formkit.codelist import Catalogue


def catalogue() -> Catalogue:
    """Give the code lists in force: the newest version of each. One short query a call."""
    newest = CodeListVersion.objects.order_by("-id").values_list("id", "digest").first()
    return _catalogue(newest)


@lru_cache(maxsize=4)
def _catalogue(newest: tuple[int, str] | None) -> Catalogue:
    """Read all lists up to the newest row; its digest tells apart two rows of one id."""
    rows: dict[str, CodeListVersion] = {}
    for row in CodeListVersion.objects.filter(id__lte=newest[0] if newest else 0):
        if row.key not in rows or rows[row.key].version < row.version:
            rows[row.key] = row
    return Catalogue(codelist.load(row.content) for row in rows.values())


def catalogue_of(versions: Mapping[str, int]) -> Catalogue:
    """Give the code lists in the versions that a revision used, so that a reprint reads the same.

    A list that the revision did not know yet comes as it is in force now.
    """
    current = catalogue()
    if all(codes.version == versions.get(key, codes.version) for key, codes in current.items()):
        return current
    return _catalogue_of(tuple(sorted({**current.versions(), **versions}.items())))


@lru_cache(maxsize=16)
def _catalogue_of(versions: tuple[tuple[str, int], ...]) -> Catalogue:
    wanted = dict(versions)
    rows = CodeListVersion.objects.filter(key__in=wanted)
    used = (row for row in rows if row.version == wanted[row.key])
    return Catalogue(codelist.load(row.content) for row in used)


def windows_of(round_: Round) -> Windows:
    """Give a round's windows by step."""
    return {Step(row.step): Window(row.opens, row.closes) for row in round_.windows.all()}


def pack_of(round_: Round) -> evidence.EvidencePack:
    """Give a round's evidence pack."""
    return _pack(round_.pack.pk, round_.pack.digest)


@lru_cache(maxsize=16)
def _pack(pack_id: int, digest: str) -> evidence.EvidencePack:
    """Read a pack; its digest tells apart two rows of one id."""
    return evidence.load(EvidencePack.objects.get(pk=pack_id, digest=digest).content)


def rounds_for(organisation: Organisation) -> list[Round]:
    """Give all rounds of the province above, newest first."""
    province = province_of(organisation)
    if province is None:
        return list(Round.objects.prefetch_related("windows").order_by("-id"))
    rounds = Round.objects.filter(organisation=province).prefetch_related("windows")
    return list(rounds.select_related("profile", "pack", "organisation").order_by("-id"))


def open_rounds(organisation: Organisation, now: datetime) -> list[Round]:
    """Give the rounds into which the organisation's people may submit now."""
    return [
        round_
        for round_ in rounds_for(organisation)
        if windows_of(round_).get(Step.SUBMIT, Window(None, None)).is_open(now)
    ]


def current_round(organisation: Organisation, now: datetime) -> Round | None:
    """Give the round that stands at the head of every page: the open one, else the newest."""
    return next(iter([*open_rounds(organisation, now), *rounds_for(organisation)]), None)


def number_code_of(organisation: Organisation) -> NumberCode | None:
    """Give the code that the body's numbers begin with; None where none has been set."""
    return NumberCode.objects.filter(organisation=organisation).first()


def pack_is_known(key: str, version: int) -> bool:
    """Whether that version of an evidence pack has been loaded."""
    return EvidencePack.objects.filter(key=key, version=version).exists()
