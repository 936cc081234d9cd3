import pytest

from kedeng.definitions.computations import COMPUTATIONS, PATENTS, computations_of, funding_total
from kedeng.formkit.answers import Answers
from kedeng.formkit.visible import settle

UNREAD = {"unread": "十万", "code": "not_money"}


def rows(*contents):
    return [{"id": str(place), **content} for place, content in enumerate(contents)]


@pytest.mark.parametrize(
    ("amounts", "total"),
    [
        ({}, None),
        ({"funding_own": "0.00"}, "0.00"),
        ({"funding_national": "0.10", "funding_local": "0.20"}, "0.30"),
        (
            {
                "funding_national": "5940.00",
                "funding_ministry": "2010.00",
                "funding_local": "12670.00",
                "funding_own": "12309.00",
                "funding_other": "12168.00",
            },
            "45097.00",  # the sum that S8 prints
        ),
        ({"funding_own": "1.00", "funding_other": UNREAD}, "1.00"),
    ],
)
def test_the_total_is_the_exact_sum_of_what_was_answered(amounts, total):
    assert funding_total(Answers({"funding": amounts})) == total


def test_rights_are_counted_by_type_and_status(applied):
    rights = rows(
        {"ip_type": "invention_patent", "ip_status": "granted"},
        {"ip_type": "invention_patent", "ip_status": "accepted"},
        {"ip_type": "utility_model_patent", "ip_status": "granted"},
        {"ip_type": "design_patent", "ip_status": "accepted"},
        {"ip_type": "software_copyright", "ip_status": "granted"},
        {"ip_type": "software_copyright", "ip_status": "accepted"},
        {"ip_type": "plant_variety_right", "ip_status": "granted"},
        {"ip_type": {"unread": "?", "code": "not_in_list"}, "ip_status": "granted"},
        {"ip_type": "invention_patent"},
    )
    settled = settle(applied, Answers({"ip_rights": rights, "ip_summary": {"standards_local": 2}}))
    assert settled.section("ip_summary") == {
        "standards_local": 2,
        "patents_accepted_total": 2,
        "patents_accepted_invention": 1,
        "patents_accepted_utility_model": 0,
        "patents_accepted_design": 1,
        "patents_granted_total": 2,
        "patents_granted_invention": 1,
        "patents_granted_utility_model": 1,
        "patents_granted_design": 0,
        "software_copyrights": 1,
        "ic_layouts": 0,
        "plant_variety_rights": 1,
        "other_ip": 0,
    }


def test_papers_are_counted_by_place_and_index(basic):
    published = rows(
        {
            "publication_kind": "paper",
            "published_abroad": True,
            "publication_indexes": ["sci", "ei"],
        },
        {"publication_kind": "paper", "published_abroad": False, "publication_indexes": ["other"]},
        {"publication_kind": "paper", "publication_indexes": ["core_journal", "other"]},
        {"publication_kind": "monograph"},
    )
    settled = settle(
        basic, Answers({"publications": published, "publication_summary": {"citation_count": 7}})
    )
    assert settled.section("publication_summary") == {
        "citation_count": 7,
        "papers_total": 3,
        "papers_abroad": 1,
        "papers_domestic": 2,
        "papers_sci": 1,
        "papers_ei": 1,
        "papers_other_index": 2,
        "monographs_total": 1,
    }


def test_no_computation_is_without_a_field(applied, basic):
    used = {field.computed for form in (applied, basic) for _, field in form.fields()} - {""}
    assert used == COMPUTATIONS.keys()


def test_every_computed_field_is_paired_with_its_function(form):
    assert form.computations == computations_of(form.sections)


def test_types_counted_as_patents_are_those_of_the_code_list(catalogue):
    assert catalogue["ip_type"].having("patent") == PATENTS
    assert catalogue["ip_type"].having("patent") == PATENTS
