"""The table Kind → how covers every kind, and what it offers reads back."""

import pytest

from kedeng.definitions.registry import definitions
from kedeng.formkit.codec import read
from kedeng.formkit.codelist import Catalogue, load
from kedeng.formkit.model import (
    Field,
    Kind,
)
from kedeng.formkit.status import Status
from kedeng.renderings.workbook.kinds import CELLS, cell_text, guidance, heading, options

LISTED = [
    pytest.param(field, id=f"{form.key}-{section.key}-{field.key}")
    for form in definitions()
    for section, field in form.fields()
    if field.options
]


def test_every_kind_has_its_cell():
    assert CELLS.keys() == set(Kind)


@pytest.mark.parametrize("field", LISTED)
def test_every_option_of_every_question_reads_back_as_itself(field, catalogue):
    entries = [entry for entry in catalogue[field.options].entries if entry.selectable]
    texts = options(field, catalogue)
    found = [read(field, text, catalogue) for text in texts]
    codes = [[entry.code] if field.holds_list else entry.code for entry in entries]
    assert found == codes
    assert [cell_text(field, code, catalogue) for code in codes] == list(texts)


def test_a_label_that_two_options_share_stands_with_its_code():
    entry = {"source": "S1", "status": "SOURCED"}
    shared = [
        {"code": "K", "label": "房地产业", "rank": 1, **entry},
        {"code": "70", "label": "房地产业", "rank": 1, "parent": "K", **entry},
        {"code": "L", "label": "租赁业", "rank": 2, **entry},
    ]
    lists = Catalogue(
        [
            load(
                {
                    "key": "trade",
                    "title": "行业",
                    "version": 1,
                    "valid_from": "2025-01-01",
                    "source": "S1",
                    "status": "SOURCED",
                    "licence_note": "…",
                    "entries": shared,
                }
            )
        ]
    )
    field = Field(key="trade", kind=Kind.CHOICE, label="行业", options="trade")
    assert options(field, lists) == ("K 房地产业", "70 房地产业", "租赁业")


def test_guidance_tells_help_way_limits_and_example(catalogue):
    keywords = Field(
        key="a", kind=Kind.TEXTS, label="关键词", help="填主要的。", max_items=3, max_length=20,
        items_status=Status.SOURCED,
        example="瓦斯利用",
    )  # fmt: skip
    modes = Field(
        key="b",
        kind=Kind.CHOICES,
        label="转化方式",
        options="transformation_mode",
        help="可以多选。",
    )
    assert guidance(keywords, keywords.help, catalogue) == (
        "填主要的。几项之间用分号隔开。每项一般不超过 20 个字。最多 3 项。例如 瓦斯利用。"
    )
    assert guidance(modes, modes.help, catalogue) == (
        "可以多选。可以填几项，用分号隔开。选项：自我转化；合作转化；技术转让与许可。"
    )


def test_a_head_carries_its_unit():
    money = Field(key="a", kind=Kind.MONEY, label="净利润", unit="万元")
    assert heading(money) == "净利润（万元）"
