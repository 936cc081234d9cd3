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

from kedeng.apps.files.checker.limits import RefusedFileError
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
            body=sender.told.get("organisation") or (actor.organisation_id if actor else None),
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


def lies_here(held: Held) -> bool:
    """Whether its bytes lie on this machine; another one of the service may have taken it in."""
    return (_folder() / held.code).exists()


def destroy(
    *,
    code: str,
    by: str,
    witness: str,
    reason: str,
    actor: Actor | None = None,
    bytes_are_gone: bool = False,
) -> Held:
    """Overwrite a held file and take it away; its row says when, by whom, who watched, and why.

    Raises RefusedFileError: "held_witness_missing", "held_reason_missing", "held_same_witness";
    "held_gone" for a code that is none or of a file that is destroyed; "held_elsewhere" where its
    bytes are not on this machine, unless `bytes_are_gone` says that nothing is left of them. Side
    effects in order: the bytes, then the row with history.
    """
    by, witness, reason = by.strip(), witness.strip(), reason.strip()
    _ask_why(by, witness, reason)
    held = Held.objects.filter(code=code, destroyed_at=None).first()
    if held is None:
        raise RefusedFileError("held_gone", held=code[:12])
    if not bytes_are_gone and not lies_here(held):
        raise RefusedFileError("held_elsewhere", held=held.code)
    _overwrite(_folder() / held.code)
    told = {
        "destroyed_at": timezone.now(),
        "destroyed_by": by[:100],
        "witnessed_by": witness[:100],
        "destroyed_for": reason[:300],
    }
    with transaction.atomic():
        if not Held.objects.filter(pk=held.pk, destroyed_at=None).update(**told):
            raise RefusedFileError("held_gone", held=held.code)
        record(
            kind=Event.HELD_FILE_DESTROYED,
            subject=held.subject,
            actor=actor,
            details={
                "held": held.code,
                "by": told["destroyed_by"],
                "witness": told["witnessed_by"],
                "reason": told["destroyed_for"],
            },
        )
    held.refresh_from_db()
    return held


def _ask_why(by: str, witness: str, reason: str) -> None:
    if not by or not witness:
        raise RefusedFileError("held_witness_missing")
    if not reason:
        raise RefusedFileError("held_reason_missing")
    if by == witness:
        raise RefusedFileError("held_same_witness")


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
    place.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.QUARANTINE_ROOT)
