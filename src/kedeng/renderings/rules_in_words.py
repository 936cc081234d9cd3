"""Rules of the workflow in words: by what each move is made, and what its guards ask.

For the Why-card: any state, number or refusal says which rule it follows, and where that stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kedeng.domain.changes import Kind
from kedeng.domain.pleas import PleaKind
from kedeng.domain.rights import RIGHT_LABELS
from kedeng.domain.routes import STOP_LABELS, StopKind
from kedeng.domain.workflow import TRANSITIONS, Guard, Transition

_NOTICE = "登记通知第三条"
_METHOD = "《科技成果登记办法》"
_OURS = "本系统的办理规则，没有文件依据"


@dataclass(frozen=True)
class Rule:
    """What a move follows, and where that stands."""

    text: str
    source: str


_RULES: Mapping[str, Rule] = {
    "submit": Rule(
        "第一完成单位的完成人在线填报、提交，打印盖章后报组织管理部门审查。",
        f"{_NOTICE}第2项；{_METHOD}第六条",
    ),
    "resubmit": Rule("退回的由填报人改好，逐条处理意见后重新提交，成为新的一版。", _OURS),
    "resupply": Rule("补正后直接回到省级登记机构，不再经过下面各级。", _OURS),
    "recall": Rule("上一级开始审查以前，填报人可以收回。", _OURS),
    "pass_on": Rule("单位科研管理部门审查后逐级报送。", _NOTICE),
    "recommend": Rule(
        "组织管理部门审查真实性、完整性和规范性，符合要求的网上推荐。", f"{_NOTICE}第3项"
    ),
    "not_recommend": Rule(
        "不符合登记要求的不推荐，要写明理由；省级登记机构可以调取。", f"{_NOTICE}第3项"
    ),
    "return": Rule(
        "退回要写明理由，指明哪一项，退到审查人选定的环节。",
        "管理用户的退回权限；细节为本系统的办理规则",
    ),
    "accept": Rule("省级登记机构受理经推荐的登记材料。", f"{_NOTICE}第4项"),
    "request_supplement": Rule("材料不齐的，要求补正。", f"{_NOTICE}第4项；细节为本系统的办理规则"),
    "decline": Rule("不符合受理条件的不予受理，要写明理由。", f"{_METHOD}第七条"),
    "register": Rule(
        "形式审查符合条件的予以登记，按机构代码、年度、类别和流水号赋登记号。",
        f"{_NOTICE}第4项；{_METHOD}第七条",
    ),
    "publicise": Rule("登记以前向社会公示，公示期由登记政策规定。", "本省的登记政策"),
    "suspend": Rule("公示期内受理了异议的，暂停登记，其他各项照常。", f"{_METHOD}；本省的登记政策"),
    "register_publicised": Rule(
        "公示期满没有异议，或异议已经处理的，予以登记赋号。", f"{_METHOD}；本省的登记政策"
    ),
    "refuse": Rule("不符合登记条件的不予登记，要写明理由，下面各级都能看到。", f"{_METHOD}第七条"),
    "report": Rule("审核通过的上报国家科技成果网。", f"{_NOTICE}第4项"),
    "publish": Rule("登记的成果在国家科技成果网或公报上公布。", _METHOD),
    "file_elsewhere": Rule(
        "已在其他登记机构登记的成果只备案，记下原登记号，不重复登记，不计入统计。",
        "部门登记机构的做法；细节为本系统的办理规则",
    ),
    "receive": Rule("国家登记机构接收省级上报的登记，核对各省之间有没有重复。", _METHOD),
    "send_back": Rule("上报的登记有问题的，写明理由退回省级，改好后再次上报。", _OURS),
    "unpublish": Rule("公布以后发现不宜公开的，国家登记机构写明理由撤下，登记号不变。", _OURS),
    "cancel": Rule("登记的成果弄虚作假、剽窃、篡改或侵犯他人权利的，予以注销。", _METHOD),
    "deregister": Rule(
        "第一完成单位自愿申请注销，逐级报送，由省级登记机构决定；登记号不再使用。", _OURS
    ),
}
NUMBER_RULE = Rule(
    "3 位机构代码 + 4 位年份 + 类别字母 + 4 位流水号，赋号时按先后取下一个，不跳号、不重用。",
    "登记号的编排；代码由国家登记机构分配",
)
CERTIFICATE_RULE = Rule(
    "登记后由省级登记机构制发登记证书；公示在赋号以后的，期满没有异议才发。"
    "成果名称、完成单位、完成人或类别变更的，出新的一版，登记号不变。",
    f"{_METHOD}；本省的登记政策；换版为本系统的办理规则",
)

OBJECTION_RULE = Rule(
    "公示期内实名、书面提出的异议可以受理；申报方和审查单位可以陈述，由公示的登记机构作出决定并写明理由。",
    f"{_METHOD}；本省的登记政策；细节为本系统的办理规则",
)

PLEA_RULES: Mapping[PleaKind, Rule] = {
    PleaKind.ASK_RETURN: Rule(
        "已经开始审查的，填报人一方可以请求现在的环节退回；由该环节退回或要求补正，或写明理由不同意。",
        _OURS,
    ),
    PleaKind.APPEAL: Rule(
        "不予受理、不予登记的，填报人一方可以申请省级登记机构复核，没有同意的还可以再申请一次；"
        "由省级管理人员重新办理，或写明理由不同意。",
        _OURS,
    ),
    PleaKind.PROPOSE_CANCEL: Rule(
        "省级审核人员可以提请本机构管理人员注销，写明依据和理由；填报、提交过这项登记的人不能提请。",
        _OURS,
    ),
}

CHANGE_RULES: Mapping[Kind, Rule] = {
    Kind.CHANGE: Rule(
        "登记以后的变更按原来的审查路径逐级报送，由省级登记机构决定；登记号不变，原来的版本可查。"
        "改动成果名称、完成单位、完成人及其排序的，要有证明材料，由省级管理人员批准。",
        _OURS,
    ),
    Kind.CORRECTION: Rule(
        "省级登记机构可以更正文字上的笔误，每次留有记录；更正关键信息的，由另一个人确认。", _OURS
    ),
    Kind.DEREGISTRATION: Rule(
        "第一完成单位可以自愿申请注销，逐级报送，由省级登记机构决定。", _OURS
    ),
}

GUARD_WORDS: Mapping[Guard, str] = {
    Guard.FORM_COMPLETE: "登记表没有必须修改的错误，要说明的都有说明",
    Guard.NOT_DUPLICATE: "没有名称、第一完成单位、类别都相同的另一项登记",
    Guard.WINDOW_OPEN: "在这个环节的办理时间以内（退回、宽限、延期的另算）",
    Guard.UNCLAIMED: "收到的机构还没有开始审查",
    Guard.NOT_CLAIMED_BY_ANOTHER: "没有同事正在审查",
    Guard.NEXT_IS_DESK: "下一环节仍是审查单位",
    Guard.NEXT_IS_PROVINCE: "下一环节是省级登记机构",
    Guard.CHECKLIST: "审查清单逐项确认",
    Guard.NOT_OWN: "办理的人没有填报或提交过这项登记",
    Guard.OWN_IF_ALLOWED: "办理的人没有填报或提交过这项登记；单位环节由登记政策规定",
    Guard.SUBMITTED_BEFORE: "提交过",
    Guard.UNTOUCHED_SINCE_SENT: "由本机构报送，报送以后没有人办理过",
    Guard.RESUPPLIED: "刚刚提交补正，还没有人办理过",
    Guard.PAPER_RECEIVED: "登记政策要求先收纸质材料的，已经收到",
    Guard.NOTES_ANSWERED: "退回时的意见逐条处理过",
    Guard.UNDOABLE: "本人 5 分钟内批量办理的，以后没有人处理过",
    Guard.NO_PUBLICITY_FIRST: "登记政策不要求赋号以前公示",
    Guard.PUBLICITY_FIRST: "登记政策要求赋号以前公示",
    Guard.IN_BATCH: "列入了正在进行的公示",
    Guard.PUBLICITY_OVER: "登记政策要求的公示已经期满",
    Guard.OBJECTION_OPEN: "有受理中的异议",
    Guard.NO_OPEN_OBJECTION: "没有待审查或处理中的异议，也没有异议的决定要求的、还没办完的变更",
    Guard.OBJECTIONS_SETTLED: "受理的异议都已作出决定",
    Guard.NO_HOLD: "没有暂缓公布，也没有待决定的暂缓申请",
    Guard.DUPLICATES_DECIDED: "疑似重复的登记都已核对，没有认定为同一成果的",
    Guard.REGISTERED_HERE: "没有在其他机构登记过",
    Guard.REGISTERED_ELSEWHERE: "申报时写明已在哪个机构登记、登记号是什么",
    Guard.OBJECTION_UPHELD: "有一件异议成立，决定这样处理",
    Guard.GROUND_GIVEN: "选定注销依据：虚假、剽窃、篡改、侵权或其他",
    Guard.DEREGISTRATION_APPROVED: "自愿注销的申请已经批准",
}


def rule_of(transition: str) -> Rule:
    """Give the rule that a move follows; for the rest what its row of the table says."""
    if transition in _RULES:
        return _RULES[transition]
    row = TRANSITIONS[transition]
    desks = "、".join(STOP_LABELS[kind] for kind in StopKind if kind in row.at)
    return Rule(f"“{row.label}”由{desks}环节有“{RIGHT_LABELS[row.right]}”权限的人办理。", _OURS)


def asked_by(row: Transition) -> list[str]:
    """Say what a move asks for, guard by guard."""
    words = [GUARD_WORDS[guard] for guard in row.guards]
    return [*words, "写明理由"] if row.needs_reason else words
