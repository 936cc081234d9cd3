"""An old password (dengbao): warned of two weeks ahead, then one page until there is a new one.

It never falls due inside an open window: a deadline is no day to think a password up
(trust.md 1.4). Judged at the log-in, kept for that session.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from kedeng.apps.organisations import queries
from kedeng.apps.rounds.queries import rounds_for, told_today, windows_of
from kedeng.domain.logins import due
from kedeng.domain.passwords import WARNING
from kedeng.domain.policy import Actor
from kedeng.web.account import due as second_factor

REACHABLE = frozenset({"account", "prove", "stay", "manual", "logout"})
_DUE = "password_due"


def note(request: HttpRequest, actor: Actor) -> None:
    """At a log-in: say when a new password is due; where it is due now, open one page only."""
    user = queries.user_by_id(actor.user_id)
    asked = told_today(user.organisation, "password_days")
    due_on, now = queries.password_due_on(user, int(asked) if asked else None), timezone.now()
    if due_on is None or due_on - now > WARNING:
        return
    windows = [one for each in rounds_for(user.organisation) for one in windows_of(each).values()]
    day = timezone.localtime(due_on)
    if due_on > now:
        messages.warning(
            request,
            _("登录密码将于 {month} 月 {day} 日到期，请在“账号”中更换。").format(
                month=day.month, day=day.day
            ),
        )
    elif due(windows, now).now:
        request.session[_DUE] = True
    else:
        messages.warning(
            request, _("登录密码已到期。现在是申报期间，不强制更换；请在截止以后更换。")
        )


def settle(request: HttpRequest) -> None:
    """A new password stands."""
    request.session.pop(_DUE, None)


def is_due(request: HttpRequest) -> bool:
    """Whether nothing else may be done in this session before a new password stands."""
    return bool(request.session.get(_DUE))


def turned_away(request: HttpRequest, name: str | None) -> HttpResponse | None:
    """Lead to the page of the own password from any other; None where nothing is due.

    A first second factor goes before: two pages that both come first would send people in circles.
    """
    if name in REACHABLE or not is_due(request) or second_factor.is_first(request):
        return None
    return redirect("account")
