"""Writes to announcements: draft, attach, publish, withdraw, mark as read."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kedeng.apps.announcements.models import Announcement, AnnouncementFile, ReadMark
from kedeng.apps.announcements.queries import announcement_for, is_addressed_to
from kedeng.apps.files.actions import store
from kedeng.apps.files.quarantine import Sender
from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import ancestors, organisation_by_id
from kedeng.domain.announcements import Openness, Stage
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide
from kedeng.lib.names import random_code, tidy_file_name

MOST_FILES = 20


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What the author of an announcement writes; `audience` is the head of a subtree."""

    title: str
    audience: Organisation
    openness: Openness | None = None
    number: str = ""
    dated: date | None = None
    printed_on: date | None = None
    body: str = ""
    source: str = ""


@transaction.atomic
def draft_announcement(
    *, actor: Actor, wording: Wording, forwards: Announcement | None = None
) -> Announcement:
    """Begin an announcement of the actor's own body; then history.

    Raises RefusedError: right_missing; audience_out_of_reach; not_found for one to be forwarded
    that the actor cannot read, forwards_withdrawn for one that has been withdrawn.
    """
    _ask(actor)
    _ask_audience(actor, wording.audience)
    if forwards is not None:
        _ask_forwarded(actor, forwards)
    announcement = Announcement.objects.create(
        code=random_code(),
        issuer_id=actor.organisation_id,
        forwards=forwards,
        changed_by=actor.name,
        changed_at=timezone.now(),
        **_columns(wording),
    )
    _record(actor, announcement, Event.ANNOUNCEMENT_DRAFTED)
    return announcement


@transaction.atomic
def change_draft(
    *, actor: Actor, announcement: Announcement, wording: Wording, expected_version: int
) -> None:
    """Write a draft anew.

    Raises RefusedError: not_found (foreign), edited_meanwhile where somebody else saved since, or
    it is no draft any more; as `draft_announcement` for the audience.
    """
    _ask_own(actor, announcement)
    _ask_audience(actor, wording.audience)
    changed = Announcement.objects.filter(
        pk=announcement.pk, version=expected_version, stage=Stage.DRAFT.value
    ).update(
        version=F("version") + 1,
        changed_by=actor.name,
        changed_at=timezone.now(),
        **_columns(wording),
    )
    if not changed:
        raise RefusedError("edited_meanwhile")


def attach(
    *, actor: Actor, announcement: Announcement, stream: BinaryIO, size: int, file_name: str
) -> AnnouncementFile:
    """Add a file to a draft: the bytes are kept first, then the row.

    Raises RefusedError: not_found, announcement_is_out, too_many_files; RefusedFileError.
    """
    _ask_draft(actor, announcement)
    if announcement.files.count() >= MOST_FILES:
        raise RefusedError("too_many_files", most=MOST_FILES)
    stored = store(stream=stream, size=size, name=file_name, sender=Sender(actor, "files"))
    name = tidy_file_name(file_name)
    return AnnouncementFile.objects.get_or_create(
        announcement=announcement, file=stored, defaults={"name": name}
    )[0]


def detach(*, actor: Actor, announcement: Announcement, file_id: int) -> None:
    """Take a file out of a draft; an unknown one is left alone in silence.

    Raises RefusedError: not_found, announcement_is_out.
    """
    _ask_draft(actor, announcement)
    announcement.files.filter(pk=file_id).delete()


@transaction.atomic
def publish(*, actor: Actor, announcement: Announcement, expected_version: int) -> None:
    """Publish a draft as it was read; then history. It is never changed again.

    Raises RefusedError: not_found, announcement_incomplete, edited_meanwhile.
    """
    _ask_own(actor, announcement)
    if not (announcement.title and announcement.body and announcement.openness):
        raise RefusedError("announcement_incomplete")
    changed = Announcement.objects.filter(
        pk=announcement.pk, version=expected_version, stage=Stage.DRAFT.value
    ).update(stage=Stage.PUBLISHED.value, published_at=timezone.now(), version=F("version") + 1)
    if not changed:
        raise RefusedError("edited_meanwhile")
    _record(actor, announcement, Event.ANNOUNCEMENT_PUBLISHED)


