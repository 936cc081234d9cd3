"""The 登记证书 of a record: its versions for whoever sees the record, issued where missing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.insight.certificates import printed_certificates
from kedeng.apps.registrations import actions, certificate_records
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.events import Access
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.records.delivery import print_or_explain
from kedeng.web.records.seen import seen_record
from kedeng.web.records.views import record_page
from kedeng.web.typed import typed_number


@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Print the newest version, or the one of `?version=`; one that does not hold says so."""
    registration = seen_record(request, code)
    asked = request.GET.get("version")
    version = typed_number(asked)
    if asked and version is None:
        raise Http404
    found = certificate_records.certificate_seen(request.actor, registration, version)
    if found is None:
        raise Http404
    actions.note_reading(
        actor=request.actor,
        registration=registration,
        kind=Access.PRINTED,
        item=f"certificate {found.version}",
    )
    return print_or_explain(
        request,
        lambda drawn_as: printed_certificates([found], drawn_as=drawn_as),
        f"科技成果登记证书-{found.number}-第{found.version}版.pdf",
        registration=registration,
    )


@require_POST
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Issue the certificate that is due and missing, as the province's reviewer."""
    registration = seen_record(request, code)
    try:
        made = actions.issue_due(actor=request.actor, registration=registration)
    except RefusedMoveError as error:
        told = refusal(error.code, error.params)
        return record_page(request, registration, status=status_of(error.code), refused=told)
    told = _("已制发登记证书第 {version} 版。").format(version=made.version)
    messages.success(request, told)
    return redirect("record", code=code)
