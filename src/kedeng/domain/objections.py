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


HEARING_LABELS: dict[Hearing, str] = {
    Hearing.SENT: "已收到，待审查",
    Hearing.NOT_TAKEN: "不予受理",
    Hearing.TAKEN: "已受理，处理中",
    Hearing.UPHELD: "异议成立",
    Hearing.REJECTED: "异议不成立",
}
HEARING_COLOURS: dict[Hearing, str] = {
    Hearing.SENT: "amber",
    Hearing.NOT_TAKEN: "grey",
    Hearing.TAKEN: "blue",
    Hearing.UPHELD: "seal",
    Hearing.REJECTED: "green",
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
