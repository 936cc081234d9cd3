"""Fullest possible answers to any form, made from its declaration, so that new fields are in them.

Texts are as long as allowed and hold characters that web fonts lack: rare names, ①☑□√, formulas.
"""

from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

from kedeng.formkit.answers import Answers, Values
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, FormDefinition, Kind, Section
from kedeng.formkit.visible import settle

RARE = "㛃䶮㙍𠅤"
SIGNS = "①②☑□√★℃μΩ²≥±·—…"
ROWS = {"people": 15, "units": 10, "projects": 6, "committee": 9, "ip_rights": 12}
SHORT = 18  # texts up to this length are codes: digits and letters
_WORDS = (
    "针对低品位煤层气氧化利用难题，研究高效蓄热体的传热规律与结构优化方法，提出多级耦合控制策略，"
    "建立全流程仿真模型并完成中试验证，热效率提高百分之十二，运行成本明显降低；"
)


def maximal(definition: FormDefinition, catalogue: Catalogue, *, unasked: bool = True) -> Answers:
    """Answer every field of a form. `unasked` answers those too that a condition would hide."""
    data: dict[str, Any] = {}
    for section in definition.sections:
        if section.repeats is None:
            data[section.key] = _values(section, catalogue, 1)
        else:
            count = min(ROWS.get(section.key, 3), section.repeats[1])
            data[section.key] = [
                {"id": f"r{place}", **_values(section, catalogue, place)}
                for place in range(1, count + 1)
            ]
    return Answers(data) if unasked else settle(definition, Answers(data))


def _values(section: Section, catalogue: Catalogue, place: int) -> Values:
    return {
        field.key: _ANSWERS[field.kind](field, catalogue, place + order)
        for order, field in enumerate(section.fields)
    }


def _codes(field: Field, catalogue: Catalogue, place: int) -> list[str]:
    codes = [entry.code for entry in catalogue[field.options].entries if entry.selectable]
    start = place % len(codes)
    turned = codes[start:] + codes[:start]
    return turned[: field.max_items] if field.max_items else turned


def _text(length: int, place: int) -> str:
    """Exactly `length` characters; short ones are digits and letters, as codes are."""
    if length <= SHORT:
        return "".join(islice(cycle(f"9114{place:02d}MA0GX7"), length))
    start = f"{RARE[place % 4]}{SIGNS[place % len(SIGNS)]}{place}"
    turned = _WORDS[place % 30 :] + _WORDS[: place % 30]
    return (start + "".join(islice(cycle(turned), length)))[:length]


def _paragraphs(length: int, place: int) -> str:
    """Exactly `length` characters in four paragraphs, every rare sign in it."""
    whole = list((RARE + SIGNS + _text(length, place))[:length])
    for quarter in range(1, 4):
        whole[length * quarter // 4] = "\n"
    return "".join(whole)


_ANSWERS: dict[Kind, Callable[[Field, Catalogue, int], Any]] = {
    Kind.TEXT: lambda field, _, place: _text(field.max_length or 30, place),
    Kind.LONG_TEXT: lambda field, _, place: _paragraphs(field.max_length or 2000, place),
    Kind.TEXTS: lambda field, _, place: [
        _text(field.max_length or 20, place + step).replace("，", "·")  # a comma would part it
        for step in range(field.max_items or 3)
    ],
    Kind.INTEGER: lambda _, __, place: 90 + place,
    Kind.MONEY: lambda _, __, place: f"{123456 + place}.{place % 100:02d}",
    Kind.YES_NO: lambda _, __, place: place % 2 == 1,
    Kind.DATE: lambda _, __, place: f"2025-{place % 12 + 1:02d}-{place % 28 + 1:02d}",
    Kind.MONTH: lambda _, __, place: f"20{10 + place % 15}-{place % 12 + 1:02d}",
    Kind.CHOICE: lambda field, catalogue, place: _codes(field, catalogue, place)[0],
    Kind.CHOICES: _codes,
    Kind.CODE: lambda field, catalogue, place: _codes(field, catalogue, place)[0],
    Kind.CODES: _codes,
}
