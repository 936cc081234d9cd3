"""What a queue page is narrowed to, read from its address and written back into links."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kedeng.apps.registrations.queries import QueueFilter
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.states import STATES
from kedeng.web.typed import typed, typed_number

SCOPES = {
    "desk": _("待办"),
    "declined": _("不予推荐的"),
    "passed": _("已办过"),
    "all": _("看得到的全部"),
}


OWNERS = {"mine": _("本人在审的"), "nobody": _("没有人审的")}
WAITED = {days: _("等了 {days} 天以上") for days in (3, 7, 14, 30)}
PROBLEMS = {
    "overdue": _("超过办理期限的"),
    "again": _("再次提交的"),
    "sent_back": _("国家退回的"),
    "explained": _("有说明的"),
    "warned": _("有系统提示的"),
}


def chosen_filter(request: HttpRequest) -> QueueFilter:
    """Read the filter from the address; what is no choice of ours filters nothing."""
    asked = request.GET
    category, state, scope = (typed(asked.get(key)) for key in ("category", "state", "scope"))
    owner, problem = (typed(asked.get(key), 20) for key in ("owner", "problem"))
    waited = typed_number(asked.get("waited")) or 0
    return QueueFilter(
        text=typed(asked.get("text"), 100),
        category=category if category in CATEGORY_NAMES else "",
        state=state if state in STATES else "",
        unit=typed(asked.get("unit"), 200),
        scope=scope if scope in SCOPES else "desk",
        owner=owner if owner in OWNERS or typed_number(owner) is not None else "",
        waited=waited if waited in WAITED else 0,
        problem=problem if problem in PROBLEMS else "",
    )


def query_of(chosen: QueueFilter) -> str:
    """Write the filter as `?text=…&unit=…` without what filters nothing; "" for no filter."""
    kept = {key: value for key, value in asdict(chosen).items() if value and value != "desk"}
    return f"?{urlencode(kept)}" if kept else ""
