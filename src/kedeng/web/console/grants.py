"""The log of grants: who gave or took which right, of whom, when."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kedeng.apps.organisations.queries import GrantFilter, grants_log
from kedeng.domain.rights import RIGHT_LABELS, Right
from kedeng.web.console.forms import GrantsForm
from kedeng.web.console.reach import paged


@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """List what was granted in the own body and below, newest first."""
    form = GrantsForm(request.GET)
    form.fields["right"].choices = [("", "—"), *((r.value, s) for r, s in RIGHT_LABELS.items())]
    form.is_valid()  # what is no filter of ours narrows nothing, and is told
    asked = form.cleaned_data
    chosen = GrantFilter(
        text=asked.get("text", ""),
        right=Right(asked["right"]) if asked.get("right") else None,
        from_day=asked.get("from_day"),
        through_day=asked.get("through_day"),
    )
    query = urlencode({key: value for key, value in asked.items() if value})
    context: dict[str, Any] = {
        "area": "console",
        "tab": "grants",
        "form": form,
        "is_filtered": bool(query),
        **paged(request, grants_log(request.actor, chosen), query),
    }
    return render(request, "console/grants.html", context)
