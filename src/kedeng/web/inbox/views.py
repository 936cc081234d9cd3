"""The inbox: read, open what a message leads to, choose by what ways to hear."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.messages import actions, queries
from kedeng.apps.organisations.queries import user_by_id
from kedeng.domain.messages import ASKING, TOPICS, Topic
from kedeng.lib.mobiles import is_mobile
from kedeng.web.inbox.targets import target_of

PAGE = 20
_TO_DO = {*ASKING, Topic.OBJECTIONS, Topic.APPLICATIONS, Topic.HELD_FILES}


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List the own messages: those that wait, or all."""
    actor, everything = request.actor, "all" in request.GET
    found = queries.inbox(actor) if everything else queries.unread(actor)
    paginator = Paginator(found, PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "area": "inbox",
        "everything": everything,
        "page": page,
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "joined": "all=1&" if everything else "",
        "rows": [_row(actor, message) for message in page.object_list],
    }
    return render(request, "inbox/inbox.html", context)


def _row(actor: Any, message: Any) -> dict[str, Any]:
    return {
        "message": message,
        "label": TOPICS[Topic(message.topic)].label,
        "asks": Topic(message.topic) in _TO_DO,
        "waits": message.read_at is None and message.settled_at is None,
        "target": target_of(actor, message),
    }


@require_POST
def open_message(request: HttpRequest, message_id: int) -> HttpResponse:
    """Mark a message as read and go to where it is dealt with; a foreign one is not there."""
    found = actions.mark_read(actor=request.actor, message_id=message_id)
    if found is None:
        raise Http404
    return redirect(target_of(request.actor, found) or "inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    count = actions.mark_all_read(actor=request.actor)
    messages.success(request, _("{count} 条消息标为已读。").format(count=count))
    return redirect("inbox")


@require_http_methods(["GET", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Show by what ways one hears of each topic, and keep what is chosen."""
    if request.method == "POST":
        actions.choose(
            actor=request.actor,
            mail=_ticked(request.POST.getlist("mail")),
            sms=_ticked(request.POST.getlist("sms")),
        )
        messages.success(request, _("已保存。"))
        return redirect("inbox_choices")
    user = user_by_id(request.actor.user_id)
    chosen = queries.choices_of(request.actor)
    context = {
        "area": "inbox",
        "rows": [
            {"key": topic.value, "topic": TOPICS[topic], "choice": row}
            for topic, row in chosen.items()
        ],
        "address": queries.mail_address(user),
        "proved": bool(user.recovery_email),
        "has_mail": bool(settings.EMAIL_HOST),
        "has_sms": bool(settings.SMS_URL),
        "mobile": user.phone if is_mobile(user.phone) else "",
    }
    return render(request, "inbox/choices.html", context)


def _ticked(keys: list[str]) -> dict[Topic, bool]:
    return {topic: topic.value in keys for topic in Topic}
