"""Reads of policy profiles and evidence packs."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import province_of
from kedeng.apps.rounds.models import EvidencePack, PolicyProfile, Round
from kedeng.domain import evidence
from kedeng.domain.policy import Actor
from kedeng.domain.profiles import SILENT, ProfileState


def profiles_for(actor: Actor) -> QuerySet[PolicyProfile]:
    """Give the profiles of the actor's own body, the newest first."""
    own = PolicyProfile.objects.filter(organisation_id=actor.organisation_id)
    return own.select_related("based_on")


def profile_for(actor: Actor, profile_id: int) -> PolicyProfile | None:
    """Find a profile that the actor may read: an own one, or a template. None for others."""
    readable = Q(organisation_id=actor.organisation_id) | Q(organisation__isnull=True)
    found = PolicyProfile.objects.filter(readable, pk=profile_id)
    return found.select_related("based_on", "organisation").first()


def templates() -> QuerySet[PolicyProfile]:
    """Give the ready profiles that any province may copy."""
    return PolicyProfile.objects.filter(organisation__isnull=True).order_by("title", "-version")


def active_profile(organisation: Organisation, day: date) -> PolicyProfile | None:
    """Give the profile in force on a day for a body: its province's newest; None without one."""
    province = province_of(organisation)
    found = PolicyProfile.objects.filter(
        organisation=province, state=ProfileState.ACTIVE.value, valid_from__lte=day
    )
    return None if province is None else found.first()


def told_today(organisation: Organisation, key: str) -> Any:
    """Give what the profile in force today says under a key; None where it, or no profile, does."""
    profile = active_profile(organisation, timezone.localdate())
    return profile.told.get(key, SILENT).value if profile else None


def pack_of(round_: Round) -> evidence.EvidencePack:
    """Give a round's evidence pack."""
    return _pack(round_.pack.pk, round_.pack.digest)


@lru_cache(maxsize=16)
def _pack(pack_id: int, digest: str) -> evidence.EvidencePack:
    """Read a pack; its digest tells apart two rows of one id."""
    return evidence.load(EvidencePack.objects.get(pk=pack_id, digest=digest).content)


def packs_for(actor: Actor) -> QuerySet[EvidencePack]:
    """Give the packs that an actor's rounds may use: the shipped ones and the own."""
    usable = Q(organisation__isnull=True) | Q(organisation_id=actor.organisation_id)
    return EvidencePack.objects.filter(usable).order_by("key", "-version")


def newest_pack(organisation: Organisation, key: str) -> EvidencePack | None:
    """Find the newest version of a pack that a body may use; None for an unknown key."""
    usable = Q(organisation__isnull=True) | Q(organisation=organisation)
    return EvidencePack.objects.filter(usable, key=key).order_by("-version").first()


def pack_called(organisation: Organisation, name: str) -> EvidencePack | None:
    """Find the pack that a profile names: a key for its newest version, or `key@2` for the second.

    None where there is no such pack, or none that the body may use.
    """
    key, version = evidence.pack_and_version(name)
    if version is None:
        return newest_pack(organisation, key)
    usable = Q(organisation__isnull=True) | Q(organisation=organisation)
    return EvidencePack.objects.filter(usable, key=key, version=version).first()


def pack_is_known(key: str, version: int) -> bool:
    """Whether that version of an evidence pack has been loaded."""
    return EvidencePack.objects.filter(key=key, version=version).exists()
