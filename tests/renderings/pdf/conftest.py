from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from kedeng.formkit.codelist import Catalogue
from kedeng.renderings.pdf.form import PrintRecord

CODELISTS = Path(__file__).resolve().parents[3] / "data" / "codelists"


@pytest.fixture(scope="session")
def catalogue():
    return Catalogue.from_directory(CODELISTS)


@pytest.fixture(scope="session")
def record():
    return PrintRecord(
        code="2025-000123",
        revision=2,
        digest="3f" * 32,
        category_title="应用技术成果",
        name="演示成果",
        first_unit="演示大学",
        recommending_organisation="演示市科学技术局",
        approving_organisation="演示省科学技术厅",
        number="9142025Y0001",
        registered_on=date(2025, 11, 3),
        submitted_on=date(2025, 10, 9),
        filler_name="王㛃",
        filler_phone="0351-1234567",
        verify_url="https://example.org/check/2025-000123/3f3f3f3f3f3f3f3f/",
    )


@pytest.fixture(scope="session")
def texts():
    """Gives the text of each page of a PDF."""

    def read(pdf):
        return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]

    return read


@pytest.fixture(scope="session")
def places():
    """Gives left, bottom, right, top in mm from the lower left, of each find of a text."""

    def find(page, wanted):
        text = page.get_textpage()
        search = text.search(wanted, match_case=True)
        found = []
        while (hit := search.get_next()) is not None:
            start, count = hit
            edges = [text.get_charbox(index) for index in range(start, start + count)]
            left, bottom = min(e[0] for e in edges), min(e[1] for e in edges)
            right, top = max(e[2] for e in edges), max(e[3] for e in edges)
            found.append(tuple(edge / 72 * 25.4 for edge in (left, bottom, right, top)))
        return found

    return find
