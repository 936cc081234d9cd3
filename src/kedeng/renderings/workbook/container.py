"""Judges the zip and the sheets of an uploaded .xlsx before calamine sees them (trust.md 1.9).

A zip may unpack to a thousand times its size. And calamine lays a sheet out as a full rectangle:
two cells, A1 and XFD1048576, in a file of 5 KB take 550 GB, and the process is gone. So bytes are
counted while inflating, and cells are placed, with a bound on where they may stand.
"""

import io
import zlib
from dataclasses import dataclass
from struct import unpack_from
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kedeng.renderings.workbook.refusal import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    RefusedWorkbookError,
)

MAX_ENTRIES = 200
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_CELLS = 300_000
_SMALL = 64 * 1024  # a part this small may be as repetitive as it likes
_LOCAL_HEADER = 30
_OLE = b"\xd0\xcf\x11\xe0"
_SHEET = b"sheetData"


def inspect(data: bytes, rows: int = MAX_ROWS) -> None:
    """Refuse a file that is no .xlsx, or that would unpack beyond the bounds; `rows` of a sheet.

    Raises RefusedWorkbookError: workbook_empty, workbook_too_large, workbook_old_or_locked,
    workbook_not_xlsx, workbook_suspicious, workbook_broken, workbook_too_many_rows.
    """
    if not data:
        raise RefusedWorkbookError("workbook_empty")
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1024 / 1024:.1f}"
        raise RefusedWorkbookError("workbook_too_large", size=size, most=MAX_BYTES // 1024 // 1024)
    if data.startswith(_OLE):
        raise RefusedWorkbookError("workbook_old_or_locked")
    entries = _entries(data)
    for entry in entries:
        content = _inflate(data, entry)
        if _SHEET in content:
            _Sheet(rows).scan(content)


def _entries(data: bytes) -> list[ZipInfo]:
    """The central directory, refused where it promises too much or its parts overlap."""
    if not data.startswith(b"PK"):
        raise RefusedWorkbookError("workbook_not_xlsx")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise RefusedWorkbookError("workbook_broken") from error
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise RefusedWorkbookError("workbook_not_xlsx")
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise RefusedWorkbookError("workbook_suspicious")
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        too_dense = entry.file_size > max(_SMALL, MAX_RATIO * entry.compress_size)
        if entry.header_offset < end or too_dense or entry.flag_bits & 1:
            raise RefusedWorkbookError("workbook_suspicious")
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
    return entries


def _inflate(data: bytes, entry: ZipInfo) -> bytes:
    """Unpack a part, never beyond the size that it declares."""
    start = entry.header_offset
    if len(data) < start + _LOCAL_HEADER:
        raise RefusedWorkbookError("workbook_broken")
    name_length, extra_length = unpack_from("<HH", data, start + 26)
    start += _LOCAL_HEADER + name_length + extra_length
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == ZIP_STORED:
        content = packed
    elif entry.compress_type == ZIP_DEFLATED:
        try:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise RefusedWorkbookError("workbook_broken") from error
    else:
        raise RefusedWorkbookError("workbook_suspicious")
    if len(content) != entry.file_size:
        raise RefusedWorkbookError("workbook_suspicious")
    return content


@dataclass
class _Sheet:
    """Walks through a worksheet as calamine does, and refuses cells beyond the bounds."""

    most_rows: int
    cells: int = 0
    row: int = -1
    column: int = -1

    def scan(self, xml: bytes) -> None:
        """Raise RefusedWorkbookError for broken XML, a document type, cells too many or too far."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise RefusedWorkbookError("workbook_broken") from error

    def _doctype(self, *_: object) -> None:
        raise RefusedWorkbookError("workbook_suspicious")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            place = attributes.get("r", "")[:10]
            self.row = int(place) - 1 if place.isdecimal() else self.row + 1
            self.column = -1
        elif kind == "c":
            self._cell(attributes.get("r", ""))

    def _cell(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        self.column = _column(letters) if letters else self.column + 1
        place = reference[len(letters) :][:10]
        row = int(place) - 1 if place else self.row
        self.cells += 1
        if row >= self.most_rows or self.column >= MAX_COLUMNS or self.cells > MAX_CELLS:
            raise RefusedWorkbookError(
                "workbook_too_many_rows", rows=self.most_rows, columns=MAX_COLUMNS
            )


def _column(letters: str) -> int:
    """Place of a column, from 0: A is 0, AA is 26; anything longer than XFD is far away."""
    if len(letters) > 3 or not letters.isascii() or not letters.isalpha():
        return MAX_COLUMNS
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
