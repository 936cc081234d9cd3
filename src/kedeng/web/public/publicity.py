"""公示 for everybody: the batches, the list of one, its print (process.md B53–B57)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kedeng.apps.insight.printing import press
from kedeng.apps.registrations import publicity_records
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.workdays import DAY_LABELS, DayKind, UnknownYearError, days_left
from kedeng.renderings.pdf.publicity import PublicityLine, PublicityList, print_publicity
from kedeng.web.records.delivery import print_or_explain

PAGE = 20


@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """List the batches, newest first, with what is left of each period."""
    paginator = Paginator(publicity_records.public_batches(), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "area": "publicity",
        "page": page,
        "lines": [{"batch": each, "left": left_of(each)} for each in page.object_list],
    }
    return render(request, "public/publicity.html", context)


@require_safe
def batch(request: HttpRequest, batch_code: str) -> HttpResponse:
    """Show the list of a batch, and how to object while that is possible."""
    found = batch_or_404(batch_code)
    entries = list(publicity_records.entries_of(found))
    context = {
        "area": "publicity",
        "batch": found,
        "left": left_of(found),
        "is_open": publicity_records.is_open_on(found, timezone.localdate()),
        "lines": [
            {"entry": each, "is_shown": publicity_records.is_shown(each)} for each in entries
        ],
    }
    return render(request, "public/publicity_batch.html", context)


@require_safe
def pdf(request: HttpRequest, batch_code: str) -> HttpResponse:
    """Print the list as it was when the batch began; of what has ended, its place alone."""
    found = batch_or_404(batch_code)
    address = request.build_absolute_uri(reverse("publicity_batch", args=[found.code]))

    def make(drawn_as: dict[str, str]) -> bytes:
        with press():
            return print_publicity(_printed(found, address), drawn_as=drawn_as)

    return print_or_explain(request, make, f"{found.title}.pdf")


def batch_or_404(code: str) -> Any:
    """Find a batch by its code."""
    found = publicity_records.public_batch(code)
    if found is None:
        raise Http404
    return found


def left_of(batch: Any) -> str:
    """Say how long a period still is, in the kind of days that its profile counts."""
    today = timezone.localdate()
    if today > batch.ends_on:
        return str(_("已期满"))
    kind = DayKind(batch.day_kind)
    try:
        left = days_left(today, batch.ends_on, kind)
    except UnknownYearError:
        return str(_("公示中"))
    if not left:
        return str(_("今天是最后一天"))
    return str(_("还有 {count} {unit}").format(count=left, unit=DAY_LABELS[kind]))


def _printed(batch: Any, address: str) -> PublicityList:
    body = batch.organisation
    asked = f"{body.contact_name} {body.contact_phone}".strip()
    begins, ends = _day(batch.begins_on), _day(batch.ends_on)
    unit = DAY_LABELS[DayKind(batch.day_kind)]
    return PublicityList(
        title=batch.title,
        body=batch.organisation_name,
        numbered=publicity_records.publicity_of(batch.round) == publicity_records.AFTER,
        period=f"公示期 {batch.days} {unit}，自 {begins}起至 {ends}止。",
        contact=f"咨询：{asked}。" if asked else "",
        address=address,
        dated=batch.begins_on,
        lines=[_line(entry) for entry in publicity_records.entries_of(batch)],
    )


def _line(entry: Any) -> PublicityLine:
    if not publicity_records.is_shown(entry):
        return PublicityLine(title=_("（已撤下）"), category="", units="", people="")
    return PublicityLine(
        title=entry.title,
        category=CATEGORY_NAMES.get(entry.category, entry.category),
        units="、".join(entry.units),
        people="、".join(entry.people),
    )


def _day(day: Any) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
