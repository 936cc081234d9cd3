"""The page that takes a fresh proof, then goes on with what was asked for."""

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kedeng.apps.organisations.actions import RefusedError
from kedeng.renderings.refusals import refusal
from kedeng.web.account import fresh, proof
from kedeng.web.account.kept import kept_in, target_of


@sensitive_post_parameters("password", "otp", "answer")
@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """Take a proof. What was posted to the page behind it is offered again, one press away."""
    target, kept = target_of(request), kept_in(request)
    if request.method == "GET":
        return fresh.ask_for_proof(request, target, kept)
    try:
        _check(request)
    except RefusedError as error:
        said = refusal(error.code, error.params)
        return fresh.ask_for_proof(request, target, kept, error=said)
    fresh.note(request)
    if kept and target:
        context = {"action": target, "kept": kept, "proved": True}
        return render(request, "account/continue.html", context)
    return redirect(target or "security")


def _check(request: HttpRequest) -> None:
    """Raise RefusedError unless a password or a second factor proves the person."""
    password = request.POST.get("password", "")
    if not password:
        proof.check_second_factor(request, request.user)
    elif authenticate(request, username=request.user.username, password=password) != request.user:
        raise RefusedError("proof_wrong")
