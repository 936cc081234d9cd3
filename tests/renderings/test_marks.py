"""Marks and hints say what the judge demands: no more, no less, in words."""

import json
from datetime import date
from pathlib import Path

import pytest

from kedeng.definitions.registry import definition
from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.facts import Facts
from kedeng.formkit.model import Field, Kind
from kedeng.formkit.status import Status
from kedeng.renderings.following import marks
from kedeng.renderings.marks import hint, hints, mark_of

PROFILES = Path(__file__).resolve().parents[2] / "data" / "profiles"
FORM = definition("applied_technology")


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.from_directory(Path(__file__).resolve().parents[2] / "data" / "codelists")


def told(path, facts):
    section = FORM.by_key[path.partition(".")[0]]
    return hint(FORM.field(path), section, FORM, facts)


def test_a_mark_says_how_far_an_answer_is_wanted():
    def marked(**more):
        return mark_of(Field(key="a", kind=Kind.TEXT, label="甲", **more))

    assert [
        marked(required=True, status=Status.SOURCED),
        marked(required=True, status=Status.RECALLED),
        marked(computed="total"),
        marked(),
        mark_of(FORM.field("evaluation.evaluation_opinion")),
    ] == ["必填", "应填", "自动计算", "选填", "需要时填"]


@pytest.mark.parametrize(
    ("method", "mark"), [("acceptance", "应填"), ("recognition", "选填"), (None, "选填")]
)
def test_a_mark_follows_what_is_chosen(method, mark):
    content = {"evaluation_method": method}
    found = marks(FORM.by_key["evaluation"], content, Answers({"evaluation": content}))
    assert found["evaluation-evaluation_certificate_number"] == mark


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (
            "evaluation.evaluation_certificate_number",
            (
                "证书、报告、验收文件或专利证书的编号。"
                "评价方式是鉴定、验收、行业准入、获得专利授权（发明、实用新型）的应填。"
            ),
        ),
        (
            "evaluation.evaluation_opinion",
            "照录评价证书或评价报告中的意见，不超过 2000 个字。评价方式是鉴定、评审的必填。",
        ),
        ("units.contact_phone", "办公电话，带区号。第 1 位完成单位必填。"),
        (
            "units.contact_mobile",
            "11 位手机号码，用来联系补正事项。第 1 位完成单位应填。",
        ),
        (
            "projects.project_title",
            "与任务书或合同上的名称一致。课题来源不是自选的应填。",
        ),
        (
            "transformation.transformation_modes",
            "可以选几种。未应用的不填。应用状态是产业化应用的应填。",
        ),
        ("ip_rights.grant_date", "授权公告或登记的日期。"),
    ],
)
def test_a_hint_says_when_an_answer_is_wanted(path, says, catalogue):
    assert told(path, catalogue) == says


def test_the_hint_of_the_deciding_date_names_the_days_of_the_round(catalogue):
    facts = Facts(
        today=date(2026, 1, 20),
        catalogue=catalogue,
        evidence_from=date(2025, 1, 1),
        evidence_to=date(2025, 12, 31),
    )
    assert told("evaluation.evaluation_date", facts).endswith(
        "本次登记的评价日期为2025年1月1日至12月31日。"
    )
    assert "本次登记" not in told("evaluation.evaluation_date", catalogue)


def test_the_hint_of_a_grant_says_for_whom_the_period_counts(catalogue):
    facts = Facts(today=date(2026, 1, 20), catalogue=catalogue, evidence_from=date(2025, 1, 1))
    assert told("ip_rights.grant_date", facts) == (
        "授权公告或登记的日期。评价方式是获得专利授权的，本次登记的授权（登记）日为2025年1月1日以后。"
    )


def of(profile):
    """Values of a ready profile, as its file gives them."""
    rows = json.loads((PROFILES / f"{profile}.json").read_text(encoding="utf-8"))["values"]
    return {row["key"]: row["value"] for row in rows}


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        ("shanxi-2025", ""),  # its period stands in the round
        ("guangxi-2025", ""),
        (
            "shandong-2026",
            "今天提交，财政投入的不早于2023年3月10日，自有资金的不早于2024年3月10日。",
        ),
        (
            "gansu-2022",
            (
                "省级计划项目填项目系统中确认验收之日，市级、行业计划项目填组织单位完成验收之日，"
                "国家基金、部委计划项目填结题通知或绩效评价意见之日，专利、品种、软件等证书填证书落款日期，"
                "新产品填备案表日期，其他的填证明材料落款日期。"
                "从这一天起 6 个月内登记，逾期不能登记。"
            ),
        ),
    ],
)
def test_b6_the_deciding_date_says_which_day_a_profile_counts(catalogue, profile, says):
    facts = Facts(today=date(2026, 3, 10), catalogue=catalogue, profile=of(profile))
    plain = FORM.field("evaluation.evaluation_date").help
    assert told("evaluation.evaluation_date", facts) == plain + says


def test_no_help_says_by_itself_what_the_marks_say(catalogue):
    """必须 in a help would contradict a mark as soon as one of the two is changed."""
    for section in FORM.sections:
        for key, text in hints(section, FORM, catalogue).items():
            assert "必须" not in text, f"{section.key}.{key}"
