"""A completely answered form of each category passes; leaving one thing out shows exactly once."""

import pytest
from tests.complete import OWN


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
