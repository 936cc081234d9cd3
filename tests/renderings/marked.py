"""Full answers of which no two can be mistaken for each other: what a print loses or swaps shows.

Every text repeats one rare character of its own up to its limit; dates and figures are all
different. Choices and yes or no are those of `maximal`.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any, NamedTuple

from tests.renderings.maximal import maximal

from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, FormDefinition, Kind, Section

_FIRST = 0x3400  # CJK extension A: on no form, and drawn by the faces of the print


class Answer(NamedTuple):
    """An answer: its section and question, the row (0 for none), the value."""

    section: Section
    field: Field
    row: int
    value: Any


def marked(definition: FormDefinition, catalogue: Catalogue) -> tuple[Answers, list[Answer]]:
    """Answer every field of a form; gives the answers, and each of them by itself."""
    data = dict(maximal(definition, catalogue).data)
    marks, told = count(), []
    for section in definition.sections:
        content = data[section.key]
        rows = [content] if section.repeats is None else content
        for place, values in enumerate(rows, start=0 if section.repeats is None else 1):
            for field in section.fields:
                values[field.key] = _marked(field, values[field.key], marks)
                told.append(Answer(section, field, place, values[field.key]))
    return Answers(data), told


def _marked(field: Field, value: Any, marks: Iterator[int]) -> Any:
    make = _MARKED.get(field.kind)
    mark = next(marks)
    if field.kind is Kind.TEXTS:
        more = [mark, *(next(marks) for _ in range(field.max_items - 1))]
        return [chr(_FIRST + each) * field.max_length for each in more]
    return make(field, mark) if make else value


_MARKED: dict[Kind, Callable[[Field, int], Any]] = {
    Kind.TEXT: lambda field, mark: chr(_FIRST + mark) * (field.max_length or 30),
    Kind.LONG_TEXT: lambda field, mark: chr(_FIRST + mark) * (field.max_length or 30),
    Kind.INTEGER: lambda _, mark: 90_000 + mark,
    Kind.MONEY: lambda _, mark: f"{700_000 + mark}.{mark % 100:02d}",
    Kind.DATE: lambda _, mark: (date(1990, 1, 1) + timedelta(days=mark)).isoformat(),
    Kind.MONTH: lambda _, mark: f"{1900 + mark // 12}-{mark % 12 + 1:02d}",
}
