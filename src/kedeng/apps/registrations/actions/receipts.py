"""A desk notes that it has the paper, and takes back what was wrong (process.md B50, B52)."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import PaperReceipt, Registration, Revision
from kedeng.apps.registrations.papers import printed_versions, standing_receipt
from kedeng.domain.events import Event
from kedeng.domain.paper import COVER, PageVerdict, PaperJudgement, judge_pages
from kedeng.domain.policy import Action, Actor, decide

MOST_COPIES = 20
LONGEST_NOTE = 300


@transaction.atomic
def receive_paper(
    *,
    actor: Actor,
    registration: Registration,
    codes: Sequence[str],
    copies: int = 1,
    note: str = "",
    batch: str = "",
) -> PaperReceipt:
    """Note that the desk has the newest version on paper, once: a second press finds the first.

    `codes` are those of the cover alone, or of every page. Raises RefusedMoveError:
    "right_missing", "paper_not_here", "codes_missing", "paper_foreign", "paper_replaced",
    "cover_missing", "paper_incomplete", "copies_wrong", "paper_note_long", "paper_there_already"
    where another number of copies is noted. The row, then history.
    """
    require_desk(actor, registration)
    if not 1 <= copies <= MOST_COPIES:
        raise RefusedMoveError("copies_wrong", most=MOST_COPIES)
    if len(note) > LONGEST_NOTE:
        raise RefusedMoveError("paper_note_long", size=len(note), most=LONGEST_NOTE)
    judgement = _judged(registration, codes)
    revision = registration.revisions.order_by("-number")[0]
    receipt = write_receipt(
        actor, registration, revision, copies=copies, note=note, batch=batch, judgement=judgement
    )
    if receipt.copies != copies:
        raise RefusedMoveError("paper_there_already", copies=receipt.copies)
    return receipt


def write_receipt(  # noqa: PLR0913 - what a receipt says
    actor: Actor,
    registration: Registration,
    revision: Revision,
    *,
    copies: int,
    note: str = "",
    batch: str = "",
    judgement: PaperJudgement | None = None,
) -> PaperReceipt:
    """Write the row and its history inside the caller's transaction, or give the one there is."""
    Registration.objects.select_for_update().get(pk=registration.pk)  # two presses wait
    there = standing_receipt(actor.organisation_id, registration, revision)
    if there is not None:
        return there
    receipt = PaperReceipt.objects.create(
        registration=registration,
        revision=revision,
        organisation_id=actor.organisation_id,
        organisation_name=actor.organisation_name,
        received_at=timezone.now(),
        received_by=actor.name,
        copies=copies,
        pages=len({page.page for page in judgement.pages}) if judgement else 0,
        of_pages=judgement.total if judgement else 0,
        batch=batch,
        note=note,
    )
    record(
        kind=Event.PAPER_RECEIVED,
        subject=registration.subject,
        actor=actor,
        details={
            "version": revision.number,
            "copies": copies,
            "batch": batch,
            "note": note,
            "title": registration.title,
        },
    )
    return receipt


def revoke_receipt(*, actor: Actor, receipt: PaperReceipt, reason: str) -> PaperReceipt:
    """Take back a receipt of the own desk; both rows stay. The row, then history.

    Raises RefusedMoveError: "right_missing", "paper_not_here", "reason_missing",
    "receipt_revoked", "paper_note_long".
    """
    require_desk(actor, receipt.registration)
    if receipt.organisation_id != actor.organisation_id:
        raise RefusedMoveError("paper_not_here")
    if not reason.strip():
        raise RefusedMoveError("reason_missing")
    if len(reason) > LONGEST_NOTE:
        raise RefusedMoveError("paper_note_long", size=len(reason), most=LONGEST_NOTE)
    if receipt.revokes_id is not None:
        raise RefusedMoveError("receipt_revoked")
    try:
        with transaction.atomic():
            taken = PaperReceipt.objects.create(
                registration=receipt.registration,
                revision=receipt.revision,
                organisation_id=actor.organisation_id,
                organisation_name=actor.organisation_name,
                received_at=timezone.now(),
                received_by=actor.name,
                copies=receipt.copies,
                pages=0,
                of_pages=0,
                note=reason.strip(),
                revokes=receipt,
            )
            record(
                kind=Event.PAPER_RECEIPT_REVOKED,
                subject=receipt.registration.subject,
                actor=actor,
                details={"version": receipt.revision.number, "reason": reason.strip()},
            )
    except IntegrityError as error:  # a colleague was quicker
        raise RefusedMoveError("receipt_revoked") from error
    return taken


def require_desk(actor: Actor, registration: Registration) -> None:
    """Raise RefusedMoveError where the record has not come to the actor's desk."""
    decision = decide(actor, Action.RECEIVE_PAPER)
    if not decision:
        raise RefusedMoveError(decision.reason)
    reached = registration.stops.filter(
        organisation_id=actor.organisation_id, position__gt=0, position__lte=registration.reach
    )
    if not reached.exists():
        raise RefusedMoveError("paper_not_here")


def _judged(registration: Registration, codes: Sequence[str]) -> PaperJudgement:
    if not codes:
        raise RefusedMoveError("codes_missing")
    found = judge_pages(codes, printed_versions(registration))
    if found.foreign:
        raise RefusedMoveError("paper_foreign", record=registration.code)
    old = [page for page in found.pages if page.verdict is PageVerdict.REPLACED]
    if old:
        raise RefusedMoveError(
            "paper_replaced",
            pages="、".join(str(page.page) for page in old),
            newest=found.newest,
        )
    if len({page.page for page in found.pages}) == 1:
        if found.pages[0].page != COVER:
            raise RefusedMoveError("cover_missing")
    elif found.missing:
        raise RefusedMoveError("paper_incomplete", pages="、".join(map(str, found.missing)))
    return found
