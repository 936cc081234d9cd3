"""知识产权状况: counts and detail rows (forms.md 3.5; B60 on the theory form)."""

from dataclasses import replace

from kedeng.formkit.conditions import When
from kedeng.formkit.model import (
    Field,
    Kind,
    Layout,
    Privacy,
    Section,
)
from kedeng.formkit.status import Status

SOURCED, RECALLED = Status.SOURCED, Status.RECALLED
PART = "知识产权状况"
COUNTED = "由下一部分的明细得出，不用填写。"

# key, label, status, source
_COUNTS = (
    ("patents_accepted_total", "已受理专利", SOURCED, "(stats) S15"),
    ("patents_accepted_invention", "已受理发明专利", SOURCED, "(stats) S13,S15"),
    ("patents_accepted_utility_model", "已受理实用新型专利", SOURCED, "(stats) S13,S15"),
    ("patents_accepted_design", "已受理外观设计专利", SOURCED, "(stats) S13,S15"),
    ("patents_granted_total", "已授权专利", SOURCED, "(stats) S15"),
    ("patents_granted_invention", "已授权发明专利", SOURCED, "(stats) S13,S15"),
    ("patents_granted_utility_model", "已授权实用新型专利", SOURCED, "(stats) S13,S15"),
    ("patents_granted_design", "已授权外观设计专利", SOURCED, "(stats) S13,S15"),
    ("software_copyrights", "软件著作权登记数", SOURCED, "(stats) S13,S15"),
    ("ic_layouts", "集成电路布图设计登记数", RECALLED, "RECALLED"),
    ("plant_variety_rights", "植物新品种权授权数", RECALLED, "RECALLED"),
    ("other_ip", "其他知识产权数", SOURCED, "(stats) S13"),
)
# key, label
_STANDARDS = (
    ("standards_international", "国际标准"),
    ("standards_national", "国家标准"),
    ("standards_industry", "行业标准"),
    ("standards_local", "地方标准"),
    ("standards_enterprise", "企业标准"),
)


def ip_summary(ref: str = "3.5") -> Section:
    """知识产权统计: counts of the detail rows, and the numbers of standards, which have no rows."""
    rights = tuple(
        Field(
            key=key,
            kind=Kind.INTEGER,
            label=label,
            ref=ref,
            help=COUNTED,
            unit="项",
            computed=key,
            status=status,
            source=source,
        )
        for key, label, status, source in _COUNTS
    )
    standards = tuple(
        Field(
            key=key,
            kind=Kind.INTEGER,
            label=label,
            ref=ref,
            help=f"以本成果为基础制定并已发布的{label}数。没有可以不填。",
            unit="项",
            status=SOURCED,
            source="(stats) S12",
        )
        for key, label in _STANDARDS
    )
    return Section(
        key="ip_summary",
        title="知识产权统计",
        part=PART,
        intro="专利等的数目由下一部分的明细自动得出，这里只填标准数。",
        layout=Layout.BAND,
        fields=(*rights, *standards),
        source="(stats) S12,S13,S15; rest RECALLED",
    )


def ip_rights(ref: str = "3.5") -> Section:
    """知识产权明细, a row for each right (R36, R37)."""
    granted = When("ip_status", {"granted"})
    fields = (
        Field(
            key="ip_type",
            kind=Kind.CHOICE,
            label="类型",
            aliases=("知识产权类型", "知识产权类别", "类别"),
            help="按证书或受理通知书选择。",
            options="ip_type",
            required=True,
        ),
        Field(
            key="ip_name",
            kind=Kind.TEXT,
            label="名称",
            aliases=("知识产权名称", "专利名称"),
            help="与证书或受理通知书上的名称一致。",
            required=True,
            max_length=200,
        ),
        Field(
            key="ip_number",
            kind=Kind.TEXT,
            label="申请号（登记号）",
            aliases=("申请号", "登记号", "专利号", "授权号", "证书号"),
            help="专利填专利号或申请号，软件著作权填登记号，其他填证书号。",
            example="ZL202310123456.7",
            required=True,
            max_length=50,
        ),
        Field(
            key="ip_status",
            kind=Kind.CHOICE,
            label="状态",
            aliases=("知识产权状态", "法律状态"),
            help="已经拿到证书的选“已授权”，只有受理通知书的选“已受理”。",
            options="ip_status",
            required=True,
        ),
        Field(
            key="application_date",
            kind=Kind.DATE,
            label="申请日",
            aliases=("申请日期", "申请时间"),
            help="申请或受理的日期。",
            example="2023-02-14",
        ),
        Field(
            key="grant_date",
            kind=Kind.DATE,
            label="授权（登记）日",
            aliases=("授权日", "登记日", "授权日期", "登记日期", "授权时间"),
            help="授权公告或登记的日期。",
            in_evidence_period=True,
            period_for="评价方式是获得专利授权的，",
            example="2025-03-21",
            shown_if=granted,
            required_if=granted,
        ),
        Field(
            key="right_holder",
            kind=Kind.TEXT,
            label="权利人",
            aliases=("专利权人", "著作权人"),
            help="证书上的全部权利人，用分号隔开。",
            required=True,
            max_length=200,
        ),
        Field(
            key="inventors",
            kind=Kind.TEXT,
            label="发明人",
            aliases=("设计人",),
            help="证书上的发明人或设计人，用分号隔开，可以不填。",
            max_length=300,
            privacy=Privacy.ROUTE,
        ),
    )
    return Section(
        key="ip_rights",
        title="知识产权明细",
        part=PART,
        intro="与本成果直接有关的知识产权，每项一行。没有可以不填。",
        repeats=(0, 100),
        row_title="知识产权",
        layout=Layout.CARDS,
        optional=True,
        fields=tuple(
            replace(field, ref=ref, status=RECALLED, source="RECALLED") for field in fields
        ),
        source="RECALLED",
    )
