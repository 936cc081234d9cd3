"""How much of an answer the searched columns hold: a form keeps any length, a column does not."""

from typing import Any

_TITLE, _UNIT, _PERSON, _CODE = 300, 200, 100, 40


def title_of(answer: Any) -> str:
    """Cut a title for the lists; "" for what is no text."""
    return _cut(answer, _TITLE)


def unit_name(answer: Any) -> str:
    """Cut the name of a completing unit."""
    return _cut(answer, _UNIT)


def person_name(answer: Any) -> str:
    """Cut the name of a completer."""
    return _cut(answer, _PERSON)


def code(answer: Any) -> str:
    """Cut a code, which may be text that its list does not know."""
    return _cut(answer, _CODE)


def _cut(answer: Any, most: int) -> str:
    return answer[:most] if isinstance(answer, str) else ""
