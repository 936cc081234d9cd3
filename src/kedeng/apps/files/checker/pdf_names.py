"""Finds what a PDF would do: scripts, programs, attachments, dynamic forms (trust.md 1.9).

It reads names, not structure, so that a file which readers mend in different ways hides nothing:
the whole file, names with #xx undone, and the insides of compressed object streams.
"""

import re
import zlib
from collections.abc import Iterator
from mmap import mmap

Bytes = bytes | mmap

MOST_INFLATED = 32 * 1024 * 1024  # of all object streams together
MOST_OBJECTS = 32 * 1024 * 1024  # what lies outside streams
MOST_STREAMS = 200_000
_MOST_PACKED = 16 * 1024 * 1024
_MOST_BEGINNINGS = 1000
_MOST_OPENINGS = 20  # of the revisions of one file
_DICTIONARY = 4096  # bytes before `stream` in which its dictionary lies

# Long names stand by chance in no picture: they are looked for in every byte.
_LONG = {
    b"JavaScript": "script",
    b"EmbeddedFile": "attachment",
    b"EmbeddedFiles": "attachment",
    b"Launch": "launch",
    b"RichMedia": "media",
    b"SubmitForm": "sends",
    b"ImportData": "sends",
}
# Short ones might: they are looked for outside streams, and inside object streams.
_SHORT = {b"JS": "script", b"XFA": "dynamic_form", b"AA": "on_event"}
_END = rb"(?=[\s\0()<>\[\]{}/%]|$)"
_LONG_NAMES = re.compile(rb"/(" + b"|".join(sorted(_LONG, key=len, reverse=True)) + rb")" + _END)
_SHORT_NAMES = re.compile(rb"/(" + b"|".join(_SHORT) + rb")" + _END)
_ESCAPED = re.compile(rb"/([A-Za-z]{0,14}#[0-9A-Fa-f]{2}[A-Za-z#0-9]{0,60})")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"endstream|stream[^\r\n]{0,40}(?:\r\n|\n|\r)")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj")
_NUMBERS = re.compile(rb"\s*(?:\d+\s+){4}")  # how the inside of an object stream begins
_OPENS = re.compile(
    rb"/OpenAction[\s\0]*(?:(?P<place>\[)|(?P<action><<)|(?P<number>\d{1,10})[\s\0]+\d+[\s\0]+R|)"
)
_GOES_TO = re.compile(rb"/S[\s\0]*/GoTo" + _END)


class OddStreamError(ValueError):
    """Objects are packed in a way that only an unusual program would choose, or without end."""


def active_content(data: Bytes) -> frozenset[str]:
    """Name what is active in a PDF: keys of refusals.ACTIVE_CONTENT.

    Raises OddStreamError where its objects cannot be read within bounds.
    """
    found = {_LONG[match[1]] for match in _LONG_NAMES.finditer(data)}
    objects = _together(_outside_streams(data), MOST_OBJECTS)
    packed = _together(_packed_objects(data), MOST_INFLATED)
    for text in (objects, packed):
        found |= {_SHORT[match[1]] for match in _SHORT_NAMES.finditer(text)}
        found |= {_LONG[match[1]] for match in _LONG_NAMES.finditer(text)}
        found |= _escaped(text)
        if _opens_with_action(text, (objects, packed)):
            found.add("on_opening")
    return frozenset(found)


def _together(pieces: Iterator[bytes], most: int) -> bytes:
    found = bytearray()
    for piece in pieces:
        found += piece
        found += b"\n"
        if len(found) > most:
            raise OddStreamError("objects without end")
    return bytes(found)


def _escaped(text: bytes) -> set[str]:
    """Names that are written with #xx, which readers undo: nobody but a hider writes them so."""
    names = (_HEX.sub(_character, match[1]) for match in _ESCAPED.finditer(text))
    known = _LONG | _SHORT | {b"OpenAction": "on_opening"}
    return {known[name] for name in names if name in known}


