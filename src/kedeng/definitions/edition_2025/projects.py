"""立项情况: where the work came from and what was spent on it (forms.md A20–A38 = B20–B38)."""

from kedeng.formkit.conditions import When
from kedeng.formkit.model import (
    Field,
    Kind,
    Layout,
    Privacy,
    Section,
)
from kedeng.formkit.status import Status

SOURCED, RECALLED, INFERRED = Status.SOURCED, Status.RECALLED, Status.INFERRED
PART = "立项情况"

# These sets repeat traits of the code list project_source; a test holds them equal.
NEEDS_TITLE = When(
    "project_source",
    {
        "national_plan",
        "ministry_plan",
        "local_plan",
        "ministry_fund",
        "local_fund",
        "private_fund",
        "intl_cooperation",
        "commissioned",
        "other",
    },
)
NEEDS_NUMBER = When(
    "project_source",
    {"national_plan", "ministry_plan", "local_plan", "ministry_fund", "local_fund"},
)
IS_NATIONAL = When("project_source", {"national_plan"})


def projects(letter: str) -> Section:
    """课题来源, a row for each project. `letter` begins the row numbers of forms.md: A or B."""
    return Section(
        key="projects",
        title="课题来源",
        part=PART,
        intro="每个课题填一行，至少一行。有几个课题时，在主要的一个课题选“是”。",
        repeats=(1, 20),
        row_title="课题",
        layout=Layout.TABLE,
        source="(stats) S8–S12; several rows S12, INFERRED",
        fields=(
            Field(
                key="project_source",
                kind=Kind.CHOICE,
                label="课题来源",
                aliases=("来源", "项目来源"),
                ref=f"{letter}20",
                help="按下达任务或提供经费的渠道选择。自己立题的选“自选”。",
                options="project_source",
                required=True,
                status=SOURCED,
                source="(stats) S8–S12,S14,S18",
            ),
            Field(
                key="is_primary",
                kind=Kind.YES_NO,
                label="主要课题",
                aliases=("是否主要课题", "主要项目"),
                ref="3.2",
                help="成果主要来自这个课题时选“是”。所有课题中只能有一个。",
                status=INFERRED,
                source="INFERRED; R24",
            ),
            Field(
                key="national_plan_type",
                kind=Kind.CHOICE,
                label="国家科技计划类别",
                aliases=("国家计划类别", "计划类别"),
                ref=f"{letter}21",
                help="课题来源是国家科技计划时填写。早年的项目可以选改革前的计划名称。",
                options="national_plan",
                shown_if=IS_NATIONAL,
                required_if=IS_NATIONAL,
                required_status=INFERRED,
                status=SOURCED,
                source="(stats) S10,S11,S12,S14; condition INFERRED",
            ),
            Field(
                key="project_title",
                kind=Kind.TEXT,
                label="课题立项名称",
                aliases=("立项名称", "课题名称", "项目名称"),
                ref=f"{letter}22",
                help="与任务书或合同上的名称一致。",
                required_if=NEEDS_TITLE,
                max_length=200,
                status=RECALLED,
                source="RECALLED; tie to the name S2",
            ),
            Field(
                key="project_number",
                kind=Kind.TEXT,
                label="课题立项编号",
                aliases=("立项编号", "课题编号", "项目编号", "编号"),
                ref=f"{letter}23",
                help="任务书或合同上的编号。",
                example="202203021221001",
                required_if=NEEDS_NUMBER,
                required_status=INFERRED,
                max_length=60,
                privacy=Privacy.ROUTE,
                status=SOURCED,
                source="name (code) S24; condition INFERRED",
            ),
            Field(
                key="project_authority",
                kind=Kind.TEXT,
                label="立项（下达）单位",
                aliases=("立项单位", "下达单位"),
                ref=f"{letter}24",
                help="下达任务或签订合同的单位全称。",
                example="山西省科学技术厅",
                max_length=100,
                status=RECALLED,
                source="RECALLED",
            ),
            Field(
                key="is_publicly_funded",
                kind=Kind.YES_NO,
                label="是否财政资金支持",
                aliases=("财政资金支持", "是否财政资金"),
                ref=f"{letter}25",
                help="用了各级财政资金的选“是”。执行各级科技计划产生的成果应当登记，其他成果自愿登记。",
                required=True,
                status=INFERRED,
                source="rule S1; field INFERRED",
            ),
        ),
    )


# key, label, row number, help, status, source
_AMOUNTS = (
    ("funding_national", "国家投入", 30, "中央财政科技计划等国家投入。", SOURCED, "(stats) S8"),
    ("funding_ministry", "部门投入", 31, "国务院部门投入的经费。", SOURCED, "(stats) S8"),
    ("funding_local", "地方投入", 32, "省、市、县投入的经费。", SOURCED, "(stats) S8"),
    ("funding_fund", "基金投入", 33, "各类基金投入的经费。", RECALLED, "RECALLED"),
    ("funding_own", "自有资金", 34, "完成单位自己投入的经费。", SOURCED, "(stats) S8"),
    ("funding_bank_loan", "银行贷款", 35, "用于研究的贷款。", RECALLED, "RECALLED"),
    ("funding_foreign", "国外资金", 36, "折合成人民币填写。", RECALLED, "RECALLED"),
    ("funding_other", "其他投入", 37, "以上各项之外的经费。", SOURCED, "(stats) S8"),
)


def funding(letter: str) -> Section:
    """经费实际投入额 in 万元: eight amounts and their sum (L-FUND)."""
    amounts = tuple(
        Field(
            key=key,
            kind=Kind.MONEY,
            label=label,
            ref=f"{letter}{number}",
            help=f"{note}没有的可以不填，按 0 计。",
            unit="万元",
            privacy=Privacy.ROUTE,
            status=status,
            source=source,
        )
        for key, label, number, note, status, source in _AMOUNTS
    )
    total = Field(
        key="funding_total",
        kind=Kind.MONEY,
        label="合计",
        ref=f"{letter}38",
        help="由前面八项相加得出，不用填写。",
        unit="万元",
        computed="funding_total",
        privacy=Privacy.ROUTE,
        status=SOURCED,
        source="(stats) S8",
    )
    return Section(
        key="funding",
        title="经费投入",
        part=PART,
        intro="填研究中实际投入的经费，单位是万元，最多两位小数。",
        layout=Layout.BAND,
        fields=(*amounts, total),
        source="(stats) S8",
    )
