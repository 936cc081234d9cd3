"""Evidence files: bytes for everybody who sees the record, shown by the browser or saved."""

import re
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from kedeng.apps.files.queries import file_by_digest, open_file
from kedeng.apps.insight.reading import files_open_to
from kedeng.apps.registrations import actions, queries
from kedeng.domain.events import Access
from kedeng.web.records.delivery import guarded
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
    open_files = files_open_to(request.actor, registration)
    digest = file if _DIGEST.fullmatch(file) else _digest_of(registration, file)
    stored = file_by_digest(digest) if digest in open_files else None
    if stored is None:
        raise Http404
    actions.note_reading(
        actor=request.actor, registration=registration, kind=Access.FILE_OPENED, item=digest
    )
    saved = bool(request.GET.get("download"))
    if request.headers.get("If-None-Match") == f'"{digest}"':
        # A browser takes the headers of this answer for those of the file that it kept.
        return guarded(HttpResponseNotModified(), stored.media_type, digest, saved=saved)
    response = FileResponse(
        open_file(stored),
        content_type=stored.media_type,
        as_attachment=saved,
        filename=open_files[digest],
    )
    return guarded(response, stored.media_type, digest, saved=saved)


def _digest_of(registration: Any, evidence_id: str) -> str:
    number = typed_number(evidence_id)
    item = queries.evidence_item(registration, number) if number else None
    return item.file_id if item else ""
