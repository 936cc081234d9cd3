"""Writes to registrations, by what they are about. Only `moves` assigns a state."""

from kedeng.apps.registrations.actions.answers import answer_note
from kedeng.apps.registrations.actions.batches import (
    answer_hand_over,
    freeze_batch,
    hand_over,
    receive_batch,
)
from kedeng.apps.registrations.actions.bodies import close_body, merge_body, move_body
from kedeng.apps.registrations.actions.bulk import begin_bulk, run_bulk, undo_bulk
from kedeng.apps.registrations.actions.certificates import (
    hand_out,
    hand_out_many,
    issue_certificate,
    issue_due,
    issue_for_batch,
    take_back,
)
from kedeng.apps.registrations.actions.change_asking import withdraw_change
from kedeng.apps.registrations.actions.change_decisions import (
    approve_change,
    pass_on_change,
    refuse_change,
    send_change_back,
    send_request,
)
from kedeng.apps.registrations.actions.change_traces import StaleChangeError
from kedeng.apps.registrations.actions.changes import (
    add_change_file,
    drop_section,
    give_reason,
    open_request,
    order_change,
    propose_section,
    remove_change_file,
)
from kedeng.apps.registrations.actions.claims import assign, claim, release
from kedeng.apps.registrations.actions.desk_drafts import put_by
from kedeng.apps.registrations.actions.drafts import (
    copy_registration,
    create_draft,
    delete_draft,
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
from kedeng.apps.registrations.actions.evidence_choice import choose_evidence
from kedeng.apps.registrations.actions.explanations import explain
from kedeng.apps.registrations.actions.extensions import extend
from kedeng.apps.registrations.actions.held_files import destroy_held
from kedeng.apps.registrations.actions.holds import ask_hold, end_hold, grant_hold, set_hold
from kedeng.apps.registrations.actions.leavers import Left, leave
from kedeng.apps.registrations.actions.moves import Note, Receipt, move
from kedeng.apps.registrations.actions.objecting import Told, Upload, object_to
from kedeng.apps.registrations.actions.objection_traces import case_digest
from kedeng.apps.registrations.actions.objections import (
    consequences_of,
    decide_objection,
    decline_objection,
    take_objection,
)
from kedeng.apps.registrations.actions.phrases import drop_phrase, keep_phrase
from kedeng.apps.registrations.actions.pleas import decline_plea, plead, take_back_plea
from kedeng.apps.registrations.actions.printed import note_pages
from kedeng.apps.registrations.actions.publicity import (
    RowResult,
    begin_publicity,
    publicity_ends,
    register_batch,
)
from kedeng.apps.registrations.actions.reading import note_batch_reading, note_reading
from kedeng.apps.registrations.actions.receipts import receive_paper, revoke_receipt
from kedeng.apps.registrations.actions.statements import state_as_objector, state_in_case
from kedeng.apps.registrations.actions.suggestions import OutdatedOfferError, take_suggestion
from kedeng.apps.registrations.actions.transfer import confirm_sheet, save_sheet, withdraw_sheet
from kedeng.apps.registrations.actions.views import drop_view, save_view

__all__ = [
    "Left",
    "Note",
    "OutdatedOfferError",
    "Receipt",
    "RowResult",
    "StaleChangeError",
    "Told",
    "Upload",
    "add_arrived",
    "add_change_file",
    "add_evidence",
    "add_stamped_form",
    "answer_hand_over",
    "answer_note",
    "approve_change",
    "ask_hold",
    "assign",
    "begin_bulk",
    "begin_publicity",
    "begin_upload",
    "case_digest",
    "choose_evidence",
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
    "decline_plea",
    "delete_draft",
    "destroy_held",
    "drop_phrase",
    "drop_section",
    "drop_view",
    "end_hold",
    "explain",
    "extend",
    "freeze_batch",
    "give_reason",
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
    "move_body",
    "note_batch_reading",
    "note_pages",
    "note_reading",
    "object_to",
    "open_request",
    "order_change",
    "pass_on_change",
    "plead",
    "propose_section",
    "publicity_ends",
    "put_by",
    "receive_batch",
    "receive_paper",
    "refuse_change",
    "register_batch",
    "release",
    "remove_change_file",
    "remove_evidence",
    "revoke_receipt",
    "run_bulk",
    "save_section",
    "save_sheet",
    "save_view",
    "send_change_back",
    "send_request",
    "set_hold",
    "state_as_objector",
    "state_in_case",
    "take_back",
    "take_back_plea",
    "take_objection",
    "take_piece",
    "take_suggestion",
    "undo_bulk",
    "withdraw_change",
    "withdraw_sheet",
]
