"""How actions tell what they did to an account: history, and the log of grants drawn from it."""

from collections.abc import Iterable
from typing import Any

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import GrantNote, User
from kedeng.domain.events import Event
from kedeng.domain.grants import Change
from kedeng.domain.policy import Actor
from kedeng.domain.rights import RIGHT_LABELS, Right
from kedeng.lib.text import folded

Line = tuple[Change, Right | None]


def tell(
    *,
    actor: Actor | None,
    kind: Event,
    user: User,
    details: dict[str, Any],
    lines: Iterable[Line] = (),
    remark: str = "",
) -> None:
    """Write the event of a user, then its lines of the log. Runs inside the act's transaction."""
    event = record(
        kind=kind,
        subject=f"user:{user.pk}",
        actor=actor,
        details={
            "user": user.name,
            "username": user.username,
            "organisation": [user.organisation_id, user.organisation.name],
            **details,
        },
    )
    people = "|".join(folded(name) for name in (user.name, user.username, event.actor_name))
    GrantNote.objects.bulk_create(
        GrantNote(
            happened_at=event.happened_at,
            change=change.value,
            right=right.value if right else "",
            user=user,
            user_name=user.name,
            username=user.username,
            organisation_id=user.organisation_id,
            organisation_name=user.organisation.name,
            actor_id=event.actor_id,
            actor_name=event.actor_name,
            actor_organisation=event.organisation_name,
            remark=remark[:300],
            people=people[:300],
        )
        for change, right in lines
    )


def tell_of_body(
    *, actor: Actor | None, kind: Event, body_id: int, details: dict[str, Any]
) -> None:
    """Write the event of a body. Runs inside the act's transaction."""
    record(kind=kind, subject=f"organisation:{body_id}", actor=actor, details=details)


def in_order(rights: Iterable[Right]) -> list[Right]:
    """Rights in the order of the closed list."""
    wanted = set(rights)
    return [right for right in RIGHT_LABELS if right in wanted]
