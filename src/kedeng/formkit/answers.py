"""Answers to a form: plain JSON values, addressed by `section.field` and by row id.

Shape: `{section: {field: value}}`, for a repeating section `{section: [{"id": …, field: value}]}`.
A value that could not be read is `{"unread": text}`: a draft keeps it, a submission refuses it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeGuard

type_json = Any  # a JSON value; kept as a name so that signatures say what they mean
Values = dict[str, Any]
AnswerMap = dict[str, Any]


class Unread(NamedTuple):
    """Text that is not an answer of its kind, and the code that says why."""

    text: str
    code: str

    def as_json(self) -> dict[str, str]:
        """How a draft stores it."""
        return {"unread": self.text, "code": self.code}


def is_unread(value: object) -> TypeGuard[dict[str, str]]:
    """Whether a stored value is text that could not be read."""
    return isinstance(value, dict) and "unread" in value


def is_blank(value: object) -> bool:
    """Whether a question has been left open."""
    return value is None or value in ("", [])


@dataclass(frozen=True)
class Answers:
    """Reads answers by path. Missing sections and fields read as None."""

    data: Mapping[str, Any] = field(default_factory=dict)

    def section(self, key: str) -> Values:
        """Values of a plain section; empty where nothing was answered."""
        found = self.data.get(key)
        return found if isinstance(found, dict) else {}

    def rows(self, key: str) -> list[Values]:
        """Rows of a repeating section, in their order."""
        found = self.data.get(key)
        return found if isinstance(found, list) else []

    def get(self, path: str) -> Any:
        """Value at `section.field` of a plain section; None when open or unread."""
        section, _, key = path.partition(".")
        value = self.section(section).get(key)
        return None if is_unread(value) else value

    def text(self, path: str) -> str:
        """Value at `section.field` as text, "" when open."""
        value = self.get(path)
        return value if isinstance(value, str) else ""

    def strings(self) -> Iterator[tuple[str, str]]:
        """Every text with its path (rows as `section[id].field`), for scans over what was typed."""
        for section, content in self.data.items():
            for prefix, values in _groups(section, content):
                for key, value in values.items():
                    if key == "id":
                        continue
                    for text in _texts(value):
                        yield f"{prefix}.{key}", text


def _groups(section: str, content: Any) -> Iterator[tuple[str, Values]]:
    if isinstance(content, dict):
        yield section, content
    elif isinstance(content, list):
        for row in content:
            yield row_path(section, row["id"]), row


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
    elif is_unread(value):
        yield value["unread"]


def row_path(section: str, row_id: str) -> str:
    """Path of a row: `people[7f3a]`."""
    return f"{section}[{row_id}]"


Computation = Callable[[Answers], Any]
