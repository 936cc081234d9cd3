"""Evidence files of a draft: the slots, what stands in them, put a file in, take one out."""

from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from kedeng.api.access import ActorRequest, record_of
from kedeng.api.envelope import Words
from kedeng.api.errors import ApiError, failures
from kedeng.api.shapes import EvidenceFile
from kedeng.apps.files.arriving import PIECE, here, pieces_of
from kedeng.apps.files.inspection import MEGABYTE, Limits, RefusedFileError
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.file_limits import limits_of
from kedeng.apps.registrations.packs import pack_for

if TYPE_CHECKING:
    from kedeng.apps.files.models import Arriving
    from kedeng.apps.registrations.models import Registration

router = Router(tags=["填报"])
_CHUNK = 256 * 1024
_ANY_FILE = {"schema": {"type": "string", "format": "binary"}}


class SlotShape(Schema):
    """A slot of the evidence pack; `needs_name`: say what kind of paper it is."""

    slot: str
    label: str
    group: str
    article: str
    needs_name: bool
    files: list[EvidenceFile]


class SlotList(Schema):
    """Every slot of the registration's category."""

    slots: list[SlotShape]


class FileGiven(Schema):
    """Where an uploaded file goes; `slot_name` says what paper it is, for slots that need it."""

    slots: Annotated[list[Words], Field(min_length=1, max_length=20)]
    slot_name: Words = ""


class FileNamed(Schema):
    """What the body of a PUT is called."""

    file_name: Words
    slot_name: Words = ""


class UploadBegun(Schema):
    """A file that comes in pieces; `fingerprint`: whatever tells it from another of its name."""

    file_name: Words
    size: Annotated[int, Field(ge=0, le=2**40)]
    fingerprint: Annotated[Words, Field(max_length=64)] = ""


class UploadShape(Schema):
    """How far an upload is: `here` are the numbers of the pieces that need not be sent again."""

    upload: str
    piece_size: int
    pieces: int
    here: list[int]


@router.get(
    "/registrations/{code}/evidence",
    response={200: SlotList, **failures(401, 403, 404)},
    summary="材料类别和已有附件",
)
def read(request: ActorRequest, code: str) -> dict[str, Any]:
    """List the slots with the files of the own draft."""
    registration = record_of(request, code)
    if not queries.is_own(request.auth, registration):
        raise ApiError(403, "not_your_record")
    return _slots(registration)


@router.post(
    "/registrations/{code}/evidence",
    response={201: SlotList, **failures(401, 403, 404, 409, 413, 415)},
    summary="上传附件（表单，一份文件可归入多个类别）",
)
def add(
    request: ActorRequest,
    code: str,
    form: Form[FileGiven],
    file: File[UploadedFile],
) -> Status[dict[str, Any]]:
    """Put an uploaded file into one or more slots. The same file in the same slot stays one."""
    registration = record_of(request, code)
    try:
        actions.add_evidence(
            actor=request.auth,
            registration=registration,
            slots=list(dict.fromkeys(form.slots)),
            stream=file.file,
            size=file.size or 0,
            file_name=file.name or "",
            slot_name=form.slot_name,
        )
    except KeyError as error:
        raise ApiError(422, "unknown_slot", {"slot": error.args[0]}) from error
    return Status(201, _slots(registration))


@router.put(
    "/registrations/{code}/evidence/slots/{slot}",
    response={200: SlotList, **failures(401, 403, 404, 409, 411, 413, 415)},
    summary="上传附件（请求体就是文件）",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": dict.fromkeys(("application/pdf", "image/jpeg", "image/png"), _ANY_FILE),
        }
    },
)
def put(
    request: ActorRequest,
    code: str,
    slot: str,
    named: Query[FileNamed],
) -> dict[str, Any]:
    """Put the body into a slot, beside the files that stand there."""
    registration = record_of(request, code)
    with SpooledTemporaryFile(max_size=MEGABYTE) as stream:
        size = _receive(request, stream, limits_of(registration))
        try:
            actions.add_evidence(
                actor=request.auth,
                registration=registration,
                slots=[slot],
                stream=stream,
                size=size,
                file_name=named.file_name,
                slot_name=named.slot_name,
            )
        except KeyError as error:
            raise ApiError(404, "unknown_slot", {"slot": slot}) from error
    return _slots(registration)


