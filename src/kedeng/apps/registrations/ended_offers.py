"""A transfer sheet leaves the public pages, by its unit or by what the form now says (B67)."""

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.models import Registration, TransferSheet
from kedeng.apps.registrations.transfer import wants_transfer
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.formkit.answers import Answers


def end_offer(actor: Actor, registration: Registration) -> None:
    """Take the confirmation of a sheet away, if it has one; its answers stay. Then history."""
    shown = TransferSheet.objects.filter(registration=registration, confirmed_at__isnull=False)
    if shown.update(confirmed_at=None):
        record(kind=Event.SHEET_WITHDRAWN, subject=registration.subject, actor=actor, details={})


def end_unwanted_offer(actor: Actor, registration: Registration, settled: Answers) -> None:
    """End an offer where the version that comes into force names no need to transfer.

    Asks no right: it follows from a submission or a change. A need that comes back is confirmed
    anew, as other answers are.
    """
    if not wants_transfer(settled):
        end_offer(actor, registration)
