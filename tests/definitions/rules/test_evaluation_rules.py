import pytest

from kedeng.definitions.rules.evaluation import (
    COMMITTEE,
    INDEPENDENCE,
    LEVEL_COPIED,
    POSITIVE,
    REPORT,
)
from kedeng.formkit.rules import Finding, Severity

LEVEL = "overview.achievement_level"


def evaluated(method, level=None, **more):
    return {
        "evaluation": {"evaluation_method": method},
        "overview": {"achievement_level": level},
        **more,
    }


@pytest.mark.parametrize("method", ["patent_grant", "industry_access", "assessment"])
def test_r20_a_method_without_a_conclusion_may_leave_the_level(findings, method):
    assert findings(REPORT, evaluated(method, "not_evaluated")) == []


@pytest.mark.parametrize(
    ("method", "label"),
    [
        ("patent_grant", "获得专利授权（发明、实用新型）"),
        ("industry_access", "行业准入"),
        ("assessment", "评估"),
    ],
)
def test_r20_a_level_that_the_method_does_not_state_needs_a_report(findings, method, label):
    answers = evaluated(method, "domestic_advanced")
    assert findings(REPORT, answers) == [
        Finding(LEVEL, {"method": label, "level": "国内先进"}, "level_without_report")
    ]
    assert findings(REPORT, answers, filled_slots=frozenset({"Y-2.1a"})) == []


def test_r20_an_appraisal_states_its_level_itself(findings):
    assert findings(REPORT, evaluated("appraisal", "domestic_advanced")) == []


def test_r20_warns():
    assert REPORT.effective is Severity.WARNING


def test_r21_an_appraisal_with_a_level_passes(findings):
    assert findings(LEVEL_COPIED, evaluated("appraisal", "domestic_general")) == []


def test_r21_an_appraisal_without_a_level_is_warned_of(findings):
    assert findings(LEVEL_COPIED, evaluated("appraisal", "not_evaluated")) == [
        Finding(LEVEL, {"method": "鉴定"}, "level_not_copied")
    ]
    assert LEVEL_COPIED.effective is Severity.WARNING


def test_r21_an_acceptance_may_leave_the_level(findings):
    assert findings(LEVEL_COPIED, evaluated("acceptance", "not_evaluated")) == []


def test_r29_a_positive_conclusion_passes(findings):
    assert findings(POSITIVE, {"evaluation": {"evaluation_is_positive": True}}) == []
    assert findings(POSITIVE, {}) == []


def test_r29_a_negative_conclusion_is_refused(findings):
    assert findings(POSITIVE, {"evaluation": {"evaluation_is_positive": False}}) == [
        Finding("evaluation.evaluation_is_positive", {}, "negative_evaluation")
    ]
    assert POSITIVE.effective is Severity.ERROR


def committee(*roles, method="appraisal"):
    rows = [{"id": f"c{i}", "committee_role": role} for i, role in enumerate(roles, 1)]
    return evaluated(method, committee=rows)


def test_r30_three_members_with_one_chair_pass(findings):
    assert findings(COMMITTEE, committee("chair", "vice_chair", "member")) == []


def test_r30_a_small_committee_without_a_chair_is_told(findings):
    assert findings(COMMITTEE, committee("member", "member", method="review")) == [
        Finding("committee", {"rows": 2, "least": 3}, "committee_too_small"),
        Finding("committee", {}, "committee_without_chair"),
    ]


def test_r30_each_further_chair_is_told(findings):
    assert findings(COMMITTEE, committee("chair", "chair", "member", "chair")) == [
        Finding("committee[c2].committee_role", {}, "committee_second_chair"),
        Finding("committee[c4].committee_role", {}, "committee_second_chair"),
    ]


def test_r30_no_committee_is_the_sections_own_matter(findings):
    assert findings(COMMITTEE, committee()) == []


def test_r30_the_experts_of_an_acceptance_are_not_counted(findings):
    assert findings(COMMITTEE, committee("member", method="acceptance")) == []


def test_r30_confirms_since_the_number_is_our_own():
    assert COMMITTEE.effective is Severity.CONFIRM


def test_r34_a_namesake_elsewhere_passes(findings):
    answers = {
        "people": [{"id": "q1", "name": "张三", "employer": "演示大学"}],
        "committee": [{"id": "c1", "name": "张三", "employer": "演示研究所"}],
    }
    assert findings(INDEPENDENCE, answers) == []


def test_r34_rows_left_open_are_nobody(findings):
    answers = {"people": [{"id": "q1"}], "committee": [{"id": "c1"}]}
    assert findings(INDEPENDENCE, answers) == []


def test_r34_a_member_who_is_a_completer_is_warned_of(findings):
    answers = {
        "people": [{"id": "q1", "name": "张三", "employer": "演示大学"}],
        "committee": [
            {"id": "c1", "name": "李四", "employer": "演示大学"},
            {"id": "c2", "name": "张 三", "employer": "演示大学"},
        ],
    }
    assert findings(INDEPENDENCE, answers) == [
        Finding("committee[c2].name", {"name": "张 三"}, "member_is_a_completer")
    ]
    assert INDEPENDENCE.effective is Severity.WARNING
