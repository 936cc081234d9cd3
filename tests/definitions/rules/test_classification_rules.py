import pytest

from kedeng.definitions.rules.classification import FORM_COLUMN, HIGHEST_STANDARD, STAGE
from kedeng.formkit.rules import Finding, Severity

STANDARD = "overview.achievement_form_standard"


@pytest.mark.parametrize(
    "overview",
    [{"achievement_form_technology": "new_process"}, {"achievement_form_standard": "local"}],
)
def test_r15_one_column_is_enough(findings, overview):
    assert findings(FORM_COLUMN, {"overview": overview}) == []


def test_r15_two_empty_columns_are_refused(findings):
    assert findings(FORM_COLUMN, {"overview": {}}) == [
        Finding("overview.achievement_form_technology", {}, "no_form_of_the_result", lacking=True)
    ]
    assert FORM_COLUMN.effective is Severity.ERROR


def standards(chosen, **counts):
    return {
        "overview": {"achievement_form_standard": chosen},
        "ip_summary": {f"standards_{level}": number for level, number in counts.items()},
    }


def test_r16_the_highest_counted_standard_passes(findings):
    assert findings(HIGHEST_STANDARD, standards("national", national=1, local=3)) == []


def test_r16_without_counts_there_is_nothing_to_compare(findings):
    assert findings(HIGHEST_STANDARD, standards("national")) == []
    assert findings(HIGHEST_STANDARD, standards(None, national=0)) == []


def test_r16_a_lower_standard_than_the_highest_is_refused(findings):
    assert findings(HIGHEST_STANDARD, standards("local", national=1, local=3)) == [
        Finding(
            STANDARD,
            {"highest": "国家标准", "chosen": "地方标准"},
            "standard_not_the_highest",
        )
    ]
    assert HIGHEST_STANDARD.effective is Severity.ERROR


def test_r16_an_empty_column_beside_counted_standards_is_confirmed(findings):
    assert findings(HIGHEST_STANDARD, standards(None, industry=1)) == [
        Finding(STANDARD, {"highest": "行业标准"}, "standard_not_chosen", Severity.CONFIRM)
    ]


def stage(stage, use):
    return {
        "overview": {"achievement_stage": stage},
        "application": {"application_status": use},
    }


@pytest.mark.parametrize(
    ("when", "use"), [("early", "trial"), ("mature", "industrialized"), ("middle", "not_applied")]
)
def test_r23_stage_and_use_that_go_together_pass(findings, when, use):
    assert findings(STAGE, stage(when, use)) == []


@pytest.mark.parametrize(
    ("when", "use", "params"),
    [
        ("early", "industrialized", {"stage": "初期阶段", "use": "产业化应用"}),
        ("mature", "not_applied", {"stage": "成熟应用阶段", "use": "未应用"}),
    ],
)
def test_r23_odd_pairs_are_warned_of(findings, when, use, params):
    assert findings(STAGE, stage(when, use)) == [
        Finding("overview.achievement_stage", params, "stage_against_use")
    ]
    assert STAGE.effective is Severity.WARNING
