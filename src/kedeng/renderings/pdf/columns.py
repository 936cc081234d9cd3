"""Repeating rows as a table: columns of one field or of several beneath each other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kedeng.formkit.answers import Values, is_blank
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Section
from kedeng.renderings.pdf.blocks import WIDTH, Cell, Content, Figure, Ruled, Text
from kedeng.renderings.pdf.cells import Answered, balanced, caption, head, ruled
from kedeng.renderings.pdf.drawing import KINDS

_WEIGHT = 6.0  # mm of a column without a hint, for each weight of its kind
_SERIAL = 9.0


@dataclass(frozen=True)
class Column:
    """A column: `keys` stand one beneath another in a cell, those of `told` after their labels."""

    keys: tuple[str, ...]
    width: float
    name: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A yes that is told by a sign beside the row's number, and the note that explains it."""

    key: str
    sign: str
    note: str


@dataclass(frozen=True)
class Table:
    """How a repeating section becomes a table; without columns they follow from the kinds."""

    columns: tuple[Column, ...] = ()
    title: str = ""
    mark: Mark | None = None

    def blocks(self, section: Section, rows: list[Values], catalogue: Catalogue) -> Iterator[Ruled]:
        """One table, its title and heads repeated on each page; an empty row for none."""
        columns = self._fitted(section)
        drawn = [
            self._row(section, columns, place, row, catalogue)
            for place, row in enumerate(rows, start=1)
        ]
        empty = tuple(_cell(Text(text="")) for _ in (None, *columns))
        heads = tuple(head(_name(section, column), column.width) for column in columns)
        top = (head("序号", _SERIAL), *heads)
        note = self.mark.note if self.mark and self.mark.key in section.by_key else ""
        title = [caption(self.title or section.title, len(top), note)]
        yield ruled(
            (_SERIAL, *(column.width for column in columns)),
            *title,
            top,
            *(drawn or [empty]),
            head_rows=2,
            tabular=True,
        )

    def _fitted(self, section: Section) -> tuple[Column, ...]:
        """Columns that the section has, one for each field without a hint, scaled to the width."""
        marked = {self.mark.key} if self.mark else set()
        named = {key for column in self.columns for key in column.keys} | marked
        known = [
            replace(column, keys=tuple(key for key in column.keys if key in section.by_key))
            for column in self.columns
        ]
        extra = [_column(item) for item in section.fields if item.key not in named]
        columns = [column for column in (*known, *extra) if column.keys]
        scale = (WIDTH - _SERIAL) / sum(column.width for column in columns)
        return tuple(replace(column, width=column.width * scale) for column in columns)

    def _row(
        self,
        section: Section,
        columns: tuple[Column, ...],
        place: int,
        row: Values,
        catalogue: Catalogue,
    ) -> tuple[Cell, ...]:
        answered = Answered(section=section, values=row, catalogue=catalogue)
        marked = self.mark and row.get(self.mark.key) is True
        serial = f"{place}\n{self.mark.sign}" if self.mark and marked else str(place)
        cells = [_cell(Text(text=serial))]
        for column in columns:
            align = KINDS[section.by_key[column.keys[0]].kind].align
            content = _content(answered, column)
            if align == "center" and isinstance(content, Text):
                content = Text(text=_balanced_lines(content.text, column.width))
            cells.append(replace(_cell(content), align=align))
        return tuple(cells)


def _content(answered: Answered, column: Column) -> Content:
    """One answer as its kind draws it, several as lines; blank ones in between keep their place."""
    if len(column.keys) == 1 and not column.told:
        return answered.column(column.keys[0])
    lines = []
    for key in column.keys:
        drawn = answered.column(key)
        text = drawn.text if isinstance(drawn, Text | Figure) else ""
        if key in column.told:
            text = "" if is_blank(answered.value(key)) else f"{answered.field(key).label}：{text}"
            if not text:
                continue
        lines.append(text or "—")
    if all(line == "—" for line in lines):
        return Text(text="")
    return Text(text="\n".join(lines))


def _balanced_lines(text: str, width: float) -> str:
    return "\n".join(balanced(line, width) for line in text.split("\n"))


def _name(section: Section, column: Column) -> str:
    return column.name or "\n".join(section.by_key[key].label for key in column.keys)


def _column(item: Field) -> Column:
    return Column((item.key,), KINDS[item.kind].weight * _WEIGHT)


def _cell(content: Content) -> Cell:
    return Cell(content=content, align="center")
