"""The ready profiles answer every dated example as their sources do, all by the same code."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from tests.stage import DATA

from kedeng.domain.profile_examples import read_example, try_all, write_example
from kedeng.domain.profile_keys import KEYS
from kedeng.domain.profile_trial import (
    Answer,
    Case,
    Outcome,
    Question,
    answer,
)
from kedeng.domain.profiles import Basis, Told, faults, read_entries, settled
from kedeng.domain.routes import StopKind

PROFILES = {
    content["key"]: content
    for file in sorted((DATA / "profiles").glob("*.json"))
    for content in [json.loads(file.read_text(encoding="utf-8"))]
}
PROVINCES = ("shanxi-2025", "shandong-2026", "gansu-2022", "guangxi-2025")
TABLE = [(key, row) for key, content in PROFILES.items() for row in content["examples"]]


def values_of(key):
    return settled(read_entries(PROFILES[key]["values"]))


@pytest.mark.parametrize(
    ("key", "row"), TABLE, ids=lambda it: it if isinstance(it, str) else it["title"]
)
def test_a_profile_answers_its_examples_with_the_day_that_decides(key, row):
    (tried,) = try_all(values_of(key), [read_example(row)])
    assert tried.found == tried.example.expected, tried.example.why


def test_the_four_profiles_have_sixty_examples_and_each_says_why():
    assert set(PROFILES) == {*PROVINCES, "national"}
    assert len(TABLE) >= 60
    assert [row["title"] for _, row in TABLE if not row["why"]] == []


def test_an_example_is_written_as_it_is_read():
    assert [write_example(read_example(row)) for _, row in TABLE] == [row for _, row in TABLE]


@pytest.mark.parametrize("key", PROFILES)
def test_every_value_has_its_source_and_what_is_not_said_has_no_value(key):
    entries = read_entries(PROFILES[key]["values"])
    assert faults(entries) == []
    assert all(told.source for told in entries.values())
    assert [
        n for n, it in entries.items() if (it.value is None) != (it.basis is Basis.UNVERIFIED)
    ] == []


@pytest.mark.parametrize("key", PROFILES)
def test_sources_are_papers_that_an_official_knows(key):
    """A profile's page shows these words: no file of ours, none of our reference numbers."""
    content = PROFILES[key]
    told = [content["source"], *(row["source"] for row in content["values"])]
    why = [row["why"] for row in content["examples"]]
    assert [text for text in told + why if re.search(r"\.md|[A-Z]\d", text)] == []


def test_what_the_notice_of_shanxi_does_not_say_is_not_invented():
    entries = read_entries(PROFILES["shanxi-2025"]["values"])
    silent = {name for name, told in entries.items() if told.value is None}
    assert {"publicity", "certificate", "audit_days", "window_audit"} <= silent
    assert entries["window_submit"].value["opens"] is None


def test_the_same_question_gets_each_provinces_answer():
    """A result proved on 2025-03-31 and filed on 2025-10-20."""
    case = Case(
        question=Question.FILING,
        at=datetime(2025, 10, 20, 2, tzinfo=UTC),
        dates={"evidence_foot": datetime(2025, 3, 31, tzinfo=UTC).date()},
    )
    assert {key: answer(values_of(key), case) for key in PROVINCES} == {
        "shanxi-2025": Answer(Outcome.ACCEPTED, "2026-01-22T00:00:00+08:00"),
        "shandong-2026": Answer(Outcome.ACCEPTED, ""),
        "gansu-2022": Answer(Outcome.FILED_TOO_LATE, "2025-09-30"),
        "guangxi-2025": Answer(Outcome.ACCEPTED, ""),
    }


# ── what no ready profile has ────────────────────────────────────────────────────────────────────
RETURNED = datetime.fromisoformat("2026-01-21T16:00:00+08:00")


@pytest.mark.parametrize(
    ("days", "kind", "at", "outcome", "decides"),
    [
        (3, "working", "2026-01-26T23:59:00+08:00", Outcome.ACCEPTED, "2026-01-27T00:00:00+08:00"),
        (3, "working", "2026-01-27T00:00:00+08:00", Outcome.CLOSED, "2026-01-27T00:00:00+08:00"),
        (3, "calendar", "2026-01-24T23:00:00+08:00", Outcome.ACCEPTED, "2026-01-25T00:00:00+08:00"),
        (3, "calendar", "2026-01-25T08:00:00+08:00", Outcome.CLOSED, "2026-01-25T00:00:00+08:00"),
        (0, "working", "2026-01-22T08:00:00+08:00", Outcome.CLOSED, "2026-01-22T00:00:00+08:00"),
    ],
)
def test_grace_runs_from_the_day_after_the_return(days, kind, at, outcome, decides):
    values = values_of("shanxi-2025") | {
        "return_grace_days": days,
        "return_grace_day_kind": kind,
    }
    case = Case(
        question=Question.FILING,
        at=datetime.fromisoformat(at),
        returned_by=StopKind.UNIT,
        returned_at=RETURNED,
    )
    assert answer(values, case) == Answer(outcome, decides)


