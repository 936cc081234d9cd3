"""Applications for an account and to become a department: how they stand (process.md B31–B33)."""

from enum import StrEnum

from kedeng.domain.rights import Right


class Applicant(StrEnum):
    """Who asks for an account, as a profile's `self_registration` tells them apart (B32)."""

    UNIT = "units"  # a unit that the tree does not have yet, by the person who acts for it
    PERSON = "persons"  # somebody of a body that is there


APPLICANT_LABELS: dict[Applicant, str] = {Applicant.UNIT: "单位", Applicant.PERSON: "个人"}


class Standing(StrEnum):
    """How an application stands. Only a draft and a returned one can be changed."""

    DRAFT = "draft"
    PENDING = "pending"
    RETURNED = "returned"  # for papers that do not fit; never for an account
    APPROVED = "approved"
    REFUSED = "refused"


STANDING_LABELS: dict[Standing, str] = {
    Standing.DRAFT: "草稿",
    Standing.PENDING: "待办理",
    Standing.RETURNED: "退回补正",
    Standing.APPROVED: "已同意",
    Standing.REFUSED: "不同意",
}
STANDING_COLOURS: dict[Standing, str] = {
    Standing.DRAFT: "",
    Standing.PENDING: "blue",
    Standing.RETURNED: "amber",
    Standing.APPROVED: "green",
    Standing.REFUSED: "seal",
}
EDITABLE = frozenset({Standing.DRAFT, Standing.RETURNED})

ASKED_FOR = Right.ENTER
"""What who asks for an account is given unless the decider says otherwise: to fill in forms."""
