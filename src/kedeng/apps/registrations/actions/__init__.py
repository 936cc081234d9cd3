"""Writes to registrations, by what they are about. Only `moves` assigns a state."""

from kedeng.apps.registrations.actions.answers import answer_note
from kedeng.apps.registrations.actions.batches import (
    answer_hand_over,
    freeze_batch,
    hand_over,
    receive_batch,
)
from kedeng.apps.registrations.actions.bodies import close_body, merge_body
from kedeng.apps.registrations.actions.bulk import begin_bulk, run_bulk, undo_bulk
from kedeng.apps.registrations.actions.claims import assign, claim, release
from kedeng.apps.registrations.actions.desk_drafts import put_by
from kedeng.apps.registrations.actions.drafts import (
    copy_registration,
    create_draft,
    delete_draft,
    explain,
    save_section,
)
from kedeng.apps.registrations.actions.evidence import (
    add_arrived,
    add_evidence,
    add_stamped_form,
    begin_upload,
    remove_evidence,
    take_piece,
)
from kedeng.apps.registrations.actions.extensions import extend
from kedeng.apps.registrations.actions.leavers import Left, leave
from kedeng.apps.registrations.actions.moves import Note, Receipt, move
from kedeng.apps.registrations.actions.phrases import drop_phrase, keep_phrase
from kedeng.apps.registrations.actions.printed import note_pages
from kedeng.apps.registrations.actions.reading import note_reading
from kedeng.apps.registrations.actions.receipts import receive_paper, revoke_receipt
from kedeng.apps.registrations.actions.views import drop_view, save_view

__all__ = [
    "Left",
    "Note",
    "Receipt",
    "add_arrived",
    "add_evidence",
    "add_stamped_form",
    "answer_hand_over",
    "answer_note",
    "assign",
    "begin_bulk",
    "begin_upload",
    "claim",
    "close_body",
    "copy_registration",
    "create_draft",
    "delete_draft",
    "drop_phrase",
    "drop_view",
    "explain",
    "extend",
    "freeze_batch",
    "hand_over",
    "keep_phrase",
    "leave",
    "merge_body",
    "move",
    "note_pages",
    "note_reading",
    "put_by",
    "receive_batch",
    "receive_paper",
    "release",
    "remove_evidence",
    "revoke_receipt",
    "run_bulk",
    "save_section",
    "save_view",
    "take_piece",
    "undo_bulk",
]
