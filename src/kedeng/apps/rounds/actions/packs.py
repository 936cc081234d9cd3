"""Writes to evidence packs: a correction is a new version."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from kedeng.apps.history.actions import record
from kedeng.apps.rounds.actions.refused import NotAllowedError, require_province
from kedeng.apps.rounds.models import EvidencePack
from kedeng.domain import evidence
from kedeng.domain.events import Event
from kedeng.domain.pack_check import pack_faults
from kedeng.domain.policy import Action, Actor
from kedeng.formkit.canonical import digest


@transaction.atomic
def load_evidence_pack(*, content: dict[str, Any]) -> EvidencePack:
    """Load a version of a shipped evidence pack; the same version again changes nothing.

    Raises ValueError where the version is known with another content, or does not hold together.
    """
    pack = evidence.load(content)
    defaults = {"content": content, "digest": digest(content)}
    row, _ = EvidencePack.objects.get_or_create(
        key=pack.key, version=pack.version, defaults=defaults
    )
    if row.digest != defaults["digest"]:
        raise ValueError(f"{pack.key} version {pack.version} has another content already")
    return row


@transaction.atomic
def upload_pack(*, actor: Actor, content: dict[str, Any]) -> EvidencePack:
    """Keep a province's pack under the next version of its key; the version is ours to count.

    The same content again gives the row that is there. Raises NotAllowedError: "pack_wrong" with
    the `faults` (sentences), "pack_not_yours" where the key belongs to somebody else. Side effects:
    the row, then history.
    """
    require_province(actor, Action.MANAGE_PROFILES, actor.organisation_id)
    if faults := pack_faults(content):
        raise NotAllowedError("pack_wrong", faults=faults)
    known = EvidencePack.objects.filter(key=content["key"])
    if known.exclude(organisation_id=actor.organisation_id).exists():
        raise NotAllowedError("pack_not_yours", key=content["key"])
    version = (known.aggregate(last=Max("version"))["last"] or 0) + 1
    newest = known.filter(version=version - 1).first()
    if newest and digest(content | {"version": version - 1}) == newest.digest:
        return newest
    kept = content | {"version": version}
    row = EvidencePack.objects.create(
        organisation_id=actor.organisation_id,
        key=kept["key"],
        version=version,
        content=kept,
        digest=digest(kept),
    )
    record(
        kind=Event.PACK_UPLOADED,
        subject=f"pack:{row.key}",
        actor=actor,
        details={"version": version, "digest": row.digest},
    )
    return row
