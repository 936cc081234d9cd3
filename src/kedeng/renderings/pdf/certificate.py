"""Prints 登记证书, one on a sheet (print.md 3): plain, centred, nothing that imitates a seal.

The bytes depend on what a certificate says and on where it stands, on nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kedeng.domain.certificates import Layout
from kedeng.lib import crockford
from kedeng.renderings.pdf.coverage import covered_model
from kedeng.renderings.pdf.pages import printed_code
from kedeng.renderings.pdf.press import compile_pdf
from kedeng.renderings.pdf.qr import qr_svg
from kedeng.renderings.pdf.table import day_in_words


@dataclass(frozen=True, kw_only=True)
class CertificateSheet:
    """What one certificate says. `void` says in large grey letters why it does not hold; or "".

    `code` has no dashes; `digest` is the whole one, of which the sheet shows sixteen digits.
    """

    number: str
    title: str
    category: str
    units: Sequence[str]
    people: Sequence[str]
    registered_on: date
    issuer: str
    issued_on: date
    disclaimers: Sequence[str]
    version: int
    code: str
    digest: str
    check_url: str
    layout: Layout = Layout.LYING
    void: str = ""


def print_certificates(
    sheets: Sequence[CertificateSheet],
    *,
    drawn_as: Mapping[str, str] | None = None,
    fonts: Sequence[Path] | None = None,
) -> bytes:
    """Print certificates in their order, a sheet each. UncoveredCharacters, ValueError for none."""
    if not sheets:
        raise ValueError("a file without a sheet")
    model = covered_model({"sheets": [_told(each) for each in sheets]}, drawn_as or {}, fonts)
    for told, each in zip(model["sheets"], sheets, strict=True):
        told["qr"] = qr_svg(each.check_url)
    dated = max(each.issued_on for each in sheets)
    return compile_pdf("certificate.typ", model, dated, fonts=fonts)


def _told(sheet: CertificateSheet) -> dict[str, Any]:
    return {
        "number": sheet.number,
        "issuer": sheet.issuer,
        "facts": [
            ["成果名称", sheet.title],
            ["成果类别", sheet.category],
            ["完成单位", "、".join(sheet.units)],
            ["完\u2002成\u2002人", "、".join(sheet.people)],
            ["登记日期", day_in_words(sheet.registered_on)],
        ],
        "date": day_in_words(sheet.issued_on),
        "disclaimers": list(sheet.disclaimers),
        "code": crockford.grouped(sheet.code),
        "foot": f"第 {sheet.version} 版 · 证书校验码 {printed_code(sheet.digest)}",
        "check_url": sheet.check_url,
        "lying": sheet.layout is Layout.LYING,
        "void": sheet.void,
    }
