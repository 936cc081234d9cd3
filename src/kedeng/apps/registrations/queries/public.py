"""What anybody may read."""

from django.db.models import Q, QuerySet

from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.search import containing
from kedeng.domain.states import states


def public_registration(code_or_number: str) -> Registration | None:
    """Find a published record by number or code; None for anything else."""
    published = Registration.objects.filter(state__in=_public_states())
    wanted = Q(number=code_or_number) | Q(code=code_or_number)
    return published.filter(wanted).prefetch_related("units", "people", "stops").first()


def public_registrations(
    text: str = "", category: str = "", *, to_transfer: bool = False
) -> QuerySet[Registration]:
    """Give the published records whose title, units or number contain the text, newest first.

    `to_transfer` keeps those whose units offer them on a confirmed sheet (B67).
    """
    records = Registration.objects.filter(state__in=_public_states())
    records = containing(records, text)
    if category:
        records = records.filter(category=category)
    if to_transfer:
        records = records.filter(transfer_sheet__confirmed_at__isnull=False)
    return records.prefetch_related("units").order_by("-published_at", "-id")


def _public_states() -> list[str]:
    return sorted(state.value for state in states(public=True))


def registration_by_code_for_print_check(code: str) -> Registration | None:
    """Find any record for the public print check, which shows no title before publication."""
    return Registration.objects.filter(code=code).prefetch_related("stops").first()
