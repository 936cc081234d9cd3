"""What a certificate says is taken into the form by a click."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import judge
from kedeng.renderings.refusals import refusal
from kedeng.web.applicant.conflict import conflict
from kedeng.web.applicant.posted import as_posted
from kedeng.web.applicant.record import own_record
from kedeng.web.typed import typed, typed_number

_LONGEST_KEY = 80


@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take the ticked values of one paper; newer text is shown beside them, never written over."""
    registration = own_record(request, code)
    back = typed(request.POST.get("back"), _LONGEST_KEY)
    fields = request.POST.getlist("take")
    try:
        offer, _saved = actions.take_suggestion(
            actor=request.actor,
            registration=registration,
            key=typed(request.POST.get("key"), _LONGEST_KEY),
            fields=fields,
            expected_version=typed_number(request.POST.get("version")) or 0,
        )
    except actions.OutdatedOfferError as error:
        judgement = judge(registration)
        section = error.offer.section
        kept = as_posted(section, error.content, judgement.facts.catalogue)
        mine = (section, error.content)
        return conflict(request, registration, judgement, error.current, mine, kept=kept)
    except RefusedMoveError as error:
        messages.error(request, refusal(error.code, error.params))
    else:
        taken = [item for item in (*offer.items, *offer.same) if item.field.key in fields]
        told = "；".join(f"{item.field.label} {item.shown}" for item in taken)
        messages.success(request, _("已采用：{told}。").format(told=told))
    if back and back in judge(registration).form.by_key:
        return redirect("section", code=code, key=back)
    return redirect("evidence", code=code)
