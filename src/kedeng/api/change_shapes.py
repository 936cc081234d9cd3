"""Shapes of requests for a change."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ninja import Schema

from kedeng.api.envelope import Counter, Given, Prose
from kedeng.domain.changes import Act, Kind

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import ChangeRequest


class Opened(Given):
    """What is asked for and why. `correction` is the province's."""

    kind: Kind
    reason: Prose


class ActGiven(Given):
    """What is done with a request, on the version that was read.

    `text` is the reason (of an asking it may be left out), the opinion or the decision.
    """

    act: Act
    expected_version: Counter
    text: Prose = ""


class ChangeHead(Schema):
    """The line of a request in a list."""

    code: str
    registration: str
    number: str
    title: str
    kind: str
    standing: str
    desk: int
    version: int
    touches_key: bool
    reason: str
    asked_at: datetime | None
    due_on: date | None
    revision: int | None

    @classmethod
    def of(cls, change: "ChangeRequest") -> "ChangeHead":
        """Draw a request."""
        record = change.registration
        return cls(
            code=change.code,
            registration=record.code,
            number=record.number or "",
            title=record.title,
            kind=change.kind,
            standing=change.standing,
            desk=change.desk,
            version=change.version,
            touches_key=change.touches_key,
            reason=change.reason,
            asked_at=change.asked_at,
            due_on=change.due_on,
            revision=change.revision.number if change.revision else None,
        )


class ValueShape(Schema):
    """A place that differs, in words; what is sensitive is named and not shown."""

    place: str
    before: str
    after: str


class OddShape(Schema):
    """What the proposal makes wrong (error), or unusual (confirm: its reason says why)."""

    code: str
    path: str
    place: str
    severity: str
    sentence: str


class FileShape(Schema):
    """A file that came with a request; it is read at /registrations/{code}/files/{digest}."""

    id: int
    digest: str
    file_name: str


class StepShape(Schema):
    """What somebody did with it."""

    did: str
    person: str
    organisation: str
    at: datetime
    text: str


class ChangeWhole(ChangeHead):
    """A request with its values, its problems, its trace, and what the caller may do now."""

    values: list[ValueShape]
    problems: list[OddShape]
    files: list[FileShape]
    steps: list[StepShape]
    sections: dict[str, Any]
    offered: list[str]


class ChangePage(Schema):
    """A page of requests."""

    count: int
    page: int
    page_size: int
    items: list[ChangeHead]
