"""Pydantic's findings about an envelope, in short Chinese words."""

from collections.abc import Iterable, Mapping
from typing import Any

_WORDS: dict[str, str] = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "literal_error": "只能是 {expected}",
    "enum": "只能是 {expected}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "string_too_long": "最多 {max_length} 个字",
    "string_too_short": "至少 {min_length} 个字",
    "string_pattern_mismatch": "写法不对",
    "too_long": "最多 {max_length} 项",
    "value_error": "含有无法保存的字符",
}
_KINDS = {
    "int": "应是整数",
    "string": "应是文字",
    "bool": "应是 true 或 false",
    "list": "应是数组",
    "dict": "应是对象",
    "model": "应是对象",
}


class ShapeErrors(list[str]):
    """Findings that read as one text in a sentence and as a list in JSON."""

    def __str__(self) -> str:
        return "；".join(self)


def shape_errors(found: Iterable[Mapping[str, Any]]) -> ShapeErrors:
    """Name each place and what is wrong there: `body.transition：缺少这一项`."""
    texts = (f"{_place(error['loc'])}：{_words(error)}" for error in found)
    return ShapeErrors(dict.fromkeys(texts))


def _place(loc: Iterable[Any]) -> str:
    """Name a place; the parameter that holds a body is nothing to its sender."""
    source, *parts = loc
    named = [source, *(parts[1:] if source == "body" else parts)]
    return ".".join(str(part) for part in named)


def _words(error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    known = _WORDS.get(kind)
    if known is not None:
        return known.format_map({**error.get("ctx", {})})
    return _KINDS.get(kind.partition("_")[0], "取值不对")
