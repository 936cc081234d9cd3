"""A small form for the tests of the grammar: every kind once, one condition, rows, a sum."""

from datetime import date
from decimal import Decimal

import pytest

from kedeng.formkit.codelist import Catalogue, load
from kedeng.formkit.conditions import ROW_NUMBER, When
from kedeng.formkit.facts import Facts
from kedeng.formkit.model import (
    Field,
    FormDefinition,
    Kind,
    Section,
)
from kedeng.formkit.status import Status

PLACES = {
    "key": "place",
    "title": "地方",
    "version": 1,
    "valid_from": "2025-01-01",
    "source": "…",
    "status": "RECALLED",
    "licence_note": "…",
    "open": True,
    "entries": [
        {
            "code": code,
            "label": label,
            "parent": parent,
            "source": "…",
            "status": "RECALLED",
            "rank": rank,
            "selectable": code != "19",
        }
        for code, label, parent, rank in [
            ("14", "山西", None, 1),
            ("19", "绥远", None, 2),
            ("61", "陕西", None, 3),
            ("6100", "陕西", "61", 1),
        ]
    ],
}
STATES = {
    "key": "state",
    "title": "状态",
    "version": 1,
    "valid_from": "2025-01-01",
    "source": "S1",
    "status": "SOURCED",
    "licence_note": "…",
    "entries": [
        {
            "code": code,
            "label": label,
            "source": "S1",
            "status": "SOURCED",
            "rank": rank,
            "selectable": code != "old",
        }
        for rank, (code, label) in enumerate(
            [("used", "应用"), ("unused", "未应用"), ("old", "旧状态")], start=1
        )
    ],
}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue([load(STATES), load(PLACES)])


@pytest.fixture
def facts(catalogue: Catalogue) -> Facts:
    return Facts(today=date(2026, 1, 20), catalogue=catalogue)


def total(answers):
    amounts = [answers.get(f"money.{key}") for key in ("own", "loan")]
    given = [Decimal(amount) for amount in amounts if amount]
    return f"{sum(given):.2f}" if given else None


@pytest.fixture
def form() -> FormDefinition:
    sourced = {"required": True, "status": Status.SOURCED}
    unused, reason = When("state", {"unused"}), When("reason", {"other"})
    return FormDefinition(
        key="small",
        edition="2025",
        title="小表",
        letter="Y",
        sections=(
            Section(
                key="base",
                title="概况",
                fields=(
                    Field(
                        key="name",
                        kind=Kind.TEXT,
                        label="名称",
                        advised_length=5,
                        max_length=8,
                        **sourced,
                    ),
                    Field(key="words", kind=Kind.TEXTS, label="关键词", max_items=2, max_length=4),
                    Field(key="body", kind=Kind.TEXT, label="单位", required=True, min_length=2),
                    Field(key="month", kind=Kind.MONTH, label="年月"),
                    Field(
                        key="places", kind=Kind.CODES, label="地方", options="place", max_items=2
                    ),
                    Field(key="state", kind=Kind.CHOICE, label="状态", options="state", **sourced),
                    Field(
                        key="reason",
                        kind=Kind.TEXT,
                        label="原因",
                        shown_if=unused,
                        required_if=unused,
                        status=Status.SOURCED,
                    ),
                    Field(key="note", kind=Kind.TEXT, label="说明", shown_if=reason),
                ),
            ),
            Section(
                key="money",
                title="经费",
                shown_if=When("base.state", {"used"}),
                fields=(
                    Field(key="own", kind=Kind.MONEY, label="自有", unit="万元"),
                    Field(key="loan", kind=Kind.MONEY, label="贷款", unit="万元"),
                    Field(key="loans", kind=Kind.INTEGER, label="贷款笔数", unit="笔"),
                    Field(key="sum", kind=Kind.MONEY, label="合计", computed="total"),
                ),
            ),
            Section(
                key="units",
                title="单位",
                repeats=(1, 3),
                advised_rows=2,
                row_title="单位",
                required_status=Status.SOURCED,
                fields=(
                    Field(key="unit", kind=Kind.TEXT, label="单位", **sourced),
                    Field(
                        key="phone",
                        kind=Kind.TEXT,
                        label="电话",
                        required_if=When(ROW_NUMBER, {1}),
                    ),
                ),
            ),
        ),
        computations=(("money.sum", total),),
    )
