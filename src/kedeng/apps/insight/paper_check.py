"""What the public page says of a paper in somebody's hand: current, replaced, or unknown."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kedeng.apps.insight.printing import all_printed
from kedeng.apps.registrations.models import Registration, Revision
from kedeng.apps.registrations.queries import registration_by_code_for_print_check
from kedeng.domain.paper import PageVerdict, PaperJudgement, judge_pages, read_codes
from kedeng.domain.states import STATES, State

MOST_CODES = 200
_CODE = re.compile(r"[0-9A-Z]{1,16}")


class Verdict(StrEnum):
    """What a paper is."""

    CURRENT = "current"  # every page in hand counts, and none is missing or only one was asked for
    INCOMPLETE = "incomplete"  # every page in hand counts; others are missing
    REPLACED = "replaced"  # a later version changed a page in hand
    MIXED = "mixed"  # pages of this record, and some that are none of it
    ENDED = "ended"  # the registration ended without a number
    CHANGING = "changing"  # the filer is changing what it shows
    UNKNOWN = "unknown"  # no version of this record bears these digits
    NOT_ASKED = "not_asked"  # no digits were given


@dataclass(frozen=True)
class PaperStanding:
    """The answer. `version` is the newest one that a page in hand is of, `newest` what counts.

    Title and number are told after publication alone.
    """

    code: str
    verdict: Verdict
    version: int | None
    newest: Revision
    title: str
    number: str
    is_cancelled: bool
    judgement: PaperJudgement | None
    unread: tuple[str, ...]

    @property
    def several(self) -> bool:
        """Whether the codes of a paper were given, and not of one page alone."""
        return self.judgement is not None and len(self.judgement.pages) > 1


def paper_standing(code: str, text: str) -> PaperStanding | None:
    """Judge a paper by its record and the digits of its QR codes and footers, as typed or scanned.

    None for a record that does not exist or was never submitted. Raises PressBusyError where a
    version that was never printed must be, and every press is busy.
    """
    record = registration_by_code_for_print_check(code) if _CODE.fullmatch(code) else None
    newest = record.revisions.order_by("-number").first() if record else None
    if record is None or newest is None:
        return None
    codes, unread = read_codes(text)
    judgement = judge_pages(codes[:MOST_CODES], all_printed(record)) if codes else None
    row = STATES[State(record.state)]
    return PaperStanding(
        code=record.code,
        verdict=_verdict(record, judgement, unread),
        version=_version(judgement),
        newest=newest,
        title=record.title if row.public else "",
        number=(record.number or "") if row.public else "",
        is_cancelled=record.state == State.CANCELLED,
        judgement=judgement,
        unread=tuple(unread),
    )


def _verdict(record: Registration, judgement: PaperJudgement | None, unread: list[str]) -> Verdict:
    if judgement is None:
        return Verdict.UNKNOWN if unread else Verdict.NOT_ASKED
    found = {page.verdict for page in judgement.pages}
    row = STATES[State(record.state)]
    if found == {PageVerdict.FOREIGN}:
        return Verdict.UNKNOWN
    if row.closed and not row.numbered:
        return Verdict.ENDED
    return Verdict.MIXED if PageVerdict.FOREIGN in found else _of_own(record, judgement, found)


def _of_own(record: Registration, judgement: PaperJudgement, found: set[PageVerdict]) -> Verdict:
    """Judge a paper all of whose pages are of some version of the record."""
    row = STATES[State(record.state)]
    if PageVerdict.REPLACED in found:
        return Verdict.REPLACED
    if row.editable and record.desk == 0:
        return Verdict.CHANGING
    missing = judgement.missing and len(judgement.pages) > 1
    return Verdict.INCOMPLETE if missing else Verdict.CURRENT


def _version(judgement: PaperJudgement | None) -> int | None:
    pages = judgement.pages if judgement else ()
    return max((page.version for page in pages if page.version), default=None)
