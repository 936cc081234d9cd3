"""The official layout of the 登记表, section by section (print.md 1), as data.

A form without a section, or a section without a field, passes over what is said here about it; a
field that is not mentioned is laid out after the others by its kind. So nothing here decides what
is printed, only where.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kedeng.renderings.pdf.columns import Column, Mark, Table
from kedeng.renderings.pdf.steps import (
    Band,
    Block,
    Counts,
    Ledger,
    Line,
    Pairs,
    Slots,
    Stacked,
    Step,
)


@dataclass(frozen=True)
class Arrangement:
    """How a section stands on paper: its steps, or as a table; cards use the steps for each row."""

    steps: tuple[Step, ...] = ()
    table: Table | None = None
    first_card: str = ""  # heading of the first card: 第一完成单位


# Answers that stand on the cover and are not asked for again inside.
COVER = frozenset({"research_start_month", "research_end_month"})

# Parts that are left out of the shared template when nothing in them was answered (print.md 1).
ONLY_IF_ANY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "basic_theory": frozenset({"知识产权状况"}),
        "soft_science": frozenset({"知识产权状况"}),
    }
)

_SUMMARY_HEIGHT = 100  # mm: at least a third of a page (print.md 1)

_OVERVIEW = Arrangement(
    (
        Line(("achievement_name",)),
        Slots("keywords"),
        Stacked(
            "成果体现形式",
            (
                ("achievement_form_technology", "技术"),
                ("achievement_form_standard", "标准"),
                ("achievement_form_theory", "形式"),
                ("achievement_form_other", "其他说明"),
            ),
        ),
        Line(("achievement_attribute",)),
        Line(("achievement_stage",)),
        Line(("achievement_level",)),
        Line(("research_mode",)),
        Line(("soft_science_type",)),
        Pairs(
            (
                "discipline_code",
                "clc_number",
                "hitech_field",
                "application_industry_code",
                "socioeconomic_objective_code",
                "strategic_emerging_industry",
                "national_key_field",
            )
        ),
    )
)

_PROJECTS = Arrangement(
    table=Table(
        (
            Column(("project_source",), 21),
            Column(("national_plan_type",), 27),
            Column(("project_title",), 40),
            Column(("project_number",), 31),
            Column(("project_authority",), 26, "下达单位"),
            Column(("is_publicly_funded",), 12, "财政资金支持"),
        ),
        title="课题立项情况",
        mark=Mark("is_primary", "★", "★ 主要课题"),
    )
)

_FUNDING = Arrangement(
    (
        Band(
            "经费实际投入额",
            (
                "funding_national",
                "funding_ministry",
                "funding_local",
                "funding_fund",
                "funding_own",
                "funding_bank_loan",
                "funding_foreign",
                "funding_other",
                "funding_total",
            ),
            "单位：万元",
        ),
    )
)

_EVALUATION = Arrangement(
    (
        Line(("evaluation_method",)),
        Line(("further_evaluation_methods",)),
        Line(("evaluation_method_other",)),
        Line(("evaluation_organization",)),
        Pairs(("evaluation_date", "evaluation_certificate_number")),
        Line(("evaluation_is_positive",)),
        Block("evaluation_opinion", 60),
    )
)

_COMMITTEE = Arrangement(
    table=Table(
        (
            Column(("name",), 20),
            Column(("committee_role",), 22),
            Column(("employer",), 42),
            Column(("major",), 25),
            Column(("current_specialty",), 25),
            Column(("title",), 22),
        ),
        title="评价委员会名单",
    )
)

_IP_SUMMARY = Arrangement(
    (
        Counts(
            "专利（项）",
            ("合计", "发明", "实用新型", "外观设计"),
            (
                (
                    "已受理",
                    (
                        "patents_accepted_total",
                        "patents_accepted_invention",
                        "patents_accepted_utility_model",
                        "patents_accepted_design",
                    ),
                ),
                (
                    "已授权",
                    (
                        "patents_granted_total",
                        "patents_granted_invention",
                        "patents_granted_utility_model",
                        "patents_granted_design",
                    ),
                ),
            ),
        ),
        Ledger(
            "其他知识产权（项）",
            ("software_copyrights", "ic_layouts", "plant_variety_rights", "other_ip"),
            names={
                "software_copyrights": "软件著作权",
                "ic_layouts": "集成电路布图设计",
                "plant_variety_rights": "植物新品种权",
                "other_ip": "其他",
            },
        ),
        Ledger(
            "制定标准（项）",
            (
                "standards_international",
                "standards_national",
                "standards_industry",
                "standards_local",
                "standards_enterprise",
            ),
            names={
                "standards_international": "国际标准",
                "standards_national": "国家标准",
                "standards_industry": "行业标准",
                "standards_local": "地方标准",
                "standards_enterprise": "企业标准",
            },
        ),
    )
)

_IP_RIGHTS = Arrangement(
    table=Table(
        (
            Column(("ip_type", "ip_status"), 23),
            Column(("ip_name",), 33),
            Column(("ip_number",), 37),
            Column(("application_date", "grant_date"), 24, "申请日\n授权日"),
            Column(("right_holder", "inventors"), 39),
        )
    )
)

_PUBLICATION_SUMMARY = Arrangement(
    (
        Ledger(
            "论文（篇）",
            (
                "papers_total",
                "papers_abroad",
                "papers_domestic",
                "papers_sci",
                "papers_ei",
                "papers_other_index",
            ),
            names={
                "papers_total": "发表总数",
                "papers_abroad": "国外发表",
                "papers_domestic": "国内发表",
                "papers_sci": "SCI 收录",
                "papers_ei": "EI 收录",
                "papers_other_index": "其他收录",
            },
        ),
        Ledger(
            "著作与引用",
            ("monographs_total", "citation_count"),
            spans=(3, 3),
        ),
    )
)

_PUBLICATIONS = Arrangement(
    table=Table(
        (
            Column(("publication_kind",), 12),
            Column(("publication_title", "authors"), 49),
            Column(("published_in", "volume_pages", "doi"), 46, told=("doi",)),
            Column(("published_month",), 19, "发表年月"),
            Column(("published_abroad",), 12, "国外发表"),
            Column(("publication_indexes",), 18),
        )
    )
)

_APPLICATION = Arrangement(
    (
        Line(("application_status",)),
        Line(("non_application_reasons",)),
        Line(("non_application_note",)),
    )
)

_TRANSFORMATION = Arrangement(
    (
        Line(("transformation_modes",)),
        Ledger(
            "自我转化",
            (
                "self_total_income",
                "self_net_profit",
                "self_tax_paid",
                "self_export_earnings",
                "self_cost_saving",
            ),
            names={
                "self_total_income": "总收入\n（万元）",
                "self_net_profit": "净利润\n（万元）",
                "self_tax_paid": "实交税金\n（万元）",
                "self_export_earnings": "出口创汇\n（万美元）",
                "self_cost_saving": "节约资金\n（万元）",
            },
        ),
        Ledger(
            "合作转化",
            ("coop_income", "equity_value"),
            spans=(2, 3),
            names={
                "coop_income": "收入（万元）",
                "equity_value": "其中：技术入股股权折价（万元）",
            },
        ),
        Ledger(
            "技术转让与许可",
            ("transfer_license_income", "ip_transfer_income", "licensee_count"),
            spans=(2, 2, 1),
            names={
                "transfer_license_income": "收入（万元）",
                "ip_transfer_income": "其中：知识产权转让（万元）",
                "licensee_count": "受让（许可）\n单位数（个）",
            },
        ),
        Line(("has_transfer_demand",)),
        Line(("intended_transfer_modes",)),
        Block("promotion_plan", 30),
    )
)

_ADOPTION = Arrangement(
    (Line(("adoption_status",)), Line(("adopting_body",)), Line(("adoption_date",)))
)

_NARRATIVE = Arrangement(
    (
        Block("achievement_summary", _SUMMARY_HEIGHT),
        Block("key_technical_indicators"),
        Block("innovation_points"),
    )
)

_UNITS = Arrangement(
    (
        Line(("unit_name",)),
        Pairs(
            (
                "sub_unit",
                "uscc",
                "unit_type",
                "enterprise_kind",
                "region_code",
                "affiliation_code",
            )
        ),
        Line(("address", "postcode"), (84.0, 27.0)),
        Pairs(("contact_name", "contact_phone", "contact_mobile", "contact_email")),
    ),
    first_card="第一完成单位",
)

_PEOPLE = Arrangement(
    table=Table(
        (
            Column(("name",), 18),
            Column(("sex",), 8),
            Column(("birth_month",), 18),
            Column(("professional_title",), 16),
            Column(("education_level",), 16),
            Column(("is_returnee",), 12, "留学归国"),
            Column(("employer",), 31),
            Column(("contribution",), 37, "对成果创造性贡献"),
        ),
        title="主要研制人员名单",
    )
)

ARRANGED: Mapping[str, Arrangement] = MappingProxyType(
    {
        "overview": _OVERVIEW,
        "projects": _PROJECTS,
        "funding": _FUNDING,
        "evaluation": _EVALUATION,
        "committee": _COMMITTEE,
        "ip_summary": _IP_SUMMARY,
        "ip_rights": _IP_RIGHTS,
        "publication_summary": _PUBLICATION_SUMMARY,
        "publications": _PUBLICATIONS,
        "application": _APPLICATION,
        "transformation": _TRANSFORMATION,
        "adoption": _ADOPTION,
        "summary": _NARRATIVE,
        "units": _UNITS,
        "people": _PEOPLE,
    }
)
