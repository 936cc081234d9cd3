"""Hostile files, each made here: what a filer's computer may send, and what an attacker would.

`corpus()` gives names, bytes and the codes that may refuse them. Nothing comes from elsewhere.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

WRONG, TWO, ACTIVE = {"file_wrong_type"}, {"file_two_kinds"}, {"file_active_pdf"}
BROKEN, ODD, LOCKED = {"file_broken_pdf"}, {"file_odd_pdf"}, {"file_locked_pdf"}
HELD = {"file_broken_pdf", "file_odd_pdf", "file_too_heavy", "file_too_many_pages"}
PIXELS, IMAGE = {"file_too_many_pixels"}, {"file_broken_image", "file_wrong_type"}
TAKEN: frozenset[str] = frozenset()  # harmless to us whatever it means to do


@dataclass(frozen=True)
class Sample:
    """A file, and the codes of which one refuses it; none: it may be taken, in time."""

    name: str
    data: bytes
    codes: frozenset[str]


def corpus() -> list[Sample]:
    """Make them all."""
    groups = (
        other_types(),
        archives(),
        polyglots(),
        active_pdfs(),
        hidden_names(),
        packed_names(),
        locked(),
        structures(),
        bombs(),
        pictures(),
        fuzzed(),
    )
    return [Sample(name, data, frozenset(codes)) for group in groups for name, data, codes in group]


Made = Iterator[tuple[str, bytes, set[str] | frozenset[str]]]


# ── PDFs by hand ─────────────────────────────────────────────────────────────────────────────────
def pdf(*more: bytes, catalog: bytes = b"", page: bytes = b"", trailer: bytes = b"") -> bytes:
    """Write a PDF of one page; `more` are the objects from number 4 on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]" + page + b">>",
        *more,
    ]
    return bodies(objects, trailer)


