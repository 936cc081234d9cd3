"""A 汇总表 is frozen as it stands, one batch for each next desk, and drawn again from the batch."""

from dataclasses import asdict
from datetime import date

from django.conf import settings
from django.utils import timezone

from kedeng.apps.insight.printing import press
from kedeng.apps.insight.summary import summary_with_versions
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.batches import receivers
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import HandOverAnswer, SummaryBatch
from kedeng.apps.rounds.models import Round
from kedeng.domain.policy import Actor
from kedeng.renderings.pdf.official import Official, print_official
from kedeng.renderings.pdf.table import SummaryColumn, SummaryTable


def make_batches(actor: Actor, round_: Round) -> list[SummaryBatch]:
    """Freeze what the desk has passed on in a round. Raises RefusedMoveError as `freeze_batch`."""
    found = receivers(actor.organisation_id, round_)
    if not found:
        raise RefusedMoveError("batch_empty")
    return [_freeze(actor, round_, receiver, records) for receiver, records in found.items()]


def _freeze(actor: Actor, round_: Round, receiver: int, records: list[int]) -> SummaryBatch:
    table, revisions = summary_with_versions(actor, [round_], records)
    told = asdict(table) | {"date": table.date.isoformat() if table.date else ""}
    return actions.freeze_batch(
        actor=actor,
        round_=round_,
        receiver=organisation_by_id(receiver),
        code=table.batch,
        digits=table.digest,
        table=told,
        lines=[(revision.registration_id, revision.pk) for revision in revisions],
    )


def table_of(batch: SummaryBatch) -> SummaryTable:
    """Give the table of a batch as it was frozen; its QR code leads the next desk to the batch."""
    told = dict(batch.table)
    told["date"] = date.fromisoformat(told["date"]) if told["date"] else None
    told["columns"] = tuple(SummaryColumn(**column) for column in told["columns"])
    told["totals"] = [(name, count) for name, count in told["totals"]]
    told["verify_url"] = f"{settings.KEDENG_URL}/desk/batches/{batch.code}/"
    return SummaryTable(**told)


def printed_receipt(batch: SummaryBatch, answer: HandOverAnswer) -> bytes:
    """Print the receipt of a hand-over. Raises PressBusyError."""
    count = len(batch.table["rows"])
    facts = [
        ("报送机构", batch.organisation_name),
        ("汇总表批次号", batch.code),
        ("登记批次", batch.round.title),
        ("项目数", f"{count} 项"),
        ("数据校验码", batch.digest[:16].upper()),
        ("经办人", answer.answered_by),
    ]
    if answer.copies:
        facts.append(("随收纸质登记表", f"每项 {answer.copies} 份"))
    facts += [(code, f"{title}：{told}") for code, title, told in answer.differences]
    document = Official(
        title="汇总表收件回执",
        number=answer.number,
        issuer=batch.receiver_name,
        to=batch.organisation_name,
        paragraphs=[f"你单位通过本系统报送的《成果登记项目汇总表》（共 {count} 项）已经收到。"],
        facts=facts,
        dated=timezone.localdate(answer.answered_at),
    )
    with press():
        return print_official(document)
