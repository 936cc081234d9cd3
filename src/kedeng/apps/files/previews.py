"""Pages of PDFs as pictures: drawn in a bounded process, kept by digest in a folder of their own.

The folder can be emptied at any time; it is in no back-up.
"""

import os
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings

from kedeng.apps.files.models import StoredFile
from kedeng.apps.files.queries import local_file
from kedeng.lib import bounded
from kedeng.lib.names import random_code

WIDTHS = (160, 1000)  # pixels: to recognise a page, to read it
_SECONDS = 10
_MOST_OUTPUT = 16 * bounded.MEGABYTE
_PENS = BoundedSemaphore(2)  # drawings at a time


class NotDrawnError(ValueError):
    """A page that cannot be drawn, or not now."""


def page_picture(file: StoredFile, page: int, width: int) -> bytes:
    """Give a page of a PDF as a PNG of one of the two widths. Raises NotDrawnError."""
    if file.media_type != "application/pdf" or not 1 <= page <= (file.pages or 0):
        raise NotDrawnError("no such page")
    if width not in WIDTHS:
        raise NotDrawnError("no such width")
    place = Path(settings.PREVIEW_ROOT) / file.digest[:2] / f"{file.digest}-{page}-{width}.png"
    if place.exists():
        return place.read_bytes()
    drawn = _draw(file, page, width)
    _keep(place, drawn)
    return drawn


def _draw(file: StoredFile, page: int, width: int) -> bytes:
    if not _PENS.acquire(timeout=_SECONDS):
        raise NotDrawnError("every pen is busy")
    try:
        with local_file(file) as source:
            outcome = bounded.run(
                "kedeng.apps.files.checker.draw",
                str(page),
                str(width),
                source=source,
                seconds=_SECONDS,
                most_output=_MOST_OUTPUT,
            )
    finally:
        _PENS.release()
    if not outcome.ended or not outcome.output.startswith(b"\x89PNG"):
        raise NotDrawnError("cannot be drawn")
    return outcome.output


def _keep(place: Path, drawn: bytes) -> None:
    """Two that draw the same page write the same: the last rename wins."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{random_code()}")
    beside.write_bytes(drawn)
    os.replace(beside, place)  # noqa: PTH105 - atomic, over what is there
