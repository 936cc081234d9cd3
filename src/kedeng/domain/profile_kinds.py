"""Kinds of value of a policy profile: how each is judged, typed and shown.

One table, *kind → how*. A value is plain JSON; None is «the source does not say».
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kedeng.lib.instants import read_instant, show_instant


class ValueKind(StrEnum):
    """What a value is."""

    FLAG = "flag"  # true, false
    NUMBER = "number"  # a whole number between bounds
    RANGE = "range"  # [least, most], whole numbers
    CHOICE = "choice"  # one code of the options
    CHOICES = "choices"  # a list of codes, in the order of the options
    CHOICE_OF_EACH = "choice_of_each"  # {row: code}, for the rows of `rows`
    PERIOD = "period"  # [first day, last day], ISO, both included
    WINDOW = "window"  # {"opens": …, "closes": …}: ISO instants with a zone, or null
    NAME = "name"  # a line of text
    NAMES = "names"  # lines of text


@dataclass(frozen=True)
class Shape:
    """What a kind needs to know of its key: bounds, options, rows, the unit."""

    least: int = 0
    most: int = 0
    options: Mapping[str, str] | None = None  # code → label
    rows: Mapping[str, str] | None = None  # row → label
    unit: str = ""
    zero: str = ""  # what 0 means, in words


class BadValueError(ValueError):
    """A value that its kind does not have; the text is a sentence in Chinese."""


@dataclass(frozen=True)
class How:
    """How a kind is judged, read from what was typed, and written to be typed again or read."""

    check: Callable[[Any, Shape], None]
    read: Callable[[Mapping[str, str], Shape], Any]  # "" → the only box, or a box each
    boxes: Callable[[Any, Shape], dict[str, str]]
    show: Callable[[Any, Shape], str]


def _require(holds: bool, sentence: str) -> None:  # noqa: FBT001 - the condition of a sentence
    if not holds:
        raise BadValueError(sentence)


# ── yes or no ────────────────────────────────────────────────────────────────────────────────────
def _check_flag(value: Any, _: Shape) -> None:
    _require(isinstance(value, bool), "请选“是”或“否”。")


def _read_flag(typed: Mapping[str, str], _: Shape) -> Any:
    return {"yes": True, "no": False}.get(typed[""], typed[""])


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────
def _check_number(value: Any, shape: Shape) -> None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    _require(
        whole and shape.least <= value <= shape.most,
        f"请写 {shape.least} 到 {shape.most} 之间的整数。",
    )


def _show_number(value: Any, shape: Shape) -> str:
    return shape.zero if value == 0 and shape.zero else f"{value:,} {shape.unit}".strip()


def _whole(text: str) -> Any:
    plain = text.strip().replace(",", "").replace("，", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 13 else text


def _check_range(value: Any, shape: Shape) -> None:
    _require(isinstance(value, list) and len(value) == 2, "请写最小值和最大值两个数。")
    for each in value:
        _check_number(each, shape)
    _require(value[0] <= value[1], f"最小值 {value[0]} 大于最大值 {value[1]}。")


# ── choices ──────────────────────────────────────────────────────────────────────────────────────
def _check_choice(value: Any, shape: Shape) -> None:
    options = shape.options or {}
    _require(
        isinstance(value, str) and value in options, f"请从{'、'.join(options.values())}中选一项。"
    )


def _check_choices(value: Any, shape: Shape) -> None:
    _require(isinstance(value, list) and len(set(map(str, value))) == len(value), "选项重复。")
    for each in value:
        _check_choice(each, shape)


def _check_each(value: Any, shape: Shape) -> None:
    rows = shape.rows or {}
    _require(isinstance(value, dict) and set(value) == set(rows), "每一行都要选一项。")
    for row, label in rows.items():
        try:
            _check_choice(value[row], shape)
        except BadValueError as error:
            raise BadValueError(f"{label}：{error}") from error


# ── days and instants ────────────────────────────────────────────────────────────────────────────
def _check_period(value: Any, _: Shape) -> None:
    both = isinstance(value, list) and len(value) == 2 and all(isinstance(v, str) for v in value)
    _require(both and all(map(_is_day, value)), "起止日期要写成 2025-01-01 这样。")
    _require(value[0] <= value[1], f"起始日 {value[0]} 晚于终止日 {value[1]}。")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_window(value: Any, _: Shape) -> None:
    _require(isinstance(value, dict) and set(value) == {"opens", "closes"}, "要写开始和截止。")
    opens, closes = (_instant(value[end]) for end in ("opens", "closes"))
    _require(
        opens is None or closes is None or opens < closes,
        f"开始 {show_instant(opens)} 不早于截止 {show_instant(closes, ends=True)}。",
    )


def _instant(text: Any) -> datetime | None:
    """Read a stored instant; what could not be read as typed is still the typed text."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadValueError(f"“{text}”读不出时间，请写成 2026-01-21（含当天）或 2026-01-21 17:00。")
    return moment


