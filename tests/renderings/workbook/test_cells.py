"""What Excel makes of typed values becomes the text that was meant."""

from datetime import date, datetime, time

import pytest

from kedeng.formkit.model import Field, Kind
from kedeng.renderings.workbook.cells import has_lost_digits, typed_text


@pytest.mark.parametrize(
    ("kind", "cell", "text"),
    [
        (Kind.TEXT, " 甲 ", " 甲 "),
        (Kind.TEXT, "", ""),
        (Kind.DATE, date(2025, 6, 18), "2025-06-18"),
        (Kind.DATE, datetime(2025, 6, 18, 0, 0), "2025-06-18"),
        (Kind.MONTH, date(2025, 6, 1), "2025-06"),
        (Kind.TEXT, date(2025, 6, 1), "2025-06-01"),
        (Kind.INTEGER, 12.0, "12"),
        (Kind.MONEY, 12.1, "12.1"),
        (Kind.MONEY, 0.1 + 0.2, "0.3"),
        (Kind.MONEY, 1200000.0, "1200000"),
        (Kind.MONTH, 202506.0, "202506"),
        (Kind.TEXT, 13800000000.0, "13800000000"),
        (Kind.TEXT, 202203021221001.0, "202203021221001"),
        (Kind.YES_NO, True, "是"),
        (Kind.YES_NO, False, "否"),
        (Kind.TEXT, time(1, 30), "01:30:00"),
    ],
)
def test_a_cell_is_written_out_as_it_was_meant(kind, cell, text):
    assert typed_text(Field(key="a", kind=kind, label="甲"), cell) == text


def test_sixteen_digits_are_more_than_excel_keeps():
    assert [has_lost_digits(cell) for cell in (1.2e17, 999999999999999.0, "1" * 18)] == [
        True,
        False,
        False,
    ]
