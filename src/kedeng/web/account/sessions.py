"""The own sessions: where the account is open, and closing it there."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.session_store import row_key
from kedeng.domain.logins import limits_of
from kedeng.lib.devices import device_name


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """List the own sessions. A shared account shows the own one alone: the others are strangers."""
    own = row_key(request.session.session_key)
    shared = request.user.password_locked
    rows = [
        {"row": row, "device": device_name(row.device), "is_own": row.session_key == own}
        for row in queries.sessions_of(request.actor)
        if row.session_key == own or not shared
    ]
    limits = limits_of(request.actor, demo=shared)
    context = {
        "rows": rows,
        "idle": _long(limits.idle),
        "whole": limits.whole // timedelta(hours=1),
        "parallel": limits.parallel,
    }
    return render(request, "account/sessions.html", context)


def _long(idle: timedelta) -> str:
    """A span in whole hours, or else in minutes: 12 小时, 30 分钟."""
    hours, rest = divmod(idle, timedelta(hours=1))
    if rest:
        return _("{count} 分钟").format(count=idle // timedelta(minutes=1))
    return _("{count} 小时").format(count=hours)


@require_POST
def end(request: HttpRequest, key: str) -> HttpResponse:
    """End one of the own sessions."""
    shared = request.user.password_locked
    if not shared and actions.end_session(actor=request.actor, key=key):
        messages.success(request, _("已退出该设备上的登录。"))
    return redirect("sessions")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all of the own sessions but this one."""
    if not request.user.password_locked:
        ended = actions.end_other_sessions(actor=request.actor, cookie=request.session.session_key)
        messages.success(request, _("已退出其他 {count} 处登录。").format(count=ended))
    return redirect("sessions")
