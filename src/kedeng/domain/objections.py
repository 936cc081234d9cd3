"""Objections to what is made public: grounds, standings, who may speak (process.md B55–B68)."""

from enum import StrEnum


class Ground(StrEnum):
    """What an objection is about (S15: novelty, maturity, truth of papers, persons, units)."""

    NOVELTY = "novelty"
    MATURITY = "maturity"
    TRUTH = "truth"
    PEOPLE = "people"
    UNITS = "units"
    OWNERSHIP = "ownership"
    OTHER = "other"


GROUND_LABELS: dict[Ground, str] = {
    Ground.NOVELTY: "成果的创新性",
    Ground.MATURITY: "成果的成熟性",
    Ground.TRUTH: "材料的真实性",
    Ground.PEOPLE: "完成人及排序",
    Ground.UNITS: "完成单位及排序",
    Ground.OWNERSHIP: "权属或知识产权",
    Ground.OTHER: "其他",
}


class Hearing(StrEnum):
    """How far an objection is."""

    SENT = "sent"
    NOT_TAKEN = "not_taken"
    TAKEN = "taken"
    UPHELD = "upheld"
    REJECTED = "rejected"
    CLOSED = "closed"  # taken, and overtaken by the end of the registration or of its publicity


HEARING_LABELS: dict[Hearing, str] = {
    Hearing.SENT: "已收到，待审查",
    Hearing.NOT_TAKEN: "不予受理",
    Hearing.TAKEN: "已受理，处理中",
    Hearing.UPHELD: "异议成立",
    Hearing.REJECTED: "异议不成立",
    Hearing.CLOSED: "不再处理",
}
HEARING_COLOURS: dict[Hearing, str] = {
    Hearing.SENT: "amber",
    Hearing.NOT_TAKEN: "grey",
    Hearing.TAKEN: "blue",
    Hearing.UPHELD: "seal",
    Hearing.REJECTED: "green",
    Hearing.CLOSED: "grey",
}


class Side(StrEnum):
    """Who speaks in a case."""

    OBJECTOR = "objector"
    FILER = "filer"
    DESK = "desk"  # a unit's office or a department gives its opinion


SIDE_LABELS: dict[Side, str] = {
    Side.OBJECTOR: "异议人",
    Side.FILER: "申报方",
    Side.DESK: "审查单位意见",
}


class Consequence(StrEnum):
    """What an upheld objection leads to."""

    REFUSE = "refuse"
    RETURN = "return"
    CANCEL = "cancel"
    MEND = "mend"  # by a change request; the number stays


CONSEQUENCE_LABELS: dict[Consequence, str] = {
    Consequence.REFUSE: "不予登记",
    Consequence.RETURN: "退回修改",
    Consequence.CANCEL: "注销登记",
    Consequence.MEND: "按决定变更登记",
}

MOVES: dict[Consequence, str] = {
    Consequence.REFUSE: "refuse_disputed",
    Consequence.RETURN: "return_disputed",
    Consequence.CANCEL: "cancel",
}
"""By which move of the workflow a consequence is carried out; a mending makes none."""

WHY_CLOSED: dict[str, str] = {
    "refuse_disputed": "这项成果已决定不予登记",
    "return_disputed": "这项登记已退回修改，重新公示时可以再提出异议",
    "cancel": "这项登记已注销",
    "deregister": "这项登记已自愿注销",
}
"""What an objector reads whose case is overtaken by a move."""


def why_closed(move: str, decided: str = "") -> str:
    """Say why a case is not handled any more; `decided` numbers the objection that led there."""
    by = f"（对异议 {decided} 的决定）" if decided else ""
    return f"{WHY_CLOSED[move]}{by}，这件异议不再处理。"
