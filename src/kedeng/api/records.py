"""A registration as its filer and its route see it; its print; the bytes of its files."""

from typing import TYPE_CHECKING

from django.http import FileResponse, HttpResponse
from ninja import Router, Status

from kedeng.api.access import ActorRequest, record_of
from kedeng.api.drafts import sections_now
from kedeng.api.envelope import RevisionNumber
from kedeng.api.errors import ApiError, failures, not_found
from kedeng.api.printing import form_pdf
from kedeng.api.shapes import (
    CertificateShape,
    Desk,
    EvidenceFile,
    MoveMade,
    Record,
    RevisionShape,
    head,
    moves_offered,
)
from kedeng.apps.files.queries import file_by_digest, open_file
from kedeng.apps.insight.reading import files_open_to
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.certificate_records import certificate_seen
from kedeng.domain.events import Access
from kedeng.domain.policy import Actor

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import Registration

router = Router(tags=["登记"])
_BYTES = {"schema": {"type": "string", "format": "binary"}}


@router.get(
    "/registrations/{code}",
    response={200: Record, **failures(401, 404)},
    summary="一项登记：状态、路径、经过、可办事项、内容",
)
def read(request: ActorRequest, code: str) -> Record:
    """Read a registration."""
    return record_shape(request.auth, record_of(request, code))


def record_shape(actor: Actor, registration: "Registration") -> Record:
    """Draw a registration: its draft for who may edit it now, else what was submitted last."""
    editable = queries.can_edit(actor, registration)
    revision = None if editable else queries.revision_of(registration)
    files = queries.evidence_of(registration) if editable else None
    claimed_by = registration.claimed_by
    certificate = certificate_seen(actor, registration) if registration.number else None
    return Record(
        **head(registration),
        edition=registration.edition,
        duty=registration.duty,
        filer=registration.filer.name,
        claimed_by=claimed_by.name if claimed_by else None,
        route=[Desk.of(stop) for stop in registration.stops.all()],
        moves=[MoveMade.of(move) for move in queries.moves_of(registration)],
        offered_moves=moves_offered(actor, registration),
        is_editable=editable,
        sections=sections_now(registration) if editable else None,
        evidence=None if files is None else [EvidenceFile.of(item) for item in files],
        revision=RevisionShape.of(revision) if revision else None,
        certificate=CertificateShape.of(certificate) if certificate else None,
    )


@router.delete(
    "/registrations/{code}",
    response={204: None, **failures(401, 403, 404, 409)},
    summary="删除草稿",
)
def delete(request: ActorRequest, code: str) -> Status[None]:
    """Delete a draft that was never submitted."""
    actions.delete_draft(actor=request.auth, registration=record_of(request, code))
    return Status(204, None)


@router.get(
    "/registrations/{code}/files/{digest}",
    response={200: None, **failures(401, 404)},
    summary="下载一份附件",
    openapi_extra={
        "responses": {
            200: {"content": dict.fromkeys(("application/pdf", "image/jpeg", "image/png"), _BYTES)}
        }
    },
)
def read_file(request: ActorRequest, code: str, digest: str) -> FileResponse:
    """Give the bytes of a file that stands in the submitted version, or in the own draft."""
    registration = record_of(request, code)
    known = files_open_to(request.auth, registration)
    file = file_by_digest(digest) if digest in known else None
    if file is None:
        raise not_found()
    if file.is_infected:
        raise ApiError(409, "file_now_infected")
    actions.note_reading(
        actor=request.auth, registration=registration, kind=Access.FILE_OPENED, item=digest
    )
    return FileResponse(
        open_file(file),
        content_type=file.media_type,
        as_attachment=True,
        filename=known[digest],
    )


@router.get(
    "/registrations/{code}/form.pdf",
    response={200: None, **failures(401, 404, 409, 503)},
    summary="打印登记表（PDF）",
    openapi_extra={"responses": {200: {"content": {"application/pdf": _BYTES}}}},
)
def read_print(
    request: ActorRequest, code: str, revision: RevisionNumber | None = None
) -> HttpResponse:
    """Print the named version; else the own draft with its mark, or the newest version."""
    registration = record_of(request, code)
    response = HttpResponse(
        form_pdf(request.auth, registration, revision), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{registration.code}.pdf"'
    return response
