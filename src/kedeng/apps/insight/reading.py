"""A version of a registration as people read it: sections, files, explanations, warnings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils import timezone

from kedeng.apps.registrations.change_records import changes_shown_to
from kedeng.apps.registrations.judgement import draft_answers, facts_of
from kedeng.apps.registrations.models import Registration, Revision
from kedeng.apps.registrations.packs import pack_for
from kedeng.apps.registrations.scans import scans_of, shown_evidence
from kedeng.apps.rounds import queries as rounds
from kedeng.definitions.registry import definition
from kedeng.domain.eligibility import duty
from kedeng.domain.evidence import STAMPED_FORM
from kedeng.domain.policy import Actor, owns
from kedeng.formkit.answers import Answers
from kedeng.formkit.check import check
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import FormDefinition
from kedeng.formkit.rules import Severity, Stage
from kedeng.formkit.visible import settle
from kedeng.renderings.messages import EVIDENCE, duty_sentence, place, sentence
from kedeng.renderings.pdf.unprintable import unprintable
from kedeng.renderings.summary import SummarySection, place_namer, split_path, summarise

EVIDENCE_PATH = "evidence."


@dataclass(frozen=True)
class EvidenceLine:
    """A file in a slot. `path` is where a note on it stands."""

    slot: str
    label: str
    digest: str
    file_name: str
    pages: int | None

    @property
    def path(self) -> str:
        """Path of the slot, as problems of the evidence have it."""
        return f"{EVIDENCE_PATH}{self.slot}"


@dataclass(frozen=True)
class Explained:
    """What the filer was asked to explain, and what they said."""

    place: str
    sentence: str
    text: str


@dataclass(frozen=True)
class Reading:
    """A submitted version, or the draft (`revision` is None then)."""

    registration: Registration
    form: FormDefinition
    answers: Answers
    catalogue: Catalogue
    evidence: tuple[EvidenceLine, ...]
    explanations: tuple[Explained, ...]
    revision: Revision | None

    @property
    def title(self) -> str:
        """The achievement's name in this version; the record's own may be of a later draft."""
        return self.answers.text("overview.achievement_name")

    @cached_property
    def sections(self) -> list[SummarySection]:
        """Everything that was answered, in words."""
        return summarise(self.form, self.answers, self.catalogue)

    @cached_property
    def files(self) -> list[EvidenceLine]:
        """Each file once; its label names every slot that it fills."""
        found: dict[str, EvidenceLine] = {}
        for line in self.evidence:
            known = found.get(line.digest)
            label = f"{known.label}、{line.label}" if known else line.label
            found[line.digest] = replace(line, label=label)
        return list(found.values())

    @cached_property
    def duty(self) -> str:
        """Whether the result must be registered, with the article (process.md B1)."""
        profile = self.registration.round.profile.values
        found = duty(self.answers.rows("projects"), self.catalogue, profile)
        return duty_sentence(found, self.catalogue)

    @cached_property
    def warnings(self) -> list[tuple[str, str]]:
        """What the judge finds odd but lets pass, as of the submission: (place, sentence)."""
        if self.revision is None:
            return []
        day = timezone.localdate(self.revision.submitted_at)
        slots = frozenset(line.slot for line in self.evidence)
        facts = replace(facts_of(self.registration, day), filled_slots=slots)
        judged = check(self.form, self.answers, Stage.SUBMISSION, facts)
        problems = (*judged, *unprintable(self.form, self.answers))
        return [
            (place(problem, self.form, self.answers), sentence(problem))
            for problem in problems
            if problem.severity is Severity.WARNING
        ]

    def place(self, path: str) -> str:
        """Name a path in words: 完成人第 4 位 · 工作单位, 证明材料 · 研究报告."""
        if path.startswith(EVIDENCE_PATH):
            labels = (line.label for line in self.evidence if line.path == path)
            return f"{EVIDENCE} · {next(labels, path.removeprefix(EVIDENCE_PATH))}"
        return place_namer(self.form, self.answers)(path)

    def has_place(self, path: str) -> bool:
        """Whether a note may stand at a path, unanswered fields and empty slots included."""
        if path in self.paths():
            return True
        if path.startswith(EVIDENCE_PATH):
            slots = pack_for(self.registration).categories[self.form.key].by_key
            return path.removeprefix(EVIDENCE_PATH) in slots
        key, row, field = split_path(path)
        section = self.form.by_key.get(key)
        if section is None or not (field == "" or field in section.by_key):
            return False
        if section.repeats is None:
            return not row
        return any(found["id"] == row for found in self.answers.rows(key)) or not (row or field)

    def paths(self) -> frozenset[str]:
        """Every place that a note may stand at: fields, rows, sections, slots."""
        found = {line.path for line in self.evidence}
        for section in self.sections:
            found |= {section.key, *(line.path for line in section.lines)}
            for row in section.rows:
                found |= {row.path, *(line.path for line in row.lines)}
        return frozenset(found)


def read_revision(registration: Registration, revision: Revision) -> Reading:
    """Read a submitted version. Two queries: the code lists and the round's pack, both cached."""
    form = definition(registration.category, revision.edition)
    answers = Answers(revision.answers)
    explained = tuple(
        Explained(place_namer(form, answers)(item["path"]), item["sentence"], item["text"])
        for item in revision.explanations
    )
    scans = [_item(scan) for scan in scans_of(registration, revision.number)[:1]]
    evidence = _evidence(registration, [*revision.evidence, *scans])
    lists = rounds.catalogue_of(revision.list_versions)
    return Reading(registration, form, answers, lists, evidence, explained, revision)


