"""Reads of what ought to be registered, and of who will be late."""

from kedeng.apps.expected.queries.items import (
    ItemFilter,
    Line,
    Match,
    Proposal,
    kept_list,
    line_for,
    lines_of,
    lists_taken,
    proposals_for,
    visible_codes,
)
from kedeng.apps.expected.queries.nudges import (
    lately_told,
    nudges_of,
    records_to_mend,
    told_filer,
)
from kedeng.apps.expected.queries.radar import Closing, Pace, Radar, UnitRow, radar_of
from kedeng.apps.expected.queries.scope import Scope, scope_of

__all__ = [
    "Closing",
    "ItemFilter",
    "Line",
    "Match",
    "Pace",
    "Proposal",
    "Radar",
    "Scope",
    "UnitRow",
    "kept_list",
    "lately_told",
    "line_for",
    "lines_of",
    "lists_taken",
    "nudges_of",
    "proposals_for",
    "radar_of",
    "records_to_mend",
    "scope_of",
    "told_filer",
    "visible_codes",
]
