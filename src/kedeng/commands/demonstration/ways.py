"""Ways that lead to each state, as steps of a journey; several to a state, taken in turn.

Every step is a declared move by somebody who may make it.
"""

from collections.abc import Callable, Mapping

from kedeng.commands.demonstration.journey import Journey
from kedeng.commands.demonstration.wishes import ask_change, decline, plead
from kedeng.domain.pleas import PleaKind
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State

Way = Callable[[Journey], None]

TITLE_REASON = "title_mismatch", "成果名称与验收意见上的名称不一致，请核对后修改。（演示）"
PEOPLE_REASON = "person_mismatch", "完成人排序与证明材料不一致，请按证明材料填写。（演示）"
PAPER_REASON = "evidence_unreadable", "附件第2页不清晰，请重新扫描上传。（演示）"
SUMMARY_REASON = "summary_unsuitable", "成果简介没有写清创新内容，请补充。（演示）"
DATE_REASON = "evidence_date", "证明材料日期不清楚，请补正。（演示）"
DUPLICATE_REASON = "duplicate", "与往年登记的成果内容相同。（演示）"
DISPUTE_REASON = "ownership_dispute", "成果权属有争议，解决后再登记。（演示）"
SCOPE_REASON = "wrong_recommender", "应由其他组织管理部门推荐。（演示）"
UNLAWFUL_REASON = "false", "登记后发现材料不实。（演示）"


def _no_move(journey: Journey) -> None:
    del journey


def _to_unit(journey: Journey) -> None:
    journey.submit()


def _to_department(journey: Journey) -> None:
    journey.submit()
    journey.climb(StopKind.DEPARTMENT)


def _to_province(journey: Journey) -> None:
    journey.submit()
    journey.climb(StopKind.PROVINCE)


def _accepted(journey: Journey) -> None:
    _to_province(journey)
    journey.at_desk("accept")


def _registered(journey: Journey) -> None:
    _accepted(journey)
    journey.at_desk("register")


def _reported(journey: Journey) -> None:
    _registered(journey)
    journey.at_desk("report")


def _received(journey: Journey) -> None:
    _reported(journey)
    journey.at_desk("receive")


def _published(journey: Journey) -> None:
    _received(journey)
    journey.at_desk("publish")


def _claimed(way: Way) -> Way:
    """The same, and the desk has taken it up."""

    def go(journey: Journey) -> None:
        way(journey)
        journey.claim()

    return go


def _returned(way: Way, reason: tuple[str, str], to_desk: int = 0) -> Way:
    """The same, then sent back with a note."""

    def go(journey: Journey) -> None:
        way(journey)
        journey.send_back(reason, to_desk)

    return go


def _corrected(way: Way, then: Way) -> Way:
    """Sent back, mended, and on its way again."""

    def go(journey: Journey) -> None:
        _returned(way, SUMMARY_REASON)(journey)
        journey.mend()
        journey.send("resubmit")
        then(journey)

    return go


def _returned_to_department(journey: Journey) -> None:
    _to_province(journey)
    journey.send_back(PAPER_REASON, journey.desk - 1)


def _sent_back_by_nation(journey: Journey) -> None:
    _reported(journey)
    journey.at_desk("send_back", reason=PAPER_REASON)
    journey.at_desk("report")


def _on_to_publication(journey: Journey) -> None:
    journey.climb(StopKind.PROVINCE)
    for transition in ("accept", "register", "report", "receive", "publish"):
        journey.at_desk(transition)


def _not_recommended(journey: Journey) -> None:
    _to_department(journey)
    journey.climb_below_province()
    journey.at_desk("not_recommend", reason=DUPLICATE_REASON)


def _taken_up(journey: Journey) -> None:
    _not_recommended(journey)
    journey.by_province("take_up", reason=("other", "省厅调取审核。（演示）"))
    journey.at_desk("accept")


