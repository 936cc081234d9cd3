"""The stamped 汇总表: frozen as a batch, handed to the next desk, answered with a receipt."""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kedeng.apps.files import actions as files
from kedeng.apps.files.quarantine import Sender
from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.registrations.actions.receipts import MOST_COPIES, write_receipt
from kedeng.apps.registrations.batches import current_lines, differences
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import (
    BatchLine,
    HandOver,
    HandOverAnswer,
    ReceiptCounter,
    SummaryBatch,
)
from kedeng.apps.rounds.models import Round
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide
from kedeng.lib.names import tidy_file_name

LONGEST_REASON = 1000


@transaction.atomic
def freeze_batch(  # noqa: PLR0913 - a batch has this many sides
    *,
    actor: Actor,
    round_: Round,
    receiver: Organisation,
    code: str,
    digits: str,
    table: Mapping[str, Any],
    lines: Sequence[tuple[int, int]],
) -> SummaryBatch:
    """Keep a 汇总表 as it stands: `lines` are (registration, revision) in its order.

    The same table frozen again is the same batch. Raises RefusedMoveError: "right_missing",
    "batch_empty", "batch_changed" where the desk has passed on something else since. The batch,
    its lines, then history.
    """
    _require(actor, Action.MAKE_SUMMARY)
    if not lines:
        raise RefusedMoveError("batch_empty")
    if dict(lines) != current_lines(actor.organisation_id, round_, receiver.pk):
        raise RefusedMoveError("batch_changed")
    batch, is_new = SummaryBatch.objects.get_or_create(
        code=code,
        defaults={
            "round": round_,
            "organisation_id": actor.organisation_id,
            "organisation_name": actor.organisation_name,
            "receiver": receiver,
            "receiver_name": receiver.name,
            "table": dict(table),
            "digest": digits,
            "made_at": timezone.now(),
            "made_by": actor.name,
        },
    )
    if is_new:
        BatchLine.objects.bulk_create(
            BatchLine(batch=batch, position=place, registration_id=it, revision_id=version)
            for place, (it, version) in enumerate(lines, start=1)
        )
        _record(Event.SUMMARY_MADE, batch, actor, count=len(lines), digest=digits)
    elif list(batch.lines.values_list("registration", "revision")) != list(lines):
        raise RefusedMoveError("batch_changed")  # another table with the same eight digits
    return batch


def hand_over(
    *, actor: Actor, batch: SummaryBatch, stream: BinaryIO, size: int, file_name: str
) -> HandOver:
    """Hand a batch with the scan of its stamped table to the next desk.

    Raises RefusedFileError for the file, RefusedMoveError: "right_missing", "batch_not_yours",
    "handed_over_already". Bytes, the row, history.
    """
    _require(actor, Action.MAKE_SUMMARY)
    if batch.organisation_id != actor.organisation_id:
        raise RefusedMoveError("batch_not_yours")
    _refuse_twice(batch)
    sender = Sender(actor, f"summary:{batch.code}", {"organisation": actor.organisation_id})
    scan = files.store(stream=stream, size=size, name=file_name, sender=sender)
    with transaction.atomic():
        SummaryBatch.objects.select_for_update().get(pk=batch.pk)
        _refuse_twice(batch)
        sent = HandOver.objects.create(
            batch=batch,
            scan=scan,
            scan_name=tidy_file_name(file_name),
            sent_at=timezone.now(),
            sent_by=actor.name,
        )
        _record(Event.BATCH_HANDED_OVER, batch, actor, scan=scan.digest)
    return sent


