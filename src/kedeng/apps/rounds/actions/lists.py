"""Writes to code lists and number codes."""

from typing import Any

from django.db import transaction

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.rounds.actions.refused import NotAllowedError
from kedeng.apps.rounds.models import CodeListVersion, NumberCode
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide
from kedeng.formkit import codelist


@transaction.atomic
def load_code_list(*, content: dict[str, Any], actor: Actor | None = None) -> bool:
    """Load a version of a code list; True where it was new.

    Raises ValueError where the list does not hold together, or where the version is known with
    another content: a correction is a new version. Side effects: the row, then history.
    """
    loaded = codelist.load(content)
    known = CodeListVersion.objects.filter(key=loaded.key, version=loaded.version).first()
    if known is not None:
        if known.digest != loaded.digest:
            raise ValueError(f"{loaded.key} version {loaded.version} has another content already")
        return False
    CodeListVersion.objects.create(
        key=loaded.key, version=loaded.version, content=loaded.as_dict(), digest=loaded.digest
    )
    record(
        kind=Event.LIST_CORRECTED,
        subject=f"list:{loaded.key}",
        actor=actor,
        details={"version": loaded.version, "digest": loaded.digest},
    )
    return True


@transaction.atomic
def set_number_code(
    *,
    actor: Actor | None,
    organisation: Organisation,
    code: str,
    is_verified: bool,
    source: str = "",
) -> NumberCode:
    """Set the three digits of a body's numbers; then history.

    Raises NotAllowedError for anyone but its own manager. `actor` is None at the first set-up only.
    """
    if actor is not None:
        decision = decide(actor, Action.CORRECT_LISTS)
        if not decision or actor.organisation_id != organisation.pk:
            raise NotAllowedError(decision.reason or "not_your_organisation")
    row, _ = NumberCode.objects.update_or_create(
        organisation=organisation,
        defaults={"code": code, "is_verified": is_verified, "source": source},
    )
    record(
        kind=Event.NUMBER_CODE_CHANGED,
        subject=f"organisation:{organisation.pk}",
        actor=actor,
        details={"code": code, "verified": is_verified},
    )
    return row
