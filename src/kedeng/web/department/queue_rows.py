"""Lines of the queue in words: the same on the page and in the workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kedeng.apps.insight.queues import QueueHint, queue_hints, returned_by_nation
from kedeng.apps.registrations import papers, queries
from kedeng.apps.registrations.overdue import overdue_since
from kedeng.domain.policy import Actor

_NOTHING: Mapping[int, str] = {}


@dataclass(frozen=True)
class QueueRow:
    """A record in the queue. `days` it has waited; `hints` in words; `plea`: what is asked."""

    record: Any
    title: str
    days: int
    hints: tuple[str, ...]
    claimed: str  # whose it is, "" where nobody has taken it up
    is_mine: bool
    due: date | None  # the last day in time, of one that is overdue
    plea: str


def rows_of(
    actor: Actor, records: Sequence[Any], scope: str, asked: Mapping[int, str] = _NOTHING
) -> list[QueueRow]:
    """Give the lines of some records; `asked` is what the desk is asked for. Two statements."""
    hints = queue_hints(records)
    late = overdue_since(actor, records, timezone.localdate()) if scope == "desk" else {}
    back = returned_by_nation(records)
    on_paper = papers.newest_on_paper(actor.organisation_id, records)
    return [
        _row(
            record,
            [
                *([_("国家退回")] if record.pk in back else []),
                *_hints(hints.get(record.pk)),
                *_paper(record, on_paper),
            ],
            title=hints[record.pk].title if record.pk in hints else record.title,
            user_id=actor.user_id,
            due=late.get(record.pk),
            plea=asked.get(record.pk, ""),
        )
        for record in records
    ]


def _paper(record: Any, on_paper: frozenset[int]) -> list[str]:
    """Whether the newest version lies here on paper, where that is known or waited for."""
    if record.pk in on_paper:
        return [_("纸质已收")]
    return [_("待收纸质")] if papers.waits_for_paper(record) else []


def _hints(hint: QueueHint | None) -> list[str]:
    words = []
    if hint and hint.changes is not None:
        changed = _("已改 {count} 处").format(count=hint.changes)
        words.append(changed if hint.changes else _("没有改动"))
    if hint and hint.explained:
        words.append(_("有 {count} 处说明").format(count=hint.explained))
    if hint and hint.warned:
        words.append(_("{count} 处需核实").format(count=hint.warned))
    return words


def _row(
    record: Any, words: Sequence[str], *, title: str, user_id: int, due: date | None, plea: str
) -> QueueRow:
    claimed = record.claimed_by
    return QueueRow(
        record=record,
        title=title or record.code,
        days=queries.waiting_days(record, timezone.now()),
        hints=tuple(words),
        claimed=claimed.name if claimed else "",
        is_mine=bool(claimed and claimed.pk == user_id),
        due=due,
        plea=plea,
    )
