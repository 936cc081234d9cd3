"""The print view model: what stands on the paper, cell by cell, as plain frozen data.

A paper is a cover, parts and a sheet for signatures. A part is one outer frame; in it stand ruled
blocks and passages beneath each other. `as_json` gives what the typst templates read. Widths are
millimetres; those of one ruled block add up to `WIDTH`.
"""

from dataclasses import asdict, dataclass, is_dataclass
from typing import Any, Literal

WIDTH = 165.0  # A4 less 25 mm for binding and 20 mm on the right (print.md 1)
LABEL = 27.0  # width of a label's cell, the same on every line, so that the rules align

Align = Literal["left", "center", "right"]
Role = Literal["label", "value", "head", "caption"]


@dataclass(frozen=True, kw_only=True)
class Text:
    """Plain text; a line break in it is kept."""

    text: str
    drawn: Literal["text"] = "text"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number: set to the right, and smaller where its column is narrow."""

    text: str
    drawn: Literal["figure"] = "figure"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option of a coded answer, with the number that stands in the box when it is chosen."""

    number: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Coded:
    """The official style of a choice: the chosen numbers in boxes, then every option."""

    options: tuple[Option, ...]
    drawn: Literal["coded"] = "coded"


@dataclass(frozen=True, kw_only=True)
class Boxed:
    """Codes of a long list in boxes, a character each, and their names; `boxes` stand empty."""

    entries: tuple[tuple[str, str], ...]  # code, name
    boxes: int
    drawn: Literal["boxed"] = "boxed"


@dataclass(frozen=True, kw_only=True)
class Caption:
    """A heading inside a frame, with a note (the unit) in the right corner."""

    text: str
    note: str = ""
    drawn: Literal["caption"] = "caption"


Content = Text | Figure | Coded | Boxed | Caption


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell and what it spans. A `breakable` one may continue on the next page."""

    content: Content
    role: Role = "value"
    align: Align = "left"
    across: int = 1
    down: int = 1
    breakable: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """Rows of cells between rules. The first `head` rows repeat on each page.

    `tabular` tells a screen reader that this is a table rather than labels and answers.
    """

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    head: int = 0
    tabular: bool = False
    block: Literal["ruled"] = "ruled"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Long text over the full width. `height` mm are kept free for a short one; 0 for none."""

    label: str
    paragraphs: tuple[str, ...]
    height: float = 0
    block: Literal["passage"] = "passage"


@dataclass(frozen=True, kw_only=True)
class Card:
    """A block that stays on one page: a unit with its heading."""

    title: str
    inside: tuple[Ruled | Passage, ...]
    block: Literal["card"] = "card"


Block = Ruled | Passage | Card


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading and the frame beneath it; a `whole` one is not broken over pages."""

    heading: str
    blocks: tuple[Block, ...]
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The first page. Dates are figures (year, month, day), empty strings until they are known."""

    title: str
    subtitle: str
    name: str
    first_unit: str
    research_start: tuple[str, str]
    research_end: tuple[str, str]
    recommending: str
    approving: str
    number: str
    registered_on: tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Signing:
    """The last sheet: the declaration, who filled the form in, and the boxes for seals."""

    heading: str
    declaration: tuple[str, ...]
    filler_name: str
    filler_phone: str
    filled_on: str
    boxes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The whole 登记表 but for what every page repeats."""

    cover: Cover
    parts: tuple[Part, ...]
    signing: Signing


def as_json(model: Any) -> Any:
    """Dataclasses as plain JSON values."""
    return asdict(model) if is_dataclass(model) and not isinstance(model, type) else model
