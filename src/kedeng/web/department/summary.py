"""The 《成果登记项目汇总表》 of what a desk passed on: page, workbook and PDF of one query."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.rounds.queries import current_round, rounds_for
from kedeng.web.typed import typed


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Show the table of a round."""
    rounds, chosen = _rounds(request)
    context = {"area": "summary", "rounds": rounds, "chosen": chosen}
    return render(request, "department/summary.html", context)


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """Give the table as .xlsx."""
    raise Http404(_rounds(request))


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """Give the table as PDF."""
    raise Http404(_rounds(request))


def _rounds(request: HttpRequest) -> tuple:
    organisation = organisation_by_id(request.actor.organisation_id)
    rounds = rounds_for(organisation)
    asked = typed(request.GET.get("round"), 10)
    named = [each for each in rounds if str(each.pk) == asked]
    if asked and not named:
        raise Http404
    return rounds, named[0] if named else current_round(organisation, timezone.now())
