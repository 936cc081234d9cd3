"""Application, transformation and adoption of demonstration records."""

from typing import Any

from kedeng.commands.demonstration.facts import MARK
from kedeng.commands.demonstration.plan import Plan

_STATUSES = ("industrialized", "small_scale", "trial", "industrialized", "discontinued")
_ADOPTIONS = ("adopted", "not_adopted", "partly_adopted")


def status_of(plan: Plan) -> str:
    """State of use of an applied result."""
    return _STATUSES[plan.serial % len(_STATUSES)]


def adoption_of(plan: Plan) -> str:
    """Whether a soft science result was adopted."""
    return _ADOPTIONS[plan.serial % len(_ADOPTIONS)]


def application_for(plan: Plan) -> dict[str, Any]:
    """Values of 应用情况."""
    return {
        "application_status": status_of(plan),
        "non_application_reasons": ["market", "other"],
        "non_application_note": f"{MARK}原因：合作合同到期。",
    }


def transformation_for(plan: Plan) -> dict[str, Any]:
    """Values of 转化情况: parts never exceed their whole (R42, R43)."""
    modes = {"industrialized": ["self", "transfer_license"], "small_scale": ["cooperative"]}
    income = 100 + plan.serial % 700
    return {
        "transformation_modes": modes.get(status_of(plan)),
        "self_total_income": f"{income}.00",
        "self_net_profit": f"{income * 0.2:.2f}",
        "self_tax_paid": f"{income * 0.05:.2f}",
        "self_export_earnings": None,
        "self_cost_saving": f"{income * 0.1:.2f}",
        "coop_income": f"{income}.00",
        "equity_value": f"{income * 0.3:.2f}",
        "transfer_license_income": f"{income * 0.5:.2f}",
        "ip_transfer_income": f"{income * 0.25:.2f}",
        "licensee_count": 1 + plan.serial % 4,
        "has_transfer_demand": plan.serial % 4 == 0,
        "intended_transfer_modes": ["license", "cooperative"],
        "promotion_plan": f"{MARK}计划：先在同类单位试用，再逐步推广。",
    }


def adoption_for(plan: Plan) -> dict[str, Any]:
    """Values of 采纳应用情况."""
    return {
        "adoption_status": adoption_of(plan),
        "adopting_body": f"{MARK}决策部门",
        "adoption_date": "2025-09-10",
    }
