"""Binds prints, PDFs and pictures to one PDF whose pages are numbered through."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from kedeng.lib import pdfium

_A4 = (595.0, 842.0)  # points
_MARGIN = 36.0
_SIZE = 9.0  # of the number
_FROM_RIGHT, _FROM_TOP = 24.0, 20.0
_GREY = (96, 96, 96, 255)


class UnreadablePartError(Exception):
    """A part is no PDF or picture that can be opened: it may be locked by a password."""


@dataclass(frozen=True)
class Part:
    """What is bound in: an open file and whether it is a PDF or a picture."""

    stream: IO[bytes]
    media_type: str


def count_pages(part: Part) -> int:
    """Number of pages of a part. Raises UnreadablePartError."""
    if part.media_type != "application/pdf":
        return 1
    with pdfium.ALONE:
        document = _opened(part)
        try:
            return len(document)
        finally:
            document.close()


def bind(parts: Iterable[Part], out: IO[bytes], *, first: int, total: int) -> int:
    """Bind the parts in their order, each page numbered "first / total" and on; give how many.

    The number stands at the upper right, where neither our footers nor page codes are. Raises
    UnreadablePartError.
    """
    with pdfium.ALONE:
        bound = pypdfium2.PdfDocument.new()
        try:
            for part in parts:
                _append(bound, part)
            for place, page in enumerate(bound):
                _stamp(bound, page, f"{first + place} / {total}")
                page.close()
            bound.save(out)
            return len(bound)
        finally:
            bound.close()


def _opened(part: Part) -> Any:
    part.stream.seek(0)
    try:
        return pypdfium2.PdfDocument(part.stream)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePartError from error


def _append(bound: Any, part: Part) -> None:
    if part.media_type != "application/pdf":
        _append_picture(bound, part)
        return
    document = _opened(part)
    try:
        bound.import_pages(document)
    finally:
        document.close()


def _append_picture(bound: Any, part: Part) -> None:
    """Put a picture on an A4 page of its own, upright or lying as the picture is."""
    drawn = pypdfium2.PdfImage.new(bound)
    try:
        _load(drawn, part)
    except (OSError, pypdfium2.PdfiumError) as error:
        raise UnreadablePartError from error
    across, down = drawn.get_px_size()
    width, height = _A4 if down >= across else _A4[::-1]
    page = bound.new_page(width, height)
    scale = min((width - 2 * _MARGIN) / across, (height - 2 * _MARGIN) / down)
    wide, high = across * scale, down * scale
    place = pypdfium2.PdfMatrix().scale(wide, high)
    drawn.set_matrix(place.translate((width - wide) / 2, (height - high) / 2))
    page.insert_obj(drawn)
    page.gen_content()
    page.close()


def _load(drawn: Any, part: Part) -> None:
    """A JPEG goes in as it is; of another picture the dots."""
    part.stream.seek(0)
    if part.media_type == "image/jpeg":
        drawn.load_jpeg(part.stream, inline=True)
        return
    with Image.open(part.stream) as opened:
        drawn.set_bitmap(pypdfium2.PdfBitmap.from_pil(opened.convert("RGB")))


def _stamp(bound: Any, page: Any, text: str) -> None:
    """Write a text at the upper right of a page as it is shown, turned pages included."""
    written = raw.FPDFPageObj_NewTextObj(bound.raw, b"Helvetica", _SIZE)
    wide = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
    raw.FPDFText_SetText(written, ctypes.cast(wide, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_SetFillColor(written, *_GREY)
    length = len(text) * _SIZE * 0.5
    turned = page.get_rotation()
    left, bottom, right, top = page.get_cropbox()
    match turned:
        case 90:
            place = (0, 1, -1, 0, left + _FROM_TOP, top - _FROM_RIGHT - length)
        case 180:
            place = (-1, 0, 0, -1, left + _FROM_RIGHT + length, bottom + _FROM_TOP)
        case 270:
            place = (0, -1, 1, 0, right - _FROM_TOP, bottom + _FROM_RIGHT + length)
        case _:
            place = (1, 0, 0, 1, right - _FROM_RIGHT - length, top - _FROM_TOP)
    raw.FPDFPageObj_Transform(written, *place)
    raw.FPDFPage_InsertObject(page.raw, written)
    page.gen_content()
