"""A desk's queue: what waits, for how long, what was changed since the last time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kedeng.apps.insight.queues import QueueHint, queue_figures, queue_hints
from kedeng.apps.registrations import queries
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.bulk import bulk_moves
from kedeng.domain.states import STATES, State
from kedeng.web.department.filters import SCOPES, chosen_filter, query_of
from kedeng.web.department.overdue import overdue_since

PAGE = 30


@dataclass(frozen=True)
class QueueRow:
    """A record in the queue. `days` it has waited; `hints` in words."""

    record: Any
    title: str
    days: int
    hints: tuple[str, ...]
    claimed: str  # whose it is, "" where nobody has taken it up
    is_mine: bool
    due: date | None  # the last day in time, of one that is overdue


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits at the actor's desk, the longest waiting first."""
    actor = request.actor
    chosen = chosen_filter(request)
    paginator = Paginator(queries.queue(actor, chosen), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    records = list(page.object_list)
    hints = queue_hints(records)
    late = overdue_since(actor, records, timezone.localdate()) if chosen.scope == "desk" else {}
    query = query_of(chosen)
    figures = queue_figures(actor)
    context = {
        "area": "queue",
        "figures": figures,
        "oldest_days": figures.days(timezone.now()),
        "page": page,
        "bulk_moves": bulk_moves(actor.rank, actor.rights) if chosen.scope == "desk" else [],
        "rows": [
            _row(record, hints.get(record.pk), actor.user_id, late.get(record.pk))
            for record in records
        ],
        "chosen": chosen,
        "query": query,
        "joined": f"{query.lstrip('?')}&" if query else "",
        "categories": CATEGORY_NAMES.items(),
        "states": [(state.value, row.staff) for state, row in STATES.items() if _shown(state)],
        "units": queries.units_in_queue(actor),
        "scopes": SCOPES.items(),
        "is_filtered": bool(query),
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return render(request, "department/queue.html", context)


def _shown(state: State) -> bool:
    return state is not State.DRAFT


def _row(record: Any, hint: QueueHint | None, user_id: int, due: date | None) -> QueueRow:
    words = []
    if hint and hint.changes is not None:
        changed = _("已改 {count} 处").format(count=hint.changes)
        words.append(changed if hint.changes else _("没有改动"))
    if hint and hint.explained:
        words.append(_("有 {count} 处说明").format(count=hint.explained))
    if hint and hint.warned:
        words.append(_("{count} 处需核实").format(count=hint.warned))
    claimed = record.claimed_by
    return QueueRow(
        record=record,
        title=(hint.title if hint else record.title) or record.code,
        days=queries.waiting_days(record, timezone.now()),
        hints=tuple(words),
        claimed=claimed.name if claimed else "",
        is_mine=bool(claimed and claimed.pk == user_id),
        due=due,
    )