def _then(way: Way, transition: str, reason: tuple[str, str] = ("", "")) -> Way:
    """The same, and one more move of the desk."""

    def go(journey: Journey) -> None:
        way(journey)
        journey.at_desk(transition, reason=reason)

    return go


def _supplied(journey: Journey) -> None:
    _then(_to_province, "request_supplement", DATE_REASON)(journey)
    journey.mend()
    journey.send("resupply")


def _upheld(journey: Journey) -> None:
    _not_recommended(journey)
    journey.by_province("uphold", reason=DUPLICATE_REASON)


def _withdrawn_after(way: Way) -> Way:
    def go(journey: Journey) -> None:
        way(journey)
        journey.by_filer("withdraw")

    return go


def _recalled(journey: Journey) -> None:
    journey.submit()
    journey.by_filer("recall")


def _cancelled_after(way: Way) -> Way:
    def go(journey: Journey) -> None:
        way(journey)
        journey.by_province("cancel", reason=UNLAWFUL_REASON)

    return go


def _asking(way: Way, kind: PleaKind, *, declined: bool = False) -> Way:
    """The same, then the filer asks the desk for a move, and may be declined."""

    def go(journey: Journey) -> None:
        way(journey)
        plead(journey, kind)
        if declined:
            decline(journey, kind)

    return go


def _changing(way: Way) -> Way:
    """The same, then the filer asks for a change."""

    def go(journey: Journey) -> None:
        way(journey)
        ask_change(journey)

    return go


_refused = _then(_accepted, "refuse", DISPUTE_REASON)

# A real title goes the first way only: nothing is said against it there.
WAYS: Mapping[State, tuple[Way, ...]] = {
    State.DRAFT: (_no_move, _no_move, _recalled),
    State.IN_REVIEW: (
        _to_unit,
        _to_department,
        _claimed(_to_department),
        _claimed(_to_unit),
        _corrected(_to_department, _no_move),
        _to_unit,
        _asking(_claimed(_to_department), PleaKind.ASK_RETURN),
    ),
    State.RETURNED: (
        _returned(_to_department, TITLE_REASON),
        _returned(_to_unit, PEOPLE_REASON),
        _returned(_to_province, PAPER_REASON),
        _returned(_accepted, SUMMARY_REASON),
        _returned_to_department,
    ),
    State.NOT_RECOMMENDED: (_not_recommended,),
    State.RECOMMENDED: (_to_province, _claimed(_to_province), _supplied),
    State.SUPPLEMENT: (_then(_to_province, "request_supplement", DATE_REASON),),
    State.NOT_ACCEPTED: (_then(_to_province, "decline", SCOPE_REASON),),
    State.ACCEPTED: (_accepted, _claimed(_accepted), _taken_up),
    State.REGISTERED: (_registered,),
    State.REPORTED: (_reported, _claimed(_reported), _sent_back_by_nation),
    State.RECEIVED: (_received,),
    State.PUBLISHED: (
        _published,
        _corrected(_to_department, _on_to_publication),
        _changing(_published),
        _corrected(_to_province, _on_to_publication),
    ),
    State.FILED: (_then(_accepted, "file_elsewhere"),),
    State.REFUSED: (
        _refused,
        _asking(_refused, PleaKind.APPEAL),
        _upheld,
        _asking(_refused, PleaKind.APPEAL, declined=True),
    ),
    State.WITHDRAWN: (
        _withdrawn_after(_returned(_to_department, TITLE_REASON)),
        _withdrawn_after(_recalled),
        _withdrawn_after(_then(_to_province, "request_supplement", DATE_REASON)),
    ),
    State.CANCELLED: (
        _cancelled_after(_published),
        _cancelled_after(_registered),
        _cancelled_after(_received),
    ),
}


def way_for(state: State, turn: int, *, is_real: bool) -> Way:
    """Choose the way of the `turn`-th registration of a state."""
    if is_real:
        return WAYS[state][0]
    return WAYS[state][turn % len(WAYS[state])]
