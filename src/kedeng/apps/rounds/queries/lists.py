"""Reads of the code lists in force and of number codes."""

from collections.abc import Mapping
from functools import lru_cache

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.rounds.models import CodeListVersion, NumberCode
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


def number_code_of(organisation: Organisation) -> NumberCode | None:
    """Give the code that the body's numbers begin with; None where none has been set."""
    return NumberCode.objects.filter(organisation=organisation).first()
