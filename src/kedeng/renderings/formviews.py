"""The plain view model of a section's page, as web/components draws it."""

from dataclasses import dataclass, field
from typing import Protocol

from kedeng.formkit.model import Field, Section
from kedeng.renderings.marks import FREE, MUST

LONG = 60  # characters; a text that may be longer wraps in a table


class Noted(Protocol):
    """A reviewer's note: the path of a field, row or section, the place in words, the text."""

    path: str
    place: str
    text: str


@dataclass(frozen=True)
class Choice:
    """One option of a question."""

    code: str
    label: str
    chosen: bool
    meaning: str = ""
    heading: str = ""  # of a group that begins here


@dataclass(frozen=True)
class FieldView:
    """One question as a page shows it: `name` of the input, `id` of the anchor for errors."""

    field: Field
    widget: str  # template of web/components/fields
    name: str
    id: str
    text: str = ""
    texts: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    mark: str = ""  # one of renderings.marks
    help: str = ""
    shown: bool = True
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # confirmations and warnings
    missing: bool = False  # still to be answered; that is no error
    was: str = ""  # what a reviewer noted here

    @property
    def is_required(self) -> bool:
        """Whether the mark is the strict one."""
        return self.mark == MUST

    @property
    def is_optional(self) -> bool:
        """Whether the question may be left without an answer."""
        return self.mark == FREE

    @property
    def is_long(self) -> bool:
        """Whether a cell of a table must let the text wrap."""
        return self.widget == "text" and self.field.max_length > LONG

    @property
    def described_by(self) -> str:
        """Ids of what describes the input, for screen readers."""
        parts = [
            f"{self.id}-error" if self.errors else "",
            f"{self.id}-help" if self.help else "",
        ]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class RowView:
    """One row of a repeating section."""

    id: str
    anchor: str
    place: int
    title: str
    fields: tuple[FieldView, ...]
    first: bool
    last: bool
    errors: tuple[str, ...] = ()
    was: str = ""  # what a reviewer noted on the row as a whole

    @property
    def tells(self) -> bool:
        """Whether anything is said of the row or of what is asked in it."""
        asked_here = (item for item in self.fields if item.shown)
        of_fields = any(item.errors or item.notes or item.was for item in asked_here)
        return bool(self.errors or self.was or of_fields)


@dataclass(frozen=True)
class HeadView:
    """The head of a column of a table: what every row is asked there."""

    field: Field
    mark: str
    help: str

    @property
    def is_required(self) -> bool:
        """Whether the mark is the strict one."""
        return self.mark == MUST

    @property
    def is_optional(self) -> bool:
        """Whether the column may stay empty."""
        return self.mark == FREE


@dataclass(frozen=True)
class SectionView:
    """A section's page."""

    section: Section
    version: int
    fields: tuple[FieldView, ...] = ()
    rows: tuple[RowView, ...] = ()
    heads: tuple[HeadView, ...] = ()
    errors: tuple[str, ...] = ()  # of the section as a whole
    notes: tuple[str, ...] = ()
    was: tuple[str, ...] = ()  # what a reviewer noted on it, or on what no longer stands here
    summary: tuple[tuple[str, str], ...] = field(
        default_factory=tuple
    )  # (anchor, sentence) of errors
    missing: tuple[tuple[str, str], ...] = ()  # (anchor, place) of what is still to be answered
    prefix: str = ""  # before every name, where a page's form holds several sections
    paste: str = ""  # pasted text that did not all become rows: it stays in its box
    paste_told: str = ""  # why it did not
    removed: tuple[int, str] | None = None  # place and name of a row that can be put back

    @property
    def layout(self) -> str:
        """Name of the section's template."""
        return self.section.layout.value


def anchor(path: str) -> str:
    """Id of a field, row or section on the page: `people[7f].name` → `people-7f-name`."""
    return path.replace("[", "-").replace("].", "-").replace("]", "").replace(".", "-")
