"""Runs typst: a template and its data in, the bytes of a PDF out, the same for the same input."""

import json
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from kedeng.renderings.pdf.fonts import font_paths

if TYPE_CHECKING:
    from typst import PDFStandard

TEMPLATES = Path(__file__).parent / "templates"

# Archives ask for PDF/A (trust.md 4.2), screen readers for PDF/UA; typst refuses a missing glyph.
STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]

_own = threading.local()


def compile_pdf(  # noqa: PLR0913 - the parts of a document
    template: str,
    data: Mapping[str, Any],
    dated: date,
    *,
    fonts: Sequence[Path] | None = None,
    codes: Sequence[str] = (),
    marks: Sequence[str] = (),
    root: Path = TEMPLATES,
) -> bytes:
    """Print `template` of the folder `root`; `data` must be JSON. Raises typst.TypstError.

    `dated` becomes the document's date, `codes` (hex digits) and `marks`
    (drawings, "" for none) stand in the footers. No clock, no
    random number, no face of this machine takes part, so the same input gives the same bytes.
    """
    # The codes come by the source and not among the data: typst forgets every layout when its
    # inputs change, and so takes the second pass of a form from the first, six times as fast.
    told_codes = "".join(f'"{int(code, 16):0{len(code)}X}",' for code in codes)
    told_marks = f", marks: ({''.join(map(_quoted, marks))})" if marks else ""
    source = f'#import "/{template}": printed\n#printed(({told_codes}){told_marks})\n'
    told = {**data, "made_on": [dated.year, dated.month, dated.day]}
    printed = compiler(tuple(fonts or font_paths()), root).compile(
        input=source.encode(),
        format="pdf",
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=datetime(dated.year, dated.month, dated.day, tzinfo=UTC),
    )
    if not isinstance(printed, bytes):
        raise TypeError("typst gave several files for one document")
    return printed


def _quoted(text: str) -> str:
    """A text of ours as typst writes it, with the comma after it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}",'


def compiler(fonts: tuple[Path, ...], root: Path = TEMPLATES) -> typst.Compiler:
    """Return this thread's compiler: typst's own may not be shared between threads.

    One for another folder than our templates is made anew: such a folder is soon gone.
    """
    if root != TEMPLATES:
        return _compiler(fonts, root)
    kept: dict[tuple[Path, ...], typst.Compiler] = _own.__dict__.setdefault("compilers", {})
    if fonts not in kept:
        kept[fonts] = _compiler(fonts, root)
    return kept[fonts]


def _compiler(fonts: tuple[Path, ...], root: Path) -> typst.Compiler:
    return typst.Compiler(root=root, font_paths=_faces(fonts), ignore_system_fonts=True)


@lru_cache
def _faces(fonts: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in fonts])
