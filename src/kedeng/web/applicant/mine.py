"""The list of a filer's own records."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kedeng.apps.announcements.queries import unread_announcements
from kedeng.apps.expected.queries import told_filer
from kedeng.apps.registrations.own_records import Group, own_figures, own_records
from kedeng.apps.registrations.pleas import asked_by_owners
from kedeng.web.typed import typed

PAGE = 30
GROUPS = {
    Group.WAITING: _("要填写或修改"),
    Group.UNDER_WAY: _("审查中"),
    Group.REGISTERED: _("已登记"),
    Group.ENDED: _("已结束"),
}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List what the actor filed, what waits for the filer first; `?group=` and `?text=` narrow."""
    text, group = typed(request.GET.get("text"), 100), typed(request.GET.get("group"), 20)
    group = group if group in list(Group) else ""
    records = own_records(request.actor, text, group)
    figures = own_figures(request.actor)
    kept = {key: value for key, value in (("text", text), ("group", group)) if value}
    page = Paginator(records, PAGE).get_page(request.GET.get("page"))
    asked = asked_by_owners([each.pk for each in page.object_list])
    context = {
        "area": "mine",
        "nudges": told_filer(request.actor),
        "notices": unread_announcements(request.actor),
        "page": page,
        "rows": [(each, asked.get(each.pk, "")) for each in page.object_list],
        "total": sum(figures.values()),
        "groups": [(key.value, label, figures[key]) for key, label in GROUPS.items()],
        "text": text,
        "group": group,
        "query": f"{urlencode(kept)}&" if kept else "",
    }
    return render(request, "applicant/mine.html", context)
