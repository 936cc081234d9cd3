"""What a profile answers, in words: one sentence an outcome, with what decides."""

from datetime import date, datetime

from kedeng.domain.profile_trial import Answer, Outcome, Question
from kedeng.lib.instants import show_instant

QUESTIONS: dict[Question, str] = {
    Question.FILING: "这时能不能提交、推荐或报送",
    Question.REVIEW: "审查到哪天为止，是否超期",
    Question.PUBLICITY: "公示到哪天为止",
    Question.UNIT_PUBLICITY: "单位内部公示够不够日数",
    Question.EXTENSION: "延期的同意人数够不够",
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.ACCEPTED: "可以办理",
    Outcome.NOT_OPEN: "还没有开始",
    Outcome.CLOSED: "已截止",
    Outcome.OUTSIDE_PERIOD: "成果不在起止日期内",
    Outcome.FILED_TOO_LATE: "超过登记期限",
    Outcome.EVIDENCE_TOO_OLD: "证明过旧",
    Outcome.IN_TIME: "在办理期限内",
    Outcome.OVERDUE: "超过办理期限",
    Outcome.NO_LIMIT: "没有期限",
    Outcome.SHOWN_UNTIL: "公示",
    Outcome.NOT_SHOWN: "不公示",
    Outcome.TOO_SHORT: "公示日数不够",
    Outcome.AGREED: "同意人数够了",
    Outcome.NOT_AGREED: "同意人数不够",
    Outcome.UNKNOWN_YEAR: "无法计算",
}

_SENTENCES: dict[Outcome, str] = {
    Outcome.ACCEPTED: "可以办理，最晚到 {decides}。",
    Outcome.NOT_OPEN: "还没有开始：{decides} 起办理。",
    Outcome.CLOSED: "不能办理：已于 {decides} 截止。",
    Outcome.OUTSIDE_PERIOD: "不能登记：成果不在起止日期内，界限是 {decides}（含当天）。",
    Outcome.FILED_TOO_LATE: "不能登记：最后一日是 {decides}（含当天）。",
    Outcome.EVIDENCE_TOO_OLD: "不能登记：证明最早可以是 {decides}（含当天）。",
    Outcome.IN_TIME: "在办理期限内：最后一日是 {decides}，次一工作日起标为超期。",
    Outcome.OVERDUE: "已超期：最后一日是 {decides}。",
    Outcome.NO_LIMIT: "没有规定日数。",
    Outcome.SHOWN_UNTIL: "公示到 {decides}（含当天）。",
    Outcome.NOT_SHOWN: "不公示。",
    Outcome.TOO_SHORT: "公示日数不够：至少到 {decides}（含当天）。",
    Outcome.AGREED: "可以延期：要 {decides} 人同意。",
    Outcome.NOT_AGREED: "还不能延期：要 {decides} 个不同的人同意。",
    Outcome.UNKNOWN_YEAR: "无法计算：{decides} 年的放假安排尚未公布或尚未载入。",
}


def answer_sentence(found: Answer) -> str:
    """Say an answer with its reason."""
    if found.outcome is Outcome.ACCEPTED and not found.decides:
        return "可以办理，没有截止时间。"
    begins = found.outcome is Outcome.NOT_OPEN
    return _SENTENCES[found.outcome].format(decides=_decides(found.decides, ends=not begins))


def _decides(text: str, *, ends: bool) -> str:
    """Show a stored day or instant as people say it, an end or a beginning; else it stays."""
    if "T" in text:
        return show_instant(datetime.fromisoformat(text), ends=ends)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.year}年{day.month}月{day.day}日"
