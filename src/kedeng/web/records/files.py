"""Evidence files: bytes for everybody who sees the record, shown by the browser or saved."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kedeng.apps.files.queries import file_by_digest
from kedeng.apps.insight.reading import files_open_to
from kedeng.apps.registrations import actions, queries
from kedeng.domain.events import Access
from kedeng.web.records.delivery import PICTURE_PAGE_POLICY, stored_answer
from kedeng.web.records.seen import seen_record
from kedeng.web.typed import typed_number

_DIGEST = re.compile(r"[0-9a-f]{64}")


@require_safe
def evidence_file(request: HttpRequest, code: str, file: str) -> HttpResponse:
    """Give a file by its id in the draft or by its digest; `?download=1` saves it.

    404 for a file of another record, and for a draft's file to anybody but its owner. The access
    log notes who opened it.
    """
    registration = seen_record(request, code)
    stored, name = opened_file(request, registration, file)

    def note() -> None:
        actions.note_reading(
            actor=request.actor,
            registration=registration,
            kind=Access.FILE_OPENED,
            item=stored.digest,
        )

    saved = bool(request.GET.get("download"))
    return stored_answer(request, stored, name, saved=saved, note=note)


@require_safe
def picture(request: HttpRequest, code: str, file: str) -> HttpResponse:
    """Show a picture no wider than its frame; 404 for what is none. The picture itself is noted."""
    stored, name = opened_file(request, seen_record(request, code), file)
    if not stored.media_type.startswith("image/"):
        raise Http404
    context = {"code": code, "digest": stored.digest, "name": name}
    response = render(request, "records/picture.html", context)
    response["Content-Security-Policy"] = PICTURE_PAGE_POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def opened_file(request: HttpRequest, registration: Any, file: str) -> tuple[Any, str]:
    """Find a file that the actor may open, by its id in the draft or its digest, and its name."""
    open_files = files_open_to(request.actor, registration)
    digest = file if _DIGEST.fullmatch(file) else _digest_of(registration, file)
    stored = file_by_digest(digest) if digest in open_files else None
    if stored is None:
        raise Http404
    return stored, open_files[digest]


def _digest_of(registration: Any, evidence_id: str) -> str:
    number = typed_number(evidence_id)
    item = queries.evidence_item(registration, number) if number else None
    return item.file_id if item else ""