def test_what_was_returned_after_the_closing_has_no_grace():
    values = values_of("shanxi-2025") | {"return_grace_days": 5}
    late = RETURNED + timedelta(days=1)
    case = Case(question=Question.FILING, at=late, returned_by=StopKind.UNIT, returned_at=late)
    assert answer(values, case).outcome is Outcome.CLOSED


def test_a_limit_that_moves_ends_on_the_next_working_day():
    values = values_of("gansu-2022") | {"filing_limit_moves": True}
    dates = {"acceptance_completed": datetime(2025, 4, 1, tzinfo=UTC).date()}
    case = Case(
        question=Question.FILING,
        at=datetime.fromisoformat("2025-10-09T20:00:00+08:00"),
        evidence_kind="local_plan",
        dates=dates,
    )
    assert answer(values, case) == Answer(Outcome.ACCEPTED, "2025-10-09")


# ── what is refused ──────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("weather", "fine", "没有“weather”这一参数。"),
        ("filing_limit_months", "6", "取得证明后几个月内登记：请写 0 到 120 之间的整数。"),
        ("filing_limit_months", 121, "取得证明后几个月内登记：请写 0 到 120 之间的整数。"),
        ("filing_limit_months", True, "取得证明后几个月内登记：请写 0 到 120 之间的整数。"),
        ("publicity", "often", "公示：请从不公示、赋登记号以前、赋登记号以后、发证以前中选一项。"),
        ("stamped_form_required", "yes", "盖章登记表扫描件为必传附件：请选“是”或“否”。"),
        ("summary_bounds", [900, 100], "成果简介的字数：最小值 900 大于最大值 100。"),
        (
            "evidence_period",
            ["2025-12-31", "2025-01-01"],
            "成果产生的起止日期：起始日 2025-12-31 晚于终止日 2025-01-01。",
        ),
        (
            "window_submit",
            {"opens": None, "closes": "2026-01-22T00:00"},
            (
                "在线提交的起止时间：“2026-01-22T00:00”读不出时间，"
                "请写成 2026-01-21（含当天）或 2026-01-21 17:00。"
            ),
        ),
        ("approvers_for_organisation", 1, "一个单位延期须几人同意：请写 2 到 3 之间的整数。"),
    ],
)
def test_a_value_of_another_kind_is_refused_in_words(name, value, says):
    found = faults({name: Told(value, "依据", Basis.SOURCED)})
    assert [fault.sentence for fault in found] == [says]


def test_a_value_needs_a_source_and_silence_has_no_value():
    assert [fault.sentence for fault in faults({"audit_days": Told(5, " ", Basis.SOURCED)})] == [
        "省级审核的办理期限：请写明依据，例如“通知第五条”。"
    ]
    assert [fault.sentence for fault in faults({"audit_days": Told(None, "", Basis.SOURCED)})] == [
        "省级审核的办理期限：没有填值，只能标为“依据未写明”。"
    ]
    assert [fault.sentence for fault in faults({"audit_days": Told(5, "x", Basis.UNVERIFIED)})] == [
        "省级审核的办理期限：填了值，请说明依据是否可靠；依据没有写明的，请把值留空。"
    ]


@pytest.mark.parametrize("days", [{}, {"publicity_days": Told(0, "通知", Basis.SOURCED)}])
def test_a_publicity_needs_its_days(days):
    found = faults({"publicity": Told("before_number", "通知", Basis.SOURCED), **days})
    assert [(fault.name, fault.sentence) for fault in found] == [
        (
            "publicity_days",
            "公示期：“公示”选了“赋登记号以前”，请写 1 到 365 之间的天数。",
        )
    ]
    assert faults({"publicity": Told("none", "通知", Basis.SOURCED), **days}) == []


def test_silence_reads_as_the_default():
    assert settled({}) == {name: key.default for name, key in KEYS.items()}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({}, "每个例子要有标题（title）。"),
        (
            {"title": "甲", "question": "filing", "expect": "maybe"},
            "例子“甲”读不出：没有“maybe”，可用 accepted",
        ),
        (
            {"title": "甲", "question": "filing", "expect": "closed", "wind": 1},
            "没有这些成员：wind",
        ),
        ({"title": "甲", "question": "review", "expect": "overdue"}, "还缺起算日"),
        (
            {"title": "甲", "question": "filing", "expect": "closed", "at": "2026-01-21T17:00"},
            "没有时区",
        ),
    ],
)
def test_an_example_that_cannot_be_read_says_so(row, says):
    with pytest.raises(ValueError, match=says):
        read_example(row)