def _typed_instant(text: str, *, ends: bool) -> str | None:
    if not text.strip():
        return None
    try:
        return read_instant(text, ends=ends).isoformat()
    except ValueError:
        return text


def _read_window(typed: Mapping[str, str], _: Shape) -> Any:
    return {
        "opens": _typed_instant(typed["opens"], ends=False),
        "closes": _typed_instant(typed["closes"], ends=True),
    }


def _window_boxes(value: Any, _: Shape) -> dict[str, str]:
    value = value or {"opens": None, "closes": None}
    boxes = {}
    for end in ("opens", "closes"):
        try:
            boxes[end] = show_instant(_instant(value[end]), ends=end == "closes")
        except BadValueError:
            boxes[end] = str(value[end])
    return boxes


def _show_window(value: Any, shape: Shape) -> str:
    boxes = _window_boxes(value, shape)
    opens = f"{boxes['opens']} 起" if boxes["opens"] else "开始时间未写明"
    return f"{opens}，{boxes['closes']} 前" if boxes["closes"] else f"{opens}，不设截止"


# ── text ─────────────────────────────────────────────────────────────────────────────────────────
def _check_name(value: Any, _: Shape) -> None:
    _require(isinstance(value, str) and 0 < len(value) <= 200, "请写 200 字以内的文字。")


def _check_names(value: Any, shape: Shape) -> None:
    _require(isinstance(value, list), "请一行写一项。")
    for each in value:
        _check_name(each, shape)


def _one(value: Any, _: Shape) -> dict[str, str]:
    return {"": "" if value is None else str(value)}


def _ends(value: Any, _: Shape) -> dict[str, str]:
    first, last = value if isinstance(value, list) and len(value) == 2 else ("", "")
    return {"from": str(first), "to": str(last)}


HOW: dict[ValueKind, How] = {
    ValueKind.FLAG: How(
        _check_flag,
        _read_flag,
        lambda value, _: {"": {True: "yes", False: "no"}.get(value, "")},
        lambda value, _: "是" if value else "否",
    ),
    ValueKind.NUMBER: How(
        _check_number,
        lambda typed, _: _whole(typed[""]),
        _one,
        _show_number,
    ),
    ValueKind.RANGE: How(
        _check_range,
        lambda typed, _: [_whole(typed["from"]), _whole(typed["to"])],
        _ends,
        lambda value, shape: f"{value[0]:,}–{value[1]:,} {shape.unit}".strip(),
    ),
    ValueKind.CHOICE: How(
        _check_choice,
        lambda typed, _: typed[""],
        _one,
        lambda value, shape: (shape.options or {})[value],
    ),
    ValueKind.CHOICES: How(
        _check_choices,
        lambda typed, shape: [code for code in shape.options or {} if typed.get(code)],
        lambda value, _: dict.fromkeys(value or [], "on"),
        lambda value, shape: "、".join((shape.options or {})[code] for code in value) or "无",
    ),
    ValueKind.CHOICE_OF_EACH: How(
        _check_each,
        lambda typed, shape: {row: typed.get(row, "") for row in shape.rows or {}},
        lambda value, _: dict(value or {}),
        lambda value, shape: "；".join(
            f"{label}：{(shape.options or {})[value[row]]}"
            for row, label in (shape.rows or {}).items()
        ),
    ),
    ValueKind.PERIOD: How(
        _check_period,
        lambda typed, _: [typed["from"].strip(), typed["to"].strip()],
        _ends,
        lambda value, _: f"{value[0]} 至 {value[1]}",
    ),
    ValueKind.WINDOW: How(_check_window, _read_window, _window_boxes, _show_window),
    ValueKind.NAME: How(
        _check_name,
        lambda typed, _: typed[""].strip(),
        _one,
        lambda value, _: str(value),
    ),
    ValueKind.NAMES: How(
        _check_names,
        lambda typed, _: [line.strip() for line in typed[""].splitlines() if line.strip()],
        lambda value, _: {"": "\n".join(value or [])},
        lambda value, _: "、".join(value),
    ),
}
