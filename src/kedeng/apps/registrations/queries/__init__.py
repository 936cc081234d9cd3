"""Reads of registrations. Each begins with an actor, or with "public" in its name."""

from kedeng.apps.registrations.queries.desk_queue import (
    QueueFilter,
    declined_for,
    passed_by,
    queue,
    queue_part,
    sent_back_by_nation,
    units_in_queue,
    waiting_days,
)
from kedeng.apps.registrations.queries.offers import ELSEWHERE, earlier_desks, offered_moves
from kedeng.apps.registrations.queries.public import (
    public_registration,
    public_registrations,
    registration_by_code_for_print_check,
)
from kedeng.apps.registrations.queries.records import (
    can_edit,
    counts_by_state,
    evidence_item,
    evidence_of,
    history_of,
    is_own,
    moves_of,
    my_registrations,
    record_in_round,
    registration_for,
    revision_of,
    visible_to,
)

__all__ = [
    "ELSEWHERE",
    "QueueFilter",
    "can_edit",
    "counts_by_state",
    "declined_for",
    "earlier_desks",
    "evidence_item",
    "evidence_of",
    "history_of",
    "is_own",
    "moves_of",
    "my_registrations",
    "offered_moves",
    "passed_by",
    "public_registration",
    "public_registrations",
    "queue",
    "queue_part",
    "record_in_round",
    "registration_by_code_for_print_check",
    "registration_for",
    "revision_of",
    "sent_back_by_nation",
    "units_in_queue",
    "visible_to",
    "waiting_days",
]
