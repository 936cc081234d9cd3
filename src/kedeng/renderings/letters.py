"""Words of messages: what happened, in a headline and a few lines; the letter around them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kedeng.domain.certificates import WAY_LABELS, Way
from kedeng.domain.events import Event
from kedeng.domain.messages import Hearer
from kedeng.domain.objections import Hearing
from kedeng.domain.rights import RIGHT_LABELS, Right
from kedeng.domain.states import STATES, State
from kedeng.domain.windows import STEP_LABELS, Step
from kedeng.domain.workflow import TRANSITIONS
from kedeng.lib.instants import CHINA
from kedeng.renderings.refusals import instant

MOST_TITLE = 80  # characters of a record's title in a headline


@dataclass(frozen=True)
class Happening:
    """An event as its words need it: what, when, by which body, of which record."""

    kind: Event
    happened_at: datetime
    by: str
    title: str
    details: Mapping[str, Any]

    @property
    def named(self) -> str:
        """The record's title, cut where it is long."""
        cut = self.title if len(self.title) <= MOST_TITLE else f"{self.title[:MOST_TITLE]}…"
        return f"《{cut}》"


@dataclass(frozen=True)
class Words:
    """A headline of one line, and what follows it."""

    headline: str
    text: str


def words(told: Happening, hearer: Hearer) -> Words:
    """Say what happened to one who hears of it."""
    if told.kind is Event.MOVED:
        return _moved(told, hearer)
    return _WORDS[told.kind](told)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _reason(told: Happening) -> str:
    reason = str(told.details.get("reason") or "")
    return f"原因：{reason}" if reason else ""


def _moved(told: Happening, hearer: Hearer) -> Words:
    row, state = TRANSITIONS[told.details["transition"]], State(told.details["to"])
    number = str(told.details.get("number") or "")
    did = str(told.details.get("did") or row.done)
    ground = str(told.details.get("ground") or "")
    done = f"{told.by}：{did}{f'（{ground}）' if ground else ''}。"
    if hearer is Hearer.FILER or row.asks_to_mend:
        label = STATES[state].filer if STATES[state].editable else did
        text = _lines(done, _reason(told), f"登记号：{number}" if number else "")
        return Words(f"{label}：{told.named}", text)
    return Words(f"{STATES[state].staff}：{told.named}", _lines(done, _reason(told)))


def _handed(told: Happening) -> Words:
    assigned = told.kind is Event.ASSIGNED
    act = "指派到本人名下，请办理" if assigned else "移交到本人名下"
    giver = f"{told.by}把这项登记{act}。"
    return Words(f"{'指派' if assigned else '移交'}：{told.named}", giver)


def _closes(details: Mapping[str, Any]) -> str:
    closes = details.get("closes")
    return instant(datetime.fromisoformat(closes).astimezone(CHINA)) if closes else ""


def _missing(details: Mapping[str, Any]) -> str:
    lacking, named = int(details.get("lacking") or 0), list(details.get("missing") or ())
    if not lacking:
        return "各项都已齐全，只差提交。"
    more = f"· 等共 {lacking} 项" if lacking > len(named) else ""
    return _lines(f"还差 {lacking} 项：", *(f"· {each}" for each in named), more)


def _chased(told: Happening) -> Words:
    details = told.details
    closes = _closes(details)
    by_when = f"截止：{closes}。" if closes else ""
    if "missing" in details:
        return Words(
            f"催办：{told.named}", _lines(f"{told.by}提醒尽快提交。", by_when, _missing(details))
        )
    figures = [
        f"{label} {details[key]} 项"
        for key, label in (("open", "未动"), ("drafts", "草稿"), ("returned", "退回待改"))
        if details.get(key)
    ]
    items = [f"· {item['number']} {item['name']}（{item['person']}）" for item in details["items"]]
    text = _lines(f"{told.by}提醒：{'，'.join(figures) or '本轮还没有填报'}。", by_when, *items)
    return Words(f"催办：{details['round'][1]}", text)


def _deadline(told: Happening) -> Words:
    details = told.details
    step, left = STEP_LABELS[Step(details["step"])], int(details["left"])
    when = f"还有 {left} 天" if left else "今天截止"
    last = f"{step}截止：{_closes(details)}。"
    if "waiting" in details:
        headline = f"{step}{when}：还有 {details['waiting']} 项没有报送"
        items = [f"· 《{title}》" for title in details["titles"]]
        return Words(headline, _lines(last, details["round"], *items))
    return Words(f"{step}{when}：{told.named}", _lines(last, _missing(details)))


def _held(told: Happening) -> Words:
    text = (
        f"封存编号 {told.details['held']}。文件已被拦截，没有存入系统。"
        "请先与本单位保密工作机构联系，不要打开、转发或重新上传。"
    )
    return Words("有一份附件带有密级标志，已封存", text)


