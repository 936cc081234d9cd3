"""Prints the 《组织管理部门申请表》 for signature and seal (attachment 2; forms.md 10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kedeng.definitions.institution import INSTITUTION_FORM, KINDS
from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Kind
from kedeng.renderings.pdf.cells import balanced
from kedeng.renderings.pdf.coverage import covered_model
from kedeng.renderings.pdf.pages import printed_code
from kedeng.renderings.pdf.press import compile_pdf
from kedeng.renderings.pdf.record import NO_DATE

# The rows of the paper: one field across the whole width, or two beside each other.
ROWS: tuple[tuple[str, ...], ...] = (
    ("institution.org_name",),
    ("institution.uscc", "institution.postcode"),
    ("institution.org_kind",),
    ("institution.superior_org", "institution.responsible_office"),
    ("institution.address",),
    ("institution.head_name", "institution.head_position"),
    ("administrator.admin_name", "administrator.requested_username"),
    ("administrator.admin_phone", "administrator.admin_mobile"),
    ("administrator.admin_email", "administrator.admin_fax"),
    ("administrator.scope_description",),
)
_LABEL_WIDTHS = (31.0, 27.0)  # mm, of the first and the second label in a row
SEALED = "institution.org_name"  # （盖章） stands beside it


@dataclass(frozen=True, kw_only=True)
class InstitutionPaper:
    """What stands around the answers. A blank form has neither number nor digest."""

    title: str
    province: str
    number: str = ""
    digest: str = ""  # of the answers, hex
    dated: date = NO_DATE


def print_institution(
    paper: InstitutionPaper,
    answers: Answers,
    catalogue: Catalogue,
    *,
    fonts: Sequence[Path] | None = None,
    drawn_as: Mapping[str, str] | None = None,
) -> bytes:
    """Print the application on one A4; `catalogue` holds the kinds of bodies that may apply.

    The same input gives the same bytes. Raises UncoveredCharacters as `print_form`.
    """
    model: dict[str, Any] = {
        "title": paper.title,
        "province": paper.province,
        "rows": [
            [_cell(path, place, answers, catalogue) for place, path in enumerate(row)]
            for row in ROWS
        ],
        "foot": _foot(paper),
    }
    return compile_pdf(
        "institution.typ", covered_model(model, drawn_as or {}, fonts), paper.dated, fonts=fonts
    )


def _foot(paper: InstitutionPaper) -> list[str]:
    if not paper.number:
        return [paper.title]
    return [f"申请编号 {paper.number}", f"内容校验码 {printed_code(paper.digest)}"]


def _cell(path: str, place: int, answers: Answers, catalogue: Catalogue) -> dict[str, Any]:
    field = INSTITUTION_FORM.field(path)
    label = f"{field.label}（盖章）" if path == SEALED else field.label
    label = balanced(label, _LABEL_WIDTHS[place])
    chosen = answers.text(path)
    if field.kind is Kind.CHOICE:
        return {"label": label, "drawn": "coded", "options": _options(chosen, catalogue)}
    return {"label": label, "drawn": _drawn(field), "text": chosen}


def _options(chosen: str, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Options with their numbers, so that the reader sees what was not chosen too."""
    return [
        {"number": str(place), "label": entry.label, "chosen": entry.code == chosen}
        for place, entry in enumerate(catalogue[KINDS].entries, start=1)
    ]


def _drawn(field: Field) -> str:
    return "tall" if field.kind is Kind.LONG_TEXT else "text"
