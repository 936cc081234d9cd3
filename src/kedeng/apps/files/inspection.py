"""What an uploaded file really is: judged by content, never by name.

A small picture is judged here; everything else by `checker.look` in a bounded process of its own,
which cannot hang, swell or fall over for anybody but itself (trust.md 1.9).
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import IO, BinaryIO

from kedeng.apps.files.checker.limits import MEGABYTE, Limits, RefusedFileError
from kedeng.apps.files.checker.pictures import check_picture, pixels_of
from kedeng.apps.files.checker.signs import media_type_of, refuse_two_kinds
from kedeng.lib import bounded

__all__ = ["LARGEST_FILE", "MEGABYTE", "Inspection", "Limits", "RefusedFileError", "inspect"]

LARGEST_FILE = Limits().size
SECONDS = 4.5  # from start to end of the checker: nobody waits longer than five
_SMALL = MEGABYTE // 2  # a picture that is judged here: bytes, and
_FEW_PIXELS = 4_000_000
_CHECKER = "kedeng.apps.files.checker.look"


@dataclass(frozen=True)
class Inspection:
    """What was found: media type, number of pages, and the text of a PDF's pages."""

    media_type: str
    pages: int
    texts: tuple[str, ...] = field(default=(), compare=False)
    text_is_whole: bool = field(default=True, compare=False)


def inspect(stream: BinaryIO, size: int, limits: Limits | None = None) -> Inspection:
    """Judge a seekable stream of `size` bytes. Leaves it at its start.

    Raises RefusedFileError: file_empty, file_too_large, file_wrong_type, file_two_kinds,
    file_broken_pdf, file_locked_pdf, file_active_pdf, file_odd_pdf, file_too_many_pages,
    file_broken_image, file_too_many_pixels, file_too_heavy.
    """
    limits = limits or Limits()
    if size == 0:
        raise RefusedFileError("file_empty")
    if size > limits.size:
        raise RefusedFileError(
            "file_too_large", most=limits.size // MEGABYTE, size=size // MEGABYTE
        )
    media_type = media_type_of(stream)
    with _as_file(stream) as file:
        if _is_small_picture(file, media_type, size):
            refuse_two_kinds(file, media_type)
            check_picture(file, limits)
            found = Inspection(media_type, 1)
        else:
            found = _looked_into(file, media_type, limits)
    stream.seek(0)
    return found


def _is_small_picture(file: IO[bytes], media_type: str, size: int) -> bool:
    return media_type != "application/pdf" and size <= _SMALL and pixels_of(file) <= _FEW_PIXELS


@contextmanager
def _as_file(stream: BinaryIO) -> Iterator[IO[bytes]]:
    """Give the stream as an open file of the system, which another process can read."""
    try:
        stream.fileno()
    except (OSError, AttributeError):
        with tempfile.TemporaryFile() as file:
            stream.seek(0)
            shutil.copyfileobj(stream, file, MEGABYTE)
            file.flush()
            yield file
    else:
        stream.seek(0)
        yield stream


def _looked_into(file: IO[bytes], media_type: str, limits: Limits) -> Inspection:
    file.seek(0)
    outcome = bounded.run(_CHECKER, json.dumps(asdict(limits)), source=file, seconds=SECONDS)
    lines = [json.loads(line) for line in outcome.output.splitlines(keepends=True) if _whole(line)]
    if not lines:
        picture = media_type != "application/pdf"
        broken = "file_broken_image" if picture else "file_broken_pdf"
        raise RefusedFileError("file_too_heavy" if outcome.timed_out else broken)
    verdict, *rest = lines
    if "refused" in verdict:
        raise RefusedFileError(verdict["refused"], **verdict["params"])
    return Inspection(
        verdict["media_type"],
        verdict["pages"],
        tuple(line["text"] for line in rest if "text" in line),
        outcome.ended and not any("text_ends" in line for line in rest),
    )


def _whole(line: bytes) -> bool:
    """Whether a line was written to its end: a kill may cut the last one."""
    return line.endswith(b"\n")
