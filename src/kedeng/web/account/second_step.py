"""The second step of a log-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kedeng.apps.organisations.actions import RefusedError
from kedeng.renderings.refusals import refusal
from kedeng.web.account import proof
from kedeng.web.account.entering import Arrival, ask_second_step, enter, waiting
from kedeng.web.account.kept import kept_in, target_of


@never_cache
@sensitive_post_parameters("otp", "answer")
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Take a code, a recovery code or a passkey; then the session begins."""
    target, kept = target_of(request), kept_in(request)
    found = waiting(request)
    if found is None:
        context = {"next": target, "kept": kept, "error": refusal("second_step_late")}
        return render(request, "account/login.html", context, status=401)
    user, portal = found
    arrival = Arrival(user, target, kept, portal)
    if request.method == "GET":
        return ask_second_step(request, arrival)
    try:
        proof.check_second_factor(request, user)
    except RefusedError as error:
        said = refusal(error.code, error.params)
        return ask_second_step(request, arrival, error=said, status=401)
    return enter(request, arrival, second=True)
