"""Scans of stamped forms: the newest of a version is shown, those that it replaced are kept.

A filer who has scanned the wrong paper scans again. Nothing is removed: a desk may have seen it.
"""

from kedeng.apps.registrations.models import Evidence, Registration
from kedeng.domain.evidence import STAMPED_FORM, stamped_name


def scans_of(registration: Registration, version: int) -> list[Evidence]:
    """Give the scans of a version's stamped form, newest first: the first is the one to show."""
    scans = registration.evidence.filter(slot=STAMPED_FORM, slot_name=stamped_name(version))
    return list(scans.select_related("file").order_by("-added_at", "-id"))


def shown_evidence(registration: Registration) -> list[Evidence]:
    """Give the files in the slots, by slot, without scans that a later one has replaced."""
    items = list(registration.evidence.select_related("file").order_by("slot", "id"))
    scans = [item for item in items if item.is_scan]
    scans.sort(key=lambda scan: (scan.added_at, scan.pk))
    newest = {scan.slot_name: scan.pk for scan in scans}
    replaced = {scan.pk for scan in scans} - set(newest.values())
    return [item for item in items if item.pk not in replaced]
