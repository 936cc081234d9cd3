"""Examples of a profile: dated questions with the answers that its source gives.

An example is stored as JSON: the members of a `Case`, with "title", "expect" (an Outcome),
"decides" (where the answer turns) and "why" (what the source says).
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from typing import Any

from kedeng.domain.profile_keys import EVIDENCE_KINDS, START_KINDS
from kedeng.domain.profile_trial import Answer, Case, Outcome, Question, Values, answer
from kedeng.domain.routes import StopKind

_INSTANTS = ("at", "closed_below", "returned_at", "extended_to")
_DAYS = ("start", "end")
_TEXTS = ("title", "expect", "decides", "why")
_NEEDED: dict[Question, tuple[str, ...]] = {
    Question.FILING: ("at",),
    Question.REVIEW: ("start",),
    Question.PUBLICITY: ("start",),
    Question.UNIT_PUBLICITY: ("start", "end"),
    Question.EXTENSION: (),
}
_CALLED = {"at": "办理时间", "start": "起算日", "end": "结束日"}
_MEMBERS = {each.name: each for each in fields(Case)}


@dataclass(frozen=True)
class Example:
    """A question, the expected answer and why."""

    title: str
    case: Case
    expected: Answer
    why: str


@dataclass(frozen=True)
class Tried:
    """An example with what the profile really answers."""

    example: Example
    found: Answer

    @property
    def passed(self) -> bool:
        """Whether the profile answers as its source does."""
        return self.found == self.example.expected


def try_all(values: Values, examples: list[Example]) -> list[Tried]:
    """Put every example to a profile's settled values."""
    return [Tried(each, answer(values, each.case)) for each in examples]


def read_example(row: Any) -> Example:
    """Read a stored example. Raises ValueError with a Chinese sentence for whatever is wrong."""
    if not isinstance(row, Mapping) or not row.get("title"):
        raise ValueError("每个例子要有标题（title）。")
    title = str(row["title"])
    try:
        outcome = Outcome(_known(row.get("expect", ""), Outcome))
        case = _read_case({name: row[name] for name in row if name not in _TEXTS})
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"例子“{title}”读不出：{error}") from error
    expected = Answer(outcome, str(row.get("decides", "")))
    return Example(title, case, expected, str(row.get("why", "")))


def _read_case(row: Mapping[str, Any]) -> Case:
    if strangers := row.keys() - _MEMBERS.keys():
        raise ValueError(f"没有这些成员：{'、'.join(sorted(strangers))}")
    told: dict[str, Any] = dict(row)
    told["question"] = Question(_known(row.get("question", ""), Question))
    for name in _INSTANTS:
        if row.get(name) is not None:
            told[name] = _instant(row[name])
    for name in _DAYS:
        if row.get(name) is not None:
            told[name] = date.fromisoformat(row[name])
    for name in ("desk", "returned_by"):
        if row.get(name) is not None:
            told[name] = StopKind(_known(row[name], StopKind))
    told["dates"] = {
        _known(kind, START_KINDS): date.fromisoformat(day)
        for kind, day in row.get("dates", {}).items()
    }
    _known(row.get("evidence_kind", "other"), EVIDENCE_KINDS)
    case = Case(**told)
    if missing := [name for name in _NEEDED[case.question] if getattr(case, name) is None]:
        raise ValueError(f"还缺{'、'.join(_CALLED[name] for name in missing)}")
    return case


def _known(code: str, options: Iterable[str]) -> str:
    if code not in (known := list(options)):
        raise ValueError(f"没有“{code}”，可用 {'、'.join(known)}")
    return code


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} 没有时区，应写成 2026-01-21T17:00:00+08:00")
    return moment


def write_example(example: Example) -> dict[str, Any]:
    """Write an example as `read_example` reads it; what is left at its default is left out."""
    told = {name: getattr(example.case, name) for name in _MEMBERS}
    return {
        "title": example.title,
        **{n: _plain(value) for n, value in told.items() if value != _default(_MEMBERS[n])},
        "expect": example.expected.outcome.value,
        "decides": example.expected.decides,
        "why": example.why,
    }


def _default(member: Any) -> Any:
    return member.default if member.default_factory is MISSING else member.default_factory()


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # an instant is a day with a time
        return value.isoformat()
    return {key: _plain(each) for key, each in value.items()} if isinstance(value, dict) else value
