"""Uploads in pieces, for the script of the evidence page: begin or go on, send a piece.

Answers are JSON. Whoever is not logged in any more gets 401 and keeps the page; the file comes in
by the form of the page at last (`arrived`), so that what follows an upload is the same for both.
"""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from kedeng.apps.files.arriving import PIECE, here, pieces_of
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.renderings.refusals import refusal
from kedeng.web.applicant.record import own_record
from kedeng.web.typed import typed

_LONGEST_SIZE = 15  # digits


@require_POST
def begin(request: HttpRequest, code: str) -> JsonResponse:
    """Open an upload, or find the one that broke off: its code, and which pieces are here."""
    registration = own_record(request, code)
    size = typed(request.POST.get("size"), _LONGEST_SIZE)
    size = int(size) if size.isascii() and size.isdigit() else 0
    try:
        upload = actions.begin_upload(
            actor=request.actor,
            registration=registration,
            file_name=request.POST.get("name", ""),
            size=size,
            fingerprint=typed(request.POST.get("fingerprint"), 64),
        )
    except (RefusedFileError, RefusedMoveError) as error:
        return _refused(error)
    return JsonResponse(
        {
            "upload": upload.code,
            "piece": PIECE,
            "pieces": pieces_of(upload),
            "here": here(upload),
        }
    )


@require_POST
def piece(request: HttpRequest, code: str, upload: str, part: int) -> JsonResponse:
    """Keep one piece: the body, with its SHA-256 as `?digest=`."""
    registration = own_record(request, code)
    try:
        actions.take_piece(
            actor=request.actor,
            registration=registration,
            upload=upload,
            number=part,
            digest=request.GET.get("digest", ""),
            data=request.read(PIECE + 1),
        )
    except (RefusedFileError, RefusedMoveError) as error:
        return _refused(error)
    return JsonResponse({"number": part})


def _refused(error: Any) -> JsonResponse:
    told = {"code": error.code, "message": refusal(error.code, error.params)}
    return JsonResponse(told, status=409)
