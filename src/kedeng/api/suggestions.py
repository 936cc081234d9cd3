"""What the files of a draft say of its questions: to be read; a client saves sections itself."""

from typing import Any

from ninja import Router, Schema

from kedeng.api.access import ActorRequest, record_of
from kedeng.api.errors import ApiError, failures
from kedeng.apps.registrations import queries
from kedeng.apps.registrations.judgement import judge
from kedeng.apps.registrations.suggested import Offer, offers_for

router = Router(tags=["填报"])


class Suggested(Schema):
    """One answer: `value` as a section takes it, `line` as it was read, `typed` what stands now."""

    field: str
    label: str
    value: Any
    line: str
    page: int
    typed: str
    differs: bool


class OfferShape(Schema):
    """What one paper says of one section; `row` is the id of the row it speaks of, "" for none."""

    paper: str
    file_name: str
    digest: str
    page: int
    section: str
    version: int
    row: str
    makes_row: bool
    values: list[Suggested]


@router.get(
    "/registrations/{code}/suggestions",
    response={200: list[OfferShape], **failures(401, 403, 404)},
    summary="从附件文字层读出的内容",
)
def read(request: ActorRequest, code: str) -> list[dict[str, Any]]:
    """List what the own draft's files say and its sections do not; nothing is taken by this."""
    registration = record_of(request, code)
    if not queries.is_own(request.auth, registration):
        raise ApiError(403, "not_your_record")
    return [_shape(offer) for offer in offers_for(registration, judge(registration))]


def _shape(offer: Offer) -> dict[str, Any]:
    return {
        "paper": offer.paper,
        "file_name": offer.evidence.file_name,
        "digest": offer.evidence.file_id,
        "page": offer.page,
        "section": offer.section.key,
        "version": offer.version,
        "row": offer.row,
        "makes_row": offer.makes_row,
        "values": [
            {
                "field": item.field.key,
                "label": item.field.label,
                "value": item.value,
                "line": item.line,
                "page": item.page,
                "typed": item.typed,
                "differs": item.differs,
            }
            for item in offer.items
        ],
    }
