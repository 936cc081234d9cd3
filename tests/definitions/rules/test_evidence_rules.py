import pytest

from kedeng.definitions.rules.evidence import (
    APPLIED_ACCEPTANCE,
    APPLIED_ADMISSION,
    APPLIED_COMPLETE,
    APPLIED_PATENT,
    BASIC_ACCEPTANCE,
    BASIC_COMPLETE,
    ENTERPRISE_STANDARD,
    SOFT_ACCEPTANCE,
    SOFT_COMPLETE,
    USER_REPORT,
    conditions,
)
from kedeng.domain.evidence import pack_named
from kedeng.formkit.answers import Answers
from kedeng.formkit.rules import Finding, Severity

PLANNED = {"projects": [{"id": "p1", "project_source": "local_plan", "is_primary": True}]}
OWN = {"projects": [{"id": "p1", "project_source": "self_selected", "is_primary": True}]}
EITHER = {"basic_evidence_grouping": "either"}


def missing(key, title, article, *alternatives, severity=Severity.ERROR):
    params = {"title": title, "article": article, "alternatives": list(alternatives)}
    return Finding(f"evidence.{key}", params, "evidence_missing", severity, lacking=True)


def slots(*keys):
    return {"filled_slots": frozenset(keys)}


# ── what the pack demands ────────────────────────────────────────────────────────────────────────

Y_ARTICLE = "通知第四条第1项"
Y_REPORT = missing("Y-1", "研制报告", Y_ARTICLE, "研制报告")
Y_USER = missing("Y-3", "用户报告", Y_ARTICLE, "用户报告")
EVALUATIVE = (
    "评价证书或评价报告",
    "科技计划项目验收意见、通知、报告或绩效评价意见",
    "行业准入证明",
    "新产品证书",
    "其他同类评价证明",
    "国际标准",
    "国家标准",
    "行业标准",
    "地方标准",
    "施工工法",
    "农作物品种审定证书",
    "水产、畜禽新品种证书",
    "新药证书",
    "专利证书",
    "植物新品种权证书",
    "计算机软件著作权证书",
    "集成电路布图设计登记证书",
    "其他同类知识产权证明",
)
Y_EVALUATION = missing("Y-2", "评价性材料", Y_ARTICLE, *EVALUATIVE)


@pytest.mark.parametrize("slot", ["Y-2.1b", "Y-2.1x", "Y-2.2e", "Y-2.3c", "Y-2.4a", "Y-2.4x"])
def test_r54_one_evaluative_paper_of_any_group_is_enough(findings, slot):
    assert findings(APPLIED_COMPLETE, {}, **slots("Y-1", slot, "Y-3")) == []


def test_r54_everything_missing_is_told_in_the_order_of_the_notice(findings):
    assert findings(APPLIED_COMPLETE, {}) == [Y_REPORT, Y_EVALUATION, Y_USER]


def test_r54_the_voluntary_slots_are_no_evidence(findings):
    found = findings(APPLIED_COMPLETE, {}, **slots("Y-1", "Y-3", "O-1", "O-2", "D0"))
    assert found == [Y_EVALUATION]


def test_r54_under_the_national_rules_a_patent_and_a_user_are_enough(findings):
    profile = {"evidence_pack": "national"}
    assert findings(APPLIED_COMPLETE, {}, profile=profile, **slots("Y-2.4a", "Y-3")) == []
    assert findings(APPLIED_COMPLETE, {}, profile=profile, **slots("Y-2.4a", "Y-1")) == [
        missing(
            "Y-2",
            "评价证明和研制报告，或者知识产权证明和用户证明",
            "办法第八条",
            "评价证明（鉴定证书或鉴定报告、科技计划项目验收报告、行业准入证明、新产品证书、"
            "其他同类评价证明任选一项）",
            "用户证明",
        )
    ]


J_ARTICLE = "通知第四条第2项"
J_PAPER = missing("J-1", "学术论文或学术专著", J_ARTICLE, "学术论文全文", "学术专著")
J_IMPACT = missing("J-6", "学术影响证明", J_ARTICLE, "学术影响证明")
ACCEPTANCE = "科技计划项目验收报告、意见、通知"
OPINIONS = ("本单位学术部门的评价意见", "同行评价意见")


