"""A cross-field rule: one named function that yields findings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kedeng.formkit.answers import Answers
from kedeng.formkit.status import Status

if TYPE_CHECKING:
    from kedeng.formkit.facts import Facts


class Severity(StrEnum):
    """error blocks · confirm asks for an explanation · warning informs."""

    ERROR = "error"
    CONFIRM = "confirm"
    WARNING = "warning"


class Stage(StrEnum):
    """draft judges shape only · submission judges everything."""

    DRAFT = "draft"
    SUBMISSION = "submission"


@dataclass(frozen=True)
class Finding:
    """What a rule found: where, and the figures that its sentence needs.

    `code` chooses the sentence; by default the rule's own key. `severity` may lower the rule's.
    `lacking`: an answer is missing, none is wrong.
    """

    path: str
    params: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    severity: Severity | None = None
    lacking: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule of forms.md §12: its number, how hard it is, where it comes from, how it is judged.

    `exact` marks arithmetic, date order and what the notice itself says: these block whatever their
    status.
    """

    key: str
    title: str
    severity: Severity
    status: Status
    source: str
    judge: "Callable[[Answers, Facts], Iterable[Finding]]"
    exact: bool = False

    @property
    def effective(self) -> Severity:
        """A rule that is neither SOURCED nor exact confirms and never blocks (house.md)."""
        if self.severity is Severity.ERROR and self.status is not Status.SOURCED and not self.exact:
            return Severity.CONFIRM
        return self.severity
