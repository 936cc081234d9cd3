"""登记证书: how a province gives it, what it disclaims, where it stands (process.md B63–B71)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kedeng.domain.states import State, states


class Giving(StrEnum):
    """How a province gives its certificates (b2.1); the values of the profile's key."""

    NONE = "none"
    DOWNLOAD = "download"
    MAIL = "mail"
    COLLECT = "collect"


GIVING_LABELS: dict[Giving, str] = {
    Giving.NONE: "不发",
    Giving.DOWNLOAD: "自行下载",
    Giving.MAIL: "邮寄",
    Giving.COLLECT: "凭受理通知领取",
}
ON_PAPER = frozenset({Giving.MAIL, Giving.COLLECT})
"""Where somebody gets the paper from the province, which writes down whom it gave it to."""


class Layout(StrEnum):
    """How the sheet lies (print.md 3); the values of the profile's key."""

    LYING = "lying"
    UPRIGHT = "upright"


LAYOUT_LABELS: dict[Layout, str] = {Layout.LYING: "横向", Layout.UPRIGHT: "纵向"}


class Way(StrEnum):
    """How one certificate left the house."""

    COLLECTED = "collected"
    MAILED = "mailed"


WAY_LABELS: dict[Way, str] = {Way.COLLECTED: "当面领取", Way.MAILED: "邮寄"}
USUAL_WAY: dict[Giving, Way] = {Giving.MAIL: Way.MAILED, Giving.COLLECT: Way.COLLECTED}


class Standing(StrEnum):
    """What a certificate is worth now: what the public check answers."""

    CURRENT = "current"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    DEREGISTERED = "deregistered"  # on the unit's own wish


STANDING_LABELS: dict[Standing, str] = {
    Standing.CURRENT: "有效",
    Standing.REPLACED: "已被替换",
    Standing.CANCELLED: "已注销",
    Standing.DEREGISTERED: "已自愿注销",
}
STANDING_COLOURS: dict[Standing, str] = {
    Standing.CURRENT: "green",
    Standing.REPLACED: "amber",
    Standing.CANCELLED: "seal",
    Standing.DEREGISTERED: "grey",
}
ENDED = states(numbered=True, blocks_duplicates=False)
"""States of a registration that had a number and counts no more."""
LIVE = states(numbered=True) - ENDED
"""States in which a certificate may be issued (h3, rows Z, N, I)."""

FIRST_TIME = "首次发证"


@dataclass(frozen=True)
class Disclaimer:
    """A sentence that stands on the certificate, and who wants it there.

    `asked_by` is the profile's key that asks for it; "" for one that always stands there.
    """

    text: str
    source: str
    asked_by: str = ""


DISCLAIMERS = (
    Disclaimer(
        "本证书证明所列科技成果已经登记，不作为确认科技成果权属的直接依据。",
        "《科技成果登记办法》（国科发计字〔2000〕542号）",
    ),
    Disclaimer(
        "科技成果登记不确定成果等级，本证书不作为评定成果等级的依据。",
        "《甘肃省科技成果登记办法》（甘科成规〔2022〕2号）",
        "certificate_no_grade",
    ),
)


def disclaimers(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the sentences that a profile's certificates bear (B63)."""
    return tuple(each.text for each in DISCLAIMERS if not each.asked_by or values[each.asked_by])


ON_OWN_WISH = "deregister"
"""Name of the move by which a registration ends because its unit asks for it (process.md b3)."""


def standing(state: State, *, version: int, newest: int, ended_by: str = "") -> Standing:
    """Say where a version stands; what ended with its registration is not merely replaced (B69).

    `ended_by` names the move that ended the registration.
    """
    if state in ENDED:
        return Standing.DEREGISTERED if ended_by == ON_OWN_WISH else Standing.CANCELLED
    return Standing.CURRENT if version == newest else Standing.REPLACED


class Wait(StrEnum):
    """Why no certificate is due yet, or ever."""

    GIVEN_NONE = "given_none"  # the profile gives none
    NO_NUMBER = "no_number"
    ENDED = "ended"
    NOT_PUBLICISED = "not_publicised"  # the profile puts publicity before the certificate
    UNDER_WAY = "under_way"
    OBJECTION = "objection"
    ORDERED = "ordered"  # a change, by the decision on an objection


PASSING = frozenset({Wait.NOT_PUBLICISED, Wait.UNDER_WAY, Wait.OBJECTION, Wait.ORDERED})
"""What the first version waits for; a change makes the next one without a new publicity."""


@dataclass(frozen=True, kw_only=True)
class Publicity:
    """What publicity says of a record whose profile puts it between number and certificate."""

    listed: bool
    over: bool
    objected: bool
    ordered: bool = False  # a change, which is not made yet

    @property
    def wait(self) -> Wait | None:
        """What is still to come before the first certificate."""
        if not self.listed:
            return Wait.NOT_PUBLICISED
        if not self.over:
            return Wait.UNDER_WAY
        if self.objected:
            return Wait.OBJECTION
        return Wait.ORDERED if self.ordered else None


def why_not_due(giving: Giving, state: State, publicity: Publicity | None) -> Wait | None:
    """Say why no certificate may be issued; None where one is due (B53, b2.2).

    `publicity` is None where the profile does not put it between number and certificate.
    """
    if giving is Giving.NONE:
        return Wait.GIVEN_NONE
    if state in ENDED:
        return Wait.ENDED
    if state not in LIVE:
        return Wait.NO_NUMBER
    return publicity.wait if publicity else None
