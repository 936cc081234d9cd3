"""Writes to the lists of what ought to be registered."""

from kedeng.apps.expected.actions.items import drop_item, give_reason, pair
from kedeng.apps.expected.actions.lists import (
    Judged,
    drop_old_lists,
    judge_list,
    keep_list,
    take_list,
)
from kedeng.apps.expected.actions.nudging import nudge_filer, nudge_unit
from kedeng.apps.expected.actions.refused import OutOfReachError, RefusedError

__all__ = [
    "Judged",
    "OutOfReachError",
    "RefusedError",
    "drop_item",
    "drop_old_lists",
    "give_reason",
    "judge_list",
    "keep_list",
    "nudge_filer",
    "nudge_unit",
    "pair",
    "take_list",
]
