"""The real forms and lists, and a workbook as somebody at a desk would edit it."""

import io
from pathlib import Path

import openpyxl
import pytest

from kedeng.definitions.registry import definition, definitions
from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import FormDefinition
from kedeng.renderings.workbook import fill_in_workbook

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.from_directory(CHECKOUT / "data" / "codelists")


@pytest.fixture(params=definitions(), ids=lambda form: form.key)
def form(request) -> FormDefinition:
    return request.param


@pytest.fixture(scope="session")
def soft() -> FormDefinition:
    return definition("soft_science")


@pytest.fixture(scope="session")
def blank(soft, catalogue) -> bytes:
    return fill_in_workbook(soft, Answers({}), catalogue, "", code="TEST")


class Desk:
    """Opens a workbook, types into it, saves it: what people do in Excel or WPS."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))

    def sheet(self, name):
        return self.book[name]

    def cell(self, sheet, label, row=1):
        """The cell for an answer: beside its label, or below its head in the row-th row."""
        page = self.book[sheet]
        if page["D4"].value == "填写内容":
            return next(line[3] for line in page.iter_rows(min_row=5) if line[1].value == label)
        head = next(cell for cell in page[4] if cell.value == label)
        return page.cell(5 + row, head.column)

    def type(self, sheet, label, value, row=1):
        self.cell(sheet, label, row).value = value

    def saved(self) -> bytes:
        output = io.BytesIO()
        self.book.save(output)
        return output.getvalue()


@pytest.fixture
def desk():
    return Desk