def answer_hand_over(
    *, actor: Actor, sent: HandOver, accepts: bool, reason: str = "", copies: int = 0
) -> HandOverAnswer:
    """Confirm a hand-over with a numbered receipt, or refuse it with the reason.

    `copies` of the papers that came with it are noted for every record that is as the table says;
    0 notes none. Raises RefusedMoveError: "right_missing", "batch_not_yours", "reason_missing",
    "reason_too_long", "copies_wrong", "answered_already". Paper receipts, the number (last, without
    gaps), the answer, history.
    """
    batch = sent.batch
    _require(actor, Action.RECEIVE_PAPER)
    if batch.receiver_id != actor.organisation_id:
        raise RefusedMoveError("batch_not_yours")
    if not accepts and not reason.strip():
        raise RefusedMoveError("reason_missing")
    if len(reason) > LONGEST_REASON:
        raise RefusedMoveError("reason_too_long", size=len(reason), most=LONGEST_REASON)
    try:
        with transaction.atomic():
            return _answer(actor, sent, accepts=accepts, reason=reason.strip(), copies=copies)
    except IntegrityError as error:
        raise RefusedMoveError("answered_already") from error


def _answer(
    actor: Actor, sent: HandOver, *, accepts: bool, reason: str, copies: int
) -> HandOverAnswer:
    batch = sent.batch
    if HandOverAnswer.objects.filter(hand_over=sent).exists():
        raise RefusedMoveError("answered_already")
    found = differences(batch)
    if accepts and copies:
        receive_batch(actor=actor, batch=batch, copies=copies)
    number = _next_number(batch.receiver_id) if accepts else ""
    answer = HandOverAnswer.objects.create(
        hand_over=sent,
        number=number,
        reason=reason,
        differences=[[it.code, it.title, it.sentence] for it in found],
        copies=copies if accepts else 0,
        answered_at=timezone.now(),
        answered_by=actor.name,
    )
    kind = Event.BATCH_RECEIVED if accepts else Event.BATCH_REFUSED
    _record(kind, batch, actor, number=number, reason=reason, differences=len(found))
    return answer


@transaction.atomic
def receive_batch(*, actor: Actor, batch: SummaryBatch, copies: int) -> int:
    """Note the paper of every record of a batch that is as its table says; how many they were.

    Those that differ are left out: theirs is not the paper that counts. Raises RefusedMoveError:
    "right_missing", "batch_not_yours", "copies_wrong". Rows, each with its history.
    """
    _require(actor, Action.RECEIVE_PAPER)
    if batch.receiver_id != actor.organisation_id:
        raise RefusedMoveError("batch_not_yours")
    if not 1 <= copies <= MOST_COPIES:
        raise RefusedMoveError("copies_wrong", most=MOST_COPIES)
    differing = {it.code for it in differences(batch)}
    lines = batch.lines.select_related("registration", "revision")
    same = [line for line in lines if line.registration.code not in differing]
    for line in same:
        write_receipt(actor, line.registration, line.revision, copies=copies, batch=batch.code)
    return len(same)


def _require(actor: Actor, action: Action) -> None:
    decision = decide(actor, action)
    if not decision:
        raise RefusedMoveError(decision.reason)


def _refuse_twice(batch: SummaryBatch) -> None:
    """Only a batch that was refused, or never sent, may go."""
    if batch.hand_overs.exclude(answer__number="").exists():
        raise RefusedMoveError("handed_over_already")


def _next_number(organisation_id: int) -> str:
    """The next receipt number of a body in this year; a rollback gives it back."""
    year = timezone.localdate().year
    ReceiptCounter.objects.get_or_create(organisation_id=organisation_id, year=year)
    row = ReceiptCounter.objects.filter(organisation_id=organisation_id, year=year)
    row.update(last=F("last") + 1)  # holds the row's lock up to the commit
    return f"收〔{year}〕{row.values_list('last', flat=True).get():04d} 号"


def _record(kind: Event, batch: SummaryBatch, actor: Actor, **details: Any) -> None:
    told = {"code": batch.code, "from": batch.organisation_id, "to": batch.receiver_id}
    record(kind=kind, subject=f"summary:{batch.code}", actor=actor, details={**told, **details})
