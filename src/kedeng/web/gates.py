"""Which page asks what of whom: one table from URL name to permission, and what is sensitive.

web/access.py asks it before every view. A URL without a row stops the service at start-up
(project.checks) and fails the suite.
"""

from enum import StrEnum

from django.urls import URLPattern, URLResolver, get_resolver

from kedeng.domain.policy import Action


class Gate(StrEnum):
    """Doors that need no right of an action."""

    PUBLIC = "public"
    LOGIN = "login"


PERMISSIONS: dict[str, Gate | Action] = {
    # public
    "home": Gate.PUBLIC,
    "login": Gate.PUBLIC,
    "logout": Gate.PUBLIC,
    "activate": Gate.PUBLIC,
    "recover": Gate.PUBLIC,
    "second_step": Gate.PUBLIC,
    "sign_on": Gate.PUBLIC,
    "sign_on_return": Gate.PUBLIC,
    "sign_on_bind": Gate.PUBLIC,
    "register": Gate.PUBLIC,
    "register_record": Gate.PUBLIC,
    "print_check": Gate.PUBLIC,
    "page_scanned": Gate.PUBLIC,  # the short address in a page's QR code
    "publicity": Gate.PUBLIC,
    "publicity_batch": Gate.PUBLIC,
    "publicity_pdf": Gate.PUBLIC,
    "certificate_check": Gate.PUBLIC,
    "certificate_scanned": Gate.PUBLIC,  # the address in the QR code of a certificate
    "objection_new": Gate.PUBLIC,
    "objection_case": Gate.PUBLIC,  # whoever has the code
    "code_list": Gate.PUBLIC,
    "manual": Gate.PUBLIC,
    "manual_rank": Gate.PUBLIC,
    "manual_pdf": Gate.PUBLIC,
    "announcements": Gate.PUBLIC,  # the query gives a guest what is 主动公开
    "announcement": Gate.PUBLIC,
    "announcement_file": Gate.PUBLIC,
    "contacts": Gate.PUBLIC,
    "contacts_workbook": Gate.PUBLIC,
    "contacts_pdf": Gate.PUBLIC,
    "forms": Gate.PUBLIC,
    "form_application": Gate.PUBLIC,
    "form_paper": Gate.PUBLIC,
    "form_summary": Gate.PUBLIC,
    "form_blank_pdf": Gate.PUBLIC,
    "form_blank_workbook": Gate.PUBLIC,
    "apply": Gate.PUBLIC,
    "apply_account": Gate.PUBLIC,
    "apply_account_state": Gate.PUBLIC,  # whoever has the number
    "apply_institution": Gate.PUBLIC,
    "apply_institution_draft": Gate.PUBLIC,  # whoever has the resume code
    "apply_institution_paper": Gate.PUBLIC,
    "apply_institution_scan": Gate.PUBLIC,
    "apply_institution_send": Gate.PUBLIC,
    "demo_accounts": Gate.PUBLIC,
    "healthz": Gate.PUBLIC,
    "readyz": Gate.PUBLIC,
    # any account
    "account": Gate.LOGIN,
    "account_token": Gate.LOGIN,
    "account_token_revoke": Gate.LOGIN,
    "address": Gate.LOGIN,
    "address_drop": Gate.LOGIN,
    "prove": Gate.LOGIN,
    "stay": Gate.LOGIN,
    "security": Gate.LOGIN,
    "app": Gate.LOGIN,
    "app_remove": Gate.LOGIN,
    "passkey": Gate.LOGIN,
    "passkey_remove": Gate.LOGIN,
    "recovery_codes": Gate.LOGIN,
    "sessions": Gate.LOGIN,
    "sessions_end": Gate.LOGIN,
    "session_end": Gate.LOGIN,
    "lost_second_factor": Gate.LOGIN,  # the action asks the law of delegation
    "sign_on_unbind": Gate.LOGIN,
    "announcement_read": Gate.LOGIN,
    "inbox": Gate.LOGIN,  # one's own alone, by the query
    "inbox_read": Gate.LOGIN,
    "inbox_choices": Gate.LOGIN,
    "inbox_open": Gate.LOGIN,
    "record": Gate.LOGIN,
    "record_why": Gate.LOGIN,
    "record_move": Gate.LOGIN,
    "record_print": Gate.LOGIN,
    "record_changed": Gate.LOGIN,
    "record_stamped": Gate.LOGIN,
    "record_statement": Gate.LOGIN,
    "record_hold_new": Gate.LOGIN,
    "record_hold": Gate.LOGIN,
    "record_plea_new": Gate.LOGIN,
    "record_plea": Gate.LOGIN,
    "record_plea_back": Gate.LOGIN,
    "record_change": Gate.LOGIN,
    "record_materials": Gate.LOGIN,
    "record_notice": Gate.LOGIN,
    "record_certificate": Gate.LOGIN,
    "record_certificate_issue": Action.ISSUE_CERTIFICATE,
    "record_file": Gate.LOGIN,
    "record_picture": Gate.LOGIN,
    "record_find": Gate.LOGIN,
    "record_pages": Gate.LOGIN,
    "record_page": Gate.LOGIN,
    # filers
    "mine": Action.CREATE_REGISTRATION,
    "new": Action.CREATE_REGISTRATION,
    "tasks": Action.CREATE_REGISTRATION,
    "section": Action.CREATE_REGISTRATION,
    "whole": Action.CREATE_REGISTRATION,
    "evidence": Action.CREATE_REGISTRATION,
    "evidence_remove": Action.CREATE_REGISTRATION,
    "paper_template": Action.CREATE_REGISTRATION,
    "evidence_choice": Action.CREATE_REGISTRATION,
    "suggestion_take": Action.CREATE_REGISTRATION,
    "evidence_begin": Action.CREATE_REGISTRATION,
    "evidence_piece": Action.CREATE_REGISTRATION,
    "change": Action.CREATE_REGISTRATION,
    "change_section": Action.CREATE_REGISTRATION,
    "change_file": Action.CREATE_REGISTRATION,
    "change_file_remove": Action.CREATE_REGISTRATION,
    "fix_list": Action.CREATE_REGISTRATION,
    "fix_answer": Action.CREATE_REGISTRATION,
    "check": Action.CREATE_REGISTRATION,
    "submit": Action.CREATE_REGISTRATION,
    "receipt": Action.CREATE_REGISTRATION,
    "workbook": Action.CREATE_REGISTRATION,
    "workbook_marked": Action.CREATE_REGISTRATION,
    "elsewhere": Action.CREATE_REGISTRATION,
    "transfer_sheet": Action.CREATE_REGISTRATION,
    "copy": Action.CREATE_REGISTRATION,
    "delete": Action.CREATE_REGISTRATION,
    # desks
    "queue": Action.VIEW_QUEUE,
    "queue_workbook": Action.VIEW_QUEUE,
    "queue_views": Action.VIEW_QUEUE,
    "desk": Action.VIEW_QUEUE,
    "desk_claim": Action.VIEW_QUEUE,
    "desk_move": Action.VIEW_QUEUE,
    "desk_assign": Action.VIEW_QUEUE,
    "desk_bulk": Action.VIEW_QUEUE,
    "desk_bulk_do": Action.VIEW_QUEUE,
    "desk_bulk_approve": Action.VIEW_QUEUE,
    "desk_bulk_result": Action.VIEW_QUEUE,
    "desk_bulk_undo": Action.VIEW_QUEUE,
    "desk_bulk_workbook": Action.VIEW_QUEUE,
    "desk_draft": Action.VIEW_QUEUE,
    "desk_phrases": Action.VIEW_QUEUE,
    "desk_phrase_drop": Action.VIEW_QUEUE,
    "batches": Action.MAKE_SUMMARY,
    "batch_make": Action.MAKE_SUMMARY,
    "batch": Action.MAKE_SUMMARY,
    "batch_pdf": Action.MAKE_SUMMARY,
    "batch_workbook": Action.MAKE_SUMMARY,
    "batch_scan": Action.MAKE_SUMMARY,
    "batch_receipt": Action.MAKE_SUMMARY,
    "batch_send": Action.MAKE_SUMMARY,
    "batch_package": Action.MAKE_SUMMARY,
    "batch_package_volume": Action.MAKE_SUMMARY,
    "batch_answer": Action.RECEIVE_PAPER,
    "paper_receipts": Action.RECEIVE_PAPER,
    "paper_receive": Action.RECEIVE_PAPER,
    "paper_revoke": Action.RECEIVE_PAPER,
    "summary_table": Action.MAKE_SUMMARY,
    "summary_workbook": Action.MAKE_SUMMARY,
    "summary_pdf": Action.MAKE_SUMMARY,
    # policies and rounds
    "profiles": Action.MANAGE_PROFILES,
    "profile": Action.MANAGE_PROFILES,
    "profile_edit": Action.MANAGE_PROFILES,
    "profile_trial": Action.MANAGE_PROFILES,
    "profile_example": Action.MANAGE_PROFILES,
    "profile_example_drop": Action.MANAGE_PROFILES,
    "profile_copy": Action.MANAGE_PROFILES,
    "profile_activate": Action.MANAGE_PROFILES,
    "packs": Action.MANAGE_PROFILES,
    "pack": Action.MANAGE_PROFILES,
    "rounds": Action.MANAGE_ROUNDS,
    "round_new": Action.MANAGE_ROUNDS,
    "round": Action.MANAGE_ROUNDS,
    "round_edit": Action.MANAGE_ROUNDS,
    "round_window": Action.MANAGE_ROUNDS,
    "round_window_drop": Action.MANAGE_ROUNDS,
    "round_extend": Action.MANAGE_ROUNDS,
    "round_extension_agree": Action.MANAGE_ROUNDS,
    "round_extension_withdraw": Action.MANAGE_ROUNDS,
    "changes": Action.HANDLE_CHANGES,
    "change_at_desk": Action.HANDLE_CHANGES,
    "change_decide": Action.HANDLE_CHANGES,
    "correct": Action.HANDLE_CHANGES,
    "correction": Action.HANDLE_CHANGES,
    "correction_section": Action.HANDLE_CHANGES,
    "cancel": Action.HANDLE_CHANGES,
    "publicity_desk": Action.RUN_PUBLICITY,
    "publicity_begin": Action.RUN_PUBLICITY,
    "publicity_run": Action.RUN_PUBLICITY,
    "publicity_register": Action.RUN_PUBLICITY,
    "publicity_certificates": Action.ISSUE_CERTIFICATE,
    "certificates": Action.LIST_CERTIFICATES,
    "certificates_pdf": Action.LIST_CERTIFICATES,
    "certificates_hand_out": Action.HAND_OUT_CERTIFICATE,
    "certificate_take_back": Action.HAND_OUT_CERTIFICATE,
    "objection": Action.RUN_PUBLICITY,
    "objection_decide": Action.RUN_PUBLICITY,
    "objection_file": Action.RUN_PUBLICITY,
    "holds": Action.RUN_PUBLICITY,
    "pleas": Action.ANSWER_PLEAS,
    "desk_duplicates": Action.VIEW_QUEUE,
    "number_code": Action.CORRECT_LISTS,
    # who manages
    "console": Action.OPEN_CONSOLE,
    "console_body_new": Action.OPEN_CONSOLE,
    "console_body": Action.OPEN_CONSOLE,
    "console_body_edit": Action.OPEN_CONSOLE,
    "console_body_move": Action.OPEN_CONSOLE,
    "console_body_merge": Action.OPEN_CONSOLE,
    "console_body_close": Action.OPEN_CONSOLE,
    "console_super": Action.OPEN_CONSOLE,
    "console_users": Action.OPEN_CONSOLE,
    "console_user_new": Action.OPEN_CONSOLE,
    "console_user": Action.OPEN_CONSOLE,
    "console_rights": Action.OPEN_CONSOLE,
    "console_suspend": Action.OPEN_CONSOLE,
    "console_reactivate": Action.OPEN_CONSOLE,
    "console_leave": Action.OPEN_CONSOLE,
    "console_code": Action.OPEN_CONSOLE,
    "console_code_freeze": Action.OPEN_CONSOLE,
    "console_codes": Action.OPEN_CONSOLE,
    "console_password_policy": Action.OPEN_CONSOLE,
    "console_hand_over": Action.OPEN_CONSOLE,
    "console_deputations": Action.OPEN_CONSOLE,
    "console_deputation_end": Action.OPEN_CONSOLE,
    "console_grants": Action.OPEN_CONSOLE,
    "console_roster": Action.OPEN_CONSOLE,
    "console_roster_blank": Action.OPEN_CONSOLE,
    "console_roster_take": Action.OPEN_CONSOLE,
    "console_roster_marked": Action.OPEN_CONSOLE,
    # what comes in, and what goes out to everybody below
    "console_applications": Action.DECIDE_APPLICATIONS,
    "console_application": Action.DECIDE_APPLICATIONS,
    "console_institution": Action.DECIDE_APPLICATIONS,
    "console_institution_paper": Action.DECIDE_APPLICATIONS,
    "console_institution_scan": Action.DECIDE_APPLICATIONS,
    "console_announcements": Action.ISSUE_ANNOUNCEMENT,
    "console_announcement_new": Action.ISSUE_ANNOUNCEMENT,
    "console_announcement": Action.ISSUE_ANNOUNCEMENT,
    "console_announcement_attach": Action.ISSUE_ANNOUNCEMENT,
    "console_announcement_detach": Action.ISSUE_ANNOUNCEMENT,
    "console_announcement_publish": Action.ISSUE_ANNOUNCEMENT,
    "console_announcement_withdraw": Action.ISSUE_ANNOUNCEMENT,
    "console_announcement_discard": Action.ISSUE_ANNOUNCEMENT,
    "console_contact": Action.KEEP_CONTACT,
    # files that are held, and what the scanner said
    "console_held": Action.WATCH_FILES,
    "console_held_file": Action.WATCH_FILES,
    # what ought to be registered
    "expected": Action.KEEP_EXPECTED,
    "expected_export": Action.KEEP_EXPECTED,
    "expected_load": Action.KEEP_EXPECTED,
    "expected_blank": Action.KEEP_EXPECTED,
    "expected_take": Action.KEEP_EXPECTED,
    "expected_marked": Action.KEEP_EXPECTED,
    "expected_item": Action.KEEP_EXPECTED,
    "expected_reason": Action.KEEP_EXPECTED,
    "expected_pair": Action.KEEP_EXPECTED,
    "expected_drop": Action.KEEP_EXPECTED,
    "radar": Action.KEEP_EXPECTED,
    "radar_nudge": Action.KEEP_EXPECTED,
    "radar_nudge_filer": Action.KEEP_EXPECTED,
}

