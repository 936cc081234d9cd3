"""The text of printed pages, and the code that each page carries in its footer."""

import pypdfium2

from kedeng.formkit.canonical import digest
from kedeng.lib import pdfium

CODE_LENGTH = 16


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page as a reader of the PDF would copy it."""
    with pdfium.ALONE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(page.get_textpage().get_text_bounded() for page in document)
        finally:
            document.close()


def page_code(code: str, revision: int, revision_digest: str, number: int, text: str) -> str:
    """First 16 hex digits of the digest over record, revision and one page (counted from 1).

    `text` is the page's text with zeros in the place of the code, as the first pass prints it.
    """
    told = {
        "record": code,
        "revision": revision,
        "revision_digest": revision_digest,
        "page": number,
        "text": text,
    }
    return digest(told)[:CODE_LENGTH].upper()
