"""Two registrations that may be one result: signs of it, verdicts on it (process.md f, B75)."""

from enum import StrEnum


class Sign(StrEnum):
    """What two registrations have in common (f, tier 2)."""

    TITLE = "title"
    PROJECT = "project"
    RIGHT = "right"
    FILE = "file"


SIGN_LABELS: dict[Sign, str] = {
    Sign.TITLE: "名称相同",
    Sign.PROJECT: "课题编号相同、名称相近",
    Sign.RIGHT: "知识产权编号相同",
    Sign.FILE: "附件相同",
}
LIKE_ENOUGH = 0.8
"""How like titles must be for a common project to point to one result."""


class Verdict(StrEnum):
    """What a reviewer says of two registrations."""

    SAME = "same"
    DIFFERENT = "different"
    FOLLOW_UP = "follow_up"
    PART = "part"


VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.SAME: "同一成果",
    Verdict.DIFFERENT: "不同成果",
    Verdict.FOLLOW_UP: "后续成果",
    Verdict.PART: "子成果",
}
VERDICT_COLOURS: dict[Verdict, str] = {
    Verdict.SAME: "seal",
    Verdict.DIFFERENT: "green",
    Verdict.FOLLOW_UP: "blue",
    Verdict.PART: "blue",
}
