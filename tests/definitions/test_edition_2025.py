import pytest

from kedeng.definitions.edition_2025 import application, evaluation, projects
from kedeng.definitions.left_out import LEFT_OUT
from kedeng.definitions.registry import definition
from kedeng.formkit.answers import Answers
from kedeng.formkit.codec import edit, read
from kedeng.formkit.model import (
    Field,
    Kind,
    Privacy,
)
from kedeng.formkit.shape import flaws
from kedeng.formkit.status import Status
from kedeng.formkit.visible import settle


def rows(letter: str, *spans: tuple[int, int]) -> list[str]:
    return [f"{letter}{number}" for first, last in spans for number in range(first, last + 1)]


A = rows("A", (1, 16), (20, 25), (30, 38), (40, 46), (60, 76), (80, 82))
B = rows("B", (1, 10), (20, 25), (30, 38), (40, 46), (50, 56), (60, 60), (80, 80))
C = ["C3", "C5", "C10", *rows("C", (50, 56), (60, 62))]
H = rows("H", (1, 12))
SHARED = {"H4", "H5", "3.2", "3.4", "3.8", "3.9", "L-UNIT"}


def refs(category: str) -> set[str]:
    return {field.ref for _, field in definition(category).fields()}


def test_a_form_holds_together(form, catalogue):
    assert flaws(form, catalogue) == []


def test_the_applied_form_asks_all_of_section_3():
    assert refs("applied_technology") == {*A, *SHARED, "3.5"}


def test_the_theory_form_asks_all_of_section_4():
    assert refs("basic_theory") == {*B, *SHARED}


def test_the_soft_science_form_asks_all_of_section_5_and_the_rest_of_section_4():
    replaced = {"B3", "B5", *rows("B", (50, 56))}
    assert refs("soft_science") == {*C, *SHARED, *B} - replaced


def test_what_of_the_header_is_not_asked_has_a_reason():
    asked = set.intersection(*(refs(key) for key in ("applied_technology", "basic_theory")))
    reasoned = {row.ref for row in LEFT_OUT if row.reason}
    assert [ref for ref in H if ref not in asked | reasoned] == []


def test_nothing_is_both_asked_and_left_out():
    asked = refs("applied_technology") | refs("basic_theory") | refs("soft_science")
    assert asked & {row.ref for row in LEFT_OUT} == set()


def test_sections_stand_in_the_order_of_the_paper(applied, basic, soft):
    assert [heading for heading, _ in applied.parts()] == [
        "成果概况",
        "立项情况",
        "评价情况",
        "知识产权状况",
        "应用与转化",
        "成果简介",
        "成果完成单位情况",
        "成果完成人",
    ]
    theory = ["成果概况", "立项情况", "评价情况", "论文著作", "知识产权状况"]
    ending = ["成果简介", "成果完成单位情况", "成果完成人"]
    assert [heading for heading, _ in basic.parts()] == [*theory, *ending]
    assert [heading for heading, _ in soft.parts()] == [*theory, "采纳应用情况", *ending]


def test_section_keys_are_those_that_the_other_floors_use(applied, soft):
    assert list(applied.by_key) == [
        "overview",
        "projects",
        "funding",
        "evaluation",
        "committee",
        "ip_summary",
        "ip_rights",
        "application",
        "transformation",
        "summary",
        "units",
        "people",
    ]
    assert list(soft.by_key) == [
        "overview",
        "projects",
        "funding",
        "evaluation",
        "committee",
        "publication_summary",
        "publications",
        "ip_summary",
        "ip_rights",
        "adoption",
        "summary",
        "units",
        "people",
    ]


def test_attribute_stage_and_hitech_field_belong_to_applied_results_only(applied, basic, soft):
    own = {"achievement_attribute", "achievement_stage", "hitech_field"}
    asked = [own & set(form.by_key["overview"].by_key) for form in (applied, basic, soft)]
    assert asked == [own, set(), set()]


def test_forms_share_their_sections_rather_than_copy_them(basic, soft):
    same = [key for key in basic.by_key if soft.by_key[key] is basic.by_key[key]]
    assert same == [
        "projects",
        "funding",
        "evaluation",
        "committee",
        "ip_summary",
        "ip_rights",
        "summary",
        "units",
        "people",
    ]


def test_every_question_is_explained_and_says_where_it_comes_from(form):
    lacking = [
        f"{section.key}.{field.key}"
        for section, field in form.fields()
        if not (field.help.endswith("。") and field.ref and field.source)
    ]
    assert lacking == []


def test_every_text_has_a_limit(form):
    texts = {Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS}
    endless = [
        field.key for _, field in form.fields() if field.kind in texts and not field.max_length
    ]
    assert endless == []


def test_every_amount_has_a_unit(form):
    units = {field.unit for _, field in form.fields() if field.kind is Kind.MONEY}
    assert units <= {"万元", "万美元"}
    assert "" not in units


@pytest.mark.parametrize("word", ["您", "！"])
def test_explanations_are_plain(form, word):
    texts = [text for section, field in form.fields() for text in (section.intro, field.help)]
    assert [text for text in texts if word in text] == []


def test_a_trust_level_is_never_higher_than_its_source_says(form):
    unsourced = [
        field.key
        for _, field in form.fields()
        if field.status is Status.SOURCED and field.source.startswith(("RECALLED", "INFERRED"))
    ]
    assert unsourced == []


def required_paths(form, status):
    return {
        f"{section.key}.{field.key}"
        for section, field in form.fields()
        if field.required and field.mark_status is status
    }


