"""How each kind of answer stands on paper: one table, kind → how."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from kedeng.formkit import codec
from kedeng.formkit.answers import is_blank, is_unread
from kedeng.formkit.codelist import Catalogue, Entry
from kedeng.formkit.model import Field, Kind
from kedeng.renderings.pdf.blocks import Align, Boxed, Coded, Content, Figure, Option, Text

Draw = Callable[[Field, Any, Catalogue], Content]

_LONG_LINE = 40  # characters that half a line holds on two rows
_MOST_OPTIONS = 14  # more than these are not printed out one by one


class Place(Enum):
    """The room that an answer takes: half a line, a whole one, or a block beneath its label."""

    HALF = "half"
    FULL = "full"
    BLOCK = "block"


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a kind is drawn on a line of its own, beside another field, and in a table's column.

    `weight` shares out the width of a table that has no hints.
    """

    line: Draw
    half: Draw
    column: Draw
    place: Place
    weight: int
    align: Align = "left"


def shown(field: Field, value: Any, catalogue: Catalogue) -> Text:
    """The text that the screen shows too."""
    return Text(text=codec.show(field, value, catalogue))


def figure(field: Field, value: Any, catalogue: Catalogue) -> Figure:
    """A number with its thousands separated; the unit stands beside the label."""
    return Figure(text=codec.show(field, value, catalogue))


def spelled_date(field: Field, value: Any, catalogue: Catalogue) -> Text:
    """`2025 年 3 月 1 日`, as people write it on a form; a month without its day."""
    if is_blank(value) or is_unread(value):
        return shown(field, value, catalogue)
    return Text(
        text="".join(
            f"{int(n)} {sign} " for n, sign in zip(value.split("-"), "年月日", strict=False)
        ).strip()
    )


def coded(field: Field, value: Any, catalogue: Catalogue) -> Content:
    """The official style: chosen numbers in boxes, then all options with their numbers."""
    if is_unread(value):
        return shown(field, value, catalogue)
    chosen = _codes(value)
    entries = [
        entry
        for entry in catalogue[field.options].entries
        if _offered(entry) or entry.code in chosen
    ]
    if len(entries) > _MOST_OPTIONS:
        return boxed(field, value, catalogue)
    known = {entry.code for entry in entries}
    number = numbers(field, catalogue)
    options = [
        Option(number=number[entry.code], label=entry.label, chosen=entry.code in chosen)
        for entry in entries
    ]
    # A code that the list has lost still stands on the paper of the record that used it.
    options += [Option(number="*", label=code, chosen=True) for code in chosen if code not in known]
    return Coded(options=tuple(options))


def coded_yes_no(field: Field, value: Any, catalogue: Catalogue) -> Content:
    """Yes and no as a coded answer."""
    if is_unread(value):
        return shown(field, value, catalogue)
    pairs = (("1", codec.YES, True), ("2", codec.NO, False))
    return Coded(
        options=tuple(
            Option(number=number, label=label, chosen=value is truth)
            for number, label, truth in pairs
        )
    )


def boxed(field: Field, value: Any, catalogue: Catalogue) -> Content:
    """Codes in boxes and names only, for long lists and narrow places."""
    if is_unread(value):
        return shown(field, value, catalogue)
    number = numbers(field, catalogue)
    entries = tuple(
        (number.get(code, "*"), codec.label(field, code, catalogue)) for code in _codes(value)
    )
    return Boxed(entries=entries, boxes=max((len(number) for number in number.values()), default=1))


def numbers(field: Field, catalogue: Catalogue) -> dict[str, str]:
    """What is printed for a code: itself where the list has official codes, else its place."""
    entries = catalogue[field.options].entries
    if field.kind in {Kind.CODE, Kind.CODES} or all(entry.code.isdigit() for entry in entries):
        return {entry.code: entry.code for entry in entries}
    return {entry.code: str(place) for place, entry in enumerate(entries, start=1)}


def _offered(entry: Entry) -> bool:
    return entry.selectable and entry.valid_to is None


def _codes(value: Any) -> tuple[str, ...]:
    if is_blank(value):
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


KINDS: dict[Kind, Look] = {
    Kind.TEXT: Look(line=shown, half=shown, column=shown, place=Place.HALF, weight=4),
    Kind.LONG_TEXT: Look(line=shown, half=shown, column=shown, place=Place.BLOCK, weight=8),
    Kind.TEXTS: Look(line=shown, half=shown, column=shown, place=Place.HALF, weight=4),
    Kind.INTEGER: Look(
        line=shown, half=shown, column=figure, place=Place.HALF, weight=2, align="right"
    ),
    Kind.MONEY: Look(
        line=shown, half=shown, column=figure, place=Place.HALF, weight=3, align="right"
    ),
    Kind.YES_NO: Look(
        line=coded_yes_no,
        half=coded_yes_no,
        column=shown,
        place=Place.HALF,
        weight=1,
        align="center",
    ),
    Kind.DATE: Look(
        line=spelled_date,
        half=spelled_date,
        column=shown,
        place=Place.HALF,
        weight=3,
        align="center",
    ),
    Kind.MONTH: Look(
        line=spelled_date,
        half=spelled_date,
        column=shown,
        place=Place.HALF,
        weight=2,
        align="center",
    ),
    Kind.CHOICE: Look(
        line=coded, half=boxed, column=shown, place=Place.FULL, weight=2, align="center"
    ),
    Kind.CHOICES: Look(line=coded, half=boxed, column=shown, place=Place.FULL, weight=3),
    Kind.CODE: Look(line=boxed, half=boxed, column=shown, place=Place.HALF, weight=3),
    Kind.CODES: Look(line=boxed, half=boxed, column=shown, place=Place.HALF, weight=3),
}


def place(field: Field) -> Place:
    """Where a field without a hint goes: a text that may grow long gets a whole line."""
    wanted = KINDS[field.kind].place
    if wanted is Place.HALF and field.kind is Kind.TEXT and not 0 < field.max_length <= _LONG_LINE:
        return Place.FULL
    return wanted
