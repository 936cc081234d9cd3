"""The usual words of a desk: a reviewer's own, and those kept for everybody there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.desks import phrases_of
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.policy import Action, decide
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.typed import typed, typed_number


@require_http_methods(["GET", "POST"])
def phrases(request: HttpRequest) -> HttpResponse:
    """List the phrases; keep one more."""
    actor = request.actor
    text, error, status = "", "", 200
    if request.method == "POST":
        text = typed(request.POST.get("text"), None)
        shared = request.POST.get("shared") == "on"
        try:
            actions.keep_phrase(actor=actor, text=text, shared=shared)
        except RefusedMoveError as refused:
            error, status = refusal(refused.code, refused.params), status_of(refused.code)
        else:
            messages.success(request, _("常用语已保存。"))
            return redirect("desk_phrases")
    found = list(phrases_of(actor))
    context = {
        "area": "queue",
        "own": [phrase for phrase in found if phrase.owner_id is not None],
        "shared": [phrase for phrase in found if phrase.owner_id is None],
        "may_share": bool(decide(actor, Action.MANAGE_DESK)),
        "text": text,
        "error": error,
    }
    return render(request, "department/phrases.html", context, status=status)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Drop a phrase."""
    try:
        actions.drop_phrase(
            actor=request.actor, phrase_id=typed_number(request.POST.get("phrase")) or 0
        )
    except RefusedMoveError as refused:
        messages.error(request, refusal(refused.code, refused.params))
    return redirect("desk_phrases")
