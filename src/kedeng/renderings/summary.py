"""Declaration + settled answers → what a person reads: the summary, and the comparison."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kedeng.formkit import codec
from kedeng.formkit.answers import Answers, Values, row_path
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.comparison import Change, Difference, compare
from kedeng.formkit.model import Field, FormDefinition, Kind, Layout, Privacy, Section
from kedeng.formkit.visible import asked, row_lookup

_SHORT = 20  # half-width characters, a Chinese one being two: what fits beside another answer


@dataclass(frozen=True)
class Line:
    """A question and its answer in words; `style` is how a page sets it: line, block, figure."""

    path: str
    label: str
    text: str
    style: str
    unit: str = ""

    @property
    def with_unit(self) -> str:
        """The text as a page shows it: 120.50 万元."""
        return f"{self.text} {self.unit}" if self.unit else self.text

    @property
    def is_long(self) -> bool:
        """Whether the text needs a line of its own: more than a phone, a date, a credit code."""
        return sum(1 if one.isascii() else 2 for one in self.with_unit) > _SHORT


@dataclass(frozen=True)
class SummaryRow:
    """A row of a repeating section."""

    path: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class SummarySection:
    """A section with its answers."""

    key: str
    title: str
    part: str
    is_table: bool
    lines: tuple[Line, ...] = ()
    rows: tuple[SummaryRow, ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not self.rows and not any(line.text for line in self.lines)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Labels of the questions without an answer; rows are not looked into."""
        return tuple(line.label for line in self.lines if not line.text)


@dataclass(frozen=True)
class ChangedPlace:
    """A difference in words."""

    path: str
    place: str
    change: str
    before: str
    after: str


STYLES: dict[Kind, str] = {
    Kind.TEXT: "line",
    Kind.LONG_TEXT: "block",
    Kind.TEXTS: "line",
    Kind.INTEGER: "figure",
    Kind.MONEY: "figure",
    Kind.YES_NO: "line",
    Kind.DATE: "line",
    Kind.MONTH: "line",
    Kind.CHOICE: "line",
    Kind.CHOICES: "line",
    Kind.CODE: "line",
    Kind.CODES: "line",
}

CHANGE_WORDS = {
    Change.CHANGED: "改动",
    Change.ADDED: "新增",
    Change.REMOVED: "删除",
    Change.MOVED: "调整顺序",
}

ALL = frozenset(Privacy)
PUBLIC = frozenset({Privacy.PUBLIC})


def summarise(
    form: FormDefinition, answers: Answers, catalogue: Catalogue, privacy: frozenset[Privacy] = ALL
) -> list[SummarySection]:
    """Draw every section of settled answers with the asked questions of the given privacy."""
    sections = []
    for section in form.sections:
        if section.key not in answers.data:
            continue
        kept = [field for field in section.fields if field.privacy in privacy]
        if kept:
            sections.append(_section(section, kept, answers, catalogue))
    return sections


def _section(
    section: Section, kept: list[Field], answers: Answers, catalogue: Catalogue
) -> SummarySection:
    key, title, part = section.key, section.title, section.part or section.title
    if section.repeats is None:
        lines = _lines(section, kept, key, answers.section(key), answers, catalogue)
        return SummarySection(key, title, part, is_table=False, lines=lines)
    rows = tuple(
        SummaryRow(
            row_path(key, row["id"]),
            f"{section.row_title or title} {place}",
            _lines(section, kept, row_path(key, row["id"]), row, answers, catalogue, every=True),
        )
        for place, row in enumerate(answers.rows(key), start=1)
    )
    heads = tuple(field.label for field in kept)
    return SummarySection(
        key, title, part, is_table=section.layout is Layout.TABLE, rows=rows, heads=heads
    )


def _lines(  # noqa: PLR0913 - what a line is of
    section: Section,
    kept: list[Field],
    prefix: str,
    values: Values,
    answers: Answers,
    catalogue: Catalogue,
    *,
    every: bool = False,
) -> tuple[Line, ...]:
    lookup = row_lookup(section, values, answers)
    return tuple(
        Line(
            f"{prefix}.{field.key}",
            field.label,
            codec.show(field, values.get(field.key), catalogue),
            STYLES[field.kind],
            field.unit,
        )
        for field in kept
        if every or asked(field, lookup)
    )


def changes(
    form: FormDefinition, old: Answers, new: Answers, catalogue: Catalogue
) -> list[ChangedPlace]:
    """Tell in words what differs between two settled versions."""
    place = place_namer(form, old, new)
    return [_changed(form, item, place, catalogue) for item in compare(form, old, new)]


def _changed(
    form: FormDefinition, item: Difference, place: Callable[[str], str], catalogue: Catalogue
) -> ChangedPlace:
    word = CHANGE_WORDS[item.change]
    if item.change is Change.MOVED:
        before, after = f"第 {item.before} 位", f"第 {item.after} 位"
    else:
        before, after = (
            _words(form, item.path, value, catalogue) for value in (item.before, item.after)
        )
    return ChangedPlace(item.path, place(item.path), word, before, after)


def _words(form: FormDefinition, path: str, value: Any, catalogue: Catalogue) -> str:
    if value is None:
        return ""
    section_key, row, key = split_path(path)
    section = form.by_key[section_key]
    if key:
        return codec.show(section.by_key[key], value, catalogue)
    if row and isinstance(value, dict):
        texts = (codec.show(field, value.get(field.key), catalogue) for field in section.fields)
        return "，".join(text for text in texts if text)
    return str(value)


def split_path(path: str) -> tuple[str, str, str]:
    """Take `people[7f].name` apart: section, row id, field key; "" for what is not there."""
    head, _, key = path.partition(".")
    section, _, row = head.partition("[")
    return section, row.removesuffix("]"), key


def place_namer(form: FormDefinition, *versions: Answers) -> Callable[[str], str]:
    """Give a function that names a path in words: `people[7f].employer` → 完成人第 4 位 · 工作单位.

    Rows are looked for from the last version to the first, so that a removed row has a place too.
    """

    def place(path: str) -> str:
        section = form.by_key.get(split_path(path)[0])
        return path if section is None else place_in(section, path, *versions)

    return place


def place_in(section: Section, path: str, *versions: Answers) -> str:
    """Name a path of one section in words, as `place_namer` does."""
    key, row, field_key = split_path(path)
    field = section.by_key.get(field_key)
    if not row:
        return field.label if field else section.title
    place = f"{section.row_title or section.title}第 {_position(key, row, versions)} 位"
    return f"{place} · {field.label}" if field else place


def _position(section: str, row: str, versions: Iterable[Answers]) -> str:
    for answers in reversed(list(versions)):
        for place, found in enumerate(answers.rows(section), start=1):
            if found["id"] == row:
                return str(place)
    return "？"
