"""What the pages of expected results share: the year that is looked at, the filter, saying no."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kedeng.apps.expected.actions import OutOfReachError, RefusedError
from kedeng.apps.expected.queries import ItemFilter
from kedeng.apps.rounds.queries import current_round, rounds_for
from kedeng.domain.expected import KIND_LABELS, STANDING_LABELS
from kedeng.renderings.refusals import refusal
from kedeng.web.typed import typed, typed_number

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import Organisation

_FORBIDDEN = {"right_missing", "expected_of_provinces", "expected_of_another"}


def years_of(organisation: "Organisation") -> list[int]:
    """Years in which the province registers, the newest first."""
    return sorted({round_.year for round_ in rounds_for(organisation)}, reverse=True)


def chosen_year(request: HttpRequest, organisation: "Organisation") -> int | None:
    """Read `?year=`; without one the current round's. None where there has been no round."""
    years = years_of(organisation)
    asked = typed_number(request.GET.get("year") or request.POST.get("year"))
    if asked is not None:
        if asked not in years:
            raise Http404
        return asked
    current = current_round(organisation, timezone.now())
    return current.year if current else None


def chosen_filter(request: HttpRequest) -> ItemFilter:
    """Read the filter from the address; what is no choice of ours filters nothing."""
    asked = request.GET
    standing, kind = typed(asked.get("standing"), 20), typed(asked.get("kind"), 20)
    unit = typed_number(asked.get("unit"))
    return ItemFilter(
        text=typed(asked.get("text"), 100),
        standing=standing if standing in STANDING_LABELS else "",
        kind=kind if kind in KIND_LABELS else "",
        unit="" if unit is None else str(unit),
    )


def query_of(year: int | None, chosen: ItemFilter) -> str:
    """Write year and filter as an address's query."""
    kept = {"year": year, **{key: value for key, value in asdict(chosen).items() if value}}
    return f"?{urlencode(kept)}"


def refused_page(request: HttpRequest, error: RefusedError, **more: Any) -> HttpResponse:
    """Answer an act that was refused. Raises Http404 for what is no concern of the actor's."""
    if isinstance(error, OutOfReachError):
        raise Http404
    context = {"message": refusal(error.code, error.params), "area": "expected", **more}
    status = 403 if error.code in _FORBIDDEN else 422
    return render(request, "public/refused.html", context, status=status)
