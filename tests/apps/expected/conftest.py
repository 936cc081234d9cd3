"""Lines of a list, and items that are there."""

import pytest

from kedeng.apps.expected.actions import keep_list, take_list
from kedeng.apps.expected.models import ExpectedItem
from kedeng.domain.expected import ExpectedSheet
from kedeng.domain.roster import Line


def line(at=3, /, **cells):
    """A line of the sheet; a project of the demo university where nothing else is said."""
    usual = {"kind": "验收项目", "number": "2025-01", "name": "演示项目甲", "unit": "演示大学"}
    kept = {key: text for key, text in {**usual, **cells}.items() if text}
    return Line(ExpectedSheet.ITEMS, at, kept)


@pytest.fixture
def listed():
    """Give a factory of items: `listed(actor, number=…, name=…)` takes a list of one line."""

    def make(actor, **cells) -> ExpectedItem:
        kept = keep_list(actor=actor, year=2025, content=b"x", file_name="演示.xlsx")
        take_list(actor=actor, kept=kept, lines=[line(**cells)])
        return ExpectedItem.objects.order_by("pk").last()

    return make