@router.post(
    "/registrations/{code}/evidence/uploads",
    response={200: UploadShape, **failures(401, 403, 404, 409, 413)},
    summary="分段上传：开始，或接着传",
)
def begin_upload(request: ActorRequest, code: str, body: UploadBegun) -> dict[str, Any]:
    """Open an upload in pieces, or find the one that broke off: same name, size, fingerprint."""
    upload = actions.begin_upload(
        actor=request.auth,
        registration=record_of(request, code),
        file_name=body.file_name,
        size=body.size,
        fingerprint=body.fingerprint,
    )
    return _upload(upload)


@router.put(
    "/registrations/{code}/evidence/uploads/{upload}/{int:number}",
    response={200: UploadShape, **failures(401, 403, 404, 409)},
    summary="分段上传：一段（请求体）",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/octet-stream": _ANY_FILE}}
    },
)
def put_piece(
    request: ActorRequest,
    code: str,
    upload: Words,
    number: Annotated[int, Field(ge=0, le=100_000)],
    digest: Annotated[str, Query(pattern="^[0-9a-f]{64}$")],
) -> dict[str, Any]:
    """Send a piece with its SHA-256. The same one again changes nothing."""
    came = actions.take_piece(
        actor=request.auth,
        registration=record_of(request, code),
        upload=upload,
        number=number,
        digest=digest,
        data=request.read(PIECE + 1),
    )
    return _upload(came)


@router.post(
    "/registrations/{code}/evidence/uploads/{upload}/finish",
    response={200: SlotList, **failures(401, 403, 404, 409, 413, 415, 503)},
    summary="分段上传：归入材料类别",
)
def finish_upload(
    request: ActorRequest, code: str, upload: Words, body: FileGiven
) -> dict[str, Any]:
    """Put the whole file into slots; the answer to a repeat is the same."""
    registration = record_of(request, code)
    try:
        actions.add_arrived(
            actor=request.auth,
            registration=registration,
            slots=list(dict.fromkeys(body.slots)),
            upload=upload,
            slot_name=body.slot_name,
        )
    except KeyError as error:
        raise ApiError(422, "unknown_slot", {"slot": error.args[0]}) from error
    return _slots(registration)


@router.delete(
    "/registrations/{code}/evidence/{int:evidence_id}",
    response={204: None, **failures(401, 403, 404, 409)},
    summary="移除附件",
)
def remove(
    request: ActorRequest, code: str, evidence_id: Annotated[int, Field(ge=0)]
) -> Status[None]:
    """Take a file out of a slot."""
    registration = record_of(request, code)
    actions.remove_evidence(actor=request.auth, registration=registration, evidence_id=evidence_id)
    return Status(204, None)


def _receive(request: HttpRequest, stream: IO[bytes], limits: Limits) -> int:
    """Copy the body piece by piece and give its size. Stops at the largest file that is taken.

    Raises 411 without a length: a WSGI server hands a chunked body over as an empty one.
    """
    if "Content-Length" not in request.headers:
        raise ApiError(411, "length_missing")
    size = 0
    while piece := request.read(_CHUNK):
        size += len(piece)
        if size > limits.size:
            most = limits.size // MEGABYTE
            raise RefusedFileError("file_too_large", most=most, size=size // MEGABYTE)
        stream.write(piece)
    stream.seek(0)
    return size


def _upload(upload: "Arriving") -> dict[str, Any]:
    return {
        "upload": upload.code,
        "piece_size": PIECE,
        "pieces": pieces_of(upload),
        "here": here(upload),
    }


def _slots(registration: "Registration") -> dict[str, Any]:
    pack = pack_for(registration).categories[registration.category]
    files: dict[str, list[EvidenceFile]] = {}
    for item in queries.evidence_of(registration):
        files.setdefault(item.slot, []).append(EvidenceFile.of(item))
    return {
        "slots": [
            SlotShape(
                slot=slot.key,
                label=slot.label,
                group=pack.groups.get(slot.group, ""),
                article=slot.article,
                needs_name=slot.named,
                files=files.get(slot.key, []),
            )
            for slot in pack.slots
        ]
    }
