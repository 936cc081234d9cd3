"""What an uploaded file really is: judged by content, never by name."""

from dataclasses import dataclass
from typing import BinaryIO

import filetype
import pypdfium2
from PIL import Image, UnidentifiedImageError

from kedeng.lib import pdfium

ACCEPTED = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}
MEGABYTE = 1024 * 1024
LARGEST_FILE = 300 * MEGABYTE  # scanned monographs
MOST_PIXELS = 100_000_000
_HEAD = 8192  # bytes that tell the type


class RefusedFileError(ValueError):
    """A file that is not taken; `code` chooses the sentence, `params` fill it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Inspection:
    """What was found: media type and number of pages."""

    media_type: str
    pages: int


def inspect(stream: BinaryIO, size: int) -> Inspection:
    """Judge a seekable stream of `size` bytes. Leaves it at its start.

    Raises RefusedFileError: file_empty, file_too_large, file_wrong_type, file_broken_pdf,
    file_locked_pdf, file_broken_image, file_too_many_pixels.
    """
    if size == 0:
        raise RefusedFileError("file_empty")
    if size > LARGEST_FILE:
        raise RefusedFileError(
            "file_too_large", most=LARGEST_FILE // MEGABYTE, size=size // MEGABYTE
        )
    stream.seek(0)
    kind = filetype.guess(stream.read(_HEAD))
    stream.seek(0)
    media_type = kind.mime if kind else ""
    if media_type not in ACCEPTED:
        raise RefusedFileError("file_wrong_type")
    pages = _count_pdf_pages(stream) if media_type == "application/pdf" else _check_image(stream)
    stream.seek(0)
    return Inspection(media_type, pages)


def _count_pdf_pages(stream: BinaryIO) -> int:
    with pdfium.ALONE:
        try:
            document = pypdfium2.PdfDocument(stream)
        except pypdfium2.PdfiumError as error:
            code = "file_locked_pdf" if "assword" in str(error) else "file_broken_pdf"
            raise RefusedFileError(code) from error
        try:
            pages = len(document)
        finally:
            document.close()
    if pages == 0:
        raise RefusedFileError("file_broken_pdf")
    return pages


def _check_image(stream: BinaryIO) -> int:
    try:
        with Image.open(stream, formats=["JPEG", "PNG"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise RefusedFileError("file_too_many_pixels")
            if image.format == "JPEG":
                image.draft("L", (1, 1))  # decode an eighth of it: enough to see it cut off
                image.load()
            else:
                image.verify()
    except Image.DecompressionBombError as error:
        raise RefusedFileError("file_too_many_pixels") from error
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise RefusedFileError("file_broken_image") from error
    return 1
