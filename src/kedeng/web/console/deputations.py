"""代办: who stands in for whom in the own body, and until when."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import RefusedError
from kedeng.web.console.forms import DeputationForm, blame
from kedeng.web.console.reach import paged, refused_page, told, user_or_404
from kedeng.web.plain_forms import posted


@require_http_methods(["GET", "POST"])
def deputations(request: HttpRequest) -> HttpResponse:
    """List the deputations of the own body; arrange another one."""
    actor = request.actor
    own = queries.organisation_by_id(actor.organisation_id)
    people = [(each.pk, f"{each.name}（{each.username}）") for each in queries.staff_of(actor)]
    form = DeputationForm(posted(request), people=people)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                return _arrange(request, form)
            except RefusedError as error:
                said = told(error)
                blame(form, said)
                status = said.status
        status = 422 if status == 200 else status
    context: dict[str, Any] = {
        "area": "console",
        "tab": "deputations",
        "body": own,
        "form": form,
        "today": timezone.localdate(),
        **paged(request, queries.deputations_of(actor)),
    }
    return render(request, "console/deputations.html", context, status=status)


def _arrange(request: HttpRequest, form: DeputationForm) -> HttpResponse:
    asked = dict(form.cleaned_data)
    giver, deputy = (user_or_404(request, asked.pop(name)) for name in ("giver", "deputy"))
    actions.deputise(actor=request.actor, giver=giver, deputy=deputy, **asked)
    said = _("{deputy} 代办 {giver} 的事项，至 {day} 止。")
    day = f"{asked['through_day']:%Y-%m-%d}"
    messages.success(request, said.format(deputy=deputy.name, giver=giver.name, day=day))
    return redirect("console_deputations")


@require_POST
def end(request: HttpRequest, deputation_id: int) -> HttpResponse:
    """End a deputation at once."""
    found = queries.deputation_for(request.actor, deputation_id)
    if found is None:
        raise Http404
    try:
        actions.end_deputation(actor=request.actor, deputation=found)
    except RefusedError as error:
        return refused_page(request, error)
    messages.success(request, _("代办已结束，即时生效。"))
    return redirect("console_deputations")
