"""应用与转化 of applied results (forms.md A60–A76); adoption of soft science (C60–C62)."""

from kedeng.formkit.conditions import Not, When
from kedeng.formkit.model import (
    Field,
    Kind,
    Layout,
    Privacy,
    Section,
)
from kedeng.formkit.status import Status

SOURCED, RECALLED, INFERRED = Status.SOURCED, Status.RECALLED, Status.INFERRED
PART = "应用与转化"
STATUS_PATH = "application.application_status"

# These sets repeat traits of the code lists application_status and adoption_status; tests hold them equal.
NEEDS_REASON = When("application_status", {"not_applied", "discontinued"})
NEEDS_MODE = When(STATUS_PATH, {"industrialized"})
MAY_HAVE_MODE = Not(When(STATUS_PATH, {"not_applied"}))
ADOPTED = When("adoption_status", {"adopted", "partly_adopted"})

SELF = When("transformation_modes", {"self"})
COOPERATIVE = When("transformation_modes", {"cooperative"})
TRANSFER = When("transformation_modes", {"transfer_license"})
HAS_DEMAND = When("has_transfer_demand", {True})
REASON_OTHER = When("non_application_reasons", {"other"})


def application() -> Section:
    """应用情况: state of application and, where it is not used, why (R38)."""
    return Section(
        key="application",
        title="应用情况",
        part=PART,
        intro="按填表时的实际情况填写。",
        source="(code) S23; (stats) S22,S54",
        fields=(
            Field(
                key="application_status",
                kind=Kind.CHOICE,
                label="应用状态",
                ref="A60",
                help="选最符合目前情况的一项。",
                options="application_status",
                required=True,
                status=SOURCED,
                source="(code) S23; (stats) S22,S54",
            ),
            Field(
                key="non_application_reasons",
                kind=Kind.CHOICES,
                label="未应用或停用原因",
                ref="A61",
                help="可以选几项。",
                options="non_application_reason",
                shown_if=NEEDS_REASON,
                required_if=NEEDS_REASON,
                privacy=Privacy.ROUTE,
                status=RECALLED,
                source="RECALLED",
            ),
            Field(
                key="non_application_note",
                kind=Kind.TEXT,
                label="原因说明",
                ref="A62",
                help="原因选了“其他”时写明，不超过 200 个字。",
                shown_if=REASON_OTHER,
                required_if=REASON_OTHER,
                max_length=200,
                privacy=Privacy.ROUTE,
                status=INFERRED,
                source="INFERRED",
            ),
        ),
    )


def transformation() -> Section:
    """转化情况: modes, income by mode, wish for transfer (R39–R43)."""
    return Section(
        key="transformation",
        title="转化情况",
        part=PART,
        intro="选了哪种转化方式，就填哪种方式的金额。除注明外，单位是万元。",
        source="(stats) S19,S22",
        fields=(_modes(), *_income(), *_demand()),
    )


def _modes() -> Field:
    return Field(
        key="transformation_modes",
        kind=Kind.CHOICES,
        label="转化方式",
        ref="A63",
        help="可以选几种。未应用的不填。",
        options="transformation_mode",
        shown_if=MAY_HAVE_MODE,
        required_if=NEEDS_MODE,
        required_status=INFERRED,
        status=SOURCED,
        source="terms (stats) S22; condition INFERRED",
    )


def _amount(  # noqa: PLR0913 - the columns of forms.md 3.6
    number: int,
    key: str,
    label: str,
    when: When,
    help_text: str,
    source: str,
    *,
    main: bool = False,
) -> Field:
    """An income in 万元 that belongs to one mode; the `main` one must be answered, 0 allowed (R41)."""
    return Field(
        key=key,
        kind=Kind.MONEY,
        label=label,
        ref=f"A{number}",
        help=help_text,
        unit="万元",
        minimum=None if key == "self_net_profit" else 0,
        shown_if=when,
        required_if=when if main else None,
        required_status=INFERRED if main else None,
        privacy=Privacy.ROUTE,
        status=SOURCED,
        source=source,
    )


