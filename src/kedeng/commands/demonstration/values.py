"""What the demonstration answers to the questions that it knows, by section and key.

A None leaves a voluntary question open. Keys that a form lacks do no harm; questions that are
missing here are answered by `answers.plausible`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from kedeng.commands.demonstration.facts import MARK
from kedeng.commands.demonstration.plan import APPLIED, BASIC, SOFT, Plan
from kedeng.commands.demonstration.team import (
    committee_for,
    partner_for,
    people_for,
    start_of,
    units_for,
)
from kedeng.commands.demonstration.use import adoption_for, application_for, transformation_for

Values = dict[str, Any]
Choice = TypeVar("Choice")

# Evaluation methods that the demonstration uses, in turn.
_METHODS: Mapping[str, tuple[str, ...]] = {
    APPLIED: ("acceptance", "institution_evaluation", "patent_grant", "appraisal", "acceptance"),
    BASIC: ("conclusion", "review", "acceptance"),
    SOFT: ("review", "acceptance", "conclusion"),
}
_LEVELS = ("domestic_leading", "intl_advanced", "domestic_advanced", "domestic_leading")
_LEVELLED = frozenset({"institution_evaluation", "appraisal", "review"})
_COMMITTEES = frozenset({"institution_evaluation", "appraisal", "review"})
_SOURCES = (
    ("local_plan", "地方计划", "funding_local"),
    ("self_selected", "", "funding_own"),
    ("national_plan", "国家计划", "funding_national"),
    ("local_fund", "地方基金", "funding_fund"),
    ("commissioned", "横向课题", "funding_other"),
    ("ministry_plan", "部门计划", "funding_ministry"),
)
_PUBLIC = frozenset({"local_plan", "national_plan", "local_fund", "ministry_plan"})


def pick(choices: Sequence[Choice], number: int) -> Choice:
    """Take choices in turn."""
    return choices[number % len(choices)]


def method_of(plan: Plan) -> str:
    """Evaluation method of a registration; a funded project of the samples was concluded."""
    return "conclusion" if plan.project else pick(_METHODS[plan.category], plan.serial // 3)


def day_of(plan: Plan) -> str:
    """Evaluation date, within 2025."""
    return f"2025-{1 + plan.serial % 12:02d}-{1 + plan.serial * 7 % 28:02d}"


def values_for(plan: Plan) -> dict[str, Any]:
    """Every known value of a registration."""
    method, units = method_of(plan), units_for(plan)
    people = people_for(plan, units[0]["unit_name"])
    return {
        "overview": _overview(plan, method),
        "projects": [_project(plan)],
        "funding": _funding(plan),
        "evaluation": _evaluation(plan, method),
        "committee": committee_for(plan) if method in _COMMITTEES else [],
        "ip_summary": _standards(plan),
        "ip_rights": _rights(plan, method, people),
        "publication_summary": {"citation_count": 3 + plan.serial % 40},
        "publications": _publications(plan, people),
        "application": application_for(plan),
        "transformation": transformation_for(plan),
        "adoption": adoption_for(plan),
        "summary": _summary(plan),
        "units": units,
        "people": people,
    }


def _overview(plan: Plan, method: str) -> Values:
    theme = plan.theme
    end = f"2024-{1 + plan.serial % 12:02d}"
    partner = partner_for(plan)
    return {
        "achievement_name": plan.title,
        "keywords": list(theme.keywords),
        "achievement_form_technology": theme.form or None,
        "achievement_form_standard": "local" if _has_standard(plan) else None,
        "achievement_form_theory": "research_report" if plan.category == SOFT else "paper",
        "achievement_attribute": pick(
            ("original_innovation", "original_innovation", "domestic_secondary_development"),
            plan.serial,
        ),
        "achievement_stage": pick(("mature", "middle", "mature"), plan.serial),
        "achievement_level": pick(_LEVELS, plan.serial) if method in _LEVELLED else "not_evaluated",
        "research_mode": partner.mode if partner else "independent",
        "research_start_month": start_of(plan),
        "research_end_month": plan.project.end if plan.project else end,
        "discipline_code": [theme.discipline],
        "clc_number": [theme.clc],
        "hitech_field": theme.hitech or "0",
        "application_industry_code": theme.industry,
        "socioeconomic_objective_code": theme.objective,
        "strategic_emerging_industry": theme.emerging or None,
        "national_key_field": None,
        "soft_science_type": pick(("policy_analysis", "development_strategy"), plan.serial),
    }


def _project(plan: Plan) -> Values:
    if plan.project:
        return {
            "project_source": "national_plan",
            "is_primary": True,
            "national_plan_type": "nsfc",
            "project_title": plan.project.title,
            "project_number": plan.project.number,
            "project_authority": "国家自然科学基金委员会",
            "is_publicly_funded": True,
        }
    source, words, _ = pick(_SOURCES, plan.serial)
    return {
        "project_source": source,
        "is_primary": True,
        "national_plan_type": "national_key_rd",
        "project_title": plan.title if words else None,
        "project_number": f"{MARK}2022-{plan.serial:04d}" if words else None,
        "project_authority": f"{MARK}{words}主管部门" if words else None,
        "is_publicly_funded": source in _PUBLIC,
    }


def _funding(plan: Plan) -> Values:
    amounts: Values = dict.fromkeys(amount for _, _, amount in _SOURCES)
    amounts |= {"funding_bank_loan": None, "funding_foreign": None}
    if plan.project:
        return amounts | {"funding_national": f"{float(plan.project.funding):.2f}"}
    amount = pick(_SOURCES, plan.serial)[2]
    return amounts | {
        "funding_own": f"{10 + plan.serial % 50}.50",
        amount: f"{20 + plan.serial % 90}.00",
    }


def _evaluation(plan: Plan, method: str) -> Values:
    patent = method == "patent_grant"
    return {
        "evaluation_method": method,
        "further_evaluation_methods": None,
        "evaluation_organization": "国家知识产权局" if patent else f"{MARK}科技评价中心",
        "evaluation_date": day_of(plan),
        "evaluation_certificate_number": (
            patent_number(plan) if patent else f"{MARK}评〔2025〕{plan.serial:04d}号"
        ),
        "evaluation_opinion": (
            f"{MARK}评价意见：资料齐全，完成了任务书规定的内容，达到了考核指标，同意通过。"
        ),
        "evaluation_is_positive": True,
    }


def _has_standard(plan: Plan) -> bool:
    return plan.category == APPLIED and plan.serial % 9 == 0


def _standards(plan: Plan) -> Values:
    levels = ("international", "national", "industry", "local", "enterprise")
    counts: Values = dict.fromkeys(f"standards_{level}" for level in levels)
    return counts | ({"standards_local": 1} if _has_standard(plan) else {})


def patent_number(plan: Plan) -> str:
    """A patent number of the right shape, with a serial that no office has reached."""
    return f"ZL20231{9990000 + plan.serial % 9999}.X"


def _rights(plan: Plan, method: str, people: Sequence[Values]) -> list[Values]:
    right = {
        "ip_status": "granted",
        "application_date": "2023-02-14",
        "grant_date": day_of(plan),
        "right_holder": plan.body.name,
        "inventors": "；".join(person["name"] for person in people),
    }
    rows = []
    if method == "patent_grant":
        patent = {
            "ip_type": "invention_patent",
            "ip_name": f"一种{plan.title}",
            "ip_number": patent_number(plan),
        }
        rows.append({**right, **patent})
    if plan.category == APPLIED and plan.serial % 3 == 0:
        software = {
            "ip_type": "software_copyright",
            "ip_name": f"{plan.title}配套软件",
            "ip_number": f"2025SR{9990000 + plan.serial % 9999}",
        }
        rows.append({**right, **software})
    return rows


def _publications(plan: Plan, people: Sequence[Values]) -> list[Values]:
    authors = "；".join(person["name"] for person in people[:3])
    paper = {
        "publication_kind": "paper",
        "publication_title": f"{MARK}论文：{plan.title}",
        "authors": authors,
        "published_in": f"{MARK}学报",
        "published_abroad": False,
        "published_month": "2024-09",
        "volume_pages": "1(1): 1–9",
        "publication_indexes": ["core_journal"],
        "doi": None,
    }
    abroad = {
        "publication_title": f"Demonstration paper {plan.serial}",
        "published_in": "Journal of Demonstrations",
        "published_abroad": True,
        "publication_indexes": ["sci"],
    }
    return [paper, {**paper, **abroad}] if plan.category == BASIC else [paper]


def _summary(plan: Plan) -> Values:
    text = (
        f"本记录是{MARK}数据，评价、人员和材料都是虚构的。"
        f"成果“{plan.title}”由{plan.body.name}完成，"
        f"围绕{plan.theme.theme}领域的实际需要开展研究，关键词是{'、'.join(plan.theme.keywords)}。"
        "研究梳理了国内外现状，提出了总体方案，开展了试验和验证，形成了可以推广的方法。"
        "成果已经过评价，可供同类单位参考，具有较好的应用前景。"
    )
    if is_explained(plan):
        text = f"本记录是{MARK}数据，简介有意写得很短。"
    return {
        "achievement_summary": text,
        "key_technical_indicators": f"{MARK}指标：主要指标较原有水平提高{5 + plan.serial % 20}%。",
        "innovation_points": f"1. {MARK}创新点一；2. {MARK}创新点二。",
    }


def is_explained(plan: Plan) -> bool:
    """Whether the registration carries an explained confirmation: a short summary (R58)."""
    return plan.serial % 17 == 0