@transaction.atomic
def withdraw(*, actor: Actor, announcement: Announcement, reason: str) -> None:
    """Withdraw what was published; then history. Its page keeps the title and says why.

    Raises RefusedError: not_found, reason_missing, not_published.
    """
    _ask_own(actor, announcement)
    if not reason:
        raise RefusedError("reason_missing")
    changed = Announcement.objects.filter(pk=announcement.pk, stage=Stage.PUBLISHED.value).update(
        stage=Stage.WITHDRAWN.value, withdrawn_at=timezone.now(), withdrawal=reason[:200]
    )
    if not changed:
        raise RefusedError("not_published")
    _record(actor, announcement, Event.ANNOUNCEMENT_WITHDRAWN, reason=reason[:200])


@transaction.atomic
def discard(*, actor: Actor, announcement: Announcement) -> None:
    """Delete a draft; then history. Raises RefusedError: not_found, announcement_is_out."""
    _ask_own(actor, announcement)
    deleted, _ = Announcement.objects.filter(pk=announcement.pk, stage=Stage.DRAFT.value).delete()
    if not deleted:
        raise RefusedError("announcement_is_out")
    _record(actor, announcement, Event.ANNOUNCEMENT_DISCARDED)


@transaction.atomic
def mark_read(*, actor: Actor, announcement: Announcement) -> None:
    """Note that the actor has read what is addressed to the own body; then history, once.

    Raises RefusedError("not_found") for what is addressed to others or cannot be read.
    """
    readable = announcement_for(actor, announcement.code)
    if readable is None or not is_addressed_to(actor, announcement):
        raise RefusedError("not_found")
    _, is_new = ReadMark.objects.get_or_create(
        announcement=announcement,
        user_id=actor.user_id,
        defaults={"organisation_id": actor.organisation_id, "read_at": timezone.now()},
    )
    if is_new:
        _record(actor, announcement, Event.ANNOUNCEMENT_READ)


def _ask(actor: Actor) -> None:
    decision = decide(actor, Action.ISSUE_ANNOUNCEMENT)
    if not decision:
        raise RefusedError(decision.reason)


def _ask_own(actor: Actor, announcement: Announcement) -> None:
    _ask(actor)
    if announcement.issuer_id != actor.organisation_id:
        raise RefusedError("not_found")


def _ask_draft(actor: Actor, announcement: Announcement) -> None:
    _ask_own(actor, announcement)
    if announcement.stage != Stage.DRAFT:
        raise RefusedError("announcement_is_out")


def _ask_audience(actor: Actor, audience: Organisation) -> None:
    """Nobody addresses bodies outside the own subtree."""
    line = {body.pk for body in ancestors(audience)}
    if actor.organisation_id not in line:
        raise RefusedError("audience_out_of_reach")


def _ask_forwarded(actor: Actor, forwards: Announcement) -> None:
    own_line = {body.pk for body in ancestors(organisation_by_id(actor.organisation_id))}
    readable = announcement_for(actor, forwards.code)
    if readable is None or forwards.issuer_id not in own_line - {actor.organisation_id}:
        raise RefusedError("not_found")
    if readable.stage != Stage.PUBLISHED:
        raise RefusedError("forwards_withdrawn")


def _columns(wording: Wording) -> dict[str, object]:
    told = {key: value for key, value in vars(wording).items() if key != "openness"}
    return {**told, "openness": wording.openness.value if wording.openness else ""}


def _record(actor: Actor, announcement: Announcement, kind: Event, **details: str) -> None:
    record(
        kind=kind,
        subject=f"announcement:{announcement.code}",
        actor=actor,
        details={"title": announcement.title, "number": announcement.number, **details},
    )
