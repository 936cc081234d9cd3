"""Prints slips: strips of paper, one for each account, that carry a first credential to its owner.

Four on an A4 with lines to cut along. The QR code says login name and code behind a `#`: what
stands there is sent to no server.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kedeng.renderings.pdf.coverage import UNDRAWN, covered_model
from kedeng.renderings.pdf.press import compile_pdf
from kedeng.renderings.pdf.qr import qr_svg


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What one strip says. `contact` is whom to ask, in one line."""

    organisation: str
    name: str
    username: str
    code: str
    until: datetime
    contact: str


def scanned_address(site: str, slip: Slip) -> str:
    """Give what the QR code says: the page of activation, filled by its own script."""
    return f"{site}/activate/#{quote(slip.username, safe='')}&{slip.code}"


def print_slips(
    slips: Sequence[Slip], *, site: str, printed_at: datetime, fonts: Sequence[Path] | None = None
) -> bytes:
    """Print strips on A4 in their order. `site` is the service's address without a last slash."""
    model: dict[str, Any] = {
        "site": f"{site}/activate/",
        "slips": [
            {
                "organisation": _cut(slip.organisation, 64),
                "name": _cut(slip.name, 32),
                "username": slip.username,
                "code": slip.code,
                "until": in_words(slip.until),
                "contact": _cut(slip.contact, 64),
                "qr": qr_svg(scanned_address(site, slip)),
            }
            for slip in slips
        ],
    }
    # The login name is what counts: a rare character in a name stops no slip.
    covered = covered_model(model, {}, fonts, otherwise=UNDRAWN)
    return compile_pdf("slips.typ", covered, printed_at.date(), fonts=fonts)


def _cut(text: str, most: int) -> str:
    """A strip has a fixed height; login name and code always stand there whole."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def in_words(moment: datetime) -> str:
    """`2026 年 1 月 21 日 16:42`, on the clock that the instant brings along."""
    return f"{moment.year} 年 {moment.month} 月 {moment.day} 日 {moment:%H:%M}"