# Sensitive acts: password or second factor within the last ten minutes (ASVS 7.5.1, 7.5.3). The
# page that changes the password is not here: it asks for the old one in the same form.
FRESH = frozenset(
    {
        # one's own log-in
        "account_token",
        "address",
        "address_drop",
        "app",
        "app_remove",
        "passkey",
        "passkey_remove",
        "recovery_codes",
        "sign_on_bind",
        "sign_on_unbind",
        # other people's
        "console_code",
        "console_codes",
        "console_hand_over",
        "console_roster_take",
        "console_super",
        "lost_second_factor",
        # many at once
        "desk_bulk_approve",
        "publicity_certificates",
        "publicity_register",
        # bulk exports
        "certificates_pdf",
        "expected_export",
        "queue_workbook",
        "summary_pdf",
        "summary_workbook",
    }
)

# Led from here to one's own first page, and so to the set-up of a second factor.
LEADING_ON = frozenset({"home"})

# As FRESH, of pages that only show something until they are posted to.
FRESH_TO_WRITE = frozenset(
    {
        # who may do what
        "console_application",
        "console_deputations",
        "console_institution",
        "console_leave",
        "console_reactivate",
        "console_rights",
        "console_suspend",
        # bytes that nobody brings back
        "console_held_file",
        # bodies that end or go elsewhere
        "console_body_close",
        "console_body_merge",
        "console_body_move",
        # what binds a province, or shifts its days
        "profile_activate",
        "round_extend",
        "round_extension_agree",
        "round_extension_withdraw",
        "round_window",
        "round_window_drop",
    }
)

# All that is open to somebody who must first set up a second factor.
SETTING_UP = frozenset({"security", "app", "passkey", "recovery_codes", "prove", "account", "stay"})


def unmapped_urls() -> list[str]:
    """Names (or patterns) of the pages' URLs that the map lacks; empty when all is well."""
    return sorted(name for name in _names(get_resolver().url_patterns) if name not in PERMISSIONS)


def stale_names() -> list[str]:
    """Names in the map that no URL bears."""
    return sorted(set(PERMISSIONS) - set(_names(get_resolver().url_patterns)))


def _names(patterns: list[URLPattern | URLResolver]) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if not str(pattern.pattern).startswith("api/"):
                found += _names(pattern.url_patterns)
        else:
            found.append(pattern.name or str(pattern.pattern))
    return found
