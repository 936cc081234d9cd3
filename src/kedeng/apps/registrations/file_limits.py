"""How large a file of a registration may be, and how much a day brings: its profile says."""

from collections.abc import Sequence

from kedeng.apps.files.inspection import MEGABYTE, Limits
from kedeng.apps.files.quotas import Quotas
from kedeng.apps.registrations.models import Registration
from kedeng.domain.evidence_tree import Slot


def limits_of(registration: Registration, slots: Sequence[Slot] = ()) -> Limits:
    """Give the limits of one file; a slot that says less than the profile holds."""
    profile = registration.round.profile.values
    most = [profile["largest_file_mb"], *(slot.most_mb for slot in slots if slot.most_mb)]
    return Limits(size=min(most) * MEGABYTE, pages=profile["most_file_pages"])


def quotas_of(registration: Registration) -> Quotas:
    """Give what the record and its organisation may send a day."""
    profile = registration.round.profile.values
    return {
        registration.subject: profile["record_files_mb"] * MEGABYTE,
        f"organisation:{registration.filer_organisation_id}": profile["organisation_files_mb"]
        * MEGABYTE,
    }
