"""What changed since a desk last saw a registration, with its notes beside the changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kedeng.apps.insight.reading import Reading
from kedeng.apps.registrations.models import Move, Registration, ReviewNote, Revision
from kedeng.domain.policy import Actor
from kedeng.renderings.messages import EVIDENCE
from kedeng.renderings.summary import ChangedPlace, changes


@dataclass(frozen=True)
class Told:
    """A note that a desk gave when it sent the record back."""

    by: str
    path: str
    place: str
    text: str


@dataclass(frozen=True)
class NotedChange:
    """A difference in words, and the notes that had asked for it."""

    change: ChangedPlace
    notes: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Everything between two versions. `open` are notes at whose place nothing changed."""

    since: Revision
    changes: tuple[NotedChange, ...]
    open: tuple[Told, ...]

    @property
    def count(self) -> int:
        """How many places differ."""
        return len(self.changes)


def base_for(actor: Actor, registration: Registration, newest: Revision) -> Revision | None:
    """Give the version to compare with: what the actor's desk last moved, else the one before.

    None where there is nothing older than the newest version.
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
    return older.filter(pk=seen).first() if seen else older.order_by("-number").first()


def notes_since(moves: Sequence[Move], revision: Revision) -> list[Told]:
    """Give the notes with which desks sent that version, or a later one, back."""
    return [
        _told(move, note)
        for move in moves
        if move.revision_id is not None and move.revision_id >= revision.pk
        for note in move.notes.all()
    ]


def _told(move: Move, note: ReviewNote) -> Told:
    return Told(move.organisation_name, note.path, note.place, note.text)


def compare_readings(old: Reading, new: Reading, notes: Iterable[Told]) -> Comparison:
    """Compare two versions of one registration: answers, then evidence; set the notes beside."""
    assert old.revision is not None  # noqa: S101 - a comparison begins with something submitted
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
    return Comparison(old.revision, tuple(found), tuple(open_notes))


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