def bodies(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Number objects from 1, with a table and a trailer."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\n"
        % (
            size,
            table,
            size,
            trailer,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(data)
    )


def stream(body: bytes, head: bytes = b"") -> bytes:
    """Write a stream object's body."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(body), head, body)


def packed(inside: dict[int, bytes], head: bytes = b"") -> bytes:
    """Write an object stream."""
    text, heads = b"", []
    for number, body in inside.items():
        heads.append(b"%d %d" % (number, len(text)))
        text += body + b" "
    first = b" ".join(heads) + b" "
    says = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(inside), len(first)) + head
    return stream(zlib.compress(first + text), says)


JS = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


def active_pdfs() -> Made:
    launch = b"<</S/Launch/F(calc.exe)>>"
    for label, made in {
        "a script on opening": pdf(catalog=b"/OpenAction" + JS),
        "a script on opening, by reference": pdf(JS, catalog=b"/OpenAction 4 0 R"),
        "a script in the name tree": pdf(
            catalog=b"/Names<</JavaScript<</Names[(a)" + JS + b"]>>>>"
        ),
        "a script on the page": pdf(page=b"/AA<</O" + JS + b">>"),
        "a script on closing": pdf(catalog=b"/AA<</WC" + JS + b">>"),
        "a script in a stream": pdf(
            stream(b"app.alert(1)"), catalog=b"/OpenAction<</S/JavaScript/JS 4 0 R>>"
        ),
        "a script in a link": pdf(
            page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A" + JS + b">>]"
        ),
        "a script in a field": pdf(
            catalog=b"/AcroForm<</Fields[<</FT/Tx/T(a)/AA<</K" + JS + b">>>>]>>"
        ),
        "a script behind a place": pdf(
            catalog=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next" + JS + b">>"
        ),
        "a program on opening": pdf(catalog=b"/OpenAction" + launch),
        "a program in a link": pdf(
            page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A" + launch + b">>]"
        ),
        "an address on opening": pdf(catalog=b"/OpenAction<</S/URI/URI(http://a.example)>>"),
        "another document on opening": pdf(catalog=b"/OpenAction<</S/GoToR/F(b.pdf)/D[0/Fit]>>"),
        "an unknown object on opening": pdf(catalog=b"/OpenAction 99 0 R"),
        "an attachment": pdf(
            stream(b"MZ", b"/Type/EmbeddedFile"),
            catalog=b"/Names<</EmbeddedFiles<</Names[(a)<</F(a.exe)/EF<</F 4 0 R>>>>]>>>>",
        ),
        "an attachment on the page": pdf(
            stream(b"MZ", b"/Type/EmbeddedFile"),
            page=b"/Annots[<</Type/Annot/Subtype/FileAttachment/FS<</F(a)/EF<</F 4 0 R>>>>>>]",
        ),
        "a dynamic form": pdf(stream(b"<xdp:xdp/>"), catalog=b"/AcroForm<</XFA 4 0 R/Fields[]>>"),
        "a dynamic form in parts": pdf(
            stream(b"<a/>"), catalog=b"/AcroForm<</XFA[(template)4 0 R]/Fields[]>>"
        ),
        "data sent away": pdf(
            page=b"/Annots[<</Subtype/Widget/A<</S/SubmitForm/F(http://a.example)>>>>]"
        ),
        "data taken in": pdf(page=b"/AA<</O<</S/ImportData/F(a)>>>>"),
        "media": pdf(page=b"/Annots[<</Subtype/RichMedia/RichMediaContent<<>>>>]"),
    }.items():
        yield label, made, ACTIVE


def hidden_names() -> Made:
    for name in (b"/J#61vaScript", b"/#4aavaScript", b"/Java#53cript", b"/JavaScrip#74"):
        yield (
            f"a name written {name.decode()}",
            pdf(catalog=b"/OpenAction<</S" + name + b"/Q(1)>>"),
            ACTIVE,
        )
    for name in (b"/#4fpenAction", b"/Open#41ction"):
        yield f"a name written {name.decode()}", pdf(catalog=name + JS), ACTIVE
    yield "a name written /#58FA", pdf(catalog=b"/AcroForm<</#58FA 4 0 R>>"), ACTIVE
    yield "a name written /A#41", pdf(page=b"/A#41<</O<</S/URI/URI(a)>>>>"), ACTIVE
    for gap in (b"\n", b"\t ", b"\0", b"\r\n\r\n", b"%note\n"):
        yield f"a gap of {gap!r}", pdf(catalog=b"/OpenAction" + gap + JS), ACTIVE
    later = pdf() + b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction" + JS + b">>\nendobj\n"
    yield "a later revision", later + b"trailer\n<</Root 1 0 R/Size 4>>\n%%EOF\n", ACTIVE
    yield "a script behind the end", pdf() + JS, ACTIVE
    comment = b"%PDF-1.7\n% stream \n" + pdf(catalog=b"/OpenAction" + JS)[9:]
    yield "the word stream in a comment", comment, ACTIVE | BROKEN
    word = pdf(catalog=b"/Lang(stream\n)/OpenAction<</S/URI/URI(a)>>")
    yield "the word stream in a text", word, ACTIVE


def packed_names() -> Made:
    for label, body in {
        "script": JS,
        "key alone": b"<</JS(1)>>",
        "dynamic form": b"<</XFA 9 0 R>>",
        "action on an event": b"<</AA<<>>>>",
        "program": b"<</S/Launch/F(a)>>",
        "attachment": b"<</Names<</EmbeddedFiles 9 0 R>>>>",
        "escaped script": b"<</S/J#61vaScript>>",
        "opening": b"<</Type/Catalog/OpenAction<</S/URI/URI(a)>>>>",
    }.items():
        yield f"packed: {label}", pdf(packed({9: b"null", 10: body})), ACTIVE
    yield (
        "packed in two ways",
        pdf(stream(b"00>", b"/Type/ObjStm/N 1/First 4/Filter[/ASCIIHexDecode/FlateDecode]")),
        ODD,
    )
    yield (
        "packed with a predictor",
        pdf(packed({9: JS}, b"/DecodeParms<</Predictor 12/Columns 4>>")),
        ODD,
    )
    yield "packed in LZW", pdf(stream(b"\x80", b"/Type/ObjStm/N 1/First 4/Filter/LZWDecode")), ODD
    plain = b"9 0 " + JS
    yield "packed without packing", pdf(stream(plain, b"/Type/ObjStm/N 1/First 4")), ACTIVE
    escaped = packed({9: JS}).replace(b"/ObjStm", b"/Obj#53tm")
    yield "packed under an escaped type", pdf(escaped), ACTIVE
    untyped = packed({9: b"null", 10: b"null", 11: JS}).replace(b"/Type/ObjStm", b"")
    yield "packed under no type", pdf(untyped), ACTIVE
    packer = zlib.compressobj(0)  # stored as it is: the word may stand inside
    inside = b"9 0 10 30 (endstream\n)                 " + JS
    body = packer.compress(inside) + packer.flush()
    head = b"/Type/ObjStm/N 2/First 9/Filter/FlateDecode"
    yield "packed around the word endstream", pdf(stream(body, head)), ACTIVE
    endless = zlib.compress(b"9 0 " + b" " * 40_000_000)
    yield (
        "packed without end",
        pdf(stream(endless, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")),
        HELD,
    )


def locked() -> Made:
    for version, revision, length in ((1, 2, 40), (2, 3, 128), (4, 4, 128), (5, 6, 256)):
        handler = b"<</Filter/Standard/V %d/R %d/Length %d/P -4/O<%s>/U<%s>/CF<<>>>>" % (
            version,
            revision,
            length,
            b"41" * 32,
            b"42" * 32,
        )
        made = pdf(handler, trailer=b"/Encrypt 4 0 R/ID[<00><00>]")
        yield f"locked, handler {version}", made, LOCKED | BROKEN
    strange = pdf(b"<</Filter/Own.Lock/V 9>>", trailer=b"/Encrypt 4 0 R/ID[<00><00>]")
    yield "locked by a strange handler", strange, LOCKED | BROKEN


def structures() -> Made:
    whole = pdf()
    yield "head only", b"%PDF-1.7\n" + b"x" * 500, BROKEN
    yield (
        "no pages",
        bodies([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
        BROKEN,
    )
    for share in (4, 3, 2):
        yield f"cut to 1/{share}", whole[: len(whole) // share], BROKEN
    yield (
        "a tree that is its own child",
        bodies([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]),
        HELD,
    )
    yield (
        "two that are each other's children",
        bodies(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Pages/Kids[2 0 R]/Count 1>>",
            ]
        ),
        HELD,
    )
    for depth in (1_500, 20_000):
        nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(depth)]
        made = [b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>"]
        yield f"a tree {depth} deep", bodies(made), HELD
    for count in (5_000, 2_000_000_000, -7):
        kids = b"3 0 R " * min(max(count, 0), 5_000)
        made = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ]
        yield f"{count} pages", bodies(made), HELD
    own = whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % whole.index(b"xref"))
    yield "a table that follows itself", own, TAKEN
    ahead = whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 999999999")
    yield "a table before nothing", ahead, TAKEN
    yield "a table of millions", whole.replace(b"0 4\n", b"0 99999999\n"), TAKEN
    yield "a size of millions", whole.replace(b"/Size 4", b"/Size 2147483647"), TAKEN
    yield "a start in the middle", whole.replace(b"startxref\n", b"startxref\n9"), TAKEN
    yield "nested without end", pdf(b"[" * 200_000), TAKEN
    yield "dictionaries without end", pdf(b"<</A" * 100_000), TAKEN
    yield "a text without end", pdf(b"(" * 200_000), TAKEN
    yield "a huge number", pdf(b"9" * 500_000, page=b"/Rotate 4 0 R"), TAKEN
    yield "an object that is itself", pdf(b"4 0 R", page=b"/Contents 4 0 R"), TAKEN
    yield (
        "a length that is itself",
        pdf(b"<</Length 4 0 R>>\nstream\nq\nendstream", page=b"/Contents 4 0 R"),
        TAKEN,
    )
    yield "a page without a box", pdf(page=b"/MediaBox[0 0 0 0]"), TAKEN
    yield "a page of endless size", pdf(page=b"/MediaBox[0 0 1e30 1e30]"), TAKEN
    yield "another root", whole.replace(b"/Root 1 0 R", b"/Root 3 0 R"), BROKEN


def bombs() -> Made:
    packed_once = zlib.compress(b"\0" * 50_000_000, 9)
    yield (
        "contents of 50 MB",
        pdf(stream(packed_once, b"/Filter/FlateDecode"), page=b"/Contents 4 0 R"),
        TAKEN,
    )
    packed_twice = zlib.compress(zlib.compress(b"q " * 100_000_000, 1), 9)
    yield (
        "contents packed twice, 200 MB",
        pdf(stream(packed_twice, b"/Filter[/FlateDecode/FlateDecode]"), page=b"/Contents 4 0 R"),
        TAKEN,
    )
    wide = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8"
    yield (
        "a picture of 10,000 megapixels",
        pdf(
            stream(packed_once, wide + b"/ColorSpace/DeviceRGB/Filter/FlateDecode"),
            page=b"/Resources<</XObject<</I 4 0 R>>>>",
        ),
        TAKEN,
    )
    forms = [
        stream(b"/F Do /F Do /F Do", b"/Subtype/Form/Resources<</XObject<</F %d 0 R>>>>" % (n + 5))
        for n in range(20)
    ]
    yield (
        "drawings inside drawings",
        pdf(*forms, stream(b"q", b"/Subtype/Form"), page=b"/Resources<</XObject<</F 4 0 R>>>>"),
        TAKEN,
    )
    text = zlib.compress(b"BT /F 9 Tf " + b"(A) Tj " * 3_000_000 + b"ET")
    font = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    yield (
        "text without end",
        pdf(stream(text, b"/Filter/FlateDecode"), page=b"/Contents 4 0 R" + font),
        TAKEN,
    )
    objects = b"".join(b"%d 0 obj\n<<>>\nendobj\n" % number for number in range(10, 300_000))
    yield "objects without end", pdf() + objects, TAKEN
    yield "streams without end", pdf() + b"stream\nendstream\n" * 300_000, HELD
    yield "beginnings without end", pdf() + b"stream\n" * 5_000, HELD
    opens = b"/OpenAction 4 0 R " * 50_000
    yield "openings without end", pdf(b"[3 0 R/Fit]", b"<<" + opens + b">>"), TAKEN


# ── what is no PDF ───────────────────────────────────────────────────────────────────────────────
def other_types() -> Made:
    for label, data in {
        "a page": b"<html><script>alert(1)</script></html>",
        "a page behind blanks": b"\n\n  <!DOCTYPE html><script>1</script>",
        "a page with a mark": "\ufeff<html>".encode(),
        "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "a drawing behind a head": b"<?xml version='1.0'?><svg onload='alert(1)'/>",
        "an outside entity": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        "laughs": b"<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><a>&b;</a>",
        "a GIF": b"GIF89a" + b"\0" * 200,
        "a GIF that is a script": b"GIF89a/*" + b"\0" * 90 + b"*/=1;alert(1)",
        "a TIFF": b"II*\0" + b"\0" * 200,
        "a BMP": b"BM" + b"\0" * 200,
        "a WebP": b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 100,
        "an old document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
        "rich text": b"{\\rtf1\\object\\objdata 01}",
        "PostScript": b"%!PS-Adobe-3.0\n(%PDF-) run",
        "a program": b"MZ" + b"\0" * 200,
        "another program": b"\x7fELF" + b"\0" * 200,
        "a shell script": b"#!/bin/sh\nrm -rf /\n",
        "a link": b"[InternetShortcut]\nURL=http://a.example\n",
        "text": "科技成果".encode(),
        "one byte": b"\0",
        "blanks": b" " * 10_000,
        "a PDF behind a page": b"<html></html>" + pdf(),
        "a PDF behind blanks": b"\0" * 600 + pdf(),
        "a mail": b"From: a\nContent-Type: text/html\n\n<script>1</script>",
        "seven": b"7z\xbc\xaf\x27\x1c" + b"\0" * 100,
        "a RAR": b"Rar!\x1a\x07\x00" + b"\0" * 100,
        "a gzip": b"\x1f\x8b\x08" + b"\0" * 100,
    }.items():
        yield label, data, WRONG


def zipped(entries: dict[str, bytes]) -> bytes:
    """Make a ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in entries.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def archives() -> Made:
    types = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
    for label, entries in {
        "a ZIP": {"a.txt": b"a"},
        "a ZIP of 100 MB": {"a": b"\0" * 100_000_000},
        "a ZIP of many": {f"{number}": b"" for number in range(5_000)},
        "a ZIP in a ZIP": {"a.zip": zipped({"b.zip": zipped({"c": b"\0" * 1_000_000})})},
        "a way out of the folder": {"../../etc/passwd": b"a"},
        "a Word document": {"[Content_Types].xml": types, "word/document.xml": b"<a/>"},
        "a Word document with macros": {
            "[Content_Types].xml": types,
            "word/document.xml": b"<a/>",
            "word/vbaProject.bin": b"\0",
        },
        "a workbook": {"[Content_Types].xml": types, "xl/workbook.xml": b"<a/>"},
        "a Java program": {"META-INF/MANIFEST.MF": b"Main-Class: A"},
    }.items():
        yield label, zipped(entries), WRONG


def png(width: int = 40, height: int = 30) -> bytes:
    """A picture with noise."""
    return _saved("PNG", width, height)


def jpeg(width: int = 40, height: int = 30, **more: object) -> bytes:
    """A photograph with noise."""
    return _saved("JPEG", width, height, **more)


def _saved(kind: str, width: int, height: int, **more: object) -> bytes:
    buffer = io.BytesIO()
    noise = Image.frombytes("L", (width, height), random.Random(1).randbytes(width * height))
    noise.convert("RGB").save(buffer, kind, **more)
    return buffer.getvalue()


def polyglots() -> Made:
    archive, page = zipped({"a.html": b"<script>1</script>"}), b"<script>alert(1)</script>"
    for label, body in {"PDF": pdf(), "PNG": png(), "JPEG": jpeg()}.items():
        yield f"{label} and ZIP", body + archive, TWO
        if label != "PDF":
            yield f"{label} and page", body + page, TWO
            yield f"{label} and PDF", body + pdf(), TWO
    yield (
        "PDF and page",
        pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%<html><script>1</script>\n"),
        TWO,
    )
    yield "PNG with a page in its words", png_with(b"tEXt", b"a\0" + page), TWO
    yield "JPEG with a page in its words", jpeg(comment=page), TWO
    yield "PNG with PHP in its words", png_with(b"tEXt", b"a\0<?php system('id'); ?>"), TWO


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_with(kind: bytes, body: bytes) -> bytes:
    """A good PNG with one chunk more."""
    made = png()
    return made[:33] + png_chunk(kind, body) + made[33:]


def png_that_says(width: int, height: int, rows: bytes = b"\0" * 1000) -> bytes:
    """A PNG of a few bytes whose head promises that many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(rows, 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", head)
        + png_chunk(b"IDAT", body)
        + png_chunk(b"IEND", b"")
    )


def pictures() -> Made:
    for width, height in ((10_001, 10_000), (20_000, 20_000), (65_535, 65_535), (2**31 - 1, 9)):
        yield f"PNG of {width} by {height}", png_that_says(width, height), PIXELS
    big = jpeg(16, 16)
    at = big.index(b"\xff\xc0") + 5
    yield "JPEG of 65535 by 65535", big[:at] + b"\xff\xff\xff\xff" + big[at + 4 :], PIXELS
    nine = big[:at] + struct.pack(">HH", 9_900, 9_900) + big[at + 4 :]
    yield "JPEG of 98 megapixels without them", nine, TAKEN
    wave = jpeg(16, 16, progressive=True)
    at = wave.index(b"\xff\xc2") + 5
    wave = wave[:at] + struct.pack(">HH", 9_900, 9_900) + wave[at + 4 :]
    yield "JPEG in waves, 98 megapixels", wave, IMAGE | {"file_too_heavy"}
    for label, whole in {"PNG": png(200, 200), "JPEG": jpeg(200, 200)}.items():
        yield f"{label} cut off", whole[: len(whole) // 2], IMAGE
        yield f"{label} head only", whole[:20], IMAGE
    broken = bytearray(png(200, 200))
    broken[len(broken) // 2] ^= 0xFF
    yield "PNG with a wrong sum", bytes(broken), IMAGE
    yield "PNG of no width", png_that_says(0, 9), IMAGE | PIXELS
    yield (
        "PNG with words of 60 MB",
        png_with(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 60_000_000)),
        IMAGE,
    )
    yield "PNG whose length lies", png()[:33] + b"\x7f\xff\xff\xffIDAT" + png()[41:], IMAGE


def fuzzed() -> Made:
    """Good files with bytes changed: whatever comes of it, it comes in time."""
    chance = random.Random(7)
    for number in range(14):
        for label, whole in {"PDF": pdf(stream(b"q Q")), "PNG": png(), "JPEG": jpeg()}.items():
            data = bytearray(whole)
            for _ in range(1 + number):
                data[chance.randrange(8, len(data))] = chance.randrange(256)
            yield f"{label} with chance {number}", bytes(data), TAKEN