def _objection(told: Happening) -> Words:
    number = told.details["objection"]
    match told.kind:
        case Event.OBJECTION_SENT if told.details.get("taken") == Hearing.NOT_TAKEN:
            text = f"异议 {number} 没有写姓名或单位，不予受理，已记录，不用办理。"
            return Words(f"匿名异议，已记录：{told.named}", text)
        case Event.OBJECTION_SENT:
            return Words(f"收到异议：{told.named}", f"异议 {number}，请决定是否受理。")
        case Event.OBJECTION_TAKEN:
            text = (
                f"{told.by}已受理异议 {number}，处理期间不再往下办理。"
                "申报方请提交书面说明，审查单位请在登记的页面提出意见。"
            )
            return Words(f"受理异议：{told.named}", text)
        case _:
            outcome = "异议成立" if told.details.get("upheld") else "异议不成立"
            text = _lines(f"{told.by}：异议 {number} {outcome}。", _reason(told))
            return Words(f"{outcome}：{told.named}", text)


_HOLDS = {
    Event.HOLD_ASKED: "申请暂缓公布，请决定",
    Event.HOLD_SET: "暂缓公布",
    Event.HOLD_DECLINED: "没有同意暂缓公布",
    Event.HOLD_LIFTED: "已解除暂缓公布",
}


def _hold(told: Happening) -> Words:
    until = str(told.details.get("until") or "")
    text = _lines(
        f"{told.by}：{told.details['ground']}。",
        _reason(told),
        f"到 {until} 为止（含当天）。" if until else "",
    )
    return Words(f"{_HOLDS[told.kind]}：{told.named}", text)


_PLEAS: dict[Event, tuple[str, str]] = {
    Event.PLEA_ASKED: ("{plea}，请答复", "请在登记的页面办理；不同意的，写明理由。"),
    Event.PLEA_GRANTED: ("已同意{plea}", "{did}。"),
    Event.PLEA_DECLINED: ("没有同意{plea}", ""),
    Event.PLEA_LAPSED: ("{plea}已失效", "{did}，原来的请求不再处理。"),
}


def _plea(told: Happening) -> Words:
    head, text = (each.format_map(told.details) for each in _PLEAS[told.kind])
    ground = str(told.details.get("ground") or "")
    by = f"{told.by}。{text}"
    return Words(
        f"{head}：{told.named}", _lines(by, f"依据：{ground}" if ground else "", _reason(told))
    )


_CHANGES: dict[Event, tuple[str, str]] = {
    Event.CHANGE_ORDERED: ("请提出变更申请", "请在 {until} 前提出。"),
    Event.CHANGE_DUE_NEAR: ("变更申请 {until} 截止", "按异议的决定应当变更，最迟当天提出。"),
    Event.CHANGE_OVERDUE: (
        "按异议的决定应当变更，到期没有提出",
        "期限是 {until}。变更以前，上报、公布和首次制发证书都不能办理。",
    ),
    Event.CHANGE_ASKED: ("{kind}申请待办理", "请在“变更申请”中办理。"),
    Event.CHANGE_PASSED_ON: ("{kind}申请待办理", "请在“变更申请”中办理。"),
    Event.CHANGE_RETURNED: ("{kind}申请被退回", "改好后可以再提交。"),
    Event.CHANGE_REFUSED: ("{kind}申请不予批准", "登记内容不变。"),
    Event.CHANGE_APPROVED: ("登记已变更", "登记号不变，现行的是第 {revision} 版。"),
    Event.CORRECTION_PROPOSED: ("更正待确认", "涉及关键信息的更正，要由另一人确认。"),
    Event.CORRECTED: ("登记中的笔误已更正", "登记号不变，现行的是第 {revision} 版。"),
}
_MOST_VALUES = 10  # of changed fields in a letter


def _change(told: Happening) -> Words:
    head, text = (each.format_map(told.details) for each in _CHANGES[told.kind])
    values = list(told.details.get("values") or ())
    named = "、".join(dict.fromkeys(each["place"] for each in values[:_MOST_VALUES]))
    more = "等" if len(values) > _MOST_VALUES else ""
    what = f"改动：{named}{more}。" if named else ""
    said = f"{told.by}。{text}" if told.by else text  # a reminder is nobody's act
    return Words(f"{head}：{told.named}", _lines(said, what, _reason(told)))


def _batch(told: Happening) -> Words:
    code = told.details["code"]
    heads = {
        Event.BATCH_HANDED_OVER: "汇总表已报来，请核对收件",
        Event.BATCH_RECEIVED: "汇总表已收件",
        Event.BATCH_REFUSED: "汇总表被退回",
    }
    text = _lines(f"{told.by}：批次 {code}。", _reason(told))
    return Words(f"{heads[told.kind]}：{code}", text)


