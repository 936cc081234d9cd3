"""Problems, duties and standings of the evidence as Chinese sentences, and their places."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from kedeng.domain.eligibility import Duty, DutyFound
from kedeng.domain.evidence import Standing
from kedeng.formkit.answers import Answers
from kedeng.formkit.check import Problem
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import FormDefinition
from kedeng.formkit.rules import Severity
from kedeng.renderings.sentences import SENTENCES
from kedeng.renderings.summary import place_namer

CONFIRM_TAIL = "确实如此的，提交前请写明原因。"
GAP_TAIL = "确实没有的，提交前请写明原因。"
EVIDENCE = "证明材料"

_DATES = frozenset(
    {
        "date",
        "from",
        "to",
        "last",
        "oldest",
        "start",
        "end",
        "applied",
        "granted",
        "birth",
        "dates",
    }
)
_DAY = re.compile(r"(\d{4})-0?(\d{1,2})(?:-0?(\d{1,2}))?")
_LONGEST_QUOTE = 30


def sentence(problem: Problem) -> str:
    """Say what is wrong and how to mend it. KeyError for a code without a sentence.

    A problem that is to be confirmed also asks for the reason.
    """
    text = SENTENCES[problem.code].format_map(_ready(problem.params))
    if problem.severity is not Severity.CONFIRM:
        return text
    return text + (GAP_TAIL if problem.is_gap else CONFIRM_TAIL)


def said(problem: Problem, definition: FormDefinition, answers: Answers) -> str:
    """Say where a problem stands and what it is, as one line: 地方投入：请填写数字。…."""
    return f"{place(problem, definition, answers)}：{sentence(problem)}"


def _ready(params: Mapping[str, Any]) -> dict[str, Any]:
    """Params as they read in a sentence, and the phrases made of several of them."""
    ready = {key: _readable(key, value) for key, value in params.items()}
    made: dict[str, Callable[[Mapping[str, Any]], str]] = {
        "in_unit": _in_unit,
        "nearest": _nearest,
        "window": _window,
        "missing": _missing,
    }
    return {**ready, **{key: make(params) for key, make in made.items()}}


def _readable(key: str, value: Any) -> Any:
    if isinstance(value, list | tuple):
        separator = "、" if key in _DATES else "，或"
        return separator.join(str(_readable(key, item)) for item in value)
    if key in _DATES and isinstance(value, str):
        return day(value)
    if isinstance(value, str) and len(value) > _LONGEST_QUOTE and key in {"text", "number"}:
        return f"{value[:_LONGEST_QUOTE]}…"
    return value


def day(iso: str) -> str:
    """A stored date or month as it is read: 2025年6月18日, 2025年6月."""
    match = _DAY.fullmatch(iso)
    if match is None:
        return iso
    year, month, day_of_month = match.groups()
    return f"{year}年{month}月{day_of_month}日" if day_of_month else f"{year}年{month}月"


def _in_unit(params: Mapping[str, Any]) -> str:
    return f"（单位：{params['unit']}）" if params.get("unit") else ""


def _nearest(params: Mapping[str, Any]) -> str:
    found = params.get("candidates", ())
    return f"，相近的有{''.join(f'“{each}”' for each in found)}" if found else ""


def _window(params: Mapping[str, Any]) -> str:
    return stretch_of_days(params.get("from", ""), params.get("to", ""))


def stretch_of_days(first: str, last: str) -> str:
    """Two stored days as a stretch, the year said once; "" leaves an end open."""
    if first and last:
        until = day(last)
        same_year = first[:4] == last[:4]
        return f"{day(first)}至{until.partition('年')[2] if same_year else until}"
    return f"{day(first)}以后" if first else f"{day(last)}以前"


def _missing(params: Mapping[str, Any]) -> str:
    """What is left of a requirement: one paper, or a choice of several."""
    wanted = params.get("alternatives", ())
    article = f"（{params['article']}）" if params.get("article") else ""
    if len(wanted) == 1:
        lacking = "没有上传" if wanted[0] == params["title"] else f"还缺{wanted[0]}"
        return f"{lacking}，请上传{article}。"
    return f"还没有，下列材料任选一项上传即可：{'；'.join(wanted)}{article}。"


def place(problem: Problem, definition: FormDefinition, answers: Answers) -> str:
    """Name where a problem stands: 完成人第 4 位 · 工作单位, 地方投入, 证明材料 · 研制报告."""
    if problem.section == "evidence":
        return " · ".join(filter(None, (EVIDENCE, problem.params.get("title", ""))))
    return place_namer(definition, answers)(problem.path)


def standing_sentence(standing: Standing) -> str:
    """Say how a requirement of the evidence stands: met by which files, or what is left."""
    item = standing.requirement
    if not standing.met:
        params = {
            "title": item.title,
            "article": item.article,
            "alternatives": standing.alternatives,
        }
        return f"{item.title}：{_missing(params)}"
    if not standing.by:
        return f"{item.title}：本项不需要。"
    shown = "、".join(
        f"{''.join(f'《{name}》' for name in files)}（{slot.key} {slot.label}）"
        for slot, files in standing.by
    )
    spared = "，其余不必再交" if standing.spared else ""
    return f"{item.title}：已有{shown}{spared}。"


def duty_sentence(found: DutyFound, catalogue: Catalogue) -> str:
    """Say whether the result must be registered, and why."""
    if found.duty is Duty.VOLUNTARY:
        return f"自愿登记（{found.article}）。"
    labels = catalogue["project_source"].by_code
    named = "、".join(labels[code].label for code in found.sources)
    because = f"：课题来源有{named}" if named else ""
    return f"应当登记{because}（{found.article}）。"
