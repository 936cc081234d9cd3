"""Extensions: proposed with a reason, agreed by different people, ended by their own instant."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import ancestors
from kedeng.apps.rounds.actions.refused import NotAllowedError, require_province
from kedeng.apps.rounds.actions.windows import put_closing_off
from kedeng.apps.rounds.models import Extension, ExtensionApproval, Round
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor
from kedeng.domain.profile_trial import approvers_needed
from kedeng.domain.windows import Step

LONGEST_REASON = 500


@transaction.atomic
def propose_extension(  # noqa: PLR0913 - the columns of an extension
    *,
    actor: Actor,
    round_: Round,
    step: Step,
    closes: datetime,
    reason: str,
    organisation: Organisation | None = None,
    category: str = "",
    record_code: str = "",
    about: str = "",
    present: datetime | None,
) -> Extension:
    """Propose a later closing for an organisation, or for the record of that code (B38).

    For the round's own province it is the whole round's, or that of one `category`. Whoever
    proposes agrees; where the profile asks for one person, it holds at once. `present` is the
    closing that holds now, `about` what the record is called. Raises NotAllowedError:
    "reason_missing", "reason_too_long", "extension_not_later" with the `present` closing,
    "extension_over", "body_out_of_round", "later_than_above" (of a category). Side effects in
    order: the row, the agreement, history.
    """
    require_province(actor, Action.MANAGE_ROUNDS, round_.organisation_id)
    reason = reason.strip()
    if not reason:
        raise NotAllowedError("reason_missing")
    if len(reason) > LONGEST_REASON:
        raise NotAllowedError("reason_too_long", size=len(reason), most=LONGEST_REASON)
    if organisation and round_.organisation not in ancestors(organisation):
        raise NotAllowedError("body_out_of_round")
    if organisation == round_.organisation:
        present = _closing_of_the_round(round_, step, category, closes)
    if present is None or closes <= present:
        raise NotAllowedError("extension_not_later", present=present)
    if closes <= timezone.now():
        raise NotAllowedError("extension_over")
    extension = Extension.objects.create(
        round=round_,
        step=step.value,
        organisation=organisation,
        category=category if organisation == round_.organisation else "",
        record_code=record_code,
        about=organisation.name if organisation else about,
        closes=closes,
        reason=reason,
        needed=approvers_needed(round_.profile.values, whole_body=organisation is not None),
    )
    _note(Event.EXTENSION_PROPOSED, actor, extension)
    _agree(actor, extension)
    return extension


def _closing_of_the_round(
    round_: Round, step: Step, category: str, closes: datetime
) -> datetime | None:
    """Give when the round's own window closes now; None where it does not.

    One category ends no later than all do. Raises NotAllowedError "later_than_above".
    """
    own = round_.windows.filter(step=step.value, organisation=None)
    closings = dict(own.values_list("category", "closes"))
    of_all = closings.get("")
    present = closings.get(category)
    if present and category and of_all is not None and closes > of_all:
        raise NotAllowedError("later_than_above", closes=of_all)
    return present


@transaction.atomic
def agree_to_extension(*, actor: Actor, extension: Extension) -> None:
    """Agree to what somebody else proposed; with the last agreement needed it holds.

    Raises NotAllowedError: "agreed_before" (two different people), "extension_settled".
    """
    require_province(actor, Action.MANAGE_ROUNDS, extension.round.organisation_id)
    held = _held(extension)
    if held.closes <= timezone.now():
        raise NotAllowedError("extension_settled")
    _agree(actor, held)


def _held(extension: Extension) -> Extension:
    """Read what is not settled yet afresh under its row's lock: those who decide at once wait.

    The last one to agree counts them all, and nobody agrees to what was withdrawn a moment ago.
    Raises NotAllowedError "extension_settled".
    """
    fresh = Extension.objects.select_for_update().get(pk=extension.pk)
    if fresh.agreed_at or fresh.withdrawn_at:
        raise NotAllowedError("extension_settled")
    return fresh


def _agree(actor: Actor, extension: Extension) -> None:
    try:
        with transaction.atomic():
            ExtensionApproval.objects.create(
                extension=extension, user_id=actor.user_id, name=actor.name
            )
    except IntegrityError as error:
        raise NotAllowedError("agreed_before") from error
    if ExtensionApproval.objects.filter(extension=extension).count() >= extension.needed:
        extension.agreed_at = timezone.now()
        extension.save(update_fields=["agreed_at"])
        if extension.is_of_the_round:
            put_closing_off(actor=actor, extension=extension)
    granted = extension.agreed_at is not None
    _note(Event.EXTENSION_GRANTED if granted else Event.EXTENSION_AGREED, actor, extension)


@transaction.atomic
def withdraw_extension(*, actor: Actor, extension: Extension) -> None:
    """Take a proposal back that does not hold yet; then history.

    One that holds stays: people rely on it. Raises NotAllowedError "extension_settled".
    """
    require_province(actor, Action.MANAGE_ROUNDS, extension.round.organisation_id)
    held = _held(extension)
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    _note(Event.EXTENSION_WITHDRAWN, actor, held)


def _note(kind: Event, actor: Actor, extension: Extension) -> None:
    """Write history: of the round, and of the record that the extension is for."""
    details = {
        "for": extension.about,
        "step": extension.step,
        "category": extension.category,
        "closes": extension.closes.isoformat(),
        "reason": extension.reason,
    }
    subjects = [f"round:{extension.round_id}"]
    if extension.record_code:
        subjects.append(f"registration:{extension.record_code}")
    for subject in subjects:
        record(kind=kind, subject=subject, actor=actor, details=details)