def _paper(told: Happening) -> Words:
    taken = told.kind is Event.PAPER_RECEIVED
    head = "纸质材料已收到" if taken else "纸质材料的收件登记已撤销"
    return Words(f"{head}：{told.named}", _lines(f"{told.by}。", _reason(told)))


def _certificate(told: Happening) -> Words:
    details = told.details
    which = f"登记号 {details['number']}，第 {details['version']} 版。"
    match told.kind:
        case Event.CERTIFICATE_ISSUED:
            text = _lines(which, "可以在登记的页面上查看和下载。")
            return Words(f"登记证书已制发：{told.named}", text)
        case Event.CERTIFICATE_HANDED_OUT:
            given = f"{details['handed_on']} {WAY_LABELS[Way(details['way'])]}：{details['to']}。"
            return Words(f"登记证书已发放：{told.named}", _lines(which, given, details["note"]))
        case _:
            return Words(f"登记证书的发放记录已撤销：{told.named}", _lines(which, _reason(told)))


def _applied(told: Happening) -> Words:
    what = "账号申请" if told.kind is Event.ACCOUNT_APPLIED_FOR else "组织管理部门申请"
    details = told.details
    who = " ".join(filter(None, (details.get("unit"), details.get("name"))))
    return Words(f"有新的{what}", f"{who}。请在“机构与账号 → 申请”中审批。")


_ACCOUNT = {
    Event.PASSWORD_CHANGED: "登录密码已修改",
    Event.RECOVERED: "登录密码已通过邮箱找回",
    Event.SECOND_FACTOR_SET: "已设置第二重验证",
    Event.SECOND_FACTOR_REMOVED: "第二重验证已移除",
    Event.RECOVERY_CODE_USED: "有人用备用码登录",
    Event.TOKEN_ISSUED: "已签发接口令牌",
    Event.IDENTITY_BOUND: "已绑定统一身份平台",
    Event.RIGHTS_CHANGED: "账号的权限有变动",
    Event.SUPER_GIVEN: "已成为本机构的超级管理员",
    Event.SUPER_TAKEN: "不再是本机构的超级管理员",
    Event.DEPUTATION_BEGUN: "代办已开始",
    Event.DEPUTATION_ENDED: "代办已结束",
}


def _account(told: Happening) -> Words:
    text = _lines(f"{told.by or '系统'}。", _rights(told))
    return Words(_ACCOUNT[told.kind], f"{text}\n如果本人不知道这次操作，请立即联系发放账号的机构。")


def _rights(told: Happening) -> str:
    parts = [
        f"{label}：{'、'.join(RIGHT_LABELS[Right(each)] for each in told.details[key])}"
        for key, label in (("given", "授予"), ("taken", "收回"))
        if told.details.get(key)
    ]
    return "；".join(parts)


_WORDS: dict[Event, Callable[[Happening], Words]] = {
    Event.ASSIGNED: _handed,
    Event.HANDED_OVER: _handed,
    Event.CHASED: _chased,
    Event.DEADLINE_NEAR: _deadline,
    Event.FILE_HELD: _held,
    Event.OBJECTION_SENT: _objection,
    Event.OBJECTION_TAKEN: _objection,
    Event.OBJECTION_DECIDED: _objection,
    **dict.fromkeys(_HOLDS, _hold),
    **dict.fromkeys(_PLEAS, _plea),
    **dict.fromkeys(_CHANGES, _change),
    Event.BATCH_HANDED_OVER: _batch,
    Event.BATCH_RECEIVED: _batch,
    Event.BATCH_REFUSED: _batch,
    Event.PAPER_RECEIVED: _paper,
    Event.PAPER_RECEIPT_REVOKED: _paper,
    Event.CERTIFICATE_ISSUED: _certificate,
    Event.CERTIFICATE_HANDED_OUT: _certificate,
    Event.CERTIFICATE_TAKEN_BACK: _certificate,
    Event.ACCOUNT_APPLIED_FOR: _applied,
    Event.INSTITUTION_SENT: _applied,
    **dict.fromkeys(_ACCOUNT, _account),
}
WORDED = frozenset(_WORDS)
"""Events that have words; a test holds them against domain.messages.EVENTS."""


def letter(name: str, parts: list[tuple[str, str]], site: str, *, more: int = 0) -> str:
    """Write a letter of one message or of a day's: (headline, text), and where to read on."""
    told = "\n\n".join(_lines(headline, text) for headline, text in parts)
    rest = f"\n\n另有 {more} 条，见站内消息。" if more else ""
    return (
        f"{name}：\n\n{told}{rest}\n\n查看和办理：{site}/inbox/\n\n"
        f"本邮件由科技成果在线登记系统自动发出，请勿回复。\n"
        f"不想再收某一类邮件：{site}/inbox/choices/\n"
    )
