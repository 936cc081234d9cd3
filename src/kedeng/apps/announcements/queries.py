"""Reads of announcements: what somebody may see, what is addressed to them, who has read it."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kedeng.apps.announcements.models import Announcement, AnnouncementFile, ReadMark
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import ancestors, organisation_by_id
from kedeng.domain.announcements import Openness, Stage
from kedeng.domain.policy import Action, Actor, decide
from kedeng.domain.routes import DEPARTMENT

_WITH = ("issuer", "audience", "forwards__issuer")


def announcements_seen_by(actor: Actor | None) -> QuerySet[Announcement]:
    """Give what somebody may read, newest first; None is anybody without a login.

    Without a login only 主动公开. With one also what is addressed to the own body or one above it,
    and what the own body issued. Withdrawn ones are among them: their page says so.
    """
    known = Announcement.objects.exclude(stage=Stage.DRAFT.value).select_related(*_WITH)
    seen = Q(openness=Openness.PUBLIC.value)
    if actor is not None:
        seen |= Q(audience_id__in=_line(actor)) | Q(issuer_id=actor.organisation_id)
    return known.filter(seen)


def announcement_for(actor: Actor | None, code: str) -> Announcement | None:
    """Find an announcement that somebody may read; None for any other, and for drafts."""
    return announcements_seen_by(actor).filter(code=code).first()


def front_announcements(most: int) -> list[Announcement]:
    """Give the newest public ones of departments and above, for the landing page."""
    public = announcements_seen_by(None).filter(
        stage=Stage.PUBLISHED.value, issuer__rank__lte=DEPARTMENT
    )
    return list(public[:most])


def addressed_to(actor: Actor, body: Organisation | None = None) -> QuerySet[Announcement]:
    """Give what is addressed to the actor's body by others, unread first, with `is_read`.

    `body` is the actor's own, where the caller has read it already.
    """
    marks = ReadMark.objects.filter(announcement=OuterRef("pk"), user_id=actor.user_id)
    received = Announcement.objects.filter(
        stage=Stage.PUBLISHED.value, audience_id__in=_line(actor, body)
    ).exclude(issuer_id=actor.organisation_id)
    return (
        received.annotate(is_read=Exists(marks))
        .select_related(*_WITH)
        .order_by("is_read", "-published_at", "-id")
    )


def unread_count(actor: Actor, body: Organisation | None = None) -> int:
    """Count what is addressed to the actor and not marked as read yet; `body` as above."""
    return addressed_to(actor, body).filter(is_read=False).count()


def unread_announcements(actor: Actor, most: int = 3) -> list[Announcement]:
    """Give the newest addressed to the actor and not marked as read, for a landing page."""
    return list(addressed_to(actor).filter(is_read=False)[:most])


def is_addressed_to(actor: Actor, announcement: Announcement) -> bool:
    """Whether somebody else addressed it to the actor's body."""
    is_own = announcement.issuer_id == actor.organisation_id
    return not is_own and announcement.audience_id in _line(actor)


def mark_of(actor: Actor, announcement: Announcement) -> ReadMark | None:
    """Give the actor's own mark of having read it."""
    return ReadMark.objects.filter(announcement=announcement, user_id=actor.user_id).first()


def own_announcements(actor: Actor) -> list[Announcement]:
    """Give all that the actor's body has drafted and issued, newest first, with `readers`."""
    if not decide(actor, Action.ISSUE_ANNOUNCEMENT):
        return []
    own = Announcement.objects.filter(issuer_id=actor.organisation_id).select_related(*_WITH)
    return list(
        own.annotate(readers=Count("marks__organisation", distinct=True)).order_by("-changed_at")
    )


def own_announcement(actor: Actor, code: str) -> Announcement | None:
    """Find one of the actor's own body, in any stage; None for a foreign one."""
    if not decide(actor, Action.ISSUE_ANNOUNCEMENT):
        return None
    own = Announcement.objects.filter(issuer_id=actor.organisation_id, code=code)
    return own.select_related(*_WITH).first()


def file_of(announcement: Announcement, file_id: int) -> AnnouncementFile | None:
    """Find an attachment of an announcement."""
    return announcement.files.select_related("file").filter(pk=file_id).first()


@dataclass(frozen=True)
class Readership:
    """A body that was addressed, and its first mark; None where nobody there has read it."""

    body: Organisation
    mark: ReadMark | None


def readership(announcement: Announcement) -> list[Readership]:
    """Say of each body addressed whether somebody there has read it; those that have not first.

    Asked are the bodies one hop below the issuer, or the one addressed with those right below it:
    whoever reads must pass it on downward.
    """
    marks: dict[int, ReadMark] = {}
    for mark in announcement.marks.select_related("user"):
        marks.setdefault(mark.organisation_id, mark)
    told = [Readership(body, marks.get(body.pk)) for body in _bodies(announcement)]
    return sorted(told, key=lambda each: each.mark is not None)


def _bodies(announcement: Announcement) -> list[Organisation]:
    root = announcement.audience
    below = list(root.children.filter(is_active=True))
    return below if announcement.issuer_id == root.pk else [root, *below]


def _line(actor: Actor, body: Organisation | None = None) -> list[int]:
    """Ids of the actor's body and of all above it."""
    own = body or organisation_by_id(actor.organisation_id)
    return [each.pk for each in ancestors(own)]
