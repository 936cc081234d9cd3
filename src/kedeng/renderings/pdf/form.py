"""Prints the 科技成果登记表 of one revision."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kedeng.domain.paper import COVER
from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import FormDefinition
from kedeng.renderings.pdf.blocks import as_json
from kedeng.renderings.pdf.coverage import covered_model
from kedeng.renderings.pdf.legal import legal_of
from kedeng.renderings.pdf.pages import FOOT, page_code, page_texts
from kedeng.renderings.pdf.paper import paper
from kedeng.renderings.pdf.press import compile_pdf
from kedeng.renderings.pdf.qr import qr_mark, qr_svg
from kedeng.renderings.pdf.record import Printed, PrintRecord

__all__ = ["PrintRecord", "Printed", "print_form"]


def print_form(
    definition: FormDefinition,
    answers: Answers,
    record: PrintRecord,
    catalogue: Catalogue,
    *,
    fonts: Sequence[Path] | None = None,
    drawn_as: Mapping[str, str] | None = None,
) -> Printed:
    """Print a form. `answers` are settled ones (see `formkit.visible.settle`). No side effects.

    The same input gives the same bytes. A draft gets 草稿，未提交 across its pages and neither code
    nor QR; a blank form has none of the three. Raises UncoveredCharacters when a character has no
    glyph in the shipped faces, unless `drawn_as` says what to print in its place
    (`{"𬀀": "（左石右某）"}`).
    """
    legal = record.legal or legal_of(definition.edition)
    model: dict[str, Any] = {
        "paper": as_json(paper(definition, answers, record, catalogue)),
        "legal": as_json(legal),
        "foot": _foot(record),
        "qr": "" if record.is_draft or not record.verify_url else qr_svg(record.verify_url),
        "draft": record.is_draft,
        "coded": not (record.is_draft or record.is_blank),
    }
    model = covered_model(model, drawn_as or {}, fonts)
    first = compile_pdf("form.typ", model, record.dated, fonts=fonts)
    texts = page_texts(first, above=FOOT)
    if not model["coded"]:
        return Printed(first, (), len(texts))
    codes = tuple(
        page_code(record.code, number, text, record.version if number == COVER else "")
        for number, text in enumerate(texts, start=1)
    )
    # The cover has a large code of its own; the others a small one for the scanner at a desk.
    marks = ["", *(qr_mark(f"{record.page_url}{code}") for code in codes[COVER:])]
    final = compile_pdf(
        "form.typ",
        model,
        record.dated,
        fonts=fonts,
        codes=codes,
        marks=marks if record.page_url else (),
    )
    return Printed(final, codes, len(texts))


def _foot(record: PrintRecord) -> list[str]:
    if record.is_blank:
        return ["空白表，供准备材料时参考；正式登记请在线填报"]
    version = "草稿" if record.is_draft else f"第 {record.revision} 版"
    return [f"登记表编号 {record.code}", version]
