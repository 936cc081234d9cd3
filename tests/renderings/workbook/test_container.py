"""Files that are no workbook, or would unpack beyond all bounds, are refused unparsed."""

import io
import random
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest

from kedeng.renderings.workbook import RefusedWorkbookError, read_workbook
from kedeng.renderings.workbook.container import inspect

MEGABYTE = 1024 * 1024


def code_of(data):
    with pytest.raises(RefusedWorkbookError) as refused:
        inspect(data)
    assert refused.value.sentence
    return refused.value.code


def with_part(data, name, content, compression=zipfile.ZIP_DEFLATED):
    """A copy of the workbook in which one part is another."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(output, "w", compression) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return output.getvalue()


def test_our_own_workbook_passes(blank):
    inspect(blank)


def test_what_is_no_workbook_is_named(blank):
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert [
        code_of(b""),
        code_of(b"%PDF-1.7"),
        code_of(b"\xd0\xcf\x11\xe0" + bytes(600)),
        code_of(zipped.getvalue()),
        code_of(blank[: len(blank) // 2]),
    ] == [
        "workbook_empty",
        "workbook_not_xlsx",
        "workbook_old_or_locked",
        "workbook_not_xlsx",
        "workbook_broken",
    ]


def test_a_file_beyond_ten_megabytes_is_too_large():
    assert code_of(b"PK" + bytes(10 * MEGABYTE)) == "workbook_too_large"


def test_too_many_parts_are_refused():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for place in range(201):
            archive.writestr(f"xl/{place}.xml", "<a/>")
        archive.writestr("xl/workbook.xml", "<a/>")
    assert code_of(output.getvalue()) == "workbook_suspicious"


def test_a_part_that_unpacks_more_than_a_hundredfold_is_refused(blank):
    bomb = with_part(blank, "xl/sharedStrings.xml", bytes(50 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    assert code_of(bomb) == "workbook_suspicious"


def test_parts_that_together_unpack_to_more_than_100_megabytes_are_refused(blank):
    data = blank
    for place in range(2):
        noise = random.Random(place).randbytes(MEGABYTE)
        data = with_part(data, f"xl/media/{place}.bin", noise)
    data = bytearray(data)
    for place in range(2):
        entry = data.rindex(f"xl/media/{place}.bin".encode()) - 46
        struct.pack_into("<I", data, entry + 24, 60 * MEGABYTE)
    assert code_of(bytes(data)) == "workbook_suspicious"


def lying(data, size):
    """Make the central directory claim that its last part is small, checksum and all."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        last = archive.infolist()[-1]
        honest = archive.read(last)
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(last.filename.encode()))
    false = bytearray(data)
    struct.pack_into("<I", false, start + 16, zlib.crc32(honest[:size]))
    struct.pack_into("<I", false, start + 24, size)
    return bytes(false)


def test_a_directory_that_lies_about_a_size_is_found_out(blank):
    bomb = with_part(blank, "xl/worksheets/sheet1.xml", b"<worksheet>" + bytes(30 * MEGABYTE))
    assert code_of(lying(bomb, 11)) == "workbook_suspicious"


def test_overlapping_parts_are_refused(blank):
    false = bytearray(blank)
    starts = [place for place in range(len(false)) if false[place : place + 4] == b"PK\x01\x02"]
    first = struct.unpack_from("<I", false, starts[0] + 42)[0]
    struct.pack_into("<I", false, starts[1] + 42, first + 1)
    assert code_of(bytes(false)) == "workbook_suspicious"


def test_an_empty_row_far_down_as_libreoffice_writes_it_does_no_harm(blank):
    with zipfile.ZipFile(io.BytesIO(blank)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b"</sheetData>", b'<row r="1048576" ht="12"/></sheetData>')
    inspect(with_part(blank, "xl/worksheets/sheet1.xml", far))


MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = b'<worksheet xmlns="' + MAIN + b'"><sheetData>%s</sheetData></worksheet>'
FAR = {
    "last cell of all": b'<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>',
    "row beyond the bound": b'<row r="5001"><c r="A5001"/></row>',
    "column beyond the bound": b'<row r="1"><c r="GS1"/></row>',
    "cell without reference in a far row": b'<row r="999999"><c t="str"><v>1</v></c></row>',
    "single quotes": b"<row r='1'><c r='ZZZ1' t='str'><v>1</v></c></row>",
    "no column of Excel": b'<row r="1"><c r="AAAA1"/></row>',
    "prefixed": b'<x:row xmlns:x="' + MAIN + b'"><x:c r="A9999"/></x:row>',
    "many cells without reference": b"<row>" + b"<c/>" * 201 + b"</row>",
}


@pytest.mark.parametrize("rows", FAR.values(), ids=FAR.keys())
def test_a_cell_far_out_is_refused_for_calamine_would_fill_the_space_between(blank, rows):
    data = with_part(blank, "xl/worksheets/sheet1.xml", SHEET % rows)
    assert code_of(data) == "workbook_too_many_rows"


def test_cells_up_to_the_bounds_are_taken(blank):
    rows = b'<row r="5000"><c r="GR5000"/></row>'
    inspect(with_part(blank, "xl/worksheets/sheet1.xml", SHEET % rows))


def test_a_document_type_is_refused(blank):
    content = b'<!DOCTYPE a [<!ENTITY b "c">]>' + SHEET % b""
    assert code_of(with_part(blank, "xl/worksheets/sheet1.xml", content)) == "workbook_suspicious"


def test_broken_sheets_are_refused_whatever_breaks(blank, soft, catalogue):
    """Damage that passes the zip: none of it may reach a caller as another error."""
    chance = random.Random(7)
    with zipfile.ZipFile(io.BytesIO(blank)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(40):
        name = chance.choice(sorted(parts))
        broken = bytearray(parts[name])
        for _ in range(5):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with suppress(RefusedWorkbookError):
            read_workbook(with_part(blank, name, bytes(broken)), soft, catalogue)
