"""The closed lists of what history records and what the access log notes."""

from enum import StrEnum


class Event(StrEnum):
    """Kinds of history events; a move is `registration.moved` with its transition's name."""

    LOGGED_IN = "account.logged_in"
    LOGIN_FAILED = "account.login_failed"
    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105 - a name
    CODE_ISSUED = "credential.issued"
    CODE_FROZEN = "credential.frozen"
    CODE_REFUSED = "credential.refused"
    ACTIVATED = "account.activated"
    RECOVERY_ASKED = "account.recovery_asked"
    RECOVERED = "account.recovered"
    EMAIL_CONFIRMED = "account.email_confirmed"
    EMAIL_DROPPED = "account.email_dropped"
    PASSWORD_POLICY_CHOSEN = "organisation.password_policy_chosen"  # noqa: S105 - a name
    TOKEN_ISSUED = "account.token_issued"  # noqa: S105 - a name
    TOKEN_REVOKED = "account.token_revoked"  # noqa: S105 - a name
    SECOND_FACTOR_SET = "account.second_factor_set"
    SECOND_FACTOR_REMOVED = "account.second_factor_removed"
    RECOVERY_CODES_MADE = "account.recovery_codes_made"
    RECOVERY_CODE_USED = "account.recovery_code_used"
    SESSIONS_ENDED = "account.sessions_ended"
    IDENTITY_BOUND = "account.identity_bound"
    IDENTITY_UNBOUND = "account.identity_unbound"
    SIGNED_ON = "account.signed_on"  # by an identity that another service vouches for
    ORGANISATION_CREATED = "organisation.created"
    ORGANISATION_RENAMED = "organisation.renamed"
    ORGANISATION_DESCRIBED = "organisation.described"
    ORGANISATION_MOVED = "organisation.moved"
    ORGANISATION_ENDED = "organisation.ended"  # merged into another one, or closed
    ROSTER_TAKEN = "organisation.roster_taken"  # many bodies and users in one workbook
    USER_CREATED = "user.created"
    USER_CHANGED = "user.changed"
    USER_MOVED = "user.moved"
    USER_SUSPENDED = "user.suspended"
    USER_REACTIVATED = "user.reactivated"
    RIGHTS_CHANGED = "user.rights_changed"
    SUPER_GIVEN = "user.super_given"
    SUPER_TAKEN = "user.super_taken"
    DEPUTATION_BEGUN = "user.deputation_begun"
    DEPUTATION_ENDED = "user.deputation_ended"
    DRAFT_CREATED = "registration.draft_created"
    DRAFT_DELETED = "registration.draft_deleted"
    EVIDENCE_ADDED = "registration.evidence_added"
    EVIDENCE_REMOVED = "registration.evidence_removed"
    FILE_HELD = "file.held"  # it bears a mark of secrecy
    HELD_FILE_DESTROYED = "file.held_destroyed"
    CLAIMED = "registration.claimed"
    RELEASED = "registration.released"
    ASSIGNED = "registration.assigned"  # by who manages the desk, to one of its reviewers
    MOVED = "registration.moved"
    REROUTED = "registration.rerouted"  # a desk or the filing body has a successor
    BULK_BEGUN = "organisation.bulk_begun"  # one move on many records, each with its own event
    BULK_UNDONE = "organisation.bulk_undone"
    HANDED_OVER = "registration.handed_over"  # to a colleague of who leaves
    NOTE_ANSWERED = "registration.note_answered"  # the filer, on the fix list
    PHRASE_KEPT = "organisation.phrase_kept"  # a desk's usual words, for all its reviewers
    PHRASE_DROPPED = "organisation.phrase_dropped"
    LIST_CORRECTED = "list.corrected"
    NUMBER_CODE_CHANGED = "number_code.changed"
    PAPER_RECEIVED = "registration.paper_received"
    PAPER_RECEIPT_REVOKED = "registration.paper_receipt_revoked"
    SUMMARY_MADE = "summary.made"  # frozen as a batch, to be stamped
    BATCH_HANDED_OVER = "summary.handed_over"
    BATCH_RECEIVED = "summary.received"
    BATCH_REFUSED = "summary.refused"
    PACK_UPLOADED = "pack.uploaded"
    PROFILE_DRAFTED = "profile.drafted"
    PROFILE_CHANGED = "profile.changed"
    PROFILE_TRIED = "profile.tried"
    PROFILE_ACTIVATED = "profile.activated"
    ROUND_OPENED = "round.opened"
    ROUND_CHANGED = "round.changed"
    WINDOW_SET = "window.set"
    WINDOW_DROPPED = "window.dropped"
    EXTENSION_PROPOSED = "extension.proposed"
    EXTENSION_AGREED = "extension.agreed"
    EXTENSION_GRANTED = "extension.granted"
    EXTENSION_WITHDRAWN = "extension.withdrawn"
    ACCOUNT_APPLIED_FOR = "account_application.sent"
    ACCOUNT_DECIDED = "account_application.decided"
    INSTITUTION_DRAFTED = "institution_application.drafted"
    INSTITUTION_SENT = "institution_application.sent"
    INSTITUTION_DECIDED = "institution_application.decided"
    CONTACT_CHANGED = "organisation.contact_changed"
    ANNOUNCEMENT_DRAFTED = "announcement.drafted"
    ANNOUNCEMENT_DISCARDED = "announcement.discarded"
    ANNOUNCEMENT_PUBLISHED = "announcement.published"
    ANNOUNCEMENT_WITHDRAWN = "announcement.withdrawn"
    ANNOUNCEMENT_READ = "announcement.read"
    EXPECTED_TAKEN = "expected.taken"  # a list of what ought to be registered
    EXPECTED_EXCUSED = "expected.excused"  # a reason for not registering, or its taking back
    EXPECTED_PAIRED = "expected.paired"  # a person said: the same result, or not
    EXPECTED_DROPPED = "expected.dropped"
    CHASED = "expected.chased"  # a unit, or a filer, was reminded
    DEADLINE_NEAR = "deadline.near"  # seven, three or one day before a closing
    PUBLICITY_BEGUN = "publicity.begun"
    OBJECTION_SENT = "objection.sent"
    OBJECTION_TAKEN = "objection.taken"  # for handling; the registration is on hold
    OBJECTION_NOT_TAKEN = "objection.not_taken"
    OBJECTION_STATED = "objection.stated"
    OBJECTION_DECIDED = "objection.decided"
    OBJECTION_CLOSED = "objection.closed"  # overtaken by what ended the registration
    CERTIFICATE_ISSUED = "certificate.issued"
    CERTIFICATE_HANDED_OUT = "certificate.handed_out"
    CERTIFICATE_TAKEN_BACK = "certificate.taken_back"  # the note of its handing out was wrong
    HOLD_ASKED = "hold.asked"  # that the publication of the own result waits
    HOLD_SET = "hold.set"
    HOLD_DECLINED = "hold.declined"
    HOLD_LIFTED = "hold.lifted"
    ELSEWHERE_DECLARED = "registration.elsewhere_declared"  # or that it is not after all
    SHEET_CONFIRMED = "transfer_sheet.confirmed"  # by the unit, for the public
    SHEET_WITHDRAWN = "transfer_sheet.withdrawn"
    DUPLICATE_DECIDED = "registration.duplicate_decided"  # same, different, later, part
    CHANGE_OPENED = "change.opened"  # a draft of a request, or of the province's correction
    CHANGE_ORDERED = "change.ordered"  # by the decision on an objection
    CHANGE_ASKED = "change.asked"
    CHANGE_PASSED_ON = "change.passed_on"
    CHANGE_RETURNED = "change.returned"
    CHANGE_WITHDRAWN = "change.withdrawn"
    CHANGE_REFUSED = "change.refused"
    CHANGE_APPROVED = "change.approved"  # the registration has a new version
    CORRECTION_PROPOSED = "correction.proposed"  # of a key field: a second person confirms it
    CORRECTED = "correction.made"
    ACCESS_LOG_TRIMMED = "access_log.trimmed"


class Access(StrEnum):
    """What the access log notes. Reading changes nothing, so it is no event; it leaves a trace."""

    FILE_OPENED = "file.opened"  # an evidence file, shown or saved (process.md B85)
    PRINTED = "registration.printed"  # the 登记表 or the 材料清单 of one version
    DENIED = "denied"  # a page or an operation answered 403, or 404 for what is none of theirs
