"""报送包 of a batch: asked for with one click, then given in volumes."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.insight.packages import (
    ask_for_package,
    is_infected,
    may_have,
    note_read,
    open_volume,
    volume_of,
)
from kedeng.apps.registrations import batches as reads
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.renderings.refusals import refusal
from kedeng.web.records.delivery import PDF, guarded, infected


@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the package; the batch's page says when it is there."""
    batch = reads.batch_for(request.actor, code)
    if batch is None:
        raise Http404
    try:
        ask_for_package(actor=request.actor, batch=batch)
    except RefusedMoveError as error:
        messages.error(request, refusal(error.code, error.params))
    else:
        messages.success(request, _("正在装订报送包，一般需要几分钟。完成以后在这里下载。"))
    return redirect("batch", code)


@require_safe
def volume(request: HttpRequest, code: str, volume: int) -> HttpResponse:
    """Give a volume to be saved. The access log notes it for each record of the batch.

    409 where a file in it has been found infected since: the package is to be made anew.
    """
    batch = reads.batch_for(request.actor, code)
    found = volume_of(batch, volume) if batch and may_have(request.actor, batch) else None
    if found is None:
        raise Http404
    if is_infected(found.package):
        return infected(request)
    note_read(actor=request.actor, volume=found)
    response = FileResponse(open_volume(found), content_type=PDF)
    name = f"报送包-{code}-第{volume}册.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return guarded(response, PDF, f"{code}-{volume}-{found.size}", saved=True)