def replaced_scans(registration: Registration, revision: Revision) -> tuple[EvidenceLine, ...]:
    """Give the scans of a version's stamped form that a later one has replaced, newest first."""
    scans = scans_of(registration, revision.number)[1:]
    return _evidence(registration, [_item(scan) for scan in scans])


def _item(row: Any) -> dict[str, Any]:
    return {
        "slot": row.slot,
        "slot_name": row.slot_name,
        "digest": row.file_id,
        "file_name": row.file_name,
        "pages": row.file.pages,
    }


def read_draft(registration: Registration) -> Reading:
    """Read the draft as it stands now, computed and without what is no longer asked."""
    form = definition(registration.category, registration.edition)
    answers = settle(form, draft_answers(registration))
    evidence = _evidence(registration, [_item(item) for item in shown_evidence(registration)])
    return Reading(registration, form, answers, rounds.catalogue(), evidence, (), None)


def _evidence(
    registration: Registration, items: Iterable[Mapping[str, Any]]
) -> tuple[EvidenceLine, ...]:
    """Files by slot, in the order of the round's pack."""
    slots = pack_for(registration).categories[registration.category].by_key
    order = {key: rank for rank, key in enumerate(slots)}
    lines = [
        EvidenceLine(
            item["slot"],
            item.get("slot_name")
            or (slots[item["slot"]].label if item["slot"] in slots else item["slot"]),
            item["digest"],
            item["file_name"],
            item.get("pages"),
        )
        for item in items
    ]
    return tuple(sorted(lines, key=lambda line: order.get(line.slot, len(order))))


def files_open_to(actor: Actor, registration: Registration) -> dict[str, str]:
    """Give digest → name of the files that an actor who sees the record may open.

    Files of every submitted version, stamped forms, and of the requests for a change that the actor
    may read; those of the draft for its owner alone.
    """
    found: dict[str, str] = {}
    for evidence in registration.revisions.order_by("number").values_list("evidence", flat=True):
        found |= {item["digest"]: item["file_name"] for item in evidence}
    stamped = registration.evidence.filter(slot=STAMPED_FORM)
    found |= dict(stamped.values_list("file_id", "file_name"))
    for change in changes_shown_to(actor, registration):
        found |= {each.file_id: each.file_name for each in change.files.all()}
    if owns(actor, registration.facts()):
        found |= dict(registration.evidence.values_list("file_id", "file_name"))
    return found
