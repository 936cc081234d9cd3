import pytest

from kedeng.definitions.rules.header import CONTRACT, FIRST_UNIT, KEYWORDS, SUMMARY
from kedeng.formkit.facts import UnitFacts
from kedeng.formkit.rules import Finding, Severity

FIRST = {"id": "u1", "unit_name": "演示大学"}


def keywords(*words):
    return {"overview": {"keywords": list(words)}}


def test_r3_different_single_keywords_pass(findings):
    assert findings(KEYWORDS, keywords("瓦斯利用", "低浓度瓦斯", "1,2-二氯乙烷")) == []


def test_r3_keywords_written_together_are_told(findings):
    assert findings(KEYWORDS, keywords("瓦斯利用、安全输送")) == [
        Finding("overview.keywords", {"text": "瓦斯利用、安全输送"}, "keyword_joined")
    ]


def test_r3_a_comma_after_words_joins_keywords(findings):
    assert findings(KEYWORDS, keywords("瓦斯,输送")) == [
        Finding("overview.keywords", {"text": "瓦斯,输送"}, "keyword_joined")
    ]


def test_r3_a_keyword_twice_is_told_whatever_its_width_and_case(findings):
    assert findings(KEYWORDS, keywords("AI", "ａｉ")) == [
        Finding("overview.keywords", {"text": "ａｉ"}, "keyword_repeated")
    ]


def test_r3_no_keywords_are_the_fields_own_matter(findings):
    assert findings(KEYWORDS, {}) == []


def test_r3_confirms_since_it_is_our_own(findings):
    assert KEYWORDS.effective is Severity.CONFIRM


def test_r9_the_first_unit_files(findings):
    assert findings(FIRST_UNIT, {"units": [FIRST, {"id": "u2", "unit_name": "演示研究所"}]}) == []


def test_r9_a_former_name_counts_the_same(findings):
    assert findings(FIRST_UNIT, {"units": [{"id": "u1", "unit_name": "演示学院"}]}) == []


def test_r9_an_equal_credit_code_counts_the_same(findings):
    unit = {"id": "u1", "unit_name": "演示大学（北校区）", "uscc": "12140000405700123x"}
    assert findings(FIRST_UNIT, {"units": [unit]}) == []


def test_r9_another_first_unit_is_refused(findings):
    units = [{"id": "u7", "unit_name": "演示研究所"}, FIRST]
    assert findings(FIRST_UNIT, {"units": units}) == [
        Finding(
            "units[u7].unit_name",
            {"first_unit": "演示研究所", "unit": "演示大学"},
            "wrong_first_unit",
        )
    ]


def test_r9_a_unit_without_a_code_has_no_code_in_common(findings):
    unit = UnitFacts(name="甲厂", names=frozenset())
    assert findings(FIRST_UNIT, {"units": [{**FIRST, "uscc": ""}]}, unit=unit) == [
        Finding(
            "units[u1].unit_name",
            {"first_unit": "演示大学", "unit": "甲厂"},
            "wrong_first_unit",
        )
    ]


def test_r9_the_first_completers_unit_files_where_the_profile_says_so(findings):
    answers = {
        "units": [{"id": "u1", "unit_name": "演示研究所"}],
        "people": [{"id": "q1", "employer": "演示大学"}],
    }
    assert len(findings(FIRST_UNIT, answers)) == 1
    assert findings(FIRST_UNIT, answers, profile={"first_completer_may_file": True}) == []


def test_r9_an_open_name_is_the_fields_own_matter(findings):
    assert findings(FIRST_UNIT, {"units": [{"id": "u1"}]}) == []


def test_r9_blocks():
    assert FIRST_UNIT.effective is Severity.ERROR


def summary(length):
    return {"summary": {"achievement_summary": "字" * length}}


def test_r58_bounds_are_both_included(findings):
    profile = {"summary_bounds": [100, 1000]}
    assert findings(SUMMARY, summary(100), profile=profile) == []
    assert findings(SUMMARY, summary(1000), profile=profile) == []


def test_r58_outside_the_bounds_is_told(findings):
    profile = {"summary_bounds": [100, 1000]}
    params = {"least": 100, "most": 1000}
    path = "summary.achievement_summary"
    assert findings(SUMMARY, summary(99), profile=profile) == [
        Finding(path, {"count": 99, **params}, "summary_short")
    ]
    assert findings(SUMMARY, summary(1001), profile=profile) == [
        Finding(path, {"count": 1001, **params}, "summary_long")
    ]


@pytest.mark.parametrize("profile", [{}, {"summary_bounds": None}])
def test_r58_without_bounds_nothing_is_told(findings, profile):
    assert findings(SUMMARY, summary(3), profile=profile) == []


def test_r58_confirms_since_the_limits_are_unverified():
    assert SUMMARY.effective is Severity.CONFIRM


def named(name, *numbers):
    projects = [{"id": each, "project_number": each} for each in numbers]
    return {"overview": {"achievement_name": name}, "projects": projects}


@pytest.mark.parametrize(
    "answers",
    [
        named("瓦斯 发电", "2025—yf 01"),
        named("瓦斯发电", "2024-7", "2025YF01"),
        named("另名", "2024-7"),
        named("", "2025YF01"),
    ],
)
def test_r61_the_contracts_title_passes_and_so_does_what_no_list_knows(findings, answers):
    assert findings(CONTRACT, answers, contracts={"2025YF01": "瓦斯发电"}) == []


def test_r61_another_title_names_the_contracts_and_is_explained(findings):
    assert findings(CONTRACT, named("另名", "2025-YF01"), contracts={"2025YF01": "瓦斯发电"}) == [
        Finding(
            "overview.achievement_name",
            {"number": "2025-YF01", "title": "瓦斯发电"},
            "title_not_of_contract",
        )
    ]
    assert CONTRACT.effective is Severity.CONFIRM
