"""The blank forms that anybody may take away: made once, for they change with the program alone."""

from functools import lru_cache

from kedeng.apps.insight.printing import press
from kedeng.apps.rounds.queries import catalogue
from kedeng.definitions.institution import offered, title_of
from kedeng.definitions.registry import CATEGORY_NAMES, definition
from kedeng.formkit.answers import Answers
from kedeng.renderings.pdf.form import PrintRecord, print_form
from kedeng.renderings.pdf.institution import InstitutionPaper, print_institution
from kedeng.renderings.pdf.table import SummaryTable
from kedeng.renderings.workbook import fill_in_workbook
from kedeng.renderings.workbook.summary_table import summary_workbook

_BLANK = Answers({})
_ROWS = 12  # of the blank summary table
_SUMMARY = SummaryTable(
    title="成果登记项目汇总表",
    organisation="",
    year=None,
    filled_by="",
    phone="",
    date=None,
    rows=[{"serial": str(place)} for place in range(1, _ROWS + 1)],
    totals=[],
    digest="",
)


@lru_cache(maxsize=8)
def blank_form(category: str) -> bytes:
    """Print the 登记表 of a category with nothing filled in. PressBusyError, KeyError."""
    record = PrintRecord(
        code="",
        revision=0,
        digest="",
        category_title=CATEGORY_NAMES[category],
        name="",
        first_unit="",
        is_blank=True,
    )
    with press():
        return print_form(definition(category), _BLANK, record, catalogue()).pdf


@lru_cache(maxsize=8)
def blank_workbook(category: str) -> bytes:
    """Give the workbook in which the form is filled in off line, empty. KeyError."""
    return fill_in_workbook(definition(category), _BLANK, catalogue(), "")


@lru_cache(maxsize=32)
def blank_application(province: str) -> bytes:
    """Print attachment 2 for a province, with nothing filled in. PressBusyError."""
    paper = InstitutionPaper(title=title_of(province), province=province)
    with press():
        return print_institution(paper, _BLANK, offered(catalogue()))


@lru_cache(maxsize=1)
def blank_summary() -> bytes:
    """Give attachment 3 as a workbook with its columns and empty rows."""
    return summary_workbook(_SUMMARY)
