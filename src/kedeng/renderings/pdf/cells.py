"""Answers of one section or row as labelled cells; the parts that every step is built from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from kedeng.formkit.answers import Values, is_blank
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.conditions import AnyOf, Condition, When
from kedeng.formkit.model import Field, Kind, Section
from kedeng.renderings.pdf.blocks import (
    LABEL,
    Boxed,
    Caption,
    Cell,
    Coded,
    Content,
    Row,
    Ruled,
    Text,
)
from kedeng.renderings.pdf.drawing import KINDS

CELL_SIZE = 10.5  # pt (print.md 1)
_CHARACTER = 3.75  # mm, a Chinese character of that size
_INSET = 3.6  # mm, left and right of the text of a cell together
_MOST_LINES = 14  # a row with more lines of text may go on on the next page, between two lines
_IN_WORDS = "free_text"  # trait of options that are to be explained: 其他
_FIGURES = {Kind.INTEGER, Kind.MONEY}


@dataclass(frozen=True, kw_only=True)
class Answered:
    """The answers to one section, or to one row of it."""

    section: Section
    values: Values
    catalogue: Catalogue

    def field(self, key: str) -> Field:
        """Return the field of that key; KeyError where the section has none."""
        return self.section.by_key[key]

    def wanted(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Those of the keys that this form asks and this paper prints.

        What is written beside 其他 stands on the paper only when it was answered: the official form
        has no line for it. Everything else is printed, blank where it is not asked or answered.
        """
        return tuple(key for key in keys if key in self.section.by_key and not self._left_out(key))

    def _left_out(self, key: str) -> bool:
        return is_blank(self.value(key)) and self._explains_other(self.field(key).shown_if)

    def _explains_other(self, condition: Condition | None) -> bool:
        """Whether a question is asked only of those who chose an option that wants words."""
        if isinstance(condition, AnyOf):
            return all(self._explains_other(each) for each in condition.conditions)
        chosen = self.section.by_key.get(condition.path) if isinstance(condition, When) else None
        if chosen is None or not chosen.options or not isinstance(condition, When):
            return False
        options = self.catalogue[chosen.options]
        return _IN_WORDS in options.traits and condition.values <= options.having(_IN_WORDS)

    def value(self, key: str) -> Any:
        """The stored answer, None when open."""
        return self.values.get(key)

    def name(self, key: str) -> str:
        """The label, with its unit when the answer is a figure."""
        field = self.field(key)
        return (
            f"{field.label}（{field.unit}）"
            if field.unit and field.kind in _FIGURES
            else field.label
        )

    def line(self, key: str) -> Content:
        """The answer as it stands on a line of its own."""
        return KINDS[self.field(key).kind].line(self.field(key), self.value(key), self.catalogue)

    def half(self, key: str) -> Content:
        """The answer as it stands beside another one."""
        return KINDS[self.field(key).kind].half(self.field(key), self.value(key), self.catalogue)

    def column(self, key: str) -> Content:
        """The answer as it stands in a table."""
        return KINDS[self.field(key).kind].column(self.field(key), self.value(key), self.catalogue)


def label(text: str, width: float = LABEL, *, across: int = 1, down: int = 1) -> Cell:
    """A label's cell, broken into lines of like length."""
    content = Text(text=balanced(text, width * across))
    return Cell(content=content, role="label", align="center", across=across, down=down)


def head(text: str, width: float, *, across: int = 1) -> Cell:
    """A column's head."""
    return Cell(
        content=Text(text=balanced(text, width)), role="head", align="center", across=across
    )


def caption(text: str, columns: int, note: str = "") -> Row:
    """A row with a heading, across all columns."""
    return (
        Cell(content=Caption(text=text, note=note), role="caption", align="center", across=columns),
    )


def value(content: Content, *, across: int = 1, down: int = 1) -> Cell:
    """An answer's cell."""
    return Cell(content=content, across=across, down=down)


def ruled(widths: Iterable[float], *rows: Row, head_rows: int = 0, tabular: bool = False) -> Ruled:
    """A block of rows; a row that might not fit on one page is allowed to break."""
    mm = tuple(widths)
    checked = tuple(
        _breakable(row, mm) if index >= head_rows else row for index, row in enumerate(rows)
    )
    return Ruled(widths=mm, rows=checked, head=head_rows, tabular=tabular)


def balanced(text: str, width: float, inset: float = _INSET) -> str:
    """Break a label into lines of like length, at a bracket or a colon where there is one."""
    room = (width - inset) / _CHARACTER
    if "\n" in text or text.isascii() or _length(text) <= room:
        return text
    count = ceil(_length(text) / room)
    fitting = [
        at
        for at in range(1, len(text))
        if _length(text[:at]) <= room and _length(text[at:]) <= room * (count - 1)
    ]
    natural = [at for at in fitting if text[at] in "（(及与和" or text[at - 1] in "：、）)/及与和"]
    if not fitting:
        return text
    ideal = _length(text) / count
    cut = min(natural or fitting, key=lambda at: (abs(_length(text[:at]) - ideal), at))
    return f"{text[:cut]}\n{balanced(text[cut:], width, inset)}"


def _length(text: str) -> float:
    """Length in Chinese characters; Latin letters, figures and signs are about half as wide."""
    return sum(0.56 if character.isascii() else 1 for character in text)


def _breakable(row: Row, widths: tuple[float, ...]) -> Row:
    tallest = 0
    start = 0
    for cell in row:
        room = sum(widths[start : start + cell.across])
        tallest = max(tallest, _line_count(cell.content, room))
        start += cell.across
    if tallest <= _MOST_LINES:
        return row
    return tuple(replace(cell, breakable=True) for cell in row)


def _line_count(content: Content, width: float) -> int:
    room = (width - _INSET) / _CHARACTER
    return sum(max(1, ceil(_length(line) / room)) for line in _texts(content))


def _texts(content: Content) -> list[str]:
    match content:
        case Coded(options=options):
            return ["".join(option.label for option in options)]
        case Boxed(entries=entries):
            return [code + name for code, name in entries] or [""]
        case _:
            return content.text.split("\n")
