"""Reads of what was printed of a record, and of what arrived on paper."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F

from kedeng.apps.registrations.models import PageCode, PaperReceipt, Registration, Revision
from kedeng.domain.paper import CODE_LENGTH, PrintedVersion
from kedeng.domain.policy import Actor


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


def receipts_of(registration: Registration) -> list[PaperReceipt]:
    """Give the paper receipts of a record, newest first, without rows that only revoke."""
    rows = PaperReceipt.objects.filter(registration=registration, revokes=None)
    return list(rows.select_related("revision", "revoked_by").order_by("-id"))


def receipt_at(organisation_id: int, receipt_id: int) -> PaperReceipt | None:
    """Find a receipt of a desk."""
    rows = PaperReceipt.objects.filter(organisation_id=organisation_id, pk=receipt_id)
    return rows.select_related("registration", "revision").first()


def recent_receipts(actor: Actor, most: int = 50) -> list[PaperReceipt]:
    """Give what the actor's desk received last."""
    rows = PaperReceipt.objects.filter(organisation_id=actor.organisation_id, revokes=None)
    rows = rows.select_related("registration", "revision", "revoked_by")
    return list(rows.order_by("-id")[:most])


def standing_receipt(
    organisation_id: int, registration: Registration, revision: Revision
) -> PaperReceipt | None:
    """Find what a desk has noted of a version on paper, and has not taken back."""
    rows = PaperReceipt.objects.filter(
        organisation_id=organisation_id,
        registration=registration,
        revision=revision,
        revokes=None,
        revoked_by=None,
    )
    return rows.first()


def newest_on_paper(organisation_id: int, records: Iterable[Registration]) -> frozenset[int]:
    """Ids of the records whose newest version lies on paper at a desk. One statement."""
    rows = PaperReceipt.objects.filter(
        organisation_id=organisation_id,
        registration__in=[record.pk for record in records],
        revokes=None,
        revoked_by=None,
        revision__number=F("registration__submissions"),
    )
    return frozenset(rows.values_list("registration_id", flat=True))


def waits_for_paper(registration: Registration) -> bool:
    """Whether the round's profile lets a desk recommend only what it has on paper (B52)."""
    return bool(registration.round.profile.values["recommending_waits_for_paper"])
