"""Reads of what was printed of a record."""

from collections import defaultdict
from collections.abc import Sequence

from kedeng.apps.registrations.models import PageCode, Registration, Revision
from kedeng.domain.paper import CODE_LENGTH, PrintedVersion


def printed_versions(registration: Registration) -> list[PrintedVersion]:
    """Give every version with the codes of its printings, oldest first. Two statements."""
    pages: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = PageCode.objects.filter(revision__registration=registration).order_by("id")
    for revision, printing, code in rows.values_list("revision_id", "printing", "code"):
        pages[revision][printing].append(code)
    return [
        PrintedVersion(
            revision.number,
            tuple(tuple(codes) for codes in pages[revision.pk].values()),
            frozenset({revision.digest[:CODE_LENGTH]}),
        )
        for revision in registration.revisions.only("number", "digest").order_by("number")
    ]


def revisions_of_codes(codes: Sequence[str]) -> dict[str, Revision]:
    """Find the versions whose pages bear the codes, of whatever record. Two statements."""
    wanted = [code.lower() for code in codes]
    rows = PageCode.objects.filter(code__in=wanted).select_related("revision__registration")
    found = {row.code: row.revision for row in rows}
    for code in set(wanted) - set(found):
        revision = Revision.objects.filter(digest__startswith=code).select_related("registration")
        if (cover := revision.first()) is not None:
            found[code] = cover
    return found
