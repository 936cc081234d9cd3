"""The 登记证书: its print for who sees the record, the public check of number and code."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from kedeng.api.access import ActorRequest, record_of
from kedeng.api.envelope import RevisionNumber
from kedeng.api.errors import failures, not_found
from kedeng.api.printing import failing_as_told
from kedeng.apps.insight.certificates import printed_certificates
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.certificate_records import certificate_seen, check_certificate
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.certificates import STANDING_LABELS
from kedeng.domain.events import Access

router = Router(tags=["登记"])
open_router = Router(tags=["公开"], auth=None)
_BYTES = {"schema": {"type": "string", "format": "binary"}}


class CertificateContent(Schema):
    """What a certificate that holds says."""

    title: str
    category: str
    category_name: str
    units: list[str]
    people: list[str]
    registered_on: date
    registered_by: str
    issued_on: date
    disclaimers: list[str]


class CertificateAnswer(Schema):
    """Where a certificate stands: current, replaced, cancelled, deregistered.

    `since` is the day on which it was issued, replaced or ended; `content` is null where it does
    not hold.
    """

    standing: str
    standing_name: str
    number: str
    version: int
    newest_version: int
    since: date
    content: CertificateContent | None


@router.get(
    "/registrations/{code}/certificate.pdf",
    response={200: None, **failures(401, 404, 409, 503)},
    summary="打印登记证书（PDF）",
    openapi_extra={"responses": {200: {"content": {"application/pdf": _BYTES}}}},
)
def read_certificate(
    request: ActorRequest, code: str, version: RevisionNumber | None = None
) -> HttpResponse:
    """Print the newest version of a record's certificate, or the named one."""
    registration = record_of(request, code)
    found = certificate_seen(request.auth, registration, version)
    if found is None:
        raise not_found()
    actions.note_reading(
        actor=request.auth,
        registration=registration,
        kind=Access.PRINTED,
        item=f"certificate {found.version}",
    )
    with failing_as_told():
        content = printed_certificates([found])
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.number}-{found.version}.pdf"'
    return response


@open_router.get(
    "/certificates/{certificate}",
    response={200: CertificateAnswer, **failures(404)},
    summary="查验登记证书",
)
def check(request: HttpRequest, certificate: str, number: str | None = None) -> dict[str, Any]:
    """Say whether the certificate of a code holds; with `number`, whether the two belong together.

    404 for an unknown code and for a number that is another's: they are not told apart.
    """
    del request
    found = check_certificate(certificate, number)
    if found is None:
        raise not_found()
    it = found.certificate
    return {
        "standing": found.standing,
        "standing_name": STANDING_LABELS[found.standing],
        "number": found.number,
        "version": found.version,
        "newest_version": found.newest,
        "since": found.since,
        "content": None
        if it is None
        else {
            "title": it.title,
            "category": it.category,
            "category_name": CATEGORY_NAMES.get(it.category, it.category),
            "units": it.units,
            "people": it.people,
            "registered_on": it.registered_on,
            "registered_by": it.registered_by,
            "issued_on": found.since,
            "disclaimers": it.disclaimers,
        },
    }