def opinion(*alternatives, severity):
    title = "验收材料和评价意见"
    return missing("J-3", title, J_ARTICLE, *alternatives, severity=severity)


@pytest.mark.parametrize("paper", ["J-1", "J-2"])
@pytest.mark.parametrize("opinion_slot", ["J-4", "J-5"])
def test_r50_paper_or_book_with_either_opinion_and_impact_is_enough(findings, paper, opinion_slot):
    assert findings(BASIC_COMPLETE, OWN, **slots(paper, opinion_slot, "J-6")) == []


def test_r50_nothing_at_all_is_refused(findings):
    assert findings(BASIC_COMPLETE, OWN) == [
        J_PAPER,
        opinion(*OPINIONS, severity=Severity.ERROR),
        J_IMPACT,
    ]


def test_r50_a_plan_also_shows_its_acceptance(findings):
    assert findings(BASIC_COMPLETE, PLANNED, **slots("J-1", "J-3", "J-4", "J-6")) == []


def test_r50_a_grouping_that_is_our_reading_is_confirmed_once_something_is_there(findings):
    assert findings(BASIC_COMPLETE, PLANNED, **slots("J-1", "J-4", "J-6")) == [
        opinion(ACCEPTANCE, severity=Severity.CONFIRM)
    ]
    assert findings(BASIC_COMPLETE, PLANNED, **slots("J-1", "J-3", "J-6")) == [
        opinion(*OPINIONS, severity=Severity.CONFIRM)
    ]


def test_r50_a_plan_with_neither_is_refused(findings):
    both = f"{ACCEPTANCE}，和评价意见（{'、'.join(OPINIONS)}任选一项）"
    assert findings(BASIC_COMPLETE, PLANNED, **slots("J-1", "J-6")) == [
        opinion(both, severity=Severity.ERROR)
    ]


@pytest.mark.parametrize("slot", ["J-3", "J-4", "J-5"])
def test_r50_the_profile_may_take_any_of_the_three(findings, slot):
    assert findings(BASIC_COMPLETE, PLANNED, profile=EITHER, **slots("J-1", slot, "J-6")) == []


def test_r50_the_profile_takes_at_least_one_of_the_three(findings):
    assert findings(BASIC_COMPLETE, PLANNED, profile=EITHER, **slots("J-1", "J-6")) == [
        opinion(ACCEPTANCE, *OPINIONS, severity=Severity.ERROR)
    ]


RELATED = (
    "软科学成果评审证书",
    "科技计划项目验收报告、意见、通知",
    "绩效评价意见",
    "决策部门的采纳意见",
    "决策部门的批示",
    "其他同类证明",
)


@pytest.mark.parametrize("slot", ["R-2a", "R-2b", "R-2c", "R-2d", "R-2e", "R-2x"])
def test_r51_a_report_with_one_related_proof_is_enough(findings, slot):
    assert findings(SOFT_COMPLETE, {}, **slots("R-1", slot)) == []


def test_r51_a_missing_report_and_a_missing_proof_are_told(findings):
    article = "通知第四条第3项"
    assert findings(SOFT_COMPLETE, {}) == [
        missing("R-1", "研究报告", article, "研究报告"),
        missing("R-2", "相关证明", article, *RELATED),
    ]


@pytest.mark.parametrize("rule", [APPLIED_COMPLETE, BASIC_COMPLETE, SOFT_COMPLETE])
def test_missing_evidence_blocks(rule):
    assert rule.effective is Severity.ERROR


def test_conditions_come_from_the_primary_project_and_the_profile(facts):
    other = {"id": "p2", "project_source": "national_plan", "is_primary": False}
    answers = Answers({"projects": [other, *OWN["projects"]]})
    assert conditions(answers, facts) == frozenset()
    assert conditions(Answers(PLANNED), facts) == {"plan_or_fund"}


# ── what the evaluation method makes one expect ──────────────────────────────────────────────────


def by(method, **more):
    return {"evaluation": {"evaluation_method": method}, **more}


def expected(key, method, *papers):
    params = {"method": method, "papers": list(papers)}
    return [Finding(f"evidence.{key}", params, "expected_paper")]


