"""The words in which the official layout is told: lines, pairs, bands, ledgers, counts.

A step names fields by key and gives blocks for those that the section has, so that one arrangement
serves several forms. What no step names is laid out by `default_steps`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kedeng.formkit.answers import is_blank, is_unread
from kedeng.formkit.model import Field
from kedeng.renderings.pdf.blocks import LABEL, WIDTH, Cell, Figure, Passage, Ruled, Text
from kedeng.renderings.pdf.cells import Answered, caption, head, label, ruled, value
from kedeng.renderings.pdf.drawing import Place, place

REST = WIDTH - LABEL  # room right of a line's first label
_LONG_FIGURE = 11  # characters of a figure that still fit a ninth of the width


class Step(Protocol):
    """One thing on the paper."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Fields that this step places."""
        ...

    def blocks(self, answered: Answered) -> Iterator[Ruled | Passage]:
        """What it gives; nothing when the section has none of its fields."""
        ...


@dataclass(frozen=True)
class Line:
    """A label and its answer over the full width; several share the line.

    `answers` are the widths of the answers' cells when all fields are there.
    """

    keys: tuple[str, ...]
    answers: tuple[float, ...] = ()

    def blocks(self, answered: Answered) -> Iterator[Ruled]:
        """One row."""
        keys = answered.wanted(self.keys)
        if not keys:
            return
        even = (WIDTH - LABEL * len(keys)) / len(keys)
        widths = self.answers if len(self.answers) == len(keys) else (even,) * len(keys)
        drawn = answered.line if len(keys) == 1 else answered.half
        row = [cell for key in keys for cell in (label(answered.name(key)), value(drawn(key)))]
        yield ruled([w for answer in widths for w in (LABEL, answer)], tuple(row))


@dataclass(frozen=True)
class Pairs:
    """Two columns of label and answer; a field left over gets the whole line."""

    keys: tuple[str, ...]

    def blocks(self, answered: Answered) -> Iterator[Ruled]:
        """A row for two fields."""
        keys = answered.wanted(self.keys)
        for start in range(0, len(keys), 2):
            yield from Line(keys[start : start + 2]).blocks(answered)


@dataclass(frozen=True)
class Slots:
    """A label and a cell for each item: the three keyword cells."""

    key: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The one field."""
        return (self.key,)

    def blocks(self, answered: Answered) -> Iterator[Ruled]:
        """One row."""
        if not answered.wanted(self.keys):
            return
        found = answered.value(self.key)
        if is_unread(found):
            yield from Line(self.keys).blocks(answered)
            return
        items = list(found or [])
        count = max(len(items), answered.field(self.key).max_items, 1)
        texts = [*items, *[""] * (count - len(items))]
        row = (label(answered.name(self.key)), *(value(Text(text=text)) for text in texts))
        yield ruled((LABEL, *[REST / count] * count), row)


@dataclass(frozen=True)
class Stacked:
    """One label beside several lines, each with a short label of its own: 体现形式."""

    label: str
    named: tuple[tuple[str, str], ...]  # key, short label
    short: float = 14.0

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields, in order."""
        return tuple(key for key, _ in self.named)

    def blocks(self, answered: Answered) -> Iterator[Ruled]:
        """A row for each field."""
        keys = answered.wanted(self.keys)
        if not keys:
            return
        if len(keys) == 1:
            yield from Line(keys).blocks(answered)
            return
        names = dict(self.named)
        first = label(self.label, down=len(keys))
        rows = [(label(names[key], self.short), value(answered.line(key))) for key in keys]
        widths = (LABEL, self.short, REST - self.short)
        yield ruled(widths, (first, *rows[0]), *rows[1:])


