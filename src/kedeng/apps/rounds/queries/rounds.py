"""Reads of rounds."""

from datetime import datetime

from django.db.models import QuerySet

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import organisation_by_id, province_of
from kedeng.apps.rounds.models import Round
from kedeng.apps.rounds.queries.extensions import extended_until
from kedeng.apps.rounds.queries.windows import windows_at
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind
from kedeng.domain.windows import ALWAYS, Step, put_off


def rounds_for(organisation: Organisation) -> list[Round]:
    """Give all rounds of the province above, newest first."""
    province = province_of(organisation)
    return list(_rounds() if province is None else _rounds().filter(organisation=province))


def _rounds() -> QuerySet[Round]:
    rounds = Round.objects.select_related("profile", "pack", "organisation")
    return rounds.prefetch_related("windows").order_by("-id")


def round_for(actor: Actor, round_id: int) -> Round | None:
    """Find a round of the actor's province; None for a foreign one, and for the nation."""
    province = province_of(organisation_by_id(actor.organisation_id))
    return _rounds().filter(organisation=province, pk=round_id).first() if province else None


def open_rounds(organisation: Organisation, now: datetime) -> list[Round]:
    """Give the rounds into which the organisation's people may submit now."""
    return [round_ for round_ in rounds_for(organisation) if _takes(round_, organisation, now)]


def _takes(round_: Round, organisation: Organisation, now: datetime) -> bool:
    window = windows_at(round_, organisation, StopKind.FILER).get(Step.SUBMIT, ALWAYS)
    if window.closes is not None and window.closes <= now:
        window = put_off(window, extended_until(round_, Step.SUBMIT, organisation))
    return window.is_open(now)


def current_round(organisation: Organisation, now: datetime) -> Round | None:
    """Give the round that stands at the head of every page: the open one, else the newest."""
    rounds = rounds_for(organisation)
    taking = (round_ for round_ in rounds if _takes(round_, organisation, now))
    return next(taking, rounds[0] if rounds else None)
