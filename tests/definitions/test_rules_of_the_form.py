"""Rules of forms.md that the declaration keeps, or the codec, or what is no question at all."""

import pytest

from kedeng.definitions.registry import definition, definitions
from kedeng.formkit.answers import Answers, Unread
from kedeng.formkit.codec import read
from kedeng.formkit.visible import settle

SYSTEM = {"registration_number", "registration_date", "approving_registration_authority"}


def test_r1_there_are_three_categories_and_no_other():
    found = [form.key for form in definitions()]
    assert found == ["applied_technology", "basic_theory", "soft_science"]
    with pytest.raises(KeyError, match="no form for 'secret_science'"):
        definition("secret_science")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", [("overview.achievement_name", "required", "error")]),
        ("长" * 35, []),
        ("长" * 36, [("overview.achievement_name", "rather_long", "warning")]),
        ("长" * 101, [("overview.achievement_name", "unusually_long", "confirm")]),
        ("长" * 1001, [("overview.achievement_name", "too_long", "error")]),
    ],
)
def test_r2_a_name_is_given_and_not_too_long(judged, name, expected):
    def named(answers):
        answers["overview"]["achievement_name"] = name or None

    assert judged("soft_science", named) == expected


def test_r7_number_date_and_authority_are_no_questions(form):
    assert SYSTEM.isdisjoint(field.key for _, field in form.fields())


def test_r13_no_date_lies_in_the_future(judged):
    def late(answers):
        answers["evaluation"]["evaluation_date"] = "2026-01-21"  # tomorrow, in these tests

    found = judged("soft_science", late)
    assert ("evaluation.evaluation_date", "in_future", "error") in found


def test_r17_another_applied_form_is_described(judged):
    def other(answers):
        answers["overview"]["achievement_form_technology"] = "other_applied_technology"

    assert judged("applied_technology", other) == [
        ("overview.achievement_form_other", "required", "error")
    ]


def test_r18_a_theory_has_exactly_one_form(judged):
    def none(answers):
        del answers["overview"]["achievement_form_theory"]

    assert ("overview.achievement_form_theory", "required", "error") in judged("basic_theory", none)
    field = definition("basic_theory").field("overview.achievement_form_theory")
    assert not field.holds_list


@pytest.mark.parametrize("key", ["achievement_attribute", "achievement_stage"])
def test_r19_attribute_and_stage_belong_to_applied_technology_alone(judged, key):
    asked = [form.key for form in definitions() if key in form.by_key["overview"].by_key]
    assert asked == ["applied_technology"]
    found = judged("applied_technology", lambda answers: answers["overview"].pop(key))
    assert (f"overview.{key}", "required", "error") in found


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        ("overview.application_industry_code", "2710 化学药品原料药制造", ("unlisted", "confirm")),
        ("overview.discipline_code", "矿山史", ("unlisted", "confirm")),
        ("overview.achievement_level", "世界第一", ("not_in_list", "error")),
    ],
)
def test_r22_what_stands_in_no_list_blocks_only_where_the_list_is_sourced(
    catalogue, judged, path, text, problem
):
    section, _, key = path.partition(".")

    def unknown(answers):
        value = read(definition("soft_science").field(path), text, catalogue)
        answers[section][key] = value.as_json() if isinstance(value, Unread) else value

    assert judged("soft_science", unknown) == [(path, *problem)]


def test_r25_a_plan_is_named_and_numbered_and_an_own_choice_is_not(judged):
    def bare(source):
        def change(answers):
            row = answers["projects"][0]
            row["project_source"] = source
            for key in ("project_title", "project_number"):
                del row[key]

        return change

    wanted = [
        path
        for path, code, _ in judged("soft_science", bare("national_plan"))
        if code == "required"
    ]
    assert wanted == [
        "projects[p1].national_plan_type",
        "projects[p1].project_title",
        "projects[p1].project_number",
    ]
    assert [
        row for row in judged("soft_science", bare("self_selected")) if row[1] == "required"
    ] == []


def test_r35_counts_are_those_of_the_rows():
    rows = [
        {"id": "a", "ip_type": "invention_patent", "ip_status": "granted"},
        {"id": "b", "ip_type": "invention_patent", "ip_status": "accepted"},
        {"id": "c", "ip_type": "utility_model_patent", "ip_status": "granted"},
        {"id": "d", "ip_type": "software_copyright", "ip_status": "granted"},
    ]
    settled = settle(definition("applied_technology"), Answers({"ip_rights": rows}))
    counts = {key: n for key, n in settled.section("ip_summary").items() if n}
    assert counts == {
        "patents_accepted_total": 1,
        "patents_accepted_invention": 1,
        "patents_granted_total": 2,
        "patents_granted_invention": 1,
        "patents_granted_utility_model": 1,
        "software_copyrights": 1,
    }


def use(answers, state, **transformation):
    answers["overview"]["achievement_stage"] = "middle"
    answers["application"] = {"application_status": state}
    answers["transformation"] = {"has_transfer_demand": False, **transformation}


def test_r38_what_is_not_used_says_why(judged):
    found = judged("applied_technology", lambda answers: use(answers, "not_applied"))
    assert ("application.non_application_reasons", "required", "confirm") in found
    form = definition("applied_technology")
    used = {"application_status": "trial", "non_application_reasons": ["market"]}
    assert settle(form, Answers({"application": used})).section("application") == {
        "application_status": "trial"
    }


def test_r39_what_is_not_used_has_no_mode_and_no_income():
    typed = {
        "application": {"application_status": "not_applied"},
        "transformation": {
            "transformation_modes": ["self"],
            "self_total_income": "100.00",
            "has_transfer_demand": False,
        },
    }
    settled = settle(definition("applied_technology"), Answers(typed))
    assert settled.section("transformation") == {"has_transfer_demand": False}


def test_r40_industrial_use_has_a_mode(judged):
    found = judged("applied_technology", lambda answers: use(answers, "industrialized"))
    assert ("transformation.transformation_modes", "required", "confirm") in found


def test_r41_amounts_belong_to_the_ticked_mode(judged):
    def ticked(answers):
        use(answers, "industrialized", transformation_modes=["self"], coop_income="5.00")

    found = judged("applied_technology", ticked)
    assert [path for path, code, _ in found if code == "required"] == [
        "transformation.self_total_income"
    ]
    typed = {
        "application": {"application_status": "industrialized"},
        "transformation": {"transformation_modes": ["self"], "coop_income": "5.00"},
    }
    settled = settle(definition("applied_technology"), Answers(typed))
    assert "coop_income" not in settled.section("transformation")
