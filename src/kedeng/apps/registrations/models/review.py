"""What was submitted, what was moved, what was noted."""

from django.db import models

from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.registrations.models.records import Registration
from kedeng.domain.answers_to_notes import Outcome
from kedeng.domain.bulk import RowOutcome
from kedeng.domain.workflow import TRANSITIONS


class Revision(models.Model):
    """What was submitted: immutable. `digest` covers answers, evidence and explanations."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=20)
    answers = models.JSONField()
    evidence = models.JSONField()  # [{slot, slot_name, digest, file_name, pages}]
    explanations = models.JSONField()  # [{code, path, sentence, text}]
    warned = models.PositiveSmallIntegerField(default=0)  # what the judge found odd and let pass
    list_versions = models.JSONField()
    pack = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=100)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "number"], name="revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} r{self.number}"


class Move(models.Model):
    """A transition that happened, one for each version, with the receipt that a repeat gets."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="moves")
    expected_version = models.PositiveIntegerField()
    transition = models.CharField(max_length=40)
    from_state = models.CharField(max_length=20)
    to_state = models.CharField(max_length=20)
    from_desk = models.PositiveSmallIntegerField()
    to_desk = models.PositiveSmallIntegerField()
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisation_name = models.CharField(max_length=200)
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    checks = models.JSONField(default=list)  # what was confirmed: keys of domain.checklist
    payload_digest = models.CharField(max_length=64)
    receipt = models.JSONField()
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["expected_version"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "expected_version"], name="move_once_per_version"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "transition"], name="move_by_organisation")]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.transition}"

    @property
    def sentence(self) -> str:
        """What happened, in the table's words."""
        return TRANSITIONS[self.transition].done

    @property
    def is_undone(self) -> bool:
        """Whether it was made with others and undone since: it counts as if it had never been."""
        row = getattr(self, "bulk_row", None)  # none for a move that was made alone
        return row is not None and row.outcome == RowOutcome.UNDONE.value


class ReviewNote(models.Model):
    """A note of a returning desk on one field, row or file; `answers` has what the filer said."""

    move = models.ForeignKey(Move, models.PROTECT, related_name="notes")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="notes")
    path = models.CharField(max_length=120)
    place = models.CharField(max_length=200)  # in words, as it then was
    reason_code = models.CharField(max_length=40, blank=True)  # of list return_reason
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.place}: {self.text[:40]}"

    @property
    def answer(self) -> "NoteAnswer | None":
        """The filer's newest answer; None for a note that is open, or was opened again."""
        given = max(self.answers.all(), key=lambda answer: answer.pk, default=None)
        return given if given and given.outcome != Outcome.REOPENED else None


class NoteAnswer(models.Model):
    """What the filer says to a note. The newest row counts; none is ever rewritten."""

    note = models.ForeignKey(ReviewNote, models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    given_by = models.CharField(max_length=100)
    given_by_id = models.BigIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.note_id} {self.outcome}"
