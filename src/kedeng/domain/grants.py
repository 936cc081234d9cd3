"""What the log of grants tells: a closed list of changes to an account and its rights."""

from enum import StrEnum


class Change(StrEnum):
    """What happened to somebody's account or rights; one line of the log each."""

    DEFINED = "defined"
    GRANTED = "granted"
    TAKEN = "taken"
    SUPER_GIVEN = "super_given"
    SUPER_TAKEN = "super_taken"
    LENT = "lent"
    LENDING_ENDED = "lending_ended"
    SUSPENDED = "suspended"
    REACTIVATED = "reactivated"
    MOVED = "moved"
    CODE_ISSUED = "code_issued"  # a way in, and the end of every other


CHANGE_LABELS: dict[Change, str] = {
    Change.DEFINED: "建立账号",
    Change.GRANTED: "授予",
    Change.TAKEN: "收回",
    Change.SUPER_GIVEN: "设为超级管理员",
    Change.SUPER_TAKEN: "不再是超级管理员",
    Change.LENT: "安排代办",
    Change.LENDING_ENDED: "结束代办",
    Change.SUSPENDED: "停用",
    Change.REACTIVATED: "恢复",
    Change.MOVED: "转入",
    Change.CODE_ISSUED: "发放激活码",
}
