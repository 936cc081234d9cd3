"""The closed list of what history records."""

from enum import StrEnum


class Event(StrEnum):
    """Kinds of history events. A move's event is `registration.moved` with the transition's name."""

    LOGGED_IN = "account.logged_in"
    LOGIN_FAILED = "account.login_failed"
    PASSWORD_CHANGED = "account.password_changed"
    TOKEN_ISSUED = "account.token_issued"
    TOKEN_REVOKED = "account.token_revoked"
    ORGANISATION_CREATED = "organisation.created"
    USER_CREATED = "user.created"
    DRAFT_CREATED = "registration.draft_created"
    DRAFT_DELETED = "registration.draft_deleted"
    EVIDENCE_ADDED = "registration.evidence_added"
    EVIDENCE_REMOVED = "registration.evidence_removed"
    CLAIMED = "registration.claimed"
    RELEASED = "registration.released"
    MOVED = "registration.moved"
    PRINTED = "registration.printed"
    LIST_CORRECTED = "list.corrected"
    NUMBER_CODE_CHANGED = "number_code.changed"
    SUMMARY_MADE = "summary.made"
