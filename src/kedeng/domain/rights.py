"""Separable rights of a user within the own organisation (process.md c2, issue "Organisations")."""

from enum import StrEnum


class Right(StrEnum):
    """What a user may do for the own organisation; any mixture is possible."""

    ENTER = "enter"
    REVIEW = "review"
    FORWARD = "forward"
    RETURN = "return"
    ACCEPT = "accept"
    RECEIVE = "receive"
    MANAGE = "manage"


RIGHT_LABELS: dict[Right, str] = {
    Right.ENTER: "录入",
    Right.REVIEW: "审核",
    Right.FORWARD: "推荐/上报",
    Right.RETURN: "退回",
    Right.ACCEPT: "受理",
    Right.RECEIVE: "收件",
    Right.MANAGE: "管理",
}
