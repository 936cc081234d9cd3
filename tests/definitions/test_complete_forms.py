"""A completely answered form of each category passes; leaving one thing out shows exactly once."""

from copy import deepcopy
from datetime import date

import pytest

from kedeng.definitions.registry import definition
from kedeng.formkit.answers import Answers
from kedeng.formkit.check import check
from kedeng.formkit.facts import Facts, UnitFacts
from kedeng.formkit.rules import Stage
from kedeng.formkit.visible import settle

UNIT = "演示大学"
OVERVIEW = {
    "achievement_name": "演示用低浓度瓦斯利用方法",
    "keywords": ["瓦斯利用", "低浓度瓦斯"],
    "research_mode": "independent",
    "research_start_month": "2022-03",
    "research_end_month": "2025-05",
    "discipline_code": ["440"],
    "application_industry_code": "06",
    "socioeconomic_objective_code": "02",
}
SHARED = {
    "overview": OVERVIEW,
    "projects": [
        {
            "id": "p1",
            "project_source": "local_plan",
            "is_primary": True,
            "project_title": "演示课题",
            "project_number": "2022DEMO01",
            "is_publicly_funded": True,
        }
    ],
    "funding": {"funding_local": "30.00", "funding_own": "12.50"},
    "evaluation": {
        "evaluation_method": "acceptance",
        "evaluation_organization": "演示评价单位",
        "evaluation_date": "2025-06-18",
        "evaluation_certificate_number": "演验〔2025〕1号",
        "evaluation_is_positive": True,
    },
    "summary": {"achievement_summary": "演示简介。" * 30},
    "units": [
        {
            "id": "u1",
            "unit_name": UNIT,
            "uscc": "12140000MB1234567X",
            "unit_type": "university",
            "region_code": "1401",
            "address": "山西省太原市演示路 1 号",
            "postcode": "030001",
            "contact_name": "演示联系人",
            "contact_phone": "0351-1234567",
            "contact_mobile": "13800000000",
        }
    ],
    "people": [
        {
            "id": "q1",
            "name": "张三（演示）",
            "sex": "female",
            "birth_month": "1980-05",
            "professional_title": "senior",
            "education_level": "doctor",
            "employer": UNIT,
            "contribution": "提出总体方案",
        }
    ],
}
OWN = {
    "applied_technology": {
        "overview": {
            **OVERVIEW,
            "achievement_form_technology": "new_technology",
            "achievement_attribute": "original_innovation",
            "achievement_stage": "mature",
            "achievement_level": "domestic_leading",
            "hitech_field": "8",
        },
        "application": {"application_status": "industrialized"},
        "transformation": {
            "transformation_modes": ["self"],
            "self_total_income": "100.00",
            "has_transfer_demand": False,
        },
    },
    "basic_theory": {
        "overview": {**OVERVIEW, "achievement_form_theory": "paper"},
        "publications": [
            {
                "id": "w1",
                "publication_kind": "paper",
                "publication_title": "演示论文",
                "authors": "张三（演示）",
                "published_in": "演示学报",
                "published_month": "2025-01",
                "published_abroad": False,
            }
        ],
    },
    "soft_science": {
        "overview": {**OVERVIEW, "achievement_form_theory": "research_report"},
        "adoption": {"adoption_status": "not_adopted"},
    },
}
SLOTS = {
    "applied_technology": {"Y-1", "Y-2.1b", "Y-3"},
    "basic_theory": {"J-1", "J-3", "J-4", "J-6"},
    "soft_science": {"R-1", "R-2b"},
}


@pytest.fixture
def judged(catalogue):
    """Judge a complete form of a category after `change` had its way with the answers."""

    def judge(category, change=None):
        answers = deepcopy(SHARED | OWN[category])
        if change:
            change(answers)
        facts = Facts(
            today=date(2026, 1, 20),
            catalogue=catalogue,
            unit=UnitFacts(name=UNIT, names=frozenset({UNIT})),
            round_year=2025,
            evidence_from=date(2025, 1, 1),
            evidence_to=date(2025, 12, 31),
            filled_slots=frozenset(SLOTS[category]),
        )
        form = definition(category)
        problems = check(form, settle(form, Answers(answers)), Stage.SUBMISSION, facts)
        return [(problem.path, problem.code, str(problem.severity)) for problem in problems]

    return judge


@pytest.mark.parametrize("category", list(OWN))
def test_a_complete_form_has_no_problem(judged, category):
    assert judged(category) == []


@pytest.mark.parametrize("category", list(OWN))
def test_an_appraisal_lacks_its_opinion_and_its_committee_once_each(judged, category):
    def appraised(answers):
        answers["overview"]["achievement_level"] = "domestic_leading"
        answers["evaluation"]["evaluation_method"] = "appraisal"

    assert judged(category, appraised) == [
        ("evaluation.evaluation_opinion", "required", "error"),
        ("committee", "too_few_rows", "confirm"),
    ]


def test_an_unused_result_lacks_its_reason_once(judged):
    def unused(answers):
        answers["overview"]["achievement_stage"] = "middle"
        answers["application"]["application_status"] = "discontinued"
        answers["transformation"]["transformation_modes"] = ["cooperative"]

    assert judged("applied_technology", unused) == [
        ("application.non_application_reasons", "required", "confirm"),
        ("transformation.coop_income", "required", "confirm"),
    ]


def test_a_paper_result_without_papers_is_asked_about_once(judged):
    found = judged("basic_theory", lambda answers: answers.pop("publications"))
    assert found == [("publications", "form_without_publication", "confirm")]


def test_an_adopted_study_lacks_body_date_and_paper(judged):
    def adopted(answers):
        answers["adoption"]["adoption_status"] = "adopted"

    assert judged("soft_science", adopted) == [
        ("adoption.adopting_body", "required", "confirm"),
        ("adoption.adoption_date", "required", "confirm"),
        ("evidence.R-2", "adoption_without_paper", "confirm"),
    ]


def test_only_the_first_unit_must_name_a_contact(judged):
    def two_units(answers):
        second = {**answers["units"][0], "id": "u2", "unit_name": "演示研究所"}
        for unit in (answers["units"][0], second):
            unit.pop("contact_phone")
        answers["units"].append(second)
        answers["overview"]["research_mode"] = "other"

    assert judged("soft_science", two_units) == [("units[u1].contact_phone", "required", "error")]
