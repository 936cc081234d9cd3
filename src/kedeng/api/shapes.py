"""What a registration looks like in JSON. The answers inside are the declaration's own values."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from ninja import Schema

from kedeng.apps.registrations.certificate_records import standing_of
from kedeng.apps.registrations.queries import earlier_desks, offered_moves
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.certificates import STANDING_LABELS as CERTIFICATE_STANDINGS
from kedeng.domain.checklist import labels_of
from kedeng.domain.policy import Actor
from kedeng.domain.routes import STOP_LABELS, StopKind
from kedeng.domain.states import STATES, State
from kedeng.domain.workflow import Destination

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import (
        Certificate,
        Evidence,
        Move,
        Registration,
        ReviewNote,
        Revision,
        RouteStop,
    )


class Head(Schema):
    """The line of a registration in a list."""

    code: str
    category: str
    category_name: str
    title: str
    state: str
    state_name: str
    version: int
    desk: int
    round: str
    filer_organisation: str
    first_unit: str
    submitted_at: datetime | None
    desk_since: datetime | None
    is_claimed: bool
    number: str | None
    registered_on: date | None
    elsewhere_body: str  # of what another body registered (备案); "" for all else
    elsewhere_number: str

    @classmethod
    def of(cls, registration: "Registration") -> Self:
        """Draw the line."""
        return cls(**head(registration))


class HeadPage(Schema):
    """A page of registrations."""

    count: int
    page: int
    page_size: int
    items: list[Head]


def head(registration: "Registration") -> dict[str, Any]:
    """Give what every view of a registration begins with."""
    return {
        "code": registration.code,
        "category": registration.category,
        "category_name": CATEGORY_NAMES[registration.category],
        "title": registration.title,
        "state": registration.state,
        "state_name": STATES[State(registration.state)].staff,
        "version": registration.version,
        "desk": registration.desk,
        "round": registration.round.title,
        "filer_organisation": registration.filer_organisation.name,
        "first_unit": registration.first_unit,
        "submitted_at": registration.submitted_at,
        "desk_since": registration.desk_since,
        "is_claimed": registration.claimed_by_id is not None,
        "number": registration.number,
        "registered_on": registration.registered_on,
        "elsewhere_body": registration.elsewhere_body,
        "elsewhere_number": registration.elsewhere_number,
    }


class Desk(Schema):
    """A desk of the route; `position` 0 is the filer's."""

    position: int
    kind: str
    kind_name: str
    name: str

    @classmethod
    def of(cls, stop: "RouteStop") -> Self:
        """Draw the desk, with the name that its organisation then had."""
        kind_name = STOP_LABELS[StopKind(stop.kind)]
        return cls(position=stop.position, kind=stop.kind, kind_name=kind_name, name=stop.name)


class NoteMade(Schema):
    """A reviewer's note on a field, row or file."""

    id: int
    path: str
    place: str
    reason_code: str
    text: str
    answer: "AnswerGiven | None"

    @classmethod
    def of(cls, note: "ReviewNote") -> Self:
        """Draw the note with the answer that counts, None while it is open."""
        given = note.answer
        return cls(
            id=note.pk,
            path=note.path,
            place=note.place,
            reason_code=note.reason_code,
            text=note.text,
            answer=AnswerGiven(
                outcome=given.outcome, text=given.text, by=given.given_by, given_at=given.given_at
            )
            if given
            else None,
        )


class AnswerGiven(Schema):
    """What the filer said to a note."""

    outcome: str
    text: str
    by: str
    given_at: datetime


class MoveMade(Schema):
    """A move that happened; one that `is_undone` counts as if it had never been."""

    transition: str
    done: str
    from_state: str
    to_state: str
    by: str
    organisation: str
    moved_at: datetime
    reason_code: str
    reason: str
    notes: list[NoteMade]
    is_undone: bool

    @classmethod
    def of(cls, move: "Move") -> Self:
        """Draw the move with its notes."""
        return cls(
            transition=move.transition,
            done=move.sentence,
            from_state=move.from_state,
            to_state=move.to_state,
            by=move.actor_name,
            organisation=move.organisation_name,
            moved_at=move.moved_at,
            reason_code=move.reason_code,
            reason=move.reason,
            notes=[NoteMade.of(note) for note in move.notes.all()],
            is_undone=move.is_undone,
        )


class MoveOffered(Schema):
    """A move that the actor may try now, and what it asks for."""

    transition: str
    label: str
    needs_reason: bool
    desks: list[Desk]  # one of them goes into `to_desk`
    checks: dict[str, str]  # each must be true in `checks`


def moves_offered(actor: Actor, registration: "Registration") -> list[MoveOffered]:
    """Draw the offered moves; guards may still refuse one, with the reason."""
    earlier = [Desk.of(stop) for stop in earlier_desks(actor, registration)]
    return [
        MoveOffered(
            transition=row.name,
            label=row.label,
            needs_reason=row.needs_reason,
            desks=earlier if row.to is Destination.CHOSEN else [],
            checks=labels_of(row.name),
        )
        for row in offered_moves(actor, registration)
    ]


class RevisionShape(Schema):
    """What was submitted; `digest` covers answers, evidence and explanations."""

    number: int
    digest: str
    edition: str
    submitted_at: datetime
    submitted_by: str
    list_versions: dict[str, int]
    answers: dict[str, Any]
    evidence: list[dict[str, Any]]
    explanations: list[dict[str, Any]]

    @classmethod
    def of(cls, revision: "Revision") -> Self:
        """Draw the revision."""
        return cls(**{name: getattr(revision, name) for name in cls.model_fields})


class EvidenceFile(Schema):
    """A file in a slot of the draft."""

    id: int
    slot: str
    slot_name: str
    file_name: str
    digest: str
    media_type: str
    size: int
    pages: int
    added_at: datetime
    added_by: str

    @classmethod
    def of(cls, item: "Evidence") -> Self:
        """Draw the file."""
        return cls(
            id=item.pk,
            slot=item.slot,
            slot_name=item.slot_name,
            file_name=item.file_name,
            digest=item.file.digest,
            media_type=item.file.media_type,
            size=item.file.size,
            pages=item.file.pages,
            added_at=item.added_at,
            added_by=item.added_by,
        )


class SectionShape(Schema):
    """A section of the draft; `version` is its ETag, 0 before the first save."""

    section: str
    version: int
    saved_at: datetime | None
    saved_by: str
    content: dict[str, Any] | list[dict[str, Any]]


class CertificateShape(Schema):
    """The newest version of a record's certificate; `pdf` is the address of its print."""

    version: int
    code: str
    standing: str
    standing_name: str
    issued_at: datetime
    pdf: str

    @classmethod
    def of(cls, certificate: "Certificate") -> Self:
        """Draw it with where it stands now."""
        standing = standing_of(certificate)
        return cls(
            version=certificate.version,
            code=certificate.code,
            standing=standing,
            standing_name=CERTIFICATE_STANDINGS[standing],
            issued_at=certificate.issued_at,
            pdf=f"/api/v1/registrations/{certificate.registration.code}/certificate.pdf",
        )


class Record(Head):
    """A registration: the draft for who may edit it now, the submitted version for all others."""

    edition: str
    duty: str
    filer: str
    claimed_by: str | None
    route: list[Desk]
    moves: list[MoveMade]
    offered_moves: list[MoveOffered]
    is_editable: bool
    sections: list[SectionShape] | None
    evidence: list[EvidenceFile] | None
    revision: RevisionShape | None
    certificate: CertificateShape | None
