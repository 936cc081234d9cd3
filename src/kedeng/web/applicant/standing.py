"""How far a draft is: the state of each section and of each piece of evidence, and what is left."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kedeng.apps.registrations.judgement import Judgement, assess_evidence
from kedeng.domain.evidence import Assessment
from kedeng.formkit.answers import is_blank
from kedeng.formkit.check import Problem
from kedeng.formkit.model import Section
from kedeng.formkit.rules import Severity
from kedeng.formkit.visible import section_asked


@dataclass(frozen=True)
class SectionState:
    """A row of the task list."""

    section: Section
    label: str
    colour: str
    hint: str
    is_voluntary: bool = False  # empty, and may stay so


@dataclass(frozen=True)
class Standing:
    """What is left: counts for the side card, and the rows of the task list."""

    sections: tuple[SectionState, ...]
    assessment: Assessment
    errors: int
    unexplained: int
    files: int

    @property
    def left(self) -> int:
        """How many things stand between the draft and its submission."""
        return self.errors + self.unexplained + self.files

    @property
    def done(self) -> int:
        """How many sections are finished or voluntary."""
        return sum(row.colour == "green" or row.is_voluntary for row in self.sections)

    @property
    def share(self) -> int:
        """Finished sections and evidence in percent."""
        total = len(self.sections) + len(self.assessment.standings)
        met = len(self.assessment.standings) - len(self.assessment.missing)
        return round(100 * (self.done + met) / total) if total else 0


def standing_of(registration: Any, judgement: Judgement) -> Standing:
    """Draw the task list of a draft from its judgement."""
    errors: Counter[str] = Counter(problem.section for problem in judgement.errors)
    gaps = Counter(p.section for p in judgement.errors if p.is_gap)
    unexplained = Counter(item.problem.section for item in judgement.unexplained)
    rows = tuple(
        _state(section, judgement, errors[section.key], gaps[section.key], unexplained[section.key])
        for section in judgement.form.sections
        if section_asked(section, judgement.typed)
    )
    assessment = assess_evidence(registration, judgement)
    return Standing(
        sections=rows,
        assessment=assessment,
        errors=sum(n for key, n in errors.items() if key != "evidence"),
        unexplained=len(judgement.unexplained),
        files=errors["evidence"],
    )


def _state(
    section: Section, judgement: Judgement, errors: int, gaps: int, unexplained: int
) -> SectionState:
    content = judgement.typed.data.get(section.key)
    hint = _hint(section, content)
    if errors > gaps:
        return SectionState(section, _("有 {count} 处错误").format(count=errors), "seal", hint)
    if is_blank(content) or content == {}:
        if errors or unexplained:
            return SectionState(section, _("未填"), "grey", hint)
        return SectionState(section, _("选填"), "grey", hint, is_voluntary=True)
    if gaps:
        return SectionState(section, _("填写中"), "blue", _("还差 {count} 项").format(count=gaps))
    if unexplained:
        return SectionState(
            section, _("有 {count} 处需说明").format(count=unexplained), "amber", hint
        )
    return SectionState(section, _("完成"), "green", hint)


def _hint(section: Section, content: Any) -> str:
    if section.repeats is not None and content:
        return _("{count} 条").format(count=len(content))
    return "、".join(field.label for field in section.fields[:3])


def first_open(judgement: Judgement) -> Problem | None:
    """Give the first thing to mend."""
    for problem in judgement.problems:
        if problem.severity is Severity.ERROR:
            return problem
    return judgement.unexplained[0].problem if judgement.unexplained else None
