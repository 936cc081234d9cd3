"""The code lists as they are shipped: complete, sourced, and with the traits that rules ask for."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kedeng.formkit.codelist import Catalogue, fold
from kedeng.formkit.status import Status

DIRECTORY = Path(__file__).parents[2] / "data" / "codelists"
CATALOGUE = Catalogue.from_directory(DIRECTORY)
EVERY_LIST = pytest.mark.parametrize("codes", CATALOGUE.values(), ids=list(CATALOGUE))
IN_FILE = {
    "code", "label", "meaning", "parent", "source", "status",
    "valid_from", "valid_to", "selectable", "rank",
}  # fmt: skip


def labels(key):
    return [entry.label for entry in CATALOGUE[key].entries]


def codes_of(key):
    return [entry.code for entry in CATALOGUE[key].entries]


def test_every_list_is_there_with_its_number_of_entries():
    assert {key: len(codes.entries) for key, codes in CATALOGUE.items()} == {
        "achievement_attribute": 3,
        "achievement_category": 3,
        "achievement_form_standard": 5,
        "achievement_form_technology": 8,
        "achievement_form_theory": 4,
        "achievement_level": 6,
        "achievement_stage": 3,
        "administrative_region": 34 + 11,
        "adoption_status": 3,
        "application_status": 5,
        "cancel_ground": 5,
        "clc_class": 22,
        "committee_role": 3,
        "department_code": 5,
        "discipline": 62,
        "education_level": 6,
        "enterprise_kind": 5,
        "evaluation_method": 10,
        "hitech_field": 12,
        "industry": 20 + 97,
        "intended_transfer_mode": 6,
        "ip_status": 2,
        "ip_type": 7,
        "national_key_field": 11,
        "national_plan": 6 + 9 + 3,
        "non_application_reason": 6,
        "non_registration_reason": 8,
        "organisation_kind": 16,
        "professional_title": 6,
        "project_source": 10,
        "publication_index": 4,
        "publication_kind": 2,
        "registration_region": 31,
        "research_mode": 6,
        "return_reason": 22,
        "security_classification": 4,
        "sex": 2,
        "socioeconomic_objective": 13,
        "soft_science_type": 8,
        "strategic_emerging_industry": 10,
        "transformation_mode": 3,
        "unit_type": 5,
        "yes_no": 2,
    }


@EVERY_LIST
def test_every_entry_of_a_file_says_all_that_the_format_asks(codes):
    data = json.loads((DIRECTORY / f"{codes.key}.json").read_text(encoding="utf-8"))
    assert [sorted(IN_FILE - entry.keys()) for entry in data["entries"]] == [[]] * len(
        codes.entries
    )


@EVERY_LIST
def test_ranks_count_the_siblings_in_the_order_of_the_file(codes):
    for parent in {entry.parent for entry in codes.entries}:
        ranks = [entry.rank for entry in codes.children(parent)]
        assert ranks == list(range(1, len(ranks) + 1))


@EVERY_LIST
def test_a_list_is_no_surer_than_what_its_entries_say_in_words(codes):
    """RECALLED in the words of a whole source means RECALLED in the status."""
    sure = [entry.code for entry in codes.entries if entry.status is Status.SOURCED]
    assert [code for code in sure if codes.by_code[code].source.startswith("RECALLED")] == []


@EVERY_LIST
def test_every_declared_trait_and_group_is_used(codes):
    assert [trait for trait in codes.traits if not codes.having(trait)] == []
    assert set(codes.groups) == {entry.group for entry in codes.entries} - {None}


@EVERY_LIST
def test_a_label_alone_finds_its_entry_except_where_levels_share_it(codes):
    """Pages and workbooks of short lists show nothing but labels."""
    shared = {"房地产业", "教育", "国际组织"} if codes.key == "industry" else set()
    lost = {entry.label for entry in codes.entries if codes.find(entry.label) != entry}
    assert lost == shared
    for entry in codes.entries:
        assert codes.find(entry.code) == entry
        assert codes.find(f"{entry.code}　{entry.label}") == entry


@EVERY_LIST
def test_labels_have_no_blanks_and_only_their_brackets_are_wide(codes):
    folded = {entry.label: fold(entry.label) for entry in codes.entries}
    wide = str.maketrans("()", "（）")
    assert {label: label for label in folded} == {
        label: text.translate(wide) for label, text in folded.items()
    }


@pytest.mark.parametrize(
    ("key", "typed", "label"),
    [
        ("professional_title", "教授", "正高（级）"),
        ("professional_title", "副教授", "副高（级）"),
        ("professional_title", "高级工程师", "副高（级）"),
        ("professional_title", "工程师", "中级"),
        ("professional_title", "正高(级)", "正高（级）"),
        ("education_level", "博士", "博士研究生"),
        ("education_level", "硕士", "硕士研究生"),
        ("committee_role", "主任委员", "主任（组长）"),
        ("committee_role", "副组长", "副主任（副组长）"),
        ("committee_role", "委员", "委员（成员）"),
    ],
)
def test_what_people_write_finds_the_option(key, typed, label):
    assert CATALOGUE[key].find(typed).label == label


def test_categories_carry_their_letters():
    letters = {entry.code: entry.letter for entry in CATALOGUE["achievement_category"].entries}
    assert letters == {"applied_technology": "Y", "basic_theory": "J", "soft_science": "R"}


def test_short_lists_read_as_the_form_prints_them():
    assert labels("achievement_stage") == ["初期阶段", "中期阶段", "成熟应用阶段"]
    assert labels("achievement_level") == [
        "国际领先", "国际先进", "国内领先", "国内先进", "国内一般", "未评价",
    ]  # fmt: skip
    assert labels("application_status") == [
        "产业化应用", "小批量或小范围应用", "试用", "应用后停用", "未应用",
    ]  # fmt: skip
    assert labels("unit_type") == ["独立科研机构", "大专院校", "企业", "医疗机构", "其他"]
    assert labels("evaluation_method") == [
        "鉴定", "验收", "结题", "评审", "行业准入", "评估", "机构评价",
        "获得专利授权（发明、实用新型）", "认定", "其他",
    ]  # fmt: skip
    assert labels("achievement_form_standard") == [
        "国际标准", "国家标准", "行业标准", "地方标准", "企业标准",
    ]  # fmt: skip


def test_industry_has_its_sections_and_divisions():
    industry = CATALOGUE["industry"]
    sections = [entry.code for entry in industry.children(None)]
    divisions = [entry for entry in industry.entries if entry.parent]
    assert "".join(sections) == "ABCDEFGHIJKLMNOPQRST"
    assert [entry.code for entry in divisions] == [f"{number:02}" for number in range(1, 98)]
    assert Counter(entry.parent for entry in divisions) == {
        "A": 5, "B": 7, "C": 31, "D": 3, "E": 4, "F": 2, "G": 8, "H": 2, "I": 3, "J": 4,
        "K": 1, "L": 2, "M": 3, "N": 4, "O": 3, "P": 1, "Q": 2, "R": 5, "S": 6, "T": 1,
    }  # fmt: skip
    assert industry.path("27") == ("制造业", "医药制造业")
    assert {entry.status for entry in divisions[:44]} == {Status.SOURCED}
    assert {entry.status for entry in divisions[44:]} == {Status.RECALLED}


def test_long_lists_have_the_codes_of_their_standards():
    assert codes_of("socioeconomic_objective") == [f"{number:02}" for number in range(1, 14)]
    assert "".join(codes_of("clc_class")) == "ABCDEFGHIJKNOPQRSTUVXZ"
    assert codes_of("hitech_field") == [*map(str, range(1, 12)), "0"]
    assert {len(code) for code in codes_of("discipline")} == {3}
    assert CATALOGUE["discipline"].by_code["520"].label == "计算机科学技术"


def test_secret_grades_are_known_but_never_offered():
    grades = CATALOGUE["security_classification"]
    assert [entry.code for entry in grades.active(date(2025, 6, 1))] == ["public"]
    assert grades.having("out_of_scope") == {"1", "2", "3"}


def test_recognition_is_off_until_a_department_wants_it():
    methods = CATALOGUE["evaluation_method"]
    assert [entry.code for entry in methods.entries if not entry.selectable] == ["recognition"]


def test_evaluation_traits_are_those_that_rules_ask_for():
    methods = CATALOGUE["evaluation_method"]
    assert {trait: sorted(methods.having(trait)) for trait in methods.traits} == {
        "has_expert_opinion": ["appraisal", "review"],
        "has_committee": ["appraisal", "institution_evaluation", "review"],
        "may_have_committee": ["acceptance"],
        "gives_level": ["appraisal"],
        "may_give_level": [
            "acceptance", "assessment", "conclusion", "institution_evaluation", "other",
            "recognition", "review",
        ],
        "gives_no_level": ["industry_access", "patent_grant"],
        "needs_certificate_number": [
            "acceptance", "appraisal", "industry_access", "patent_grant",
        ],
        "needs_granted_patent": ["patent_grant"],
        "needs_admission_proof": ["industry_access"],
        "needs_acceptance_paper": ["acceptance", "conclusion"],
        "free_text": ["other"],
    }  # fmt: skip


def test_project_source_traits_are_those_that_rules_ask_for():
    sources = CATALOGUE["project_source"]
    plans = {"national_plan", "ministry_plan", "local_plan"}
    public_funds = {"ministry_fund", "local_fund"}
    assert {trait: sources.having(trait) for trait in sources.traits} == {
        "plan": plans,
        "fund": public_funds | {"private_fund"},
        "public_money": plans | public_funds,
        "needs_national_plan": {"national_plan"},
        "needs_title": set(sources.by_code) - {"self_selected"},
        "needs_number": plans | public_funds,
    }


def test_application_traits_are_those_that_rules_ask_for():
    states = CATALOGUE["application_status"]
    assert {trait: states.having(trait) for trait in states.traits} == {
        "in_use": {"industrialized", "small_scale", "trial"},
        "needs_mode": {"industrialized"},
        "no_mode": {"not_applied"},
        "needs_reason": {"discontinued", "not_applied"},
    }


def test_a_design_patent_counts_but_does_not_carry_an_evaluation():
    types = CATALOGUE["ip_type"]
    carrying = {"invention_patent", "utility_model_patent"}
    assert types.having("patent") == carrying | {"design_patent"}
    assert types.having("counts_as_evaluation") == carrying


@pytest.mark.parametrize(
    ("day", "groups"),
    [
        (date(2003, 5, 1), {"current", "legacy", "oldest"}),
        (date(2010, 5, 1), {"current", "legacy"}),
        (date(2025, 5, 1), {"current"}),
    ],
)
def test_national_plans_retire_by_family(day, groups):
    assert {entry.group for entry in CATALOGUE["national_plan"].active(day)} == groups


def test_registration_codes_wait_for_somebody_to_verify_them():
    for key in ("registration_region", "department_code"):
        assert CATALOGUE[key].open
        assert {entry.verified for entry in CATALOGUE[key].entries} == {False}
    assert CATALOGUE["registration_region"].by_code["914"].label == "山西"


def test_registration_regions_are_nine_and_the_provincial_code():
    provinces = {f"9{code}" for code in codes_of("administrative_region") if len(code) == 2}
    assert provinces - set(codes_of("registration_region")) == {"971", "981", "982"}


def test_shanxi_has_its_eleven_cities():
    cities = CATALOGUE["administrative_region"].children("14")
    assert [city.code for city in cities] == [str(code) for code in range(1401, 1412)]
    assert "".join(city.label.removesuffix("市") for city in cities) == (
        "太原大同阳泉长治晋城朔州晋中运城忻州临汾吕梁"
    )


def test_ten_kinds_of_organisation_may_apply():
    kinds = CATALOGUE["organisation_kind"]
    assert Counter(entry.group for entry in kinds.entries) == {
        "national": 1, "province": 2, "department": 11, "unit": 2,
    }  # fmt: skip
    assert len(kinds.having("may_apply")) == 10
