"""What a request for a change proposes: how it differs from what is in force, and what is wrong.

Of the version in force nothing is asked anew: only what the proposal itself makes wrong counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kedeng.apps.registrations.judgement import Judgement, judge_answers
from kedeng.apps.registrations.models import ChangeRequest, Registration, Revision
from kedeng.domain.changes import is_key
from kedeng.formkit.answers import Answers
from kedeng.formkit.check import Problem
from kedeng.formkit.comparison import Change, Difference, compare
from kedeng.formkit.model import FormDefinition, Kind
from kedeng.formkit.visible import settle

_WORDS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS})


@dataclass(frozen=True)
class Proposal:
    """The answers in force (`base`), what the judge says of the proposed ones, what differs."""

    base: Answers
    judgement: Judgement
    before: frozenset[tuple[str, str]]  # (code, path) of what the judge says of `base` as well

    @property
    def form(self) -> FormDefinition:
        """The form of both."""
        return self.judgement.form

    @cached_property
    def differences(self) -> list[Difference]:
        """What differs, in the order of the form."""
        return compare(self.form, self.base, self.judgement.settled)

    @property
    def touches_key(self) -> bool:
        """Whether a key field differs (B71)."""
        return any(is_key_at(item.path) for item in self.differences)

    @property
    def beyond_words(self) -> list[Difference]:
        """What no correction of typing errors may touch: rows, their order, and all but texts."""
        return [item for item in self.differences if not self._is_wording(item)]

    @cached_property
    def errors(self) -> list[Problem]:
        """What the proposal makes wrong."""
        return list(self._new(self.judgement.errors))

    @cached_property
    def to_explain(self) -> list[Problem]:
        """What it makes unusual: the reason of the request says why."""
        return list(self._new(item.problem for item in self.judgement.confirmations))

    def _new(self, problems: Iterable[Problem]) -> Iterable[Problem]:
        return (each for each in problems if (each.code, each.path) not in self.before)

    def _is_wording(self, item: Difference) -> bool:
        section, field = _parts(item.path)
        known = self.form.by_key[section].by_key.get(field)
        if item.change is not Change.CHANGED or known is None:
            return False
        return known.kind in _WORDS or known.computed


def proposal_of(change: ChangeRequest) -> Proposal:
    """Read what a request proposes against the version that it is about."""
    return proposed(change.registration, base_of(change), change.sections)


def proposed(registration: Registration, base: Revision, sections: dict[str, object]) -> Proposal:
    """Put sections in the place of those of a version, and let the judge read both."""
    judged = judge_answers(registration, Answers(base.answers))
    told = [*judged.errors, *(item.problem for item in judged.confirmations)]
    return Proposal(
        base=settle(judged.form, Answers(base.answers)),
        judgement=judge_answers(registration, Answers({**base.answers, **sections})),
        before=frozenset((each.code, each.path) for each in told),
    )


def base_of(change: ChangeRequest) -> Revision:
    """Give the version that a request is about."""
    return change.registration.revisions.get(number=change.base)


def is_key_at(path: str) -> bool:
    """Whether a path of a difference is that of a key field, or of rows whose order is key."""
    return is_key(*_parts(path))


def _parts(path: str) -> tuple[str, str]:
    head, _, field = path.partition(".")
    return head.partition("[")[0], field
