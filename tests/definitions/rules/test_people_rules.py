import pytest

from kedeng.definitions.rules.people import (
    AGES,
    CREDIT_CODES,
    EMPLOYERS,
    MODE,
    PEOPLE_DIFFER,
    UNITS_DIFFER,
)
from kedeng.formkit.rules import Finding, Severity


def units(*names):
    return {"units": [{"id": f"u{i}", "unit_name": name} for i, name in enumerate(names, 1)]}


def test_r45_different_units_pass(findings):
    assert findings(UNITS_DIFFER, units("演示大学", "演示研究所", None, None)) == []


def test_r45_a_unit_twice_is_refused_whatever_its_brackets(findings):
    answers = units("演示（集团）公司", "演示大学", "演示(集团)公司")
    assert findings(UNITS_DIFFER, answers) == [
        Finding("units[u3].unit_name", {"name": "演示(集团)公司", "place": 1}, "unit_repeated")
    ]
    assert UNITS_DIFFER.effective is Severity.ERROR


def coded(code):
    return {"units": [{"id": "u1", "uscc": "91350100M000100Y43"}, {"id": "u2", "uscc": code}]}


@pytest.mark.parametrize(
    "code", ["91110000600037341L", "91110000600037341l", "", None, "401234567"]
)
def test_r45_right_and_open_credit_codes_pass(findings, code):
    assert findings(CREDIT_CODES, coded(code)) == []


def test_r45_a_miscopied_credit_code_is_to_be_explained(findings):
    assert findings(CREDIT_CODES, coded("91110000600037341M")) == [
        Finding("units[u2].uscc", {"text": "91110000600037341M", "last": "L"}, "credit_code_check")
    ]
    assert CREDIT_CODES.effective is Severity.CONFIRM


def test_r45_a_letter_that_no_credit_code_has_is_named(findings):
    assert findings(CREDIT_CODES, coded("9111O00060o037341L")) == [
        Finding(
            "units[u2].uscc",
            {"text": "9111O00060O037341L", "place": 5, "found": "O"},
            "credit_code_character",
        )
    ]


def mode(code, *kinds):
    rows = [{"id": f"u{i}", "unit_type": kind} for i, kind in enumerate(kinds, 1)]
    return {"overview": {"research_mode": code}, "units": rows}


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("independent", ["university"]),
        ("with_university", ["enterprise", "university"]),
        ("with_institute", ["university", "enterprise", "research_institute"]),
        ("with_enterprise", ["university", "enterprise"]),
        ("with_foreign", ["university"]),
        ("other", ["university", "other"]),
        ("", ["university", "other"]),
        ("independent", []),
        ("with_enterprise", ["university", {"unread": "厂", "code": "not_in_list"}, "enterprise"]),
    ],
)
def test_r46_units_that_fit_the_mode_pass(findings, code, kinds):
    assert findings(MODE, mode(code, *kinds)) == []


def test_r46_independent_research_has_one_unit(findings):
    assert findings(MODE, mode("independent", "university", "enterprise")) == [
        Finding(
            "overview.research_mode",
            {"mode": "独立研究", "rows": 2},
            "independent_with_partners",
        )
    ]
    assert MODE.effective is Severity.CONFIRM


@pytest.mark.parametrize(
    ("code", "label", "kind", "partner"),
    [
        ("with_university", "与院校合作", "university", "大专院校"),
        ("with_institute", "与院所合作", "research_institute", "独立科研机构"),
        ("with_enterprise", "与企业合作", "enterprise", "企业"),
    ],
)
def test_r46_the_first_unit_is_no_partner(findings, code, label, kind, partner):
    assert findings(MODE, mode(code, kind, "other")) == [
        Finding(
            "overview.research_mode",
            {"mode": label, "rows": 2, "partner": partner},
            "partner_missing",
            Severity.WARNING,
        )
    ]


def test_r47_namesakes_of_another_age_pass(findings):
    people = [
        {"id": "q1", "name": "张三", "birth_month": "1980-05"},
        {"id": "q2", "name": "张三", "birth_month": "1991-05"},
        {"id": "q3", "name": "张三"},
        {"id": "q4", "name": "张三"},
    ]
    assert findings(PEOPLE_DIFFER, {"people": people}) == []


def test_r47_a_person_twice_is_told(findings):
    people = [
        {"id": "q1", "name": "李四", "birth_month": "1980-05"},
        {"id": "q2", "name": "张三", "birth_month": "1980-05"},
        {"id": "q3", "name": "张 三", "birth_month": "1980-05"},
        {"id": "q4", "name": "张三", "birth_month": "1980-05"},
    ]
    assert findings(PEOPLE_DIFFER, {"people": people}) == [
        Finding("people[q3].name", {"name": "张 三", "place": 2}, "person_repeated"),
        Finding("people[q4].name", {"name": "张三", "place": 2}, "person_repeated"),
    ]
    assert PEOPLE_DIFFER.effective is Severity.CONFIRM


def employed(*employers):
    rows = [
        {"id": f"q{i}", "name": "张三", "employer": name} for i, name in enumerate(employers, 1)
    ]
    return {**units("演示大学", "演示研究所"), "people": rows}


def test_r48_employers_among_the_units_pass(findings):
    answers = employed("演示研究所", "演示大学", "演示大学 化学学院", None)
    assert findings(EMPLOYERS, answers) == []


def test_r48_without_units_there_is_nothing_to_compare(findings):
    assert findings(EMPLOYERS, {**employed("某厂"), "units": [{"id": "u1"}]}) == []


def test_r48_an_employer_that_is_no_unit_is_warned_of(findings):
    assert findings(EMPLOYERS, employed("演示大学", "某厂")) == [
        Finding("people[q2].employer", {"name": "张三", "employer": "某厂"}, "employer_is_no_unit")
    ]
    assert EMPLOYERS.effective is Severity.WARNING


def born(month):
    return {
        "overview": {"research_end_month": "2025-06"},
        "people": [{"id": "q1", "name": "张三", "birth_month": month}],
    }


@pytest.mark.parametrize("month", ["2009-06", "1980-05", "1924-07", None])
def test_r49_ages_between_16_and_100_pass(findings, month):
    assert findings(AGES, born(month)) == []


@pytest.mark.parametrize(("month", "age"), [("2009-07", 15), ("1924-06", 101)])
def test_r49_other_ages_are_told(findings, month, age):
    assert findings(AGES, born(month)) == [
        Finding(
            "people[q1].birth_month",
            {"name": "张三", "birth": month, "age": age},
            "age_implausible",
        )
    ]
    assert AGES.effective is Severity.CONFIRM
