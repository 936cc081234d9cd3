"""What changed since a desk last saw a registration, with its notes beside the changes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kedeng.apps.insight.reading import Reading
from kedeng.apps.registrations.models import Move, NoteAnswer, Registration, ReviewNote, Revision
from kedeng.domain.answers_to_notes import OUTCOME_LABELS, Outcome
from kedeng.domain.policy import Actor
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.comparison import Change
from kedeng.renderings.messages import EVIDENCE
from kedeng.renderings.stretches import Stretch, stretches
from kedeng.renderings.summary import CHANGE_WORDS, ChangedPlace, changes

_LONG_TEXT = 40
REASONS, ANY_REASON = "return_reason", "other"


@dataclass(frozen=True)
class Told:
    """A note that a desk gave when it sent the record back, and what the filer answered."""

    by: str
    path: str
    place: str
    text: str
    why: str = ""  # the coded reason in words
    answer: "NoteAnswer | None" = None

    @property
    def said(self) -> str:
        """How the filer dealt with it, in a word; "" for no answer."""
        return OUTCOME_LABELS[Outcome(self.answer.outcome)] if self.answer else ""


@dataclass(frozen=True)
class NotedChange:
    """A difference in words, and the notes that had asked for it."""

    change: ChangedPlace
    notes: tuple[Told, ...] = ()

    @property
    def kind(self) -> Change:
        """How the place differs, for what chooses by it; `change.change` is the word."""
        return next(kind for kind, word in CHANGE_WORDS.items() if word == self.change.change)

    @property
    def stretches(self) -> list[Stretch]:
        """What changed inside a long text; empty for short ones, which are shown whole."""
        longest = max(len(self.change.before), len(self.change.after))
        if longest < _LONG_TEXT or self.kind is not Change.CHANGED:
            return []
        return stretches(self.change.before, self.change.after)


@dataclass(frozen=True)
class Comparison:
    """Everything between two versions.

    `reasons` are those of the moves that sent the record back, `open` notes at whose place nothing
    changed.
    """

    since: Revision
    reasons: tuple[Told, ...]
    changes: tuple[NotedChange, ...]
    open: tuple[Told, ...]

    @property
    def count(self) -> int:
        """How many places differ."""
        return len(self.changes)


def base_for(actor: Actor, registration: Registration, newest: Revision) -> Revision | None:
    """Give the version to compare with: the older one that the actor's desk moved last.

    None where the desk has not seen the record before: it reads the whole form then.
    """
    older = registration.revisions.filter(number__lt=newest.number)
    seen = (
        registration.moves.filter(
            organisation_id=actor.organisation_id, from_desk__gt=0, revision__in=older
        )
        .order_by("-expected_version")
        .values_list("revision", flat=True)
        .first()
    )
    return older.filter(pk=seen).first() if seen else None


def compare_versions(old: Reading, new: Reading, moves: Sequence[Move]) -> Comparison:
    """Compare two submitted versions of a registration: answers, then evidence.

    `moves` are all of the record's; what they said when they sent one of these versions back is set
    beside the changes, but for what was undone. ValueError for a draft.
    """
    if old.revision is None:
        raise ValueError("a comparison begins with a submitted version")
    since = old.revision.pk
    said = [m for m in moves if m.reason and not m.is_undone]
    back = [m for m in said if m.revision_id is not None and m.revision_id >= since]
    reasons = tuple(Told(m.organisation_name, "", m.sentence, m.reason) for m in back)
    notes = [_told(move, note, new.catalogue) for move in back for note in move.notes.all()]
    found = [
        NotedChange(change) for change in changes(new.form, old.answers, new.answers, new.catalogue)
    ]
    found += [NotedChange(change) for change in _evidence_changes(old, new)]
    open_notes = []
    for note in notes:
        places = [i for i, item in enumerate(found) if concerns(note.path, item.change.path)]
        if not places:
            open_notes.append(note)
            continue
        first = places[0]
        found[first] = replace(found[first], notes=(*found[first].notes, note))
    return Comparison(old.revision, reasons, tuple(found), tuple(open_notes))


def _told(move: Move, note: ReviewNote, lists: Catalogue) -> Told:
    entry = lists[REASONS].by_code.get(note.reason_code)
    why = entry.label if entry and entry.code != ANY_REASON else ""
    return Told(move.organisation_name, note.path, note.place, note.text, why, note.answer)


def concerns(noted: str, changed: str) -> bool:
    """Whether a change lies where a note stands, inside it, or around it."""
    inner, outer = max(noted, changed, key=len), min(noted, changed, key=len)
    rest = inner.removeprefix(outer)
    return inner.startswith(outer) and (not rest or rest[0] in ".[")


def _evidence_changes(old: Reading, new: Reading) -> list[ChangedPlace]:
    before = {(line.slot, line.digest): line for line in old.evidence}
    after = {(line.slot, line.digest): line for line in new.evidence}
    added = [
        ChangedPlace(line.path, f"{EVIDENCE} · {line.label}", "新增", "", line.file_name)
        for key, line in after.items()
        if key not in before
    ]
    removed = [
        ChangedPlace(line.path, f"{EVIDENCE} · {line.label}", "删除", line.file_name, "")
        for key, line in before.items()
        if key not in after
    ]
    return [*added, *removed]
