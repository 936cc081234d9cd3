"""Units and people of a demonstration record: all invented but the eight universities' names."""

from dataclasses import dataclass
from typing import Any

from kedeng.commands.demonstration.facts import MARK, Body, bodies, names
from kedeng.commands.demonstration.organisations import address, credit_code, phone
from kedeng.commands.demonstration.plan import Plan

MOBILE = "10000000000"
_POSTCODE = "030000"
_TITLES = ("senior", "associate_senior", "intermediate", "intermediate", "junior")
_DEGREES = ("doctor", "doctor", "master", "bachelor")
_WORK = ("提出总体方案", "完成关键试验", "整理分析数据", "编写研究报告", "组织应用推广")
_JUDGES = ("评委甲", "评委乙", "评委丙", "评委丁", "评委戊")
_ROLES = ("chair", "vice_chair", "member", "member", "member")


@dataclass(frozen=True)
class Partner:
    """A second completing unit, and the research mode that it makes."""

    body: Body
    mode: str


_PARTNERS = (
    ("demo-normal", "with_university"),
    ("agri-grain", "with_institute"),
    ("taiyuan-software", "with_enterprise"),
)


def partner_for(plan: Plan) -> Partner | None:
    """Every third invented result was worked out with another unit."""
    if plan.project or plan.serial % 3:
        return None
    key, mode = _PARTNERS[plan.serial // 3 % len(_PARTNERS)]
    body = next(body for body in bodies() if body.key == key)
    return None if body == plan.body else Partner(body, mode)


def start_of(plan: Plan) -> str:
    """Month in which the research began."""
    return plan.project.start if plan.project else f"{2020 + plan.serial % 4}-03"


def units_for(plan: Plan) -> list[dict[str, Any]]:
    """Completing units, the filing one first. Now and then it bears its former name."""
    former = plan.body.other_names if plan.serial % 40 == 0 and not plan.body.real else ()
    name = former[0] if former else plan.body.name
    rows = [_unit(plan.body, name)]
    if partner := partner_for(plan):
        rows.append(_unit(partner.body, partner.body.name))
    return rows


def _unit(body: Body, name: str) -> dict[str, Any]:
    return {
        "unit_name": name,
        "sub_unit": None,
        "uscc": credit_code(body),
        "unit_type": body.type,
        "enterprise_kind": "private",
        "region_code": body.region,
        "affiliation_code": None,
        "address": address(body),
        "postcode": _POSTCODE,
        "contact_name": f"{MARK}联系人",
        "contact_phone": phone(body.region),
        "contact_mobile": MOBILE,
        "contact_email": "demo@example.org",
    }


def people_for(plan: Plan, employer: str) -> list[dict[str, Any]]:
    """Completers: one to six, the filing unit's first."""
    partner = partner_for(plan)
    people = [_person(plan, place, employer) for place in range(1 + plan.serial % 6)]
    if partner and len(people) > 1:
        people[-1]["employer"] = partner.body.name
    return people


def _person(plan: Plan, place: int, employer: str) -> dict[str, Any]:
    given, begun = names(), int(start_of(plan)[:4])
    return {
        "name": given[(plan.serial * 7 + place) % len(given)],
        "sex": "female" if (plan.serial + place) % 2 else "male",
        "birth_month": f"{begun - 27 - (plan.serial * 5 + place * 3) % 28}-{1 + place % 12:02d}",
        "professional_title": _TITLES[(plan.serial + place) % len(_TITLES)],
        "education_level": _DEGREES[(plan.serial + place) % len(_DEGREES)],
        "is_returnee": place == 2,
        "employer": employer,
        "contribution": f"{_WORK[place % len(_WORK)]}（{MARK}）",
    }


def committee_for(plan: Plan) -> list[dict[str, Any]]:
    """Five invented judges; none of them is a completer."""
    return [
        {
            "name": f"{MARK}{judge}",
            "committee_role": role,
            "employer": f"{MARK}科技评价中心",
            "major": plan.theme.theme,
            "current_specialty": plan.theme.theme,
            "title": "教授",
        }
        for judge, role in zip(_JUDGES, _ROLES, strict=True)
    ]
