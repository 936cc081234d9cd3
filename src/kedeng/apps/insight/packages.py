"""The 报送包 of a batch: asked for with one click, bound by the worker, given in volumes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kedeng.apps.files.models import ScanState
from kedeng.apps.files.queries import scans_among
from kedeng.apps.insight.models import Package, Volume
from kedeng.apps.registrations.actions import note_reading
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import SummaryBatch
from kedeng.apps.registrations.queries import visible_to
from kedeng.domain.events import Access
from kedeng.domain.policy import Action, Actor, decide

MOST_TRIES = 3
LEASE = timedelta(minutes=30)


def ask_for_package(*, actor: Actor, batch: SummaryBatch) -> Package:
    """Ask for the package of a batch; one that failed is tried again, one that is made stays.

    One in which a later scan found a virus is dropped and made anew.

    Raises RefusedMoveError: "right_missing", "package_withheld". Writes no history: nothing happens
    to a record, and who reads the volumes is noted when they are read.
    """
    decision = decide(actor, Action.MAKE_SUMMARY)
    if not decision:
        raise RefusedMoveError(decision.reason)
    if not may_have(actor, batch):
        raise RefusedMoveError("package_withheld")
    asked = {"asked_at": timezone.now(), "asked_by": actor.name}
    package, is_new = Package.objects.get_or_create(batch=batch, defaults=asked)
    if not is_new and is_infected(package):
        _drop(package, asked)
    elif not is_new and has_failed(package):
        Package.objects.filter(pk=package.pk, made_at=None).update(
            tries=0, leased_until=None, **asked
        )
    package.refresh_from_db()
    return package


@transaction.atomic
def _drop(package: Package, asked: Mapping[str, Any]) -> None:
    """Take the volumes away, rows and bytes, and let the package wait as one that is new."""
    made = Package.objects.filter(pk=package.pk, made_at=package.made_at)
    if not made.update(made_at=None, tries=0, leased_until=None, bound=[], **asked):
        return  # somebody else has asked anew
    for volume in package.volumes.all():
        storages["default"].delete(volume.path)
    package.volumes.all().delete()


def may_have(actor: Actor, batch: SummaryBatch) -> bool:
    """Whether somebody may read all that a package holds.

    The next desk has it when the batch was handed over, and only while it sees every record of it:
    one that was taken back unread is not shown to it any more (h3, process.md B84).
    """
    if batch.organisation_id != actor.organisation_id and not batch.hand_overs.exists():
        return False
    records = set(batch.lines.values_list("registration", flat=True))
    return visible_to(actor).filter(pk__in=records).count() == len(records)


def package_of(batch: SummaryBatch) -> Package | None:
    """Give the package of a batch with its volumes; None where nobody asked for it."""
    return Package.objects.filter(batch=batch).prefetch_related("volumes").first()


def is_infected(package: Package) -> bool:
    """Whether a file that is bound in has been found infected since: no volume is given then."""
    if package.made_at is None:
        return False
    return ScanState.INFECTED in scans_among(package.bound).values()


def volume_of(batch: SummaryBatch, number: int) -> Volume | None:
    """Find a volume of a package that is made."""
    return Volume.objects.filter(package__batch=batch, number=number).first()


def open_volume(volume: Volume) -> BinaryIO:
    """Open the bytes of a volume for reading. The caller closes them."""
    return storages["default"].open(volume.path, "rb")


def note_read(*, actor: Actor, volume: Volume) -> None:
    """Note for each record of a batch that somebody reads its papers (process.md B85)."""
    lines = volume.package.batch.lines.select_related("registration", "revision")
    for line in lines.prefetch_related("registration__stops"):
        item = f"package {line.revision.number}"
        note_reading(actor=actor, registration=line.registration, kind=Access.PRINTED, item=item)


def has_failed(package: Package) -> bool:
    """Whether the worker has given it up until somebody asks again."""
    return package.made_at is None and package.tries >= MOST_TRIES


def waiting(now: datetime) -> QuerySet[Package]:
    """Give the packages that a worker may take in hand, the oldest first."""
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    wanted = Package.objects.filter(free, made_at=None, tries__lt=MOST_TRIES)
    return wanted.select_related("batch__round").order_by("asked_at")