@dataclass(frozen=True)
class Band:
    """A heading, column heads and one row of figures beneath; two rows when figures are long."""

    title: str
    keys: tuple[str, ...]
    note: str = ""

    def blocks(self, answered: Answered) -> Iterator[Ruled]:
        """The band, its heading on its first part."""
        keys = answered.wanted(self.keys)
        if not keys:
            return
        drawn = (answered.column(key) for key in keys)
        longest = max((len(one.text) for one in drawn if isinstance(one, Figure | Text)), default=0)
        rows = 2 if longest > _LONG_FIGURE else 1
        count = -(-len(keys) // rows)
        for start in range(0, len(keys), count):
            part = keys[start : start + count]
            width = WIDTH / len(part)
            names = tuple(head(answered.field(key).label, width) for key in part)
            cells = tuple(value(answered.column(key)) for key in part)
            title = [caption(self.title, len(part), self.note)] if start == 0 and self.title else []
            yield ruled([width] * len(part), *title, names, cells)


@dataclass(frozen=True)
class Ledger:
    """A label at the left, and to its right heads over figures on `slots` equal columns."""

    label: str
    keys: tuple[str, ...]
    spans: tuple[int, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def blocks(self, answered: Answered) -> Iterator[Ruled]:
        """Two rows, the label spanning both."""
        keys = answered.wanted(self.keys)
        if not keys:
            return
        spans = self.spans if len(self.spans) == len(keys) else (1,) * len(keys)
        width = REST / sum(spans)
        heads = [
            head(self.names.get(key, answered.name(key)), width * span, across=span)
            for key, span in zip(keys, spans, strict=True)
        ]
        cells = [
            value(answered.column(key), across=span) for key, span in zip(keys, spans, strict=True)
        ]
        widths = (LABEL, *[width] * sum(spans))
        yield ruled(widths, (label(self.label, down=2), *heads), tuple(cells))


@dataclass(frozen=True)
class Counts:
    """A grid of figures: heads above, a short label before each row."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    short: float = 22.0

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields, row by row."""
        return tuple(key for _, row in self.rows for key in row)

    def blocks(self, answered: Answered) -> Iterator[Ruled]:
        """The grid; a field that this form lacks leaves its cell empty."""
        rows = [(name, keys) for name, keys in self.rows if answered.wanted(keys)]
        if not rows:
            return
        width = (REST - self.short) / len(self.columns)
        top = (
            label(self.label, down=len(rows) + 1),
            head("", self.short),
            *(head(name, width) for name in self.columns),
        )
        body = [(label(name, self.short), *_figures(answered, keys)) for name, keys in rows]
        yield ruled((LABEL, self.short, *[width] * len(self.columns)), top, *body)


def _figures(answered: Answered, keys: tuple[str, ...]) -> Iterator[Cell]:
    for key in keys:
        yield value(answered.column(key) if answered.wanted((key,)) else Text(text=""))


@dataclass(frozen=True)
class Block:
    """Long text over the full width. `height` mm are kept free for it; 0 leaves a blank one out."""

    key: str
    height: float = 0

    @property
    def keys(self) -> tuple[str, ...]:
        """The one field."""
        return (self.key,)

    def blocks(self, answered: Answered) -> Iterator[Passage]:
        """One passage."""
        if not answered.wanted(self.keys):
            return
        found = answered.value(self.key)
        if is_blank(found) and not self.height and not answered.field(self.key).required:
            return
        text = found["unread"] if is_unread(found) else found or ""
        paragraphs = tuple(part.strip(" \t\u3000") for part in text.split("\n") if part.strip())
        yield Passage(
            label=answered.field(self.key).label, paragraphs=paragraphs, height=self.height
        )


def default_steps(fields: tuple[Field, ...]) -> tuple[Step, ...]:
    """Lay out fields that no hint names: halves in pairs, the rest one beneath another."""
    steps: list[Step] = []
    halves: list[str] = []
    for item in fields:
        wanted = place(item)
        if wanted is Place.HALF:
            halves.append(item.key)
            continue
        if halves:
            steps.append(Pairs(tuple(halves)))
            halves = []
        steps.append(Block(item.key, 18) if wanted is Place.BLOCK else Line((item.key,)))
    return (*steps, Pairs(tuple(halves))) if halves else tuple(steps)
