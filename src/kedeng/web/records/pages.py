"""Pages of evidence as pictures, and the words on them: for the desk's pane, and for filers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kedeng.apps.files.page_texts import MOST_HITS, pages_with
from kedeng.apps.files.previews import WIDTHS, NotDrawnError, page_picture
from kedeng.apps.insight.reading import files_open_to
from kedeng.apps.registrations import actions
from kedeng.domain.events import Access
from kedeng.web.records.delivery import PICTURE_PAGE_POLICY, PICTURE_POLICY
from kedeng.web.records.files import opened_file
from kedeng.web.records.seen import seen_record
from kedeng.web.typed import typed, typed_number

AT_ONCE = 20  # pages
_LONGEST_WORDS = 50


@require_safe
def pages(request: HttpRequest, code: str, file: str) -> HttpResponse:
    """Show the pages of a PDF as pictures, some at a time. 404 for what is no PDF."""
    registration = seen_record(request, code)
    stored, name = opened_file(request, registration, file)
    if stored.media_type != "application/pdf" or stored.is_infected:
        raise Http404
    first = max(1, min(typed_number(request.GET.get("from")) or 1, stored.pages))
    last = min(first + AT_ONCE - 1, stored.pages)
    context = {
        "code": code,
        "file": stored,
        "name": name,
        "numbers": range(first, last + 1),
        "before": max(1, first - AT_ONCE) if first > 1 else 0,
        "after": last + 1 if last < stored.pages else 0,
    }
    return _in_pane(render(request, "records/pages.html", context))


@require_safe
def picture_of_page(request: HttpRequest, code: str, file: str, page: int) -> HttpResponse:
    """Give one page as a PNG; `?small=1` to recognise it. The access log notes who saw it."""
    registration = seen_record(request, code)
    stored, _ = opened_file(request, registration, file)
    small = bool(typed(request.GET.get("small"), 1))
    if stored.is_infected:
        raise Http404
    try:
        drawn = page_picture(stored, page, WIDTHS[0] if small else WIDTHS[1])
    except NotDrawnError as error:
        raise Http404 from error
    actions.note_reading(
        actor=request.actor,
        registration=registration,
        kind=Access.FILE_OPENED,
        item=stored.digest,
    )
    response = HttpResponse(drawn, content_type="image/png")
    response["Content-Security-Policy"] = PICTURE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def find(request: HttpRequest, code: str) -> HttpResponse:
    """Find words on the pages of a record's files, as far as these have a text layer."""
    registration = seen_record(request, code)
    names = files_open_to(request.actor, registration)
    words = typed(request.GET.get("words"), _LONGEST_WORDS)
    hits = pages_with(names, words)
    found: dict[str, list[Any]] = {}
    for hit in hits:
        address = f"{reverse('record_file', args=[code, hit.digest])}#page={hit.page}&view=FitH"
        found.setdefault(names[hit.digest], []).append({"hit": hit, "address": address})
    context = {"words": words, "found": found, "is_cut": len(hits) == MOST_HITS}
    return _in_pane(render(request, "records/find.html", context))


def _in_pane(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = PICTURE_PAGE_POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
