"""Whom a registration concerns, for the room of messages, which knows no registration."""

from kedeng.apps.messages.addresses import Address
from kedeng.apps.registrations.models import Registration
from kedeng.domain.states import State


def address(code: str) -> Address | None:
    """Give whom a registration concerns now; None for one that was deleted."""
    found = Registration.objects.filter(code=code).prefetch_related("stops").first()
    if found is None:
        return None
    return Address(
        title=found.title or "未命名成果",
        state=State(found.state),
        desk=found.desk,
        filer_id=found.filer_id,
        filer_body_id=found.filer_organisation_id,
        stops=found.facts().stops,
        claimed_by=found.claimed_by_id,
        claimed_at=found.claimed_at,
        reach=found.reach,
    )
