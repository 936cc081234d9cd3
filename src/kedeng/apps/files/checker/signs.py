"""What a file is by its bytes, and whether it is something else at the same time."""

import re
from mmap import ACCESS_READ, mmap
from typing import BinaryIO

import filetype

from kedeng.apps.files.checker.limits import RefusedFileError

ACCEPTED = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}
_HEAD = 8192  # bytes that tell the type
_ZIP_TAIL = 66_000  # the end of a ZIP lies in these last bytes
_ZIP_END = b"PK\x05\x06"
# In a picture the long ones stand nowhere by chance; the short one might, in its middle.
_MARKUP = re.compile(rb"<script|<html|<!doctype|<\?php|%PDF-", re.IGNORECASE)
_SHORT_MARKUP = re.compile(rb"<svg[\s>]", re.IGNORECASE)


def media_type_of(stream: BinaryIO) -> str:
    """Tell the type by the first bytes. Raises RefusedFileError "file_wrong_type"."""
    stream.seek(0)
    kind = filetype.guess(stream.read(_HEAD))
    media_type = kind.mime if kind else ""
    if media_type not in ACCEPTED:
        raise RefusedFileError("file_wrong_type")
    return media_type


def refuse_two_kinds(stream: BinaryIO, media_type: str) -> None:
    """Refuse what another program would take for a page, an archive or a program.

    Raises RefusedFileError "file_two_kinds". A picture is looked through whole; in a PDF markup may
    stand in the metadata, so that only its beginning counts.
    """
    stream.seek(0)
    with mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
        tail = data[-_ZIP_TAIL:]
        if _ends_as_zip(tail):
            raise RefusedFileError("file_two_kinds")
        head = data[:_HEAD]
        is_pdf = media_type == "application/pdf"
        looked_at = head[5:] if is_pdf else data
        found = _MARKUP.search(looked_at) or any(map(_SHORT_MARKUP.search, (head, tail)))
        if found:
            raise RefusedFileError("file_two_kinds")


def _ends_as_zip(tail: bytes) -> bool:
    at = tail.rfind(_ZIP_END)
    if at < 0 or len(tail) < at + 22:
        return False
    return at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail)
