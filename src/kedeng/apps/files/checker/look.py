"""Looks into one file on standard input and says what it found, a line of JSON each.

`{"media_type", "pages"}` or `{"refused": code, "params"}`, then for a PDF its text, page by page.
Text that is not read in time is missing at the end, and `{"text_ends": true}` with it.
"""

import json
import sys
import time
from ctypes import ArgumentError
from mmap import ACCESS_READ, mmap
from typing import BinaryIO

import pypdfium2
from pypdfium2 import raw

from kedeng.apps.files.checker.limits import Limits, RefusedFileError
from kedeng.apps.files.checker.pdf_names import OddStreamError, active_content
from kedeng.apps.files.checker.signs import media_type_of, refuse_two_kinds
from kedeng.lib.bounded import MEGABYTE, bind

GROWTH = 90 * MEGABYTE
CPU_SECONDS = 5
TEXT_SECONDS = 2.0
MOST_TEXT = 2_000_000  # characters of one file
MOST_PAGE_TEXT = 50_000


def main() -> int:
    """Judge, say it, then read text as long as there is time."""
    bind(growth=GROWTH, seconds=CPU_SECONDS)
    limits = Limits(**json.loads(sys.argv[1]))
    stream = sys.stdin.buffer
    try:
        media_type = media_type_of(stream)
        refuse_two_kinds(stream, media_type)
        if media_type != "application/pdf":
            from kedeng.apps.files.checker.pictures import (  # noqa: PLC0415 - a PDF need not wait
                check_picture,
            )

            check_picture(stream, limits)
            say(media_type=media_type, pages=1)
            return 0
        document = open_pdf(stream, limits)
    except MemoryError:
        say(refused="file_too_heavy", params={})
        return 0
    except RefusedFileError as error:
        say(refused=error.code, params=error.params)
        return 0
    say(media_type=media_type, pages=len(document))
    read_text(document)
    return 0


def say(**found: object) -> None:
    """Write a line at once: a kill that comes later takes nothing back."""
    sys.stdout.write(json.dumps(found, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def open_pdf(stream: BinaryIO, limits: Limits) -> pypdfium2.PdfDocument:
    """Open a PDF that does nothing by itself. Raises RefusedFileError."""
    stream.seek(0)
    with mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
        try:
            active = active_content(data)
        except OddStreamError as error:
            raise RefusedFileError("file_odd_pdf") from error
    try:
        document = pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as error:
        code = "file_locked_pdf" if "assword" in str(error) else "file_broken_pdf"
        raise RefusedFileError(code) from error
    if raw.FPDF_GetSecurityHandlerRevision(document) != -1:
        raise RefusedFileError("file_locked_pdf")
    active |= _told_by_reader(document)
    if active:
        raise RefusedFileError("file_active_pdf", kinds=sorted(active))
    pages = len(document)
    if pages > limits.pages:
        raise RefusedFileError("file_too_many_pages", pages=pages, most=limits.pages)
    try:
        document[0]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise RefusedFileError("file_broken_pdf") from error
    return document


def _told_by_reader(document: pypdfium2.PdfDocument) -> set[str]:
    """What the reader itself sees; the names alone would do, two pairs of eyes are better."""
    found = set()
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        found.add("script")
    if raw.FPDFDoc_GetAttachmentCount(document) > 0:
        found.add("attachment")
    if raw.FPDF_GetFormType(document) in {raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND}:
        found.add("dynamic_form")
    return found


def read_text(document: pypdfium2.PdfDocument) -> None:
    """Say the text of each page, until time or room is over."""
    until, room = time.monotonic() + TEXT_SECONDS, MOST_TEXT
    for number in range(len(document)):
        if time.monotonic() > until or room <= 0:
            say(text_ends=True)
            return
        text = text_of(document, number)
        room -= len(text)
        say(page=number + 1, text=text)


def text_of(document: pypdfium2.PdfDocument, number: int) -> str:
    """Give the text of a page; none where it cannot be read."""
    try:
        page = document[number]
        letters = page.get_textpage()
        count = min(letters.count_chars(), MOST_PAGE_TEXT)
        text = letters.get_text_range(count=count) if count else ""
        page.close()
    except (pypdfium2.PdfiumError, UnicodeError, RecursionError, ArgumentError):
        return ""
    return str(text).replace("\0", "").replace("\r\n", "\n")


if __name__ == "__main__":
    sys.exit(main())
