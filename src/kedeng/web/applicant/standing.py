"""How far a draft is: what each part of it still lacks, and what is left in all.

A missing answer is not a wrong one. One that is wanted, but may be explained instead, counts as
missing while its part is being filled in, and as one to explain when nothing else is missing there.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kedeng.apps.registrations.judgement import Explained, Judgement
from kedeng.domain.evidence import Assessment
from kedeng.formkit.answers import is_blank
from kedeng.formkit.model import Kind, Section
from kedeng.formkit.visible import section_asked
from kedeng.renderings.formviews import Noted
from kedeng.renderings.summary import SummarySection, split_path, summarise

EVIDENCE = "evidence"
_SHOWN = 3  # rows, or questions, that a description names
_NOTHING = {"0", "0.00"}  # sums of what has not been filled in


@dataclass(frozen=True)
class Tag:
    """A word in its colour."""

    text: str
    colour: str


@dataclass(frozen=True)
class Left:
    """What stands between a part of the draft and its submission; `noted` asks, and blocks not."""

    wrong: int = 0
    missing: int = 0
    unexplained: int = 0
    noted: int = 0

    def tags(self, done: Iterable[Tag] = ()) -> list[Tag]:
        """Say it in tags; `done` where nothing is left."""
        said = [
            (self.wrong, _("有 {count} 处错误"), "seal"),
            (self.missing, _("还差 {count} 项"), "blue"),
            (self.unexplained, _("有 {count} 处需说明"), "amber"),
            (self.noted, _("有 {count} 条审查意见"), "amber"),
        ]
        found = [Tag(text.format(count=count), colour) for count, text, colour in said if count]
        return found or list(done)


@dataclass(frozen=True)
class SectionState:
    """A row of the task list. `is_voluntary`: empty, and may stay so.

    While it `is_begun`, what could be explained instead of filled in counts as missing.
    """

    section: Section
    left: Left
    tags: Sequence[Tag]
    hint: str
    is_voluntary: bool = False
    is_begun: bool = False


@dataclass(frozen=True)
class Standing:
    """What is left: the rows of the task list, the evidence, and the sums for the side card."""

    sections: tuple[SectionState, ...]
    assessment: Assessment
    evidence: Left
    notes: tuple[Noted, ...] = field(default=())  # not dealt with so far

    def _sum(self, name: str) -> int:
        return sum(getattr(row.left, name) for row in self.sections) + getattr(self.evidence, name)

    @property
    def files(self) -> int:
        """How many pieces of evidence are missing."""
        return self.evidence.missing

    @property
    def left(self) -> int:
        """How many things stand between the draft and its submission."""
        return self._sum("wrong") + self._sum("missing") + self._sum("unexplained")

    @property
    def told(self) -> str:
        """The same in words; what there is none of is left out."""
        said = [
            (self._sum("wrong"), _("{count} 处错误")),
            (self._sum("missing") - self.files, _("{count} 项没有填")),
            (self._sum("unexplained"), _("{count} 处需要说明")),
            (self.files, _("{count} 份附件没有上传")),
        ]
        return "、".join(text.format(count=count) for count, text in said if count)

    def asks_to_explain(self, item: Explained) -> bool:
        """Whether a confirmation is to be explained now, or has been; else it counts as missing."""
        begun = {row.section.key for row in self.sections if row.is_begun}
        return item.settled or not item.problem.is_gap or item.problem.section not in begun

    @property
    def total(self) -> int:
        """How many sections there are to fill in."""
        return sum(not row.is_voluntary for row in self.sections)

    @property
    def done(self) -> int:
        """How many of them are finished, notes heeded."""
        return sum(not row.is_voluntary and row.left == Left() for row in self.sections)

    @property
    def share(self) -> int:
        """Finished sections and evidence in percent."""
        total = self.total + len(self.assessment.standings)
        met = len(self.assessment.standings) - len(self.assessment.missing)
        return round(100 * (self.done + met) / total) if total else 0


def standing_of(
    judgement: Judgement, assessment: Assessment, notes: Sequence[Noted] = ()
) -> Standing:
    """Draw the task list of a draft from its judgement; `notes` are those not dealt with so far."""
    noted = Counter(split_path(note.path)[0] for note in notes)
    filled = {
        part.key: part
        for part in summarise(judgement.form, judgement.settled, judgement.facts.catalogue)
    }
    rows = tuple(
        _state(section, judgement, noted[section.key], filled.get(section.key))
        for section in judgement.form.sections
        if section_asked(section, judgement.typed)
    )
    missing = len([problem for problem in judgement.errors if problem.section == EVIDENCE])
    unexplained = len([it for it in judgement.unexplained if it.problem.section == EVIDENCE])
    evidence = Left(0, missing, unexplained, noted[EVIDENCE])
    return Standing(rows, assessment, evidence, tuple(notes))


def _state(
    section: Section, judgement: Judgement, noted: int, filled: SummarySection | None
) -> SectionState:
    errors = [problem for problem in judgement.errors if problem.section == section.key]
    asking = [it.problem for it in judgement.unexplained if it.problem.section == section.key]
    gaps = sum(problem.is_gap for problem in errors)
    wanted = sum(problem.is_gap for problem in asking)
    content = judgement.typed.data.get(section.key)
    empty = is_blank(content) or content == {}
    # Of an empty list nothing but a row is wanted: explained once all else has been filled in.
    waits = not section.repeats or any(problem.is_gap for problem in judgement.errors)
    is_begun = bool(gaps) or (empty and waits)
    as_missing = wanted if is_begun else 0
    left = Left(len(errors) - gaps, gaps + as_missing, len(asking) - as_missing, noted)
    if empty and left == Left():
        tags = [Tag(_("选填"), "grey")]
    elif empty and left == Left(missing=left.missing):
        tags = [Tag(_("未填"), "grey")]
    else:
        tags = left.tags([Tag(_("完成"), "green")])
    hint = (_gist(section, filled) if filled else "") or _asked(section)
    is_voluntary = empty and left == Left()
    return SectionState(section, left, tags, hint, is_voluntary=is_voluntary, is_begun=is_begun)


def _asked(section: Section) -> str:
    """What an empty section asks for."""
    typed = [each.label for each in section.fields if not each.computed]
    return "、".join(typed[:_SHOWN])


def _gist(section: Section, filled: SummarySection) -> str:
    """What stands in a section that has been begun: the names of rows, or the first answers."""
    if filled.rows:
        name = next(place for place, each in enumerate(section.fields) if each.kind is Kind.TEXT)
        names = [row.lines[name].text for row in filled.rows if row.lines[name].text]
        shown = "、".join(names[:_SHOWN])
        if len(filled.rows) <= _SHOWN:
            return shown
        return _("{names}等 {count} 项").format(names=shown, count=len(filled.rows))
    lines = [
        f"{line.label} {line.with_unit}" if line.style == "figure" else line.text
        for line in filled.lines
        if line.text and line.text not in _NOTHING
    ]
    return "；".join(lines[:2])


def first_open(judgement: Judgement, notes: Sequence[Noted] = ()) -> str:
    """Path of the first thing to mend: what blocks, then what is to be explained, then notes."""
    asking = [item.problem.path for item in judgement.unexplained]
    paths = [problem.path for problem in judgement.errors] + asking + [note.path for note in notes]
    return next(iter(paths), "")
