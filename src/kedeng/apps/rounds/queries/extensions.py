"""Reads of extensions: what has been agreed, for whom, until when."""

from datetime import datetime

from django.db.models import Q, QuerySet

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import ancestors
from kedeng.apps.rounds.models import Extension, Round
from kedeng.domain.windows import Step


def extended_until(
    round_: Round, step: Step, organisation: Organisation, record_code: str = ""
) -> datetime | None:
    """Give the latest agreed closing of a step for a body's line, or for the record itself.

    That of one category of a round is no part of it: it has moved the round's own window.
    """
    found = live_extension(round_, step, organisation, record_code)
    return found.closes if found else None


def live_extension(
    round_: Round, step: Step, organisation: Organisation, record_code: str = ""
) -> Extension | None:
    """Give the agreed extension that closes last, whether its end has come or not."""
    whose = Q(organisation__in=[body.pk for body in ancestors(organisation)], category="")
    if record_code:
        whose |= Q(record_code=record_code)
    agreed = Extension.objects.filter(whose, round=round_, step=step.value, withdrawn_at=None)
    return agreed.exclude(agreed_at=None).order_by("-closes").first()


def extended_closings(round_: Round, organisation: Organisation) -> dict[Step, datetime]:
    """Give the latest agreed closing of every step for a body's line, in one statement."""
    line = [body.pk for body in ancestors(organisation)]
    agreed = Extension.objects.filter(
        round=round_, organisation__in=line, category="", withdrawn_at=None
    )
    closings = agreed.exclude(agreed_at=None).order_by("closes").values_list("step", "closes")
    return {Step(step): closes for step, closes in closings}


def extensions_of(round_: Round) -> QuerySet[Extension]:
    """Give every extension of a round with who agreed, the newest first."""
    return round_.extensions.prefetch_related("approvals").select_related("organisation")


def agreed_closings(round_: Round, step: Step) -> dict[int, datetime]:
    """Give the latest agreed closing of a step by body, for whoever looks at many bodies."""
    agreed = Extension.objects.filter(round=round_, step=step.value, category="", withdrawn_at=None)
    bodies = agreed.exclude(agreed_at=None).exclude(organisation=None).order_by("closes")
    return dict(bodies.values_list("organisation_id", "closes"))
