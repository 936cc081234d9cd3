"""What a filer may say to a reviewer's note (peers.md, "Fix list")."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a note was dealt with."""

    DONE = "done"
    NOT_CHANGED = "not_changed"  # with a reason, which the reviewer reads beside the note
    REOPENED = "reopened"  # the filer takes the answer back


OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.DONE: "已改好",
    Outcome.NOT_CHANGED: "不改，已说明",
    Outcome.REOPENED: "待处理",
}
