"""Where files with a mark of secrecy go, and how they are destroyed (docs/operate.md).

The folder is none of the store's, on this machine alone, and in no back-up. Who manages is told
that a file is held and how to find it by its code; no name, no word of it is told.
"""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kedeng.apps.files.models import Held
from kedeng.apps.history.actions import record
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.secrecy_marks import Mark
from kedeng.lib.names import random_code

_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Sender:
    """Who sends a file, for what, and what an alert may say of it (codes, names of bodies)."""

    actor: Actor | None
    subject: str
    told: dict[str, Any] = field(default_factory=dict)


def hold(*, stream: BinaryIO, size: int, mark: Mark, sender: Sender) -> Held:
    """Put a marked file aside. Side effects in order: the bytes, then the row with history."""
    code, actor = random_code(), sender.actor
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stream.seek(0)
    handle = os.open(folder / code, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        shutil.copyfileobj(stream, file, _CHUNK)
        file.flush()
        os.fsync(file.fileno())
    with transaction.atomic():
        held = Held.objects.create(
            code=code,
            subject=sender.subject,
            level=mark.level,
            in_name=mark.place == "name",
            page=None if mark.place == "name" else int(mark.place),
            size=size,
            sender=actor.name if actor else "",
            organisation=actor.organisation_name if actor else "",
            held_at=timezone.now(),
        )
        record(
            kind=Event.FILE_HELD,
            subject=sender.subject,
            actor=actor,
            details={"held": code, **sender.told},
        )
    return held


def held_files() -> list[Held]:
    """Give what waits to be destroyed, the oldest first."""
    return list(Held.objects.filter(destroyed_at=None))


def destroy(*, code: str, by: str) -> Held:
    """Overwrite a held file and take it away; its row says when and by whom.

    KeyError for a code that is none, or of a file that is destroyed. Side effects in order: the
    bytes, then the row with history.
    """
    held = Held.objects.filter(code=code, destroyed_at=None).first()
    if held is None:
        raise KeyError(code)
    _overwrite(_folder() / held.code)
    with transaction.atomic():
        held.destroyed_at, held.destroyed_by = timezone.now(), by[:100]
        held.save(update_fields=["destroyed_at", "destroyed_by"])
        record(
            kind=Event.HELD_FILE_DESTROYED,
            subject=held.subject,
            actor=None,
            details={"held": held.code, "by": held.destroyed_by},
        )
    return held


def _overwrite(place: Path) -> None:
    """Write noise over the bytes before the name goes; on flash and copies it proves nothing."""
    if not place.exists():
        return
    with place.open("r+b") as file:
        left = place.stat().st_size
        while left > 0:
            left -= file.write(os.urandom(min(left, _CHUNK)))
        file.flush()
        os.fsync(file.fileno())
    place.unlink()


def _folder() -> Path:
    return Path(settings.QUARANTINE_ROOT)
