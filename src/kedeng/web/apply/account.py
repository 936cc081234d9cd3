"""Ask a department or a unit for an account: find it, fill in, get a receipt, see how it stands."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.organisations.actions.account_applications import (
    AccountRequest,
    apply_for_account,
)
from kedeng.apps.organisations.queries import organisation_by_id, province_of
from kedeng.apps.organisations.queries.applications import account_application
from kedeng.apps.organisations.queries.directory import (
    addressee_of,
    departments_of,
    open_provinces,
    units_to_ask,
)
from kedeng.apps.rounds.queries import current_round
from kedeng.domain.applications import (
    APPLICANT_LABELS,
    STANDING_COLOURS,
    STANDING_LABELS,
    Applicant,
    Standing,
)
from kedeng.renderings.refusals import refusal
from kedeng.web.account.sso import unbound
from kedeng.web.apply.forms import AccountForm, prefilled
from kedeng.web.apply.robots import TRAP, network_sent_from, suspicion, ticket_of
from kedeng.web.typed import typed, typed_number

SHOWN = 50  # bodies in a list; more are searched


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Say who applies for what, and find an application by its number."""
    number = typed(request.GET.get("number"), 40).upper().replace(" ", "").replace("-", "")
    if number:
        if account_application(number) is not None:
            return redirect("apply_account_state", number)
        return render(request, "apply/index.html", {"number": number, "missing": True}, status=404)
    return render(request, "apply/index.html")


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Lead from province to department to unit, each a link; then ask for the person."""
    chosen = _chosen(request)
    if "unit" in chosen or "unlisted" in chosen:
        return _form(request, chosen)
    text = typed(request.GET.get("q"), 60)
    context: dict[str, Any] = {**chosen, "q": text, "provinces": list(open_provinces())}
    if "department" in chosen:
        found = units_to_ask(chosen["department"], text=text)
    elif "province" in chosen:
        found = departments_of(chosen["province"], text=text)
    else:
        return render(request, "apply/account_find.html", context)
    context["found"] = list(found[:SHOWN])
    context["more"] = max(0, found.count() - SHOWN)
    return render(request, "apply/account_find.html", context)


@require_safe
def state(request: HttpRequest, number: str) -> HttpResponse:
    """Show how an application stands, to whoever has its number."""
    found = account_application(number)
    if found is None:
        raise Http404
    standing = Standing(found.state)
    context = {
        "application": found,
        "label": STANDING_LABELS[standing],
        "colour": STANDING_COLOURS[standing],
        "called": f"{found.name[0]}{'＊' * (len(found.name) - 1)}",
    }
    response = render(request, "apply/account_state.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """What the address names of the way down; 404 for what is not there to be asked."""
    asked = {key: typed_number(request.GET.get(key)) for key in ("province", "department", "unit")}
    chosen: dict[str, Any] = {}
    if asked["department"]:
        department = _open(asked["department"])
        province = province_of(department)
        if province is None or not departments_of(province).filter(pk=department.pk).exists():
            raise Http404
        chosen = {"province": province, "department": department}
        if asked["unit"]:
            chosen["unit"] = _unit(department, asked["unit"])
        elif "unlisted" in request.GET:
            chosen["unlisted"] = True
    elif asked["province"]:
        chosen["province"] = _first(open_provinces().filter(pk=asked["province"]))
    return chosen


def _open(number: int) -> Any:
    try:
        return organisation_by_id(number)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _unit(department: Any, number: int) -> Any:
    """A unit of the department, or the department itself, whose own people file too."""
    if number == department.pk:
        return department
    return _first(units_to_ask(department).filter(pk=number))


def _first(found: Any) -> Any:
    for each in found:
        return each
    raise Http404


def _form(request: HttpRequest, chosen: dict[str, Any]) -> HttpResponse:
    unit = chosen.get("unit")
    known = unbound(request) or {}  # a portal has just vouched for this name
    form = AccountForm(
        request.POST if request.method == "POST" else None,
        is_listed=unit is not None,
        initial=prefilled(known),
    )
    addressee = addressee_of(chosen["department"], unit)
    problem = ""
    if request.method == "POST":
        problem = suspicion(request.POST)
        if not problem and form.is_valid():
            try:
                made = _apply(request, chosen, form.cleaned_data)
            except RefusedError as error:
                problem = refusal(error.code, error.params)
            else:
                return redirect("apply_account_state", made.number)
    context = {
        **chosen,
        "form": form,
        "problem": problem,
        "addressee": addressee,
        **_opened(addressee, Applicant.UNIT if unit is None else Applicant.PERSON),
        "trap": TRAP,
        "ticket": ticket_of(request.POST),
    }
    failed = request.method == "POST"
    return render(request, "apply/account_form.html", context, status=422 if failed else 200)


def _opened(addressee: Any, who: Applicant) -> dict[str, Any]:
    """Say for whom the province opens applications, and whether for whoever asks here."""
    round_ = current_round(addressee, timezone.now())
    opened = round_.profile.values.get("self_registration") or [] if round_ else []
    return {
        "is_open": who in opened,
        "asks_as": APPLICANT_LABELS[who],
        "open_to": [label for each, label in APPLICANT_LABELS.items() if each in opened],
    }


def _apply(request: HttpRequest, chosen: dict[str, Any], told: dict[str, Any]) -> Any:
    asked = AccountRequest(department=chosen["department"], unit=chosen.get("unit"), **told)
    return apply_for_account(
        asked=asked, ticket=request.POST["ticket"], network=network_sent_from(request)
    )
