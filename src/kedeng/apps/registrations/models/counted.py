"""What is counted and searched: serials, units, people of the newest version, and its numbers."""

from django.db import models

from kedeng.apps.registrations.models.records import Registration
from kedeng.domain.identifiers import MOST, IdentifierKind


class NumberCounter(models.Model):
    """Last serial of a body, year and letter; taken last in its transaction (forms.md 8.1)."""

    body = models.CharField(max_length=3)
    year = models.PositiveIntegerField()
    letter = models.CharField(max_length=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "letter"], name="number_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body}{self.year}{self.letter} {self.last}"


class UnitEntry(models.Model):
    """A completing unit of the newest revision, for search and counting."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="units")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    unit_type = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class PersonEntry(models.Model):
    """A completer of the newest revision, for search and counting."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class IdentifierEntry(models.Model):
    """A number that the newest answers name, drafts too: of a project, or of a right.

    `folded` is what numbers are compared by (domain/identifiers.py).
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in IdentifierKind])
    folded = models.CharField(max_length=MOST)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind", "folded"], name="identifier_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "folded"], name="identifier_by_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.folded}"
