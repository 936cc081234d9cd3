"""What the public page says of a paper in somebody's hand: current, replaced, or unknown."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kedeng.apps.insight.printing import page_codes
from kedeng.apps.registrations.models import Registration, Revision
from kedeng.apps.registrations.queries import registration_by_code_for_print_check
from kedeng.domain.states import STATES, State
from kedeng.renderings.pdf.coverage import UncoveredCharacters

DIGITS = 16
_CODE = re.compile(r"[0-9A-Z]{1,16}")
_NOISE = re.compile(r"[\s\-·]+")


class Verdict(StrEnum):
    """What a paper is."""

    CURRENT = "current"  # printed from the version that counts
    REPLACED = "replaced"  # a later version was submitted
    ENDED = "ended"  # the registration ended without a number
    CHANGING = "changing"  # the filer is changing what it shows
    UNKNOWN = "unknown"  # no version of this record bears these digits
    NOT_ASKED = "not_asked"  # no digits were given


@dataclass(frozen=True)
class PaperStanding:
    """The answer. `version` is the one that the paper shows, `newest` the one that counts.

    Title and number are told after publication alone.
    """

    code: str
    verdict: Verdict
    version: Revision | None
    newest: Revision
    title: str
    number: str
    is_cancelled: bool


def paper_standing(code: str, digits: str) -> PaperStanding | None:
    """Judge a paper by its record and the 16 digits of its QR code or of a page's footer.

    None for a record that does not exist or was never submitted.
    """
    record = registration_by_code_for_print_check(code) if _CODE.fullmatch(code) else None
    revisions = list(record.revisions.order_by("-number")) if record else []
    if record is None or not revisions:
        return None
    asked = tidy(digits)
    version = _version_of(record, revisions, asked) if len(asked) == DIGITS else None
    row = STATES[State(record.state)]
    return PaperStanding(
        code=record.code,
        verdict=_verdict(record, asked, version, revisions[0]),
        version=version,
        newest=revisions[0],
        title=record.title if row.public else "",
        number=(record.number or "") if row.public else "",
        is_cancelled=record.state == State.CANCELLED,
    )


def tidy(digits: str) -> str:
    """Digits as typed from paper, in groups of four perhaps: lower case, without blanks."""
    return _NOISE.sub("", digits).lower()


def _verdict(
    record: Registration, asked: str, version: Revision | None, newest: Revision
) -> Verdict:
    if not asked:
        return Verdict.NOT_ASKED
    if version is None:
        return Verdict.UNKNOWN
    row = STATES[State(record.state)]
    if row.closed and not row.numbered:
        return Verdict.ENDED
    if version.pk != newest.pk:
        return Verdict.REPLACED
    return Verdict.CHANGING if row.editable and record.desk == 0 else Verdict.CURRENT


def _version_of(record: Registration, revisions: list[Revision], asked: str) -> Revision | None:
    for revision in revisions:
        if revision.digest.startswith(asked):
            return revision
    for revision in revisions:
        if asked in _codes(record, revision):
            return revision
    return None


def _codes(record: Registration, revision: Revision) -> frozenset[str]:
    """Page codes in lower case; none for a version whose characters cannot all be printed."""
    try:
        return frozenset(code.lower() for code in page_codes(record, revision))
    except UncoveredCharacters:
        return frozenset()
