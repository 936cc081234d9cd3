import pytest

from kedeng.definitions.rules.money import PLAUSIBLE, PRIMARY, SOURCE_MONEY, SUM
from kedeng.formkit.rules import Finding, Severity

TOTAL = "funding.funding_total"


def projects(*primary):
    return {"projects": [{"id": f"p{i}", "is_primary": is_} for i, is_ in enumerate(primary, 1)]}


@pytest.mark.parametrize("primary", [(True,), (False, True), (None, True, None)])
def test_r24_one_primary_project_passes(findings, primary):
    assert findings(PRIMARY, projects(*primary)) == []


def test_r24_no_primary_project_is_told_once(findings):
    assert findings(PRIMARY, projects(None, False)) == [
        Finding("projects", {"rows": 2}, "no_primary_project", lacking=True)
    ]


def test_r24_each_further_primary_project_is_told(findings):
    assert findings(PRIMARY, projects(True, False, True)) == [
        Finding("projects[p3].is_primary", {"rows": 2}, "second_primary_project")
    ]


def test_r24_no_project_at_all_is_the_sections_own_matter(findings):
    assert findings(PRIMARY, {"projects": []}) == []


def test_r24_confirms_since_it_is_our_own():
    assert PRIMARY.effective is Severity.CONFIRM


def funding(total, **parts):
    return {"funding": {"funding_total": total} | {f"funding_{k}": v for k, v in parts.items()}}


@pytest.mark.parametrize("total", ["42.50", "42.51", "42.49"])
def test_r26_the_sum_passes_within_a_hundredth(findings, total):
    assert findings(SUM, funding(total, local="30.00", own="12.50")) == []


def test_r26_another_total_is_refused(findings):
    assert findings(SUM, funding("45.00", local="30.00", own="12.50")) == [
        Finding(TOTAL, {"total": "45.00", "sum": "42.50"}, "total_is_not_the_sum")
    ]
    assert SUM.effective is Severity.ERROR


def test_r26_a_total_without_parts_is_refused(findings):
    assert findings(SUM, funding("45.00")) == [
        Finding(TOTAL, {"total": "45.00", "sum": "0.00"}, "total_is_not_the_sum")
    ]


def test_r26_the_published_figures_of_2016_add_up(findings):
    parts = {
        "national": "5940.00",
        "ministry": "2010.00",
        "local": "12670.00",
        "own": "12309.00",
        "other": "12168.00",
    }
    assert findings(SUM, funding("45097.00", **parts)) == []


def test_r26_an_open_total_is_not_judged(findings):
    assert findings(SUM, {"funding": {}}) == []


def test_r27_plausible_amounts_pass(findings):
    assert findings(PLAUSIBLE, funding("0.01")) == []
    assert findings(PLAUSIBLE, funding("1000000.00")) == []
    assert findings(PLAUSIBLE, {}) == []


def test_r27_a_total_of_nothing_is_warned_of(findings):
    assert findings(PLAUSIBLE, funding("0.00")) == [
        Finding(TOTAL, {}, "total_is_zero", Severity.WARNING)
    ]


def test_r27_a_total_above_the_bound_is_confirmed(findings):
    assert findings(PLAUSIBLE, funding("1000000.01")) == [
        Finding(
            TOTAL,
            {"label": "经费合计", "amount": "1,000,000.01", "bound": "1,000,000"},
            "amount_above_bound",
            Severity.CONFIRM,
        )
    ]


def test_r27_the_profile_sets_the_bound_of_incomes_too(findings):
    answers = {"transformation": {"coop_income": "501.00"}}
    assert findings(PLAUSIBLE, answers, profile={"amount_bound": 500}) == [
        Finding(
            "transformation.coop_income",
            {"label": "合作转化收入", "amount": "501.00", "bound": "500"},
            "amount_above_bound",
            Severity.CONFIRM,
        )
    ]


def sourced(*sources, **parts):
    rows = [{"id": f"p{i}", "project_source": source} for i, source in enumerate(sources, 1)]
    return {"projects": rows, **funding(None, **parts)}


def test_r28_sources_with_their_money_pass(findings):
    answers = sourced("local_plan", "self_selected", "commissioned", local="1.00", own="2.00")
    assert findings(SOURCE_MONEY, answers) == []


def test_r28_each_source_without_its_money_is_warned_of_once(findings):
    sources = ("national_plan", "ministry_plan", "local_plan", "self_selected", "local_plan")
    expected = [
        ("funding_national", "国家科技计划", "国家投入"),
        ("funding_ministry", "部门计划", "部门投入"),
        ("funding_local", "地方计划", "地方投入"),
        ("funding_own", "自选", "自有资金"),
    ]
    assert findings(SOURCE_MONEY, sourced(*sources)) == [
        Finding(f"funding.{field}", {"source": source, "label": label}, "source_without_money")
        for field, source, label in expected
    ]
    assert SOURCE_MONEY.effective is Severity.WARNING
