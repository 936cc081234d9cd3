"""Moves that may be made on many records at once, and how each is undone (peers.md, 11)."""

from datetime import timedelta
from enum import StrEnum

from kedeng.domain.rights import Right
from kedeng.domain.routes import DEPARTMENT, NATION, PROVINCE, UNIT, StopKind
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS, Transition

MOST_ROWS = 200  # of one act: each is a transaction of its own, inside one request
TIME_TO_UNDO = timedelta(minutes=5)
APPROVALS = ("pass_audit", "register")  # asked for with a fresh proof of who it is
FINAL = (*APPROVALS, "accept", "report", "receive", "publish")  # a preview, but no way back

_UNDONE_BY: dict[tuple[str, State], str] = {
    ("pass_on", State.IN_REVIEW): "undo_forward",
    ("pass_on", State.RETURNED): "undo_forward_returned",
    ("recommend", State.IN_REVIEW): "undo_forward",
    ("recommend", State.RETURNED): "undo_forward_returned",
    ("return", State.IN_REVIEW): "undo_return",
    ("return", State.RETURNED): "undo_return_returned",
    ("return", State.RECOMMENDED): "undo_return_recommended",
    ("return", State.ACCEPTED): "undo_return_accepted",
}
BULK = (*dict.fromkeys(name for name, _ in _UNDONE_BY), *FINAL)
_DESKS = {
    UNIT: StopKind.UNIT,
    DEPARTMENT: StopKind.DEPARTMENT,
    PROVINCE: StopKind.PROVINCE,
    NATION: StopKind.NATION,
}


class RowOutcome(StrEnum):
    """What became of one record of a bulk act."""

    WAITING = "waiting"
    DONE = "done"
    SKIPPED = "skipped"  # as the preview had said
    REFUSED = "refused"  # between the preview and the act something had changed
    UNDONE = "undone"


OUTCOME_LABELS: dict[RowOutcome, str] = {
    RowOutcome.WAITING: "没有办完",
    RowOutcome.DONE: "已办",
    RowOutcome.SKIPPED: "跳过",
    RowOutcome.REFUSED: "没有办",
    RowOutcome.UNDONE: "已撤销",
}


def undone_by(transition: str, before: State) -> str:
    """Name the move that undoes one made from a state; "" for what is not undone."""
    return _UNDONE_BY.get((transition, before), "")


def bulk_moves(rank: int, rights: frozenset[Right]) -> list[Transition]:
    """Give the moves that somebody of a rank may make on many records, in the table's order."""
    desk = _DESKS.get(rank)
    rows = (TRANSITIONS[name] for name in TRANSITIONS if name in BULK)
    return [row for row in rows if desk in row.at and row.right in rights]
