"""Objections to a record as its own side and its desks see them: without who objected."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.renderings.refusals import refusal
from kedeng.web.records.seen import seen_record
from kedeng.web.records.views import record_page
from kedeng.web.typed import typed


@require_POST
def statement(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Take the statement of the own side, or a desk's opinion; a refusal keeps what was typed."""
    registration = seen_record(request, code)
    text = typed(request.POST.get("text"), None)
    try:
        actions.state_in_case(
            actor=request.actor, registration=registration, number=number, text=text
        )
    except RefusedMoveError as error:
        told = {"refused": refusal(error.code, error.params), "statement": text}
        return record_page(request, registration, status=422, **told)
    messages.success(request, _("已提交。省级登记机构作出决定时会看到。"))
    return redirect("record", code=code)
