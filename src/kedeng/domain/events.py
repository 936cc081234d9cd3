"""The closed lists of what history records and what the access log notes."""

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
    LIST_CORRECTED = "list.corrected"
    NUMBER_CODE_CHANGED = "number_code.changed"
    SUMMARY_MADE = "summary.made"
    ACCESS_LOG_TRIMMED = "access_log.trimmed"


class Access(StrEnum):
    """What the access log notes. Reading changes nothing, so it is no event; it leaves a trace."""

    FILE_OPENED = "file.opened"  # an evidence file, shown or saved (process.md B85)
    PRINTED = "registration.printed"  # the 登记表 or the 材料清单 of one version
    DENIED = "denied"  # a page or an operation answered 403, or 404 for what is none of theirs
