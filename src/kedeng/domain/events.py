"""The closed list of what history records."""

from enum import StrEnum


class Event(StrEnum):
    """Kinds of history events; a move is `registration.moved` with its transition's name."""

    LOGGED_IN = "account.logged_in"
    LOGIN_FAILED = "account.login_failed"
    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105 - a name
    TOKEN_ISSUED = "account.token_issued"  # noqa: S105 - a name
    TOKEN_REVOKED = "account.token_revoked"  # noqa: S105 - a name
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
