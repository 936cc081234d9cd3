"""Reading a proof that a page posted: a code, a recovery code, a passkey's answer."""

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from kedeng.apps.organisations import actions, passkeys, queries

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import User

_STATE = "passkey_state"
_LONGEST = 20_000  # characters of a passkey's answer


def second_factors(request: HttpRequest, user: "User") -> dict[str, Any]:
    """Context of a form that asks for a second factor; the passkeys' challenge stays here."""
    factors = queries.factors_of(user.pk)
    context: dict[str, Any] = {"factors": factors}
    if factors.passkeys:
        options, state = passkeys.options_to_prove(factors.passkeys)
        request.session[_STATE] = state
        context["passkey_options"] = json.dumps(options)
    return context


def check_second_factor(request: HttpRequest, user: "User") -> None:
    """Check what was posted as `answer` (of a passkey) or `otp`. Raises RefusedError."""
    answer = request.POST.get("answer", "")
    if answer:
        actions.check_passkey(user=user, state=kept_state(request), answer=read_answer(answer))
    else:
        actions.check_code(user=user, code=request.POST.get("otp", "")[:60])


def keep_state(request: HttpRequest, state: passkeys.State) -> None:
    """Keep a ceremony's challenge where the browser cannot change it."""
    request.session[_STATE] = state


def kept_state(request: HttpRequest) -> passkeys.State:
    """Take the challenge out: it serves once."""
    return request.session.pop(_STATE, {})


def read_answer(text: str) -> Any:
    """Read a passkey's answer; what is none is an empty one, which no check lets through."""
    try:
        return json.loads(text[:_LONGEST])
    except (ValueError, RecursionError):
        return {}
