"""What the pages of a record say of its pleas: those that there are, and what may be asked now."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kedeng.apps.registrations import pleas
from kedeng.apps.registrations.cancel_grounds import cancel_grounds
from kedeng.domain.pleas import PLEAS, PleaKind
from kedeng.domain.policy import Actor

_HELP: dict[PleaKind, Promise] = {
    PleaKind.ASK_RETURN: gettext_lazy(
        "已经开始审查、不能收回的，可以请求现在的环节退回修改。对方也可以不同意，并写明理由。"
    ),
    PleaKind.APPEAL: gettext_lazy(
        "对决定有不同意见的，可以申请省级登记机构复核。没有同意的，还可以再申请一次。"
    ),
    PleaKind.PROPOSE_CANCEL: gettext_lazy(
        "发现虚假、剽窃等情形的，提请本机构的管理人员注销。注销以前，填报人看不到。"
    ),
}


@dataclass(frozen=True)
class Askable:
    """A kind that may be asked for now, as its form shows it."""

    kind: str
    label: str
    help: Promise
    needs_ground: bool


def pleading(actor: Actor, registration: Any) -> dict[str, Any]:
    """Give the pleas that the actor reads, the open one apart, and the forms for new ones."""
    shown = pleas.pleas_shown_to(actor, registration)
    waiting = next((plea for plea in shown if plea.is_open), None)
    asking = [
        Askable(kind.value, PLEAS[kind].label, _HELP[kind], PLEAS[kind].needs_ground)
        for kind in pleas.kinds_to_ask(actor, registration)
    ]
    return {
        "pleas": shown,
        "open_plea": waiting,
        "may_answer_plea": bool(waiting) and pleas.why_not_answered(actor, waiting) is None,
        "may_take_plea_back": bool(waiting) and pleas.may_take_back(actor, waiting),
        "askable": asking,
        "plea_grounds": cancel_grounds() if any(one.needs_ground for one in asking) else [],
    }
