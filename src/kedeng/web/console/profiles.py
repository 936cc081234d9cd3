"""Policy profiles: the list with the templates, one with its sources, its activation."""

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.rounds import actions, queries
from kedeng.apps.rounds.actions import NotAllowedError
from kedeng.domain.profile_keys import KEYS
from kedeng.domain.profiles import BASIS_LABELS, SILENT, Basis, differences, show
from kedeng.domain.routes import PROVINCE
from kedeng.web.console.refusing import refused, sentence_of, status_of
from kedeng.web.typed import typed, typed_number

if TYPE_CHECKING:
    from kedeng.apps.rounds.models import PolicyProfile

COLOURS = {
    Basis.SOURCED: "green",
    Basis.RECALLED: "amber",
    Basis.INFERRED: "amber",
    Basis.UNVERIFIED: "amber",
}


@require_safe
def profiles(request: HttpRequest) -> HttpResponse:
    """List the own profiles and the templates to copy."""
    if request.actor.rank != PROVINCE:
        return refused(request, NotAllowedError("province_only"))
    context = {
        "area": "console",
        "tab": "profiles",
        "profiles": queries.profiles_for(request.actor),
        "templates": queries.templates(),
        "today": timezone.localdate(),
    }
    return render(request, "console/profiles.html", context)


@require_safe
def profile(request: HttpRequest, profile_id: int) -> HttpResponse:
    """Show a profile's values with their sources, and what differs from the one before."""
    found = profile_or_404(request, profile_id)
    return render(request, "console/profile.html", page_of(request, found))


def stay(request: HttpRequest, found: "PolicyProfile", error: NotAllowedError) -> HttpResponse:
    """Show a profile's page with what is refused: from there it is tried, or begun anew."""
    context = page_of(request, found) | {"problem": sentence_of(error)}
    return render(request, "console/profile.html", context, status=status_of(error))


def page_of(request: HttpRequest, found: "PolicyProfile") -> dict[str, Any]:
    """Give what the page of one profile shows."""
    told, before = found.told, found.based_on
    rows = [
        {
            "key": key,
            "shown": show(key, told.get(name, SILENT)),
            "told": told.get(name, SILENT),
            **mark(told.get(name, SILENT).basis),
        }
        for name, key in KEYS.items()
    ]
    changed = differences(before.told, told) if before else []
    return {
        "area": "console",
        "tab": "profiles",
        "profile": found,
        "own": found.organisation_id == request.actor.organisation_id,
        "groups": [(name, list(each)) for name, each in groupby(rows, lambda r: r["key"].group)],
        "before": before,
        "changed": [
            {
                "key": each.key,
                "old": show(each.key, each.old),
                "new": show(each.key, each.new),
                "old_source": each.old.source,
                "new_source": each.new.source,
            }
            for each in changed
        ],
        "today": timezone.localdate(),
    }


def mark(basis: Basis) -> dict[str, str]:
    """Say how sure a value is, in its colour."""
    return {"basis": BASIS_LABELS[basis], "colour": COLOURS[basis]}


@require_POST
def copy(request: HttpRequest, profile_id: int) -> HttpResponse:
    """Begin a draft from a template, or the next version of an own profile."""
    source = profile_or_404(request, profile_id)
    title = typed(request.POST.get("title"), 100)
    try:
        draft = actions.copy_profile(actor=request.actor, source=source, title=title)
    except NotAllowedError as error:
        return refused(request, error)
    messages.success(request, _("已建立草稿，改好以后试算，再启用。"))
    return redirect("profile_edit", draft.pk)


@require_POST
def activate(request: HttpRequest, profile_id: int) -> HttpResponse:
    """Put a tried profile into force from a day."""
    found = profile_or_404(request, profile_id)
    try:
        day = date.fromisoformat(typed(request.POST.get("valid_from"), 20))
    except ValueError:
        messages.error(request, _("没有启用：启用日期要写成 2026-01-01 这样。"))
        return redirect("profile", profile_id)
    try:
        actions.activate_profile(
            actor=request.actor,
            profile=found,
            valid_from=day,
            expected_edition=typed_number(request.POST.get("edition")) or 0,
        )
    except NotAllowedError as error:
        return stay(request, profile_or_404(request, profile_id), error)
    messages.success(request, _("已启用。以后开设的登记批次可以选用；在办的登记不受影响。"))
    return redirect("profile", profile_id)


def profile_or_404(request: HttpRequest, profile_id: int) -> "PolicyProfile":
    """Find an own profile or a template."""
    found = queries.profile_for(request.actor, profile_id)
    if found is None or request.actor.rank != PROVINCE:
        raise Http404
    return found
