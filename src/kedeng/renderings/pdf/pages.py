"""The text of printed pages, and the code that each page carries in its footer."""

import io
from collections.abc import Sequence

import pypdfium2

from kedeng.formkit.canonical import digest
from kedeng.lib import pdfium

CODE_LENGTH = 16
FOOT = 20.0  # mm from the lower edge in which the footer stands, and nothing else


def page_texts(pdf: bytes, above: float = 0) -> tuple[str, ...]:
    """The text of each page as a reader would copy it; `above` so many mm from its lower edge."""
    lowest = above / 25.4 * 72
    with pdfium.ALONE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(page.get_textpage().get_text_bounded(bottom=lowest) for page in document)
        finally:
            document.close()


def chosen_pages(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Give some pages (counted from 1) of a PDF as a PDF of their own."""
    with pdfium.ALONE:
        whole, part = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
        try:
            part.import_pages(whole, [page - 1 for page in pages])
            written = io.BytesIO()
            part.save(written)
            return written.getvalue()
        finally:
            part.close()
            whole.close()


def printed_code(digest: str) -> str:
    """A digest as a paper's foot shows it: its first 16 digits, in groups of four."""
    code = digest[:CODE_LENGTH].upper()
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def page_code(code: str, number: int, text: str, version: str = "") -> str:
    """First 16 hex digits of the digest over record, page (counted from 1) and its text.

    `text` is the page's without its footer, which names version and number of pages: a page that a
    new version leaves alone keeps its code. `version` is given for the cover, which never does.
    """
    told = {"record": code, "page": number, "text": text, "version": version}
    return digest(told)[:CODE_LENGTH].upper()
