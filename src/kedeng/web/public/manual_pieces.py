"""Takes a page of the manual apart for paper: headings, paragraphs, lists, pictures.

The pages are the manual's only source; their few elements have a counterpart on paper each.
"""

from html.parser import HTMLParser
from pathlib import Path

from kedeng.renderings.pdf.manual import Heading, Items, Paragraph, Picture, Piece

_LEVELS = {"h2": 2, "h3": 3}
_BLOCKS = {"p", "li", "figcaption", "td", "th", *_LEVELS}


def pieces_of(page: str, folder: Path) -> tuple[Piece, ...]:
    """Read the article of a page. `folder` holds its pictures; their addresses may have digests."""
    reader = _Reader(folder)
    reader.feed(page)
    return tuple(reader.pieces)


class _Reader(HTMLParser):
    """Collects pieces inside <article>; the page's own title stays out, the chapter bears it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.folder = folder
        self.pieces: list[Piece] = []
        self.inside = False
        self.text: list[str] = []
        self.block = ""
        self.items: list[str] = []
        self.cells: list[str] = []
        self.picture: Path | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.inside = True
        elif self.inside and tag in _BLOCKS:
            self.block, self.text = tag, []
        elif self.inside and tag in {"ol", "ul", "table"}:
            self.items = []
        elif self.inside and tag == "tr":
            self.cells = []
        elif self.inside and tag == "img":
            source = dict(attrs).get("src") or ""
            self.picture = self.folder / f"{Path(source).name.partition('.')[0]}.png"

    def handle_data(self, data: str) -> None:
        if self.block:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.inside = False
        elif tag == self.block:
            self._close(tag, " ".join("".join(self.text).split()))
            self.block = ""
        elif self.inside and tag in {"ol", "ul", "table"}:
            self.pieces.append(Items(tuple(self.items), numbered=tag == "ol"))
        elif self.inside and tag == "tr" and self.cells:
            self.items.append("：".join(self.cells))

    def _close(self, tag: str, text: str) -> None:
        if not text:
            return
        if tag in _LEVELS:
            self.pieces.append(Heading(text, _LEVELS[tag]))
        elif tag == "p":
            self.pieces.append(Paragraph(text))
        elif tag == "li":
            self.items.append(text)
        elif tag == "td":
            self.cells.append(text)
        elif tag == "figcaption" and self.picture is not None and self.picture.is_file():
            self.pieces.append(Picture(self.picture, text))