def test_marks_that_are_not_sourced_only_ask_for_confirmation(applied):
    assert required_paths(applied, Status.SOURCED) == {
        "overview.achievement_name",
        "overview.keywords",
        "overview.achievement_attribute",
        "overview.achievement_stage",
        "overview.achievement_level",
        "overview.research_mode",
        "overview.research_start_month",
        "overview.research_end_month",
        "overview.hitech_field",
        "overview.application_industry_code",
        "projects.project_source",
        "evaluation.evaluation_method",
        "evaluation.evaluation_date",
        "application.application_status",
        "summary.achievement_summary",
        "units.unit_name",
        "units.unit_type",
        "units.region_code",
        "units.address",
        "units.postcode",
        "people.name",
        "people.sex",
        "people.birth_month",
        "people.professional_title",
        "people.education_level",
        "people.employer",
        "people.contribution",
    }


def test_at_least_one_unit_and_one_person_are_demanded(form):
    sure = [
        (section.key, section.repeats)
        for section in form.sections
        if section.required_status is Status.SOURCED
    ]
    assert sure == [("units", (1, 15)), ("people", (1, 50))]


def test_personal_data_is_not_public(form):
    public = [
        field.key for field in form.by_key["people"].fields if field.privacy is Privacy.PUBLIC
    ]
    assert public == ["name"]
    assert {field.privacy for field in form.by_key["committee"].fields} == {Privacy.ROUTE}
    sensitive = [
        f"{section.key}.{field.key}"
        for section, field in form.fields()
        if field.privacy is Privacy.SENSITIVE
    ]
    assert sensitive == [
        "units.contact_phone",
        "units.contact_mobile",
        "units.contact_email",
        "people.birth_month",
    ]


def test_nobody_is_asked_for_an_identity_number(form):
    keys = {field.key for _, field in form.fields()}
    assert (
        keys & {"id_type", "id_number", "seq", "registration_number", "security_classification"}
        == set()
    )


@pytest.mark.parametrize(
    ("codes", "options", "trait"),
    [
        (projects.NEEDS_TITLE.values, "project_source", "needs_title"),
        (projects.NEEDS_NUMBER.values, "project_source", "needs_number"),
        (projects.IS_NATIONAL.values, "project_source", "needs_national_plan"),
        (evaluation.WITH_OPINION, "evaluation_method", "has_expert_opinion"),
        (evaluation.WITH_CERTIFICATE, "evaluation_method", "needs_certificate_number"),
        (evaluation.WITH_COMMITTEE, "evaluation_method", "has_committee"),
        (application.NEEDS_REASON.values, "application_status", "needs_reason"),
        (application.NEEDS_MODE.values, "application_status", "needs_mode"),
        (application.MAY_HAVE_MODE.condition.values, "application_status", "no_mode"),
        (application.REASON_OTHER.values, "non_application_reason", "free_text"),
        (application.ADOPTED.values, "adoption_status", "adopted"),
    ],
)
def test_conditions_name_the_options_that_have_the_trait(catalogue, codes, options, trait):
    assert codes == catalogue[options].having(trait)


def test_every_evaluation_method_either_has_experts_or_has_none(catalogue):
    both = evaluation.WITH_EXPERTS | evaluation.WITHOUT_EXPERTS
    assert both == catalogue["evaluation_method"].by_code.keys()
    assert evaluation.WITH_EXPERTS.isdisjoint(evaluation.WITHOUT_EXPERTS)


def listed(form):
    return [field for _, field in form.fields() if field.options]


def test_every_option_comes_back_from_its_input(form, catalogue):
    lost = [
        (field.options, entry.code)
        for field in listed(form)
        for entry in catalogue[field.options].entries
        if entry.selectable
        and read(field, edit(field, _as_answer(field, entry.code), catalogue), catalogue)
        != _as_answer(field, entry.code)
    ]
    assert lost == []


def _as_answer(field: Field, code: str):
    return [code] if field.holds_list else code


def test_a_default_is_an_answer(form, catalogue):
    defaults = {
        field.key: read(field, field.default, catalogue)
        for _, field in form.fields()
        if field.default
    }
    expected = {
        "applied_technology": {},
        "basic_theory": {"achievement_level": "not_evaluated"},
        "soft_science": {
            "achievement_form_theory": "research_report",
            "achievement_level": "not_evaluated",
        },
    }
    assert defaults == expected[form.key]


def test_an_example_can_be_read(form, catalogue):
    unread = [
        field.key
        for _, field in form.fields()
        if field.example and isinstance(read(field, field.example, catalogue), tuple)
    ]
    assert unread == []


def test_income_of_an_unapplied_result_is_left_out(applied):
    drafted = {
        "application": {"application_status": "not_applied"},
        "transformation": {
            "transformation_modes": ["self"],
            "self_total_income": "12.00",
            "has_transfer_demand": False,
        },
    }
    settled = settle(applied, Answers(drafted))
    assert settled.section("transformation") == {"has_transfer_demand": False}


def test_a_committee_is_not_asked_of_a_patent(applied):
    experts = [{"id": "c1", "name": "张三（演示）"}]

    def committee_of(**methods):
        drafted = Answers({"evaluation": methods, "committee": experts})
        return settle(applied, drafted).data.get("committee")

    assert committee_of(evaluation_method="patent_grant") is None
    assert committee_of(evaluation_method="appraisal") == experts
    assert (
        committee_of(evaluation_method="patent_grant", further_evaluation_methods=["review"])
        == experts
    )
