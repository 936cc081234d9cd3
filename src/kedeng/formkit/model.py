"""The grammar of a form: Kind, Field, Section, FormDefinition.

A field is written once, here; page, summary, comparison, paper, workbook, API schema and
documentation are all drawn from it (house.md, "One declaration, many renderings").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from kedeng.formkit.status import Status

if TYPE_CHECKING:
    from kedeng.formkit.conditions import Condition
    from kedeng.formkit.rules import Rule


class Kind(StrEnum):
    """What sort of answer a field holds. Every rendering owns a table kind → how."""

    TEXT = "text"  # str, one line
    LONG_TEXT = "long_text"  # str, several lines
    TEXTS = "texts"  # list[str], a few short texts
    INTEGER = "integer"  # int
    MONEY = "money"  # str, a decimal with two digits, in the field's unit (万元)
    YES_NO = "yes_no"  # bool
    DATE = "date"  # "YYYY-MM-DD"
    MONTH = "month"  # "YYYY-MM"
    CHOICE = "choice"  # code of a short list
    CHOICES = "choices"  # list of codes of a short list
    CODE = "code"  # code of a long list, searched rather than read through
    CODES = "codes"  # list of codes of a long list


class Privacy(StrEnum):
    """Who may read an answer: everybody after publication, the route, or only who must."""

    PUBLIC = "public"
    ROUTE = "route"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. `key` outlives wording and year; see house.md for what hangs on it.

    `aliases` are other heads under which papers and lists of offices hold the same answer: what is
    pasted or uploaded is recognised by them. `source` names where the question stands (a forms.md
    source id), `ref` its row there (A42). `required` and `required_if` confirm rather than block
    unless `required_status` is SOURCED; so do the limits, each unless its own status is
    (formkit.limits).
    """

    key: str
    kind: Kind
    label: str
    aliases: tuple[str, ...] = ()
    ref: str = ""
    help: str = ""
    options: str = ""  # key of a code list
    unit: str = ""
    required: bool = False
    required_if: "Condition | None" = None
    shown_if: "Condition | None" = None
    computed: str = ""  # name of the function in the definition's `computations`
    default: str = ""  # text that a new draft starts with
    min_length: int = 0
    max_length: int = 0
    advised_length: int = 0  # longer texts get a warning
    max_items: int = 0
    in_evidence_period: bool = False  # a date that decides in which round the result belongs
    period_for: str = ""  # words that say for whom it decides, where not for all
    minimum: int | None = 0  # numbers and money; None allows negative figures
    privacy: Privacy = Privacy.PUBLIC
    status: Status = Status.INFERRED
    required_status: Status | None = None  # where the mark is trusted less or more than the field
    length_status: Status = Status.INFERRED  # of max_length: it stands in a source less often
    items_status: Status = Status.INFERRED  # of max_items
    minimum_status: Status = Status.INFERRED
    source: str = ""
    example: str = ""

    @property
    def mark_status(self) -> Status:
        """How far the required mark of this field can be trusted."""
        return self.required_status or self.status

    @property
    def holds_list(self) -> bool:
        """Whether the answer is a list rather than one value."""
        return self.kind in {Kind.TEXTS, Kind.CHOICES, Kind.CODES}


class Layout(StrEnum):
    """How a section stands on page and paper."""

    PLAIN = "plain"  # one field beneath another
    BAND = "band"  # a row of figures
    TABLE = "table"  # repeating rows, one line each
    CARDS = "cards"  # repeating rows with many fields, one block each


@dataclass(frozen=True, kw_only=True)
class Section:
    """A page of questions. With `repeats` it holds rows with stable ids, between (min, max)."""

    key: str
    title: str
    fields: tuple[Field, ...]
    intro: str = ""
    part: str = ""  # heading under which the paper prints it
    repeats: tuple[int, int] | None = None
    row_title: str = ""  # what one row is called: 完成单位, 完成人
    advised_rows: int = 0
    layout: Layout = Layout.PLAIN
    optional: bool = False
    shown_if: "Condition | None" = None
    required_rows_if: "Condition | None" = None  # condition under which at least one row is needed
    required_status: Status = Status.INFERRED  # of the least number of rows
    most_rows_status: Status = Status.INFERRED
    source: str = ""

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """Fields by key."""
        return {field.key: field for field in self.fields}


@dataclass(frozen=True, kw_only=True)
class FormDefinition:
    """One edition of one form: immutable once released (a test holds its fingerprint)."""

    key: str
    edition: str
    title: str
    letter: str
    sections: tuple[Section, ...]
    rules: "tuple[Rule, ...]" = ()
    computations: "tuple[tuple[str, Computation], ...]" = ()
    released: bool = False

    @cached_property
    def by_key(self) -> dict[str, Section]:
        """Sections by key."""
        return {section.key: section for section in self.sections}

    def fields(self) -> Iterator[tuple[Section, Field]]:
        """Every field with its section, in the order of the form."""
        for section in self.sections:
            for field in section.fields:
                yield section, field

    def field(self, path: str) -> Field:
        """Return the field at `section.key`. Raises KeyError for a path that the form lacks."""
        section, _, key = path.partition(".")
        return self.by_key[section].by_key[key]

    def parts(self) -> list[tuple[str, list[Section]]]:
        """Sections grouped by the heading under which the paper prints them."""
        groups: list[tuple[str, list[Section]]] = []
        for section in self.sections:
            heading = section.part or section.title
            if groups and groups[-1][0] == heading:
                groups[-1][1].append(section)
            else:
                groups.append((heading, [section]))
        return groups


if TYPE_CHECKING:
    from kedeng.formkit.answers import Computation
