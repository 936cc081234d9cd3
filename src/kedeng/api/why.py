"""The Why-card: who, when, which rule, which version; and why something cannot be done now."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from ninja import Router, Schema

from kedeng.api.access import ActorRequest, record_of
from kedeng.api.change_shapes import StepShape
from kedeng.api.errors import failures
from kedeng.apps.insight.why import why_card

router = Router(tags=["登记"])


class RuleShape(Schema):
    """A rule in words, and where it stands."""

    text: str
    source: str


class DeskWindowShape(Schema):
    """From when until when a desk may act in the round."""

    opens: datetime | None
    closes: datetime | None


class BecauseShape(Schema):
    """A move with all that it followed."""

    place: int
    did: str
    person: str
    organisation: str
    at: datetime
    rule: RuleShape
    asked: list[str]
    confirmed: list[str]
    revision: int | None
    digest: str
    window: DeskWindowShape | None
    reason: str
    own: bool
    undone: bool


class NumberShape(Schema):
    """Why a number is what it is."""

    number: str
    rule: RuleShape
    body: str
    code: str
    verified: bool | None
    year: str
    letter: str
    serial: str
    given: BecauseShape | None


class VersionShape(Schema):
    """Why a version of the certificate was issued."""

    version: int
    why: str
    at: datetime
    by: str


class CertificateBecauseShape(Schema):
    """Why there is a certificate; `why_not` says why there is none."""

    rule: RuleShape
    giving: str
    versions: list[VersionShape]
    why_not: str


class PossibleShape(Schema):
    """A move that might come next; `why_not` is empty for one that may be made now."""

    label: str
    rule: RuleShape
    why_not: str


class ChangeShape(Schema):
    """A request for a change after the number, with its rule."""

    code: str
    kind: str
    standing: str
    reason: str
    key: bool
    rule: RuleShape
    objection: str
    revision: int | None
    steps: list[StepShape]


class CaseShape(Schema):
    """An objection that was taken, without who objected; `at` is null until it is decided."""

    number: str
    standing: str
    ground: str
    consequence: str
    person: str
    organisation: str
    at: datetime | None
    rule: RuleShape
    reason: str


class PleaBecauseShape(Schema):
    """What was asked of a desk, and its answer; `answered_at` is null while it is open."""

    label: str
    standing: str
    ground: str
    reason: str
    asker: str
    asked_of: str
    asked_at: datetime
    answerer: str
    answered_of: str
    answered_at: datetime | None
    answer: str
    rule: RuleShape


class WhyShape(Schema):
    """All answers on one record."""

    state: str
    since: BecauseShape | None
    number: NumberShape | None
    certificate: CertificateBecauseShape | None
    moves: list[BecauseShape]
    possible: list[PossibleShape]
    changes: list[ChangeShape]
    cases: list[CaseShape]
    pleas: list[PleaBecauseShape]
    profile: str
    pack: str
    round: str
    edition: str


@router.get(
    "/registrations/{code}/why",
    response={200: WhyShape, **failures(401, 404)},
    summary="为什么：状态、登记号和不能办理的依据",
)
def why(request: ActorRequest, code: str) -> dict[str, Any]:
    """Answer why a record is where it is."""
    return asdict(why_card(request.auth, record_of(request, code)))
