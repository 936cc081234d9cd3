"""A superior takes a lost second factor off an account below, with a reason; reads nothing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.organisations import actions, queries
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.typed import typed


@require_http_methods(["GET", "POST"])
def lost_second_factor(request: HttpRequest, user_id: int) -> HttpResponse:
    """Ask for the reason, then remove. 404 for an account that the actor does not define."""
    user = queries.user_for(request.actor, user_id)
    if user is None:
        raise Http404
    reason, error, status = typed(request.POST.get("reason"), 300), "", 200
    if request.method == "POST":
        try:
            actions.remove_lost_second_factor(actor=request.actor, user=user, reason=reason)
        except actions.OutOfReachError as foreign:
            raise Http404 from foreign
        except actions.RefusedError as refused:
            error = refusal(refused.code, refused.params)
            status = status_of(refused.code, 422)
        else:
            messages.success(
                request, _("{name}的第二重验证已移除，登录已全部退出。").format(name=user.name)
            )
            return redirect("lost_second_factor", user_id=user.pk)
    context = {
        "person": user,
        "has": bool(queries.factors_of(user.pk)),
        "reason": reason,
        "error": error,
    }
    return render(request, "account/lost.html", context, status=status)
