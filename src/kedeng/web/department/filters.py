"""What a queue page is narrowed to, read from its address and written back into links."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kedeng.apps.registrations.queries import QueueFilter
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.states import STATES
from kedeng.web.typed import typed

SCOPES = {
    "desk": _("待办"),
    "declined": _("不予推荐的"),
    "passed": _("已办过"),
    "all": _("看得到的全部"),
}


def chosen_filter(request: HttpRequest) -> QueueFilter:
    """Read the filter from the address; what is no choice of ours filters nothing."""
    asked = request.GET
    category, state, scope = (typed(asked.get(key)) for key in ("category", "state", "scope"))
    return QueueFilter(
        text=typed(asked.get("text"), 100),
        category=category if category in CATEGORY_NAMES else "",
        state=state if state in STATES else "",
        unit=typed(asked.get("unit"), 200),
        scope=scope if scope in SCOPES else "desk",
    )


def query_of(chosen: QueueFilter) -> str:
    """Write the filter as `?text=…&unit=…` without what filters nothing; "" for no filter."""
    kept = {key: value for key, value in asdict(chosen).items() if value and value != "desk"}
    return f"?{urlencode(kept)}" if kept else ""