def _income() -> tuple[Field, ...]:
    s19, s22 = "(stats) S19", "(stats) S22"
    return (
        _amount(
            64,
            "self_total_income",
            "自我转化总收入",
            SELF,
            "自我转化取得的全部收入，没有收入填 0。",
            s22,
            main=True,
        ),
        _amount(65, "self_net_profit", "净利润", SELF, "亏损的填负数。没有可以不填。", s19),
        _amount(66, "self_tax_paid", "实交税金", SELF, "实际上交的税金。没有可以不填。", s19),
        Field(
            key="self_export_earnings",
            kind=Kind.MONEY,
            label="出口创汇",
            ref="A67",
            help="注意单位是万美元。没有可以不填。",
            unit="万美元",
            shown_if=SELF,
            privacy=Privacy.ROUTE,
            status=RECALLED,
            source="(stats) S19 in 亿元; unit 万美元 RECALLED",
        ),
        _amount(
            68, "self_cost_saving", "节约资金", SELF, "应用成果后节约的资金。没有可以不填。", s19
        ),
        _amount(
            69,
            "coop_income",
            "合作转化收入",
            COOPERATIVE,
            "合作转化取得的收入，没有收入填 0。",
            s22,
            main=True,
        ),
        _amount(
            70,
            "equity_value",
            "其中：技术入股股权折价",
            COOPERATIVE,
            "以技术入股折算的金额，不超过合作转化收入。",
            s22,
        ),
        _amount(
            71,
            "transfer_license_income",
            "技术转让与许可收入",
            TRANSFER,
            "转让和许可合同取得的收入，没有收入填 0。",
            s22,
            main=True,
        ),
        _amount(
            72,
            "ip_transfer_income",
            "其中：知识产权转让收入",
            TRANSFER,
            "不超过技术转让与许可收入。没有可以不填。",
            s22,
        ),
        Field(
            key="licensee_count",
            kind=Kind.INTEGER,
            label="受让（许可）单位数",
            ref="A73",
            help="受让或得到许可的单位数目。",
            unit="个",
            shown_if=TRANSFER,
            privacy=Privacy.ROUTE,
            status=RECALLED,
            source="RECALLED",
        ),
    )


def _demand() -> tuple[Field, ...]:
    return (
        Field(
            key="has_transfer_demand",
            kind=Kind.YES_NO,
            label="是否有转化需求",
            ref="A74",
            help="希望转让、许可或寻找合作方的选“是”，可以自愿另交可公开的成果信息表。",
            required=True,
            privacy=Privacy.ROUTE,  # public by a confirmed sheet alone (B67)
            status=INFERRED,
            source="sheet S32,S37; field INFERRED",
        ),
        Field(
            key="intended_transfer_modes",
            kind=Kind.CHOICES,
            label="拟采取的转化方式",
            ref="A75",
            help="打算用什么方式转化，可以选几项。",
            options="intended_transfer_mode",
            shown_if=HAS_DEMAND,
            required_if=HAS_DEMAND,
            privacy=Privacy.ROUTE,
            status=INFERRED,
            source="INFERRED; (local) S55",
        ),
        Field(
            key="promotion_plan",
            kind=Kind.LONG_TEXT,
            label="推广应用前景及措施",
            ref="A76",
            help="简要说明前景和打算，不超过 500 个字。可以不填。",
            max_length=500,
            privacy=Privacy.ROUTE,
            status=RECALLED,
            source="RECALLED",
        ),
    )


def adoption() -> Section:
    """采纳应用情况 of soft science: who took it up and when (R53)."""
    return Section(
        key="adoption",
        title="采纳应用情况",
        part="采纳应用情况",
        intro="填研究结论被决策部门采纳或批示的情况。",
        layout=Layout.PLAIN,
        source="INFERRED; evidence S1",
        fields=(
            Field(
                key="adoption_status",
                kind=Kind.CHOICE,
                label="采纳情况",
                ref="C60",
                help="按采纳证明或领导批示选择。",
                options="adoption_status",
                required=True,
                source="INFERRED; evidence S1",
            ),
            Field(
                key="adopting_body",
                kind=Kind.TEXT,
                label="采纳（服务）部门",
                ref="C61",
                help="采纳研究结论的部门全称，有几个时用分号隔开。",
                shown_if=ADOPTED,
                required_if=ADOPTED,
                max_length=200,
                privacy=Privacy.ROUTE,
                source="INFERRED",
            ),
            Field(
                key="adoption_date",
                kind=Kind.DATE,
                label="采纳（批示）日期",
                ref="C62",
                help="采纳证明或批示上的日期，有几个时填最早的。",
                example="2025-09-10",
                shown_if=ADOPTED,
                required_if=ADOPTED,
                privacy=Privacy.ROUTE,
                source="INFERRED",
            ),
        ),
    )
