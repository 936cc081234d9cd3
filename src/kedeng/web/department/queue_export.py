"""Exactly what the queue's filter shows, as .xlsx: the columns of the page and more."""

import tempfile
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kedeng.apps.registrations import queries
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.states import STATES, State
from kedeng.renderings.workbook.rows import write_rows
from kedeng.web.department.filters import chosen_filter
from kedeng.web.department.queue_rows import QueueRow, rows_of
from kedeng.web.records.delivery import XLSX

_AT_ONCE = 500  # records that are read together


@require_safe
def workbook(request: HttpRequest) -> FileResponse:
    """Write every record of the filter, in the order of the page, and send the file."""
    chosen = chosen_filter(request)
    now = timezone.localtime()
    title = _("待审队列")
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it has been sent
    write_rows(file, title, _heads(), _lines(request.actor, chosen))
    file.seek(0)
    name = f"{title}-{request.actor.organisation_name}-{now:%Y%m%d-%H%M}.xlsx"
    response = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    return response


def _heads() -> tuple[str, ...]:
    return (
        *(_("编号"), _("成果名称"), _("第一完成单位"), _("填报单位"), _("类别"), _("状态")),
        *(_("第几次提交"), _("提示"), _("审查人"), _("已等天数"), _("应在何日前办")),
        *(_("到本环节时间"), _("最近提交时间"), _("登记号"), _("登记批次"), _("现在的环节")),
    )


def _lines(actor: Any, chosen: Any) -> Iterator[tuple[str, ...]]:
    ids = list(queries.queue(actor, chosen).values_list("pk", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        records = queries.queue_part(actor, chosen, ids[start : start + _AT_ONCE])
        for row in rows_of(actor, records, chosen.scope):
            yield _line(row)


def _line(row: QueueRow) -> tuple[str, ...]:
    record = row.record
    stops = {stop.position: stop.name for stop in record.stops.all()}
    return (
        record.code,
        row.title,
        record.first_unit,
        record.filer_organisation.name,
        CATEGORY_NAMES[record.category],
        STATES[State(record.state)].staff,
        str(record.submissions),
        "，".join(row.hints),
        row.claimed,
        str(row.days),
        row.due.isoformat() if row.due else "",
        _moment(record.desk_since),
        _moment(record.submitted_at),
        record.number or "",
        record.round.title,
        stops.get(record.desk, ""),
    )


def _moment(value: Any) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""
