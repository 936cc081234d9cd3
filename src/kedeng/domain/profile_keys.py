"""The closed list of what a policy profile says: key, label, kind, default, and who reads it.

process.md b1 and b2: no two provinces agree on these, so they are data. A key that is not here is
refused; a value that the source does not give is None, and reads as the default.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kedeng.domain.applications import APPLICANT_LABELS
from kedeng.domain.certificates import GIVING_LABELS, LAYOUT_LABELS
from kedeng.domain.passwords import DAYS
from kedeng.domain.profile_kinds import Shape, ValueKind
from kedeng.domain.windows import STEP_LABELS, Step
from kedeng.domain.workdays import DayKind

_PLAIN = Shape()


@dataclass(frozen=True, kw_only=True)
class Key:
    """A row of the list. `reads` names the rule or page that reads it; `rule` where it is from."""

    name: str
    label: str
    group: str
    kind: ValueKind
    default: Any
    reads: str
    shape: Shape = _PLAIN
    rule: str = ""
    help: str = ""


EVIDENCE, FILING, REVIEW = "成果与材料", "申报时间", "审查办理"
PUBLICITY, PROOF, ACCOUNTS = "公示与纸质", "证书", "账号与延期"

DAY_KINDS = {DayKind.WORKING.value: "工作日", DayKind.CALENDAR.value: "自然日"}
START_KINDS = {
    "confirmed_in_system": "项目系统中确认验收之日",
    "acceptance_completed": "组织单位完成验收之日",
    "conclusion_notice": "结题通知或绩效评价意见之日",
    "certificate_foot": "证书落款日期",
    "filing_form": "备案表日期",
    "evidence_foot": "证明材料落款日期",
}
EVIDENCE_KINDS = {
    "provincial_plan": "省级计划项目",
    "local_plan": "市级、行业计划项目",
    "national_plan": "国家基金、部委计划项目",
    "certificate": "专利、品种、软件等证书",
    "new_product": "新产品",
    "other": "其他证明",
}
_DAYS = Shape(most=365, unit="日")
_LIMIT = Shape(most=365, unit="日", zero="不限日数")
_GRACE = Shape(most=365, unit="日", zero="不宽限")
_FILES = Shape(least=1, most=100_000, unit="MB")
_YEARS = Shape(most=20, unit="年", zero="不限")
_COPIES = Shape(most=20, unit="份", zero="不收")
_KIND = Shape(options=DAY_KINDS)


def _key(name: str, label: str, group: str, kind: ValueKind, default: Any, **more: Any) -> Key:
    return Key(name=name, label=label, group=group, kind=kind, default=default, **more)


K = ValueKind
# fmt: off
_TABLE = (
    # What counts, and with which papers
    _key("evidence_period", "成果产生的起止日期", EVIDENCE, K.PERIOD, None,
         reads="新建登记批次时作为初值；R11", rule="B4"),
    _key("evidence_pack", "材料要求", EVIDENCE, K.NAME, "national",
         reads="新建登记批次时选用的材料要求", rule="B13–B16", help="最新一版，指开设批次时最新的；固定一版的，以后有了新版也不变。"),
    _key("basic_evidence_grouping", "基础理论成果：验收材料与评价意见", EVIDENCE, K.CHOICE, "project_and_opinion",
         shape=Shape(options={"project_and_opinion": "两者都要", "either": "任选一项"}), reads="R50", rule="B15"),
    _key("stamped_form_required", "盖章登记表扫描件为必传附件", EVIDENCE, K.FLAG, False, reads="材料要求的条件", rule="B20"),
    _key("publicity_letter_required", "单位公示函为必传附件", EVIDENCE, K.FLAG, False, reads="材料要求的条件", rule="B19"),
    _key("other_public_money", "其他财政投入的成果", EVIDENCE, K.CHOICE, "voluntary",
         shape=Shape(options={"voluntary": "自愿登记", "mandatory": "应当登记"}), reads="应当登记与自愿登记的判定", rule="B1"),
    _key("first_completer_may_file", "第一完成人的工作单位也可以登记", EVIDENCE, K.FLAG, False, reads="R9", rule="B11"),
    _key("title_from_contract", "计划项目成果的名称与任务书不同的，须说明", EVIDENCE, K.FLAG, False, reads="R61", rule="B26",
         help="与应登清单中本单位同一编号的验收项目比对。"),
    _key("summary_bounds", "成果简介的字数", EVIDENCE, K.RANGE, None, shape=Shape(most=10_000, unit="字"),
         reads="R58"),
    _key("amount_bound", "金额超过多少须说明", EVIDENCE, K.NUMBER, 1_000_000,
         shape=Shape(least=1, most=1_000_000_000, unit="万元"), reads="R27", rule="B82"),
    _key("largest_file_mb", "单个附件的大小上限", EVIDENCE, K.NUMBER, 300, shape=Shape(least=1, most=2000, unit="MB"),
         reads="上传附件"),
    _key("most_file_pages", "单个附件的页数上限", EVIDENCE, K.NUMBER, 3000, shape=Shape(least=1, most=20_000, unit="页"),
         reads="上传附件"),
    _key("record_files_mb", "一项登记一天上传的总量", EVIDENCE, K.NUMBER, 3000, shape=_FILES, reads="上传附件"),
    _key("organisation_files_mb", "一个单位一天上传的总量", EVIDENCE, K.NUMBER, 30_000, shape=_FILES, reads="上传附件"),
    _key("summary_columns", "汇总表的栏目", EVIDENCE, K.NAMES, [], reads="成果登记项目汇总表", rule="B51",
         help="一行一个栏目代号，可写“代号：栏名”；不写用全部栏目。"),
    # When
    *(_key(f"window_{step.value}", f"{STEP_LABELS[step]}的起止时间", FILING, K.WINDOW, None,
           reads="新建登记批次时作为初值", rule="B36") for step in Step),
    _key("filing_limit_months", "取得证明后几个月内登记", FILING, K.NUMBER, 0, shape=Shape(most=120, unit="个月", zero="不限"),
         reads="R11", rule="B5", help="0 表示不限。"),
    _key("filing_limit_starts", "期限从哪天起算", FILING, K.CHOICE_OF_EACH, dict.fromkeys(EVIDENCE_KINDS, "evidence_foot"),
         shape=Shape(options=START_KINDS, rows=EVIDENCE_KINDS), reads="R11 的提示", rule="B6"),
    _key("filing_limit_moves", "期限最后一日是休息日时顺延", FILING, K.FLAG, False, reads="R11",
         help="网上可以在任何一天提交，没有规定的不顺延。"),
    _key("evidence_age_public_years", "财政投入成果的证明不早于几年", FILING, K.NUMBER, 0, shape=_YEARS,
         reads="R11", rule="B7", help="0 表示不限。"),
    _key("evidence_age_own_years", "自有资金成果的证明不早于几年", FILING, K.NUMBER, 0, shape=_YEARS,
         reads="R11", rule="B7", help="0 表示不限。"),
    _key("return_grace_days", "截止前退回的，宽限几日", FILING, K.NUMBER, 0, shape=_GRACE, reads="提交窗口", rule="B39",
         help="从退回的次日起算；0 表示不宽限。"),
    _key("return_grace_day_kind", "宽限按", FILING, K.CHOICE, "working", shape=_KIND, reads="提交窗口", rule="B39"),
    # Review
    _key("recommend_days", "部门推荐的办理期限", REVIEW, K.NUMBER, 0, shape=_LIMIT, reads="办理期限", rule="B44",
         help="从收到的次日起算；0 表示不限日数。"),
    _key("recommend_day_kind", "推荐期限按", REVIEW, K.CHOICE, "working", shape=_KIND, reads="办理期限", rule="B44"),
    _key("audit_days", "省级审核的办理期限", REVIEW, K.NUMBER, 0, shape=_LIMIT, reads="办理期限", rule="B44",
         help="从收到的次日起算；0 表示不限日数。"),
    _key("audit_day_kind", "审核期限按", REVIEW, K.CHOICE, "working", shape=_KIND, reads="办理期限", rule="B44"),
    _key("unit_reviews_own", "单位审查岗可以审查本人填报的登记", REVIEW, K.FLAG, True, reads="单位审查环节", rule="B48",
         help="部门以上各级一律不可以。允许的，每次都记入历史。"),
    _key("recommending_waits_for_paper", "收到纸质材料后才能推荐", REVIEW, K.FLAG, False, reads="推荐；收件登记",
         rule="B52"),
    # Paper and publicity
    _key("paper_copies", "纸质材料份数", PUBLICITY, K.NUMBER, 0, shape=_COPIES, reads="批次页", rule="B52",
         help="0 表示不收纸质材料。"),
    _key("paper_receiver", "纸质材料报送至", PUBLICITY, K.NAME, "", reads="批次页", rule="B52"),
    _key("publicity", "公示", PUBLICITY, K.CHOICE, "none", reads="公示期限；公示办理", rule="B53、b2.2",
         shape=Shape(options={"none": "不公示", "before_number": "赋登记号以前", "after_number": "赋登记号以后、发证以前"})),
    _key("publicity_place", "公示地点", PUBLICITY, K.CHOICE, "province", reads="批次页", rule="B54",
         shape=Shape(options={"province": "省级登记机构网站", "unit": "完成单位内部"})),
    _key("publicity_days", "公示期", PUBLICITY, K.NUMBER, 0, shape=_DAYS, reads="公示期限", rule="B54"),
    _key("publicity_day_kind", "公示期按", PUBLICITY, K.CHOICE, "calendar", shape=_KIND, reads="公示期限", rule="B54"),
    # Proof
    _key("certificate", "登记证书", PROOF, K.CHOICE, "none", reads="批次页；登记证书", rule="b2.1、B64",
         shape=Shape(options={giving.value: label for giving, label in GIVING_LABELS.items()})),
    _key("certificate_layout", "证书版面", PROOF, K.CHOICE, "lying", reads="登记证书", rule="print.md 3",
         shape=Shape(options={layout.value: label for layout, label in LAYOUT_LABELS.items()})),
    _key("certificate_no_grade", "证书声明不确定成果等级", PROOF, K.FLAG, False, reads="登记证书", rule="B63"),
    # Accounts, extensions
    _key("self_registration", "可以自行申请账号的", ACCOUNTS, K.CHOICES, [], reads="账号申请", rule="B32",
         shape=Shape(options={who.value: label for who, label in APPLICANT_LABELS.items()}),
         help="单位：系统里还没有的单位申请设立；个人：已有单位的人员申请账号。申请都须经上级批准。"),
    _key("second_factor", "必须使用第二重验证登录的", ACCOUNTS, K.CHOICE, "staff", reads="登录",
         shape=Shape(options={"nobody": "都不强制", "staff": "审查和管理人员", "everybody": "所有人"}),
         help="系统设置要求更严的，按系统设置。"),
    _key("password_days", "执行等保口径的密码，多久更换", ACCOUNTS, K.CHOICE, "180", reads="登录",
         shape=Shape(options={str(days): f"{days} 天" for days in DAYS}),
         help="系统设置要求更严的，按系统设置；到期从不落在申报窗口里。"),
    _key("activation_code_days", "激活码有效期", ACCOUNTS, K.NUMBER, 14, shape=Shape(least=1, most=30, unit="日"),
         reads="激活码", rule="B31"),
    _key("approvers_for_record", "一项登记延期须几人同意", ACCOUNTS, K.NUMBER, 1, shape=Shape(least=1, most=3, unit="人"),
         reads="延期", rule="B38"),
    _key("approvers_for_organisation", "一个单位延期须几人同意", ACCOUNTS, K.NUMBER, 2,
         shape=Shape(least=2, most=3, unit="人"), reads="延期", rule="B38"),
)
# fmt: on

KEYS: MappingProxyType[str, Key] = MappingProxyType({key.name: key for key in _TABLE})
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(key.group for key in _TABLE))
