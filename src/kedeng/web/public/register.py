"""The public register: a list with search, and a page for each published registration."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kedeng.apps.insight.front import cancelled_registration, taken_down
from kedeng.apps.insight.reading import read_revision
from kedeng.apps.registrations import queries
from kedeng.apps.registrations.change_records import public_changes
from kedeng.apps.registrations.transfer import public_sheet
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.renderings.summary import PUBLIC, Line, summarise
from kedeng.web.typed import typed

PAGE = 20
_NUMBER = re.compile(r"[0-9A-Za-z]{1,16}")

# What is shown beside title, units and names, in this order. A field that is not public stays out
# even if it is named here.
SHOWN = (
    "overview.keywords",
    "overview.discipline_code",
    "overview.application_industry_code",
    "overview.research_start_month",
    "overview.research_end_month",
    "summary.achievement_summary",
)


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """List the published registrations, newest first, by title, unit or number."""
    text = typed(request.GET.get("text") or request.GET.get("q"), 100)
    category = typed(request.GET.get("category"), 40)
    category = category if category in CATEGORY_NAMES else ""
    to_transfer = request.GET.get("transfer") == "1"
    found = queries.public_registrations(text, category, to_transfer=to_transfer)
    paginator = Paginator(found, PAGE)
    page = paginator.get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "area": "register",
        "text": text,
        "category": category,
        "to_transfer": to_transfer,
        "categories": CATEGORY_NAMES.items(),
        "page": page,
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "joined": f"{asked.urlencode()}&" if asked else "",
    }
    return render(request, "public/register.html", context)


@require_safe
def record(request: HttpRequest, number: str) -> HttpResponse:
    """Show a published registration; of one that is no longer the word and the day alone (410)."""
    known = number if _NUMBER.fullmatch(number) else ""
    found = queries.public_registration(known)
    if found is None:
        return _no_longer_public(request, known)
    revision = queries.revision_of(found)
    context = {
        "area": "register",
        "registration": found,
        "units": [unit.name for unit in found.units.all()],
        "people": [person.name for person in found.people.all()],
        "changes": public_changes(found),
        "lines": public_lines(read_revision(found, revision)),
        "sheet": public_sheet(found),
    }
    return render(request, "public/register_record.html", context)


def _no_longer_public(request: HttpRequest, number: str) -> HttpResponse:
    cancelled = cancelled_registration(number)
    withdrawn = None if cancelled else taken_down(number)
    if cancelled is None and withdrawn is None:
        raise Http404
    context = {"area": "register", "cancelled": cancelled, "withdrawn": withdrawn}
    page = "public/cancelled.html" if cancelled else "public/taken_down.html"
    return render(request, page, context, status=410)


def public_lines(reading: Any) -> list[Line]:
    """Give the lines of SHOWN that are public and were answered."""
    sections = summarise(reading.form, reading.answers, reading.catalogue, PUBLIC)
    lines = {line.path: line for section in sections for line in section.lines if line.text}
    return [lines[path] for path in SHOWN if path in lines]