def test_r31_a_patent_shows_its_certificate(findings):
    answers = by("patent_grant")
    assert findings(APPLIED_PATENT, answers, **slots("Y-2.4a")) == []
    assert findings(APPLIED_PATENT, answers, **slots("Y-2.1a")) == expected(
        "Y-2", "获得专利授权（发明、实用新型）", "专利证书"
    )
    assert APPLIED_PATENT.effective is Severity.CONFIRM


@pytest.mark.parametrize("slot", ["Y-2.1c", "Y-2.2d", "Y-2.2e", "Y-2.3a"])
def test_r32_an_admission_shows_a_permit_a_standard_or_a_variety(findings, slot):
    assert findings(APPLIED_ADMISSION, by("industry_access"), **slots(slot)) == []


def test_r32_an_admission_without_its_paper_is_told(findings):
    papers = ("行业准入证明", *EVALUATIVE[5:13])
    found = findings(APPLIED_ADMISSION, by("industry_access"), **slots("Y-2.4a"))
    assert found == expected("Y-2", "行业准入", *papers)


@pytest.mark.parametrize(("method", "label"), [("acceptance", "验收"), ("conclusion", "结题")])
def test_r33_an_applied_result_shows_its_acceptance(findings, method, label):
    assert findings(APPLIED_ACCEPTANCE, by(method), **slots("Y-2.1b")) == []
    assert findings(APPLIED_ACCEPTANCE, by(method)) == expected("Y-2", label, EVALUATIVE[1])


def test_r33_other_methods_show_no_acceptance(findings):
    assert findings(APPLIED_ACCEPTANCE, by("review")) == []


def test_r33_a_theory_shows_its_acceptance(findings):
    answers = by("acceptance", **OWN)
    assert findings(BASIC_ACCEPTANCE, answers, **slots("J-3")) == []
    assert findings(BASIC_ACCEPTANCE, answers) == expected("J-3", "验收", ACCEPTANCE)


def test_r33_what_the_pack_demands_anyway_is_not_told_twice(findings):
    assert findings(BASIC_ACCEPTANCE, by("acceptance", **PLANNED)) == []


@pytest.mark.parametrize("slot", ["R-2b", "R-2c"])
def test_r33_a_soft_result_shows_its_acceptance(findings, slot):
    assert findings(SOFT_ACCEPTANCE, by("conclusion"), **slots(slot)) == []
    found = findings(SOFT_ACCEPTANCE, by("conclusion"), **slots("R-2a"))
    assert found == expected("R-2", "结题", *RELATED[1:3])


def used(status):
    return {"application": {"application_status": status}}


def test_r44_a_user_report_of_a_result_in_use_passes(findings):
    assert findings(USER_REPORT, used("trial"), **slots("Y-3")) == []
    assert findings(USER_REPORT, used("not_applied")) == []


def test_r44_a_user_report_of_an_unused_result_is_warned_of(findings):
    assert findings(USER_REPORT, used("not_applied"), **slots("Y-3")) == [
        Finding("evidence.Y-3", {}, "user_report_though_unused")
    ]
    assert USER_REPORT.effective is Severity.WARNING


def standard(level):
    return {"overview": {"achievement_form_standard": level}}


def test_r55_an_enterprise_standard_beside_other_evidence_passes(findings):
    found = findings(ENTERPRISE_STANDARD, standard("enterprise"), **slots("Y-2.2d", "Y-2.4a"))
    assert found == []


def test_r55_a_local_standard_passes(findings):
    assert findings(ENTERPRISE_STANDARD, standard("local"), **slots("Y-2.2d")) == []


def test_r55_no_evidence_at_all_is_the_packs_matter(findings):
    assert findings(ENTERPRISE_STANDARD, standard("enterprise"), **slots("Y-1")) == []


def test_r55_an_enterprise_standard_alone_is_told(findings):
    assert findings(ENTERPRISE_STANDARD, standard("enterprise"), **slots("Y-2.2d")) == [
        Finding("evidence.Y-2", {}, "enterprise_standard_as_evidence")
    ]
    assert ENTERPRISE_STANDARD.effective is Severity.CONFIRM


def test_the_rounds_own_pack_wins_over_the_named_one(findings):
    given = {"pack": pack_named("national"), "profile": {"evidence_pack": "shanxi-2025"}}
    assert findings(APPLIED_COMPLETE, {}, **given, **slots("Y-2.4a", "Y-3")) == []
