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
from kedeng.apps.registrations.actions.certificates import (
    hand_out,
    hand_out_many,
    issue_certificate,
    issue_due,
    issue_for_batch,
    take_back,
)
from kedeng.apps.registrations.actions.claims import assign, claim, release
from kedeng.apps.registrations.actions.desk_drafts import put_by
from kedeng.apps.registrations.actions.drafts import (
    copy_registration,
    create_draft,
    delete_draft,
    explain,
    save_section,
)
from kedeng.apps.registrations.actions.duplicates import decide_duplicate
from kedeng.apps.registrations.actions.elsewhere import declare_elsewhere
from kedeng.apps.registrations.actions.evidence import (
    add_arrived,
    add_evidence,
    add_stamped_form,
    begin_upload,
    remove_evidence,
    take_piece,
)
from kedeng.apps.registrations.actions.extensions import extend
from kedeng.apps.registrations.actions.holds import ask_hold, end_hold, grant_hold, set_hold
from kedeng.apps.registrations.actions.leavers import Left, leave
from kedeng.apps.registrations.actions.moves import Note, Receipt, move
from kedeng.apps.registrations.actions.objections import (
    Told,
    Upload,
    case_digest,
    consequences_of,
    decide_objection,
    decline_objection,
    object_to,
    state_as_objector,
    state_in_case,
    take_objection,
)
from kedeng.apps.registrations.actions.phrases import drop_phrase, keep_phrase
from kedeng.apps.registrations.actions.printed import note_pages
from kedeng.apps.registrations.actions.publicity import (
    RowResult,
    begin_publicity,
    publicity_ends,
    register_batch,
)
from kedeng.apps.registrations.actions.reading import note_reading
from kedeng.apps.registrations.actions.receipts import receive_paper, revoke_receipt
from kedeng.apps.registrations.actions.transfer import confirm_sheet, save_sheet, withdraw_sheet
from kedeng.apps.registrations.actions.views import drop_view, save_view

__all__ = [
    "Left",
    "Note",
    "Receipt",
    "RowResult",
    "Told",
    "Upload",
    "add_arrived",
    "add_evidence",
    "add_stamped_form",
    "answer_hand_over",
    "answer_note",
    "ask_hold",
    "assign",
    "begin_bulk",
    "begin_publicity",
    "begin_upload",
    "case_digest",
    "claim",
    "close_body",
    "confirm_sheet",
    "consequences_of",
    "copy_registration",
    "create_draft",
    "decide_duplicate",
    "decide_objection",
    "declare_elsewhere",
    "decline_objection",
    "delete_draft",
    "drop_phrase",
    "drop_view",
    "end_hold",
    "explain",
    "extend",
    "freeze_batch",
    "grant_hold",
    "hand_out",
    "hand_out_many",
    "hand_over",
    "issue_certificate",
    "issue_due",
    "issue_for_batch",
    "keep_phrase",
    "leave",
    "merge_body",
    "move",
    "note_pages",
    "note_reading",
    "object_to",
    "publicity_ends",
    "put_by",
    "receive_batch",
    "receive_paper",
    "register_batch",
    "release",
    "remove_evidence",
    "revoke_receipt",
    "run_bulk",
    "save_section",
    "save_sheet",
    "save_view",
    "set_hold",
    "state_as_objector",
    "state_in_case",
    "take_back",
    "take_objection",
    "take_piece",
    "undo_bulk",
    "withdraw_sheet",
]