def _character(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def _opens_with_action(text: bytes, whole: tuple[bytes, ...]) -> bool:
    """Whether more happens on opening than showing a page, which every office program asks for."""
    pointed_at = set()
    for match in _OPENS.finditer(text):
        if match["place"]:
            continue
        if match["action"]:
            action = text[match.end() : match.end() + _DICTIONARY].split(b">>")[0]
            if not _GOES_TO.search(action):
                return True
        elif match["number"] is None or len(pointed_at) > _MOST_OPENINGS:
            return True
        else:
            pointed_at.add(match["number"])
    return not all(_is_place(number, whole) for number in pointed_at)


def _is_place(number: bytes, whole: tuple[bytes, ...]) -> bool:
    """Whether an object is a place in the document, or an action that goes to one."""
    object_ = re.compile(
        rb"(?<!\d)" + number + rb"[\s\0]+\d+[\s\0]+obj[\s\0]*(.{0,400})", re.DOTALL
    )
    bodies = [body for text in whole for body in object_.findall(text)]
    return bool(bodies) and all(
        body.startswith(b"[") or _GOES_TO.search(body.split(b"endobj")[0]) for body in bodies
    )


def _outside_streams(data: Bytes) -> Iterator[bytes]:
    """Everything but what lies between `stream` and `endstream`."""
    at = 0
    for begins, ends in _streams(data):
        if ends < len(data):  # else it never ended, and may be no stream at all
            yield data[at : begins[-1]]
            at = ends
    yield data[at:]


def _streams(data: Bytes) -> Iterator[tuple[list[int], int]]:
    """Where streams may begin, with where they end: one that says `stream` inside begins twice."""
    begins: list[int] = []
    for count, match in enumerate(_STREAM.finditer(data)):
        if count > MOST_STREAMS or len(begins) > _MOST_BEGINNINGS:
            raise OddStreamError("too many streams")
        if match[0] == b"endstream":
            if begins:
                yield begins, match.start()
            begins = []
        else:
            begins.append(match.end())
    if begins:
        yield begins, len(data)


def _packed_objects(data: Bytes) -> Iterator[bytes]:
    """Insides of the object streams."""
    for begins, ends in _streams(data):
        for place in begins:
            yield _inside(data, place, ends)


def _inside(data: Bytes, begins: int, ends: int) -> bytes:
    """What an object stream holds; nothing for any other stream."""
    head = bytes(data[max(0, begins - _DICTIONARY) : begins])
    objects = list(_OBJECT.finditer(head))
    head = _HEX.sub(_character, head[objects[-1].end() if objects else 0 :])
    declared = b"/ObjStm" in head or (b"/First" in head and b"/N" in head)
    if declared and b"/Filter" not in head:
        return bytes(data[begins:ends])
    if declared and not _is_plain_flate(head):
        raise OddStreamError("objects packed in an unusual way")
    # To where the packing itself ends: the word `endstream` may stand inside.
    if not declared and not _NUMBERS.match(_inflated(data[begins : begins + 512], 256)):
        return b""
    inside = _inflated(data[begins : begins + _MOST_PACKED], MOST_INFLATED)
    return _numbered(inside, head) or inside


def _numbered(inside: bytes, head: bytes) -> bytes:
    """Write the packed objects as they would stand outside, each behind its number."""
    first = re.search(rb"/First[\s\0]+(\d{1,9})", head)
    if first is None:
        return b""
    at = int(first[1])
    figures = [int(figure) for figure in re.findall(rb"\d{1,10}", inside[:at])]
    pairs = sorted(zip(figures[1::2], figures[::2], strict=False))
    ends = [place for place, _ in pairs[1:]] + [len(inside)]
    return b"".join(
        b"%d 0 obj %s endobj\n" % (number, inside[at + place : at + end])
        for (place, number), end in zip(pairs, ends, strict=True)
    )


def _is_plain_flate(head: bytes) -> bool:
    filters = re.findall(rb"/(\w+Decode|Fl|LZW|A85|AHx|RL)" + _END, head)
    return filters == [b"FlateDecode"] and not re.search(rb"/Predictor[\s\0]*(?!1[\s/>])\d", head)


def _inflated(packed: bytes, most: int) -> bytes:
    """Unpack so many bytes; what is no packing gives none, as it does to a reader."""
    try:
        return zlib.decompressobj().decompress(packed.lstrip(b"\r\n"), most)
    except zlib.error:
        return b""
