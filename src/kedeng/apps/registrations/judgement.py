"""Gathers the facts of a registration and lets `formkit.check` judge it, for every door."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from kedeng.apps.organisations.queries import names_of, unit_of
from kedeng.apps.registrations.contracts import contracts_of
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.packs import pack_for
from kedeng.apps.rounds import queries as rounds
from kedeng.definitions.registry import definition
from kedeng.definitions.rules.evidence import conditions
from kedeng.domain.evidence import Assessment, assess
from kedeng.formkit.answers import Answers
from kedeng.formkit.canonical import digest
from kedeng.formkit.check import Problem, check
from kedeng.formkit.facts import Facts, UnitFacts
from kedeng.formkit.model import FormDefinition
from kedeng.formkit.rules import Rule, Severity, Stage
from kedeng.formkit.visible import settle
from kedeng.renderings.pdf.unprintable import unprintable


@dataclass(frozen=True)
class Explained:
    """A problem that asks for an explanation, and the one that was given for just these values."""

    problem: Problem
    judged: str
    text: str

    @property
    def settled(self) -> bool:
        """Whether an explanation stands for the values as they are now."""
        return bool(self.text)


@dataclass(frozen=True)
class Judgement:
    """What the judge says of a draft, with the settled answers and the facts that it used."""

    form: FormDefinition
    typed: Answers
    settled: Answers
    facts: Facts
    problems: tuple[Problem, ...]
    explanations: dict[tuple[str, str], tuple[str, str]]  # (code, path) → (judged digest, text)

    @cached_property
    def errors(self) -> list[Problem]:
        """Problems that block."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    @cached_property
    def warnings(self) -> list[Problem]:
        """Problems that inform."""
        return [problem for problem in self.problems if problem.severity is Severity.WARNING]

    @cached_property
    def confirmations(self) -> list[Explained]:
        """Problems that ask for an explanation, with the one that is valid, if any."""
        found = []
        for problem in self.problems:
            if problem.severity is Severity.CONFIRM:
                judged = self._judged_digest(problem)
                given = self.explanations.get((problem.code, problem.path), ("", ""))
                found.append(Explained(problem, judged, given[1] if given[0] == judged else ""))
        return found

    @cached_property
    def unexplained(self) -> list[Explained]:
        """Confirmations that still lack an explanation."""
        return [item for item in self.confirmations if not item.settled]

    @cached_property
    def open(self) -> list[Problem]:
        """Every problem but those that have been explained."""
        explained = [item.problem for item in self.confirmations if item.settled]
        return [problem for problem in self.problems if problem not in explained]

    @property
    def complete(self) -> bool:
        """Whether nothing blocks a submission."""
        return not self.errors and not self.unexplained

    def _judged_digest(self, problem: Problem) -> str:
        """Digest of what a confirmation was given for: its figures, and the sections judged."""
        sections = {problem.section}
        for rule in self.form.rules:
            if rule.key == problem.rule:
                sections |= sections_read(rule, self.settled, self.facts)
        return digest(
            {
                "code": problem.code,
                "path": problem.path,
                "params": {key: str(value) for key, value in problem.params.items()},
                "values": {key: self.settled.data.get(key) for key in sections},
            }
        )


def judge(
    registration: Registration, *, stage: Stage = Stage.SUBMISSION, today: date | None = None
) -> Judgement:
    """Judge a registration's draft as it stands now. Reads sections, evidence and explanations."""
    return judge_answers(registration, draft_answers(registration), stage=stage, today=today)


def judge_answers(
    registration: Registration,
    typed: Answers,
    *,
    stage: Stage = Stage.SUBMISSION,
    today: date | None = None,
) -> Judgement:
    """Judge answers to a registration's form as if they were its draft."""
    form = definition(registration.category, registration.edition)
    settled = settle(form, typed)
    facts = facts_of(registration, today or timezone.localdate())
    facts = replace(facts, contracts=contracts_of(registration, settled))
    explanations = {
        (item.code, item.path): (item.judged, item.text) for item in registration.explanations.all()
    }
    problems = (*check(form, settled, stage, facts), *unprintable(form, settled))
    return Judgement(form, typed, settled, facts, problems, explanations)


def draft_answers(registration: Registration) -> Answers:
    """Give what was typed, unsettled."""
    return Answers({row.section: row.content for row in registration.sections.all()})


def facts_of(registration: Registration, today: date) -> Facts:
    """Gather what the judge must know beyond the answers."""
    round_ = registration.round
    unit = unit_of(registration.filer_organisation)
    bodies = {unit, registration.filer_organisation}  # the same one, but for a faculty
    names = frozenset[str]().union(*map(names_of, bodies))
    return Facts(
        today=today,
        catalogue=rounds.catalogue(),
        unit=UnitFacts(name=unit.name, names=names, uscc=unit.uscc),
        round_year=round_.year,
        evidence_from=round_.evidence_from,
        evidence_to=round_.evidence_to,
        filled_slots=frozenset(item.slot for item in registration.evidence.all()),
        pack=pack_for(registration),
        profile=round_.profile.values,
    )


def assess_evidence(registration: Registration, judgement: Judgement) -> Assessment:
    """Say which requirement of the pack is met by which files, and what is missing."""
    files: dict[str, tuple[str, ...]] = {}
    for item in registration.evidence.all():
        files[item.slot] = (*files.get(item.slot, ()), item.file_name)
    held = conditions(judgement.settled, judgement.facts)
    return assess(judgement.facts.pack, registration.category, files, held)


def sections_read(rule: Rule, answers: Answers, facts: Facts) -> frozenset[str]:
    """Name the sections that a rule looks at, by running it: what it judged, it must have read."""
    watched = _Watched(answers.data)
    for _ in rule.judge(Answers(watched), facts):
        pass
    return frozenset(watched.read)


class _Watched(Mapping[str, Any]):
    """Answers by section that remember which sections were asked for."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)
