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
from kedeng.apps.expected.queries.scope import Scope, scope_of

__all__ = [
    "ItemFilter",
    "Line",
    "Match",
    "Proposal",
    "Scope",
    "kept_list",
    "line_for",
    "lines_of",
    "lists_taken",
    "proposals_for",
    "scope_of",
    "visible_codes",
]
