"""Uploaded files are judged by what they are, never by what they are called."""

import io
import struct
import zlib

import pypdfium2
import pytest
from PIL import Image
from tests import hostile

from kedeng.apps.files import inspection
from kedeng.apps.files.inspection import Inspection, Limits, RefusedFileError, inspect


def inspected(data, size=None):
    stream = io.BytesIO(data)
    found = inspect(stream, len(data) if size is None else size)
    assert stream.tell() == 0
    return found


def refusal_of(data, size=None):
    with pytest.raises(RefusedFileError) as refused:
        inspected(data, size)
    return refused.value.code


def pdf(pages=1):
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 300)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def picture(kind="PNG", size=(60, 40), mode="RGB"):
    buffer = io.BytesIO()
    Image.effect_noise(size, 80).convert(mode).save(buffer, kind)
    return buffer.getvalue()


def png_that_says(width, height):
    """A PNG of a few bytes whose head promises that many pixels."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def locked_pdf():
    """A PDF whose keys fit no empty password: that is all that a reader can find out."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>"
    return data + b"xref\n0 5\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        trailer,
        len(data),
    )


def test_what_is_taken():
    assert inspected(pdf(3)) == Inspection("application/pdf", 3)
    assert inspected(picture("PNG")) == Inspection("image/png", 1)
    assert inspected(picture("PNG", mode="L")) == Inspection("image/png", 1)
    assert inspected(picture("JPEG")) == Inspection("image/jpeg", 1)
    assert inspected(picture("JPEG", mode="CMYK")) == Inspection("image/jpeg", 1)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%!PS-Adobe", id="PostScript"),
        pytest.param("科技成果".encode(), id="plain text"),
        pytest.param(b"<html><script>alert(1)</script>", id="HTML"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="SVG"),
        pytest.param(b"PK\x03\x04" + b"\0" * 200, id="ZIP, and so Word"),
        pytest.param(b"MZ" + b"\0" * 200, id="a program"),
        pytest.param(b"GIF89a" + b"\0" * 200, id="GIF"),
        pytest.param(b"\0", id="one byte"),
    ],
)
def test_other_content_is_refused_whatever_its_name(data):
    assert refusal_of(data) == "file_wrong_type"


def test_an_empty_file_is_refused():
    assert refusal_of(b"") == "file_empty"


def test_a_file_beyond_the_limit_is_refused_with_both_sizes():
    with pytest.raises(RefusedFileError, match="file_too_large") as refused:
        inspect(io.BytesIO(b""), 301 * inspection.MEGABYTE)
    assert refused.value.params == {"most": 300, "size": 301}


def test_a_pdf_behind_a_password_is_refused():
    assert refusal_of(locked_pdf()) == "file_locked_pdf"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n" + b"x" * 500, id="head only"),
        pytest.param(pdf()[:200], id="cut off"),
    ],
)
def test_a_pdf_that_does_not_open_is_refused(data):
    assert refusal_of(data) == "file_broken_pdf"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_was_cut_off_is_refused(kind):
    whole = picture(kind, (600, 400))
    assert refusal_of(whole[: len(whole) // 2]) == "file_broken_image"


def test_a_picture_with_a_wrong_checksum_is_refused():
    broken = bytearray(picture("PNG", (200, 200)))
    broken[len(broken) // 2] ^= 0xFF
    assert refusal_of(bytes(broken)) == "file_broken_image"


# One of each kind; the trial judges them all (tests/trials/test_hostile_files.py).
SOME = [
    next(hostile.active_pdfs()),
    next(hostile.hidden_names()),
    next(hostile.packed_names()),
    next(hostile.structures()),
    next(hostile.polyglots()),
    next(hostile.archives()),
    *list(hostile.structures())[8:10],
]


@pytest.mark.parametrize(("name", "data", "codes"), SOME, ids=[row[0] for row in SOME])
def test_hostile_files_are_refused(name, data, codes):
    del name
    assert refusal_of(data) in codes


def test_what_is_active_in_a_pdf_is_named():
    script = hostile.pdf(catalog=b"/OpenAction" + hostile.JS, page=b"/AA<<>>")
    with pytest.raises(RefusedFileError, match="file_active_pdf") as refused:
        inspected(script)
    assert refused.value.params == {"kinds": ["on_event", "on_opening", "script"]}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(hostile.pdf(catalog=b"/OpenAction[3 0 R/Fit]"), id="a place"),
        pytest.param(hostile.pdf(catalog=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"), id="an action"),
        pytest.param(hostile.pdf(b"[3 0 R/Fit]", catalog=b"/OpenAction 4 0 R"), id="elsewhere"),
        pytest.param(
            hostile.pdf(
                hostile.packed({9: b"<</S/GoTo/D[3 0 R/Fit]>>"}), catalog=b"/OpenAction 9 0 R"
            ),
            id="packed",
        ),
    ],
)
def test_a_pdf_may_say_which_page_it_opens_at(data):
    assert inspected(data) == Inspection("application/pdf", 1)


def test_a_pdf_of_too_many_pages_is_refused_with_both_figures():
    data = pdf(4)
    with pytest.raises(RefusedFileError, match="file_too_many_pages") as refused:
        inspect(io.BytesIO(data), len(data), Limits(pages=3))
    assert refused.value.params == {"pages": 4, "most": 3}


def test_the_text_of_a_pdf_comes_page_by_page():
    font = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    words = hostile.stream(b"BT /F 9 Tf 9 99 Td (Patent No. ZL 2024 1) Tj ET")
    found = inspected(hostile.pdf(words, page=b"/Contents 4 0 R" + font))
    assert (found.texts, found.text_is_whole) == (("Patent No. ZL 2024 1",), True)


def test_a_large_picture_is_judged_apart():
    assert inspected(picture("PNG", (1200, 900))) == Inspection("image/png", 1)
    assert inspected(picture("JPEG", (3000, 2000))) == Inspection("image/jpeg", 1)


@pytest.mark.parametrize(("width", "height"), [(10_001, 10_000), (20_000, 20_000), (2**31 - 1, 9)])
def test_a_pixel_bomb_is_refused_by_its_head(width, height):
    assert refusal_of(png_that_says(width, height)) == "file_too_many_pixels"
