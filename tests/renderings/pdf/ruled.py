"""Where the characters of a print stand: boxes of characters, and the ruled cells around them.

Read from the PDF alone: what the program meant to draw is not asked.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

THIN = 1.6  # points: a path no wider than this is a rule
SHORT = 19.5  # points: shorter rules are boxes of single digits
HALF = 7  # points: half a line of the smallest type and more
FRAME = 400  # points: a path this wide is the frame of a table


@dataclass(frozen=True)
class Cell:
    """A cell between rules, in points from the lower left, with its text as it is read."""

    page: int
    left: int
    bottom: int
    right: int
    top: int
    lines: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        """The lines as one text."""
        return "".join(self.lines)


@dataclass(frozen=True)
class Sheet:
    """A page: its characters with their boxes, and the rules drawn on it."""

    number: int
    size: tuple[float, float]
    characters: str
    boxes: np.ndarray  # left, bottom, right, top of each character
    upright: np.ndarray  # x, bottom, top of each vertical rule
    level: np.ndarray  # y, left, right of each horizontal rule

    @cached_property
    def cells(self) -> list[Cell]:
        """Every ruled cell that holds text, in the order of reading."""
        held: dict[tuple[int, ...], list[tuple[str, float]]] = defaultdict(list)
        for character, box in zip(self.characters, self.boxes, strict=True):
            if (around := self.around(box)) is not None:
                held[around].append((character, (box[1] + box[3]) / 2))
        return [Cell(self.number, *edges, _lines(read)) for edges, read in held.items()]

    def around(self, box: np.ndarray) -> tuple[int, int, int, int] | None:
        """Edges of the cell around the middle of a box; None where no rules close it."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        columns = self.upright[(self.upright[:, 1] <= y) & (y <= self.upright[:, 2]), 0]
        lines = self.level[(self.level[:, 1] <= x) & (x <= self.level[:, 2]), 0]
        sides = columns[columns < x], columns[columns > x], lines[lines < y], lines[lines > y]
        if not all(len(side) for side in sides):
            return None
        return tuple(
            round(edge) for edge in (sides[0].max(), sides[2].max(), sides[1].min(), sides[3].min())
        )

    def crossed(self) -> str:
        """Characters through which a rule runs: they leave their cell."""
        inner = self.boxes + np.array([0.6, 0.6, -0.6, -0.6])
        hit = np.zeros(len(inner), bool)
        for x, bottom, top in self.upright:
            hit |= (
                (inner[:, 0] < x) & (x < inner[:, 2]) & (inner[:, 1] < top) & (bottom < inner[:, 3])
            )
        for y, left, right in self.level:
            hit |= (
                (inner[:, 1] < y) & (y < inner[:, 3]) & (inner[:, 0] < right) & (left < inner[:, 2])
            )
        return "".join(c for c, crossed in zip(self.characters, hit, strict=True) if crossed)

    def outside(self) -> str:
        """Characters that stand beyond the edges of the page."""
        width, height = self.size
        out = (self.boxes[:, :2] < 0).any(axis=1) | (self.boxes[:, 2:] > (width, height)).any(
            axis=1
        )
        return "".join(c for c, beyond in zip(self.characters, out, strict=True) if beyond)


def _lines(read: list[tuple[str, float]]) -> tuple[str, ...]:
    """Characters with their heights, a new line where the height falls by half a character."""
    lines, level = [""], read[0][1]
    for character, height in read:
        if level - height > HALF:
            lines.append("")
            level = height
        lines[-1] += character
    return tuple(lines)


def sheets(pdf: bytes) -> list[Sheet]:
    """Read every page of a PDF."""
    return [_sheet(number, page) for number, page in enumerate(pypdfium2.PdfDocument(pdf))]


def _sheet(number: int, page: pypdfium2.PdfPage) -> Sheet:
    text = page.get_textpage()
    read = [(text.get_text_range(i, 1), text.get_charbox(i)) for i in range(text.count_chars())]
    inked = [(character, box) for character, box in read if character.strip()]
    upright, level = [], []
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = path.get_bounds()
        if right - left > FRAME:  # a table's frame, or a rule from side to side
            level += [(bottom, left, right), (top, left, right)]
        if right - left > FRAME and top - bottom > SHORT:
            upright += [(left, bottom, top), (right, bottom, top)]
        elif right - left <= THIN and top - bottom > SHORT:
            upright.append(((left + right) / 2, bottom, top))
        elif top - bottom <= THIN and right - left > SHORT:
            level.append(((bottom + top) / 2, left, right))
    return Sheet(
        number,
        page.get_size(),
        "".join(character for character, _ in inked),
        np.array([box for _, box in inked]).reshape(-1, 4),
        np.array(upright).reshape(-1, 3),
        np.array(level).reshape(-1, 3),
    )
