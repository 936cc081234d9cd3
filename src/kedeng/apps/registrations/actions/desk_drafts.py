"""What a reviewer has begun to write, put by; nobody else reads it, and the move takes it away."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import DeskDraft, Registration
from kedeng.domain.policy import Actor, lies_with

LARGEST_DRAFT = 60_000  # characters


@transaction.atomic
def put_by(*, actor: Actor, registration: Registration, content: Mapping[str, Any]) -> DeskDraft:
    """Keep what was typed on the desk; an empty `content` drops what was kept.

    Raises RefusedMoveError: "not_at_your_desk", "draft_too_large". No history: nothing happened.
    """
    if not lies_with(actor, registration.facts()):
        raise RefusedMoveError("not_at_your_desk")
    size = len(json.dumps(content, ensure_ascii=False))
    if size > LARGEST_DRAFT:
        raise RefusedMoveError("draft_too_large", size=size, most=LARGEST_DRAFT)
    if not content:
        DeskDraft.objects.filter(registration=registration, user_id=actor.user_id).delete()
        return DeskDraft(content={}, saved_at=timezone.now())
    kept, _ = DeskDraft.objects.update_or_create(
        registration=registration,
        user_id=actor.user_id,
        defaults={"content": dict(content), "saved_at": timezone.now()},
    )
    return kept
