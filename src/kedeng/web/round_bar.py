"""What every page shows at its head: who is in, which round, its next closing, whom to ask."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from kedeng.apps.announcements.queries import unread_count
from kedeng.apps.messages.queries import unread
from kedeng.apps.organisations.queries import contacts_of, organisation_by_id
from kedeng.apps.rounds.queries import current_round, extended_closings, windows_at
from kedeng.domain.policy import DESK_RIGHTS, Action, decide
from kedeng.domain.rights import Right
from kedeng.domain.routes import NATION, PROVINCE, StopKind
from kedeng.domain.windows import STEP_LABELS, Step, put_off
from kedeng.renderings.refusals import instant
from kedeng.web.account import due, lasting


def head(request: HttpRequest) -> dict[str, Any]:
    """Context of the layout: `actor`, `round_bar`, `nav`. One round a request."""
    actor = getattr(request, "actor", None)
    context: dict[str, Any] = {"actor": actor, "is_demo": settings.KEDENG_DEMO}
    if actor is None:
        return context
    context |= due.notice(request)
    organisation = organisation_by_id(actor.organisation_id)
    context["unread"] = unread_count(actor, organisation)
    context["inbox_count"] = unread(actor).count()
    context["session_left"] = lasting.left(request)
    may_handle = bool(decide(actor, Action.HANDLE_CHANGES))
    context["nav_filer"] = actor.has(Right.ENTER)
    context["nav_desk"] = actor.has(*DESK_RIGHTS)
    context["nav_paper"] = bool(decide(actor, Action.RECEIVE_PAPER))
    context["nav_summary"] = actor.has(*DESK_RIGHTS, Right.RECEIVE)
    context["nav_expected"] = actor.rank != NATION and decide(actor, Action.KEEP_EXPECTED)
    # Who only manages has no queue from which to come to the requests.
    context["nav_changes"] = actor.rank == PROVINCE and not context["nav_desk"] and may_handle
    context["nav_publicity"] = actor.rank == PROVINCE and decide(actor, Action.RUN_PUBLICITY)
    context["nav_certificates"] = actor.rank != NATION and decide(actor, Action.LIST_CERTIFICATES)
    context["nav_console"] = actor.has(Right.MANAGE)
    context["nav_manage"] = actor.has(Right.MANAGE) and actor.rank == 2
    if actor.rank == NATION:  # rounds are the provinces'; there is nobody above to ask
        return context
    round_ = current_round(organisation, timezone.now())
    if round_ is not None:
        context["round_bar"] = {"title": round_.title, "steps": _steps(round_, organisation)}
        asked = contacts_of(organisation)
        context["contacts"] = [each for each in asked if each.organisation != organisation.name]
    return context


def _steps(round_: Any, organisation: Any) -> list[dict[str, Any]]:
    """Give what holds for the actor's own organisation, extensions included."""
    now = timezone.now()
    windows = windows_at(round_, organisation, StopKind.FILER)
    later = extended_closings(round_, organisation)
    steps = []
    for step in (Step.SUBMIT, Step.RECOMMEND, Step.PAPER):
        window = windows.get(step)
        if window is None or window.closes is None:
            continue
        window = put_off(window, later.get(step))
        left = window.closes - now
        steps.append(
            {
                "label": STEP_LABELS[step],
                "closes": instant(timezone.localtime(window.closes)),
                "left": _left(left) if left > timedelta(0) else "",
                "closed": left <= timedelta(0),
                "opens": instant(timezone.localtime(window.opens), ends=False)
                if window.opens and window.opens > now
                else "",
            }
        )
    return steps


def _left(left: timedelta) -> str:
    hours = left.seconds // 3600
    if left.days >= 7:
        return _("还有 {days} 天").format(days=left.days)
    if left.days:
        return _("还有 {days} 天 {hours} 小时").format(days=left.days, hours=hours)
    minutes = left.seconds % 3600 // 60
    return _("还有 {hours} 小时 {minutes} 分").format(hours=hours, minutes=minutes)
