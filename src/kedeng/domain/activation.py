"""How far an account is on its way to its owner (trust.md 1.7)."""

from enum import StrEnum


class Activation(StrEnum):
    """What a superior sees of an account; never a password or a code."""

    NOT_ISSUED = "not_issued"
    ISSUED = "issued"
    EXPIRED = "expired"
    ACTIVE = "active"
    SUSPENDED = "suspended"


ACTIVATION_LABELS: dict[Activation, str] = {
    Activation.NOT_ISSUED: "未发放",
    Activation.ISSUED: "未激活",
    Activation.EXPIRED: "已过期",
    Activation.ACTIVE: "已激活",
    Activation.SUSPENDED: "已停用",
}
