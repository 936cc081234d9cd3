"""What is read of a record leaves a note in the access log (process.md B85)."""

from kedeng.apps.history.actions import note_access
from kedeng.apps.registrations.models import Registration, SummaryBatch
from kedeng.domain.events import Access
from kedeng.domain.policy import Actor, purpose_of


def note_reading(*, actor: Actor, registration: Registration, kind: Access, item: str) -> None:
    """Note that an actor who sees the record opens a file or prints a version, and what for.

    `item` is the file's digest, or which paper of which version: "form 2", "form draft".
    """
    note_access(
        actor=actor,
        kind=kind,
        subject=registration.subject,
        item=item,
        purpose=purpose_of(actor, registration.facts()),
        owner_id=registration.filer_organisation_id,
    )


def note_batch_reading(*, actor: Actor, batch: SummaryBatch, kind: Access, item: str) -> None:
    """Note for each record of a batch that an actor reads a paper that tells of them all."""
    lines = batch.lines.select_related("registration")
    for line in lines.prefetch_related("registration__stops"):
        note_reading(actor=actor, registration=line.registration, kind=kind, item=item)
