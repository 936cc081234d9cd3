"""Whoever is not let in: told to wait, led on by a code typed as the password, or refused."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kedeng.apps.organisations import actions
from kedeng.lib import crockford
from kedeng.renderings.refusals import refusal
from kedeng.web.account import guard
from kedeng.web.account.activation import try_code


def not_let_in(
    request: HttpRequest, username: str, password: str, context: dict[str, Any]
) -> HttpResponse:
    """Answer a log-in that failed. Text and status are the same whether or not there is an account.

    The code of a slip may be typed as the "initial password": it leads to the page of the own one
    (trust.md 1.7, 5).
    """
    context = {**context, "username": username}
    if request.guess_wait:
        return _answer(request, {**context, "error": guard.wait_sentence(request)})
    if crockford.read(password):
        paid = request.guess_paid
        response, said = try_code(request, username, password)
        if response is not None:
            actions.give_back_guess(paid)
            return response
    else:
        actions.tell_failed_login(username=username)
        waits = guard.too_many_from_here(request)
        said = guard.network_sentence(request) if waits else refusal("login_wrong")
    return _answer(request, {**context, "error": said})


def _answer(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    page = render(request, "account/login.html", context, status=429 if request.guess_wait else 401)
    return guard.with_retry(request, page) if request.guess_wait else page
