"""The province's 公示: what waits for it, a batch to begin, one that is over to be registered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.registrations import actions, certificate_records, publicity_records
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.holds import hold_against
from kedeng.apps.rounds.queries import round_for, rounds_for
from kedeng.renderings.refusals import refusal
from kedeng.web.public.publicity import left_of
from kedeng.web.typed import typed


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Say what waits in each round that wants publicity; list batches and objections."""
    actor = request.actor
    rounds = [
        each
        for each in rounds_for(organisation_by_id(actor.organisation_id))
        if publicity_records.publicity_of(each) and each.organisation_id == actor.organisation_id
    ]
    context = {
        "area": "publicity",
        "rounds": [
            {"round": each, "waiting": publicity_records.waiting_for_publicity(each).count()}
            for each in rounds
        ],
        "batches": [
            {"batch": each, "left": left_of(each)} for each in publicity_records.batches_for(actor)
        ],
        "objections": publicity_records.objections_for(actor),
    }
    return render(request, "department/publicity.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose what to show and look at the period before it begins."""
    round_ = round_for(request.actor, round_id)
    if round_ is None or round_.organisation_id != request.actor.organisation_id:
        raise Http404
    title = typed(request.POST.get("title"), 200)
    chosen = request.POST.getlist("code")
    problem = ""
    if request.method == "POST":
        try:
            made, results = actions.begin_publicity(
                actor=request.actor, round_=round_, title=title, codes=chosen
            )
        except RefusedMoveError as error:
            problem = refusal(error.code, error.params)
        else:
            listed = sum(row.refused is None for row in results)
            messages.success(request, _("已开始公示，共 {count} 项。").format(count=listed))
            _tell_left(request, results)
            return redirect("publicity_run", made.code)
    today, ends = timezone.localdate(), None
    try:
        ends = actions.publicity_ends(round_, today)
    except RefusedMoveError as error:
        problem = problem or refusal(error.code, error.params)
    waiting = list(publicity_records.waiting_for_publicity(round_))
    context = {
        "area": "publicity",
        "round": round_,
        "waiting": [
            {
                "record": each,
                "on": request.method == "GET" or each.code in chosen,
                "why_not": refusal(held.code, held.params) if held else "",
            }
            for each in waiting
            for held in (hold_against(each, today),)
        ],
        "title": title or _("{title}科技成果登记公示").format(title=round_.title),
        "begins": today,
        "ends": ends,
        "problem": problem,
    }
    status = 422 if problem and request.method == "POST" else 200
    return render(request, "department/publicity_begin.html", context, status=status)


@require_safe
def batch(request: HttpRequest, batch_code: str) -> HttpResponse:
    """Show a batch with where each of its registrations stands."""
    return _page(request, _found(request, batch_code))


@require_POST
def register(request: HttpRequest, batch_code: str) -> HttpResponse:
    """Register all of a batch that nothing speaks against; say what became of each row."""
    found = _found(request, batch_code)
    try:
        results = actions.register_batch(actor=request.actor, batch=found)
    except RefusedMoveError as error:
        return _page(request, found, problem=refusal(error.code, error.params))
    still_to_do = publicity_records.left_to_register(found, [row.code for row in results])
    return _page(
        request, _found(request, batch_code), results=_told(results), still_to_do=still_to_do
    )


@require_POST
def certificates(request: HttpRequest, batch_code: str) -> HttpResponse:
    """Issue the certificates of a batch that is over; say what became of each row."""
    found = _found(request, batch_code)
    try:
        results = actions.issue_for_batch(actor=request.actor, batch=found)
    except RefusedMoveError as error:
        return _page(request, found, problem=refusal(error.code, error.params))
    left = certificate_records.left_to_certify(found, [row.code for row in results])
    return _page(
        request, _found(request, batch_code), results=_told(results), still_to_certify=left
    )


def _told(results: list[actions.RowResult]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "why": refusal(row.refused.code, row.refused.params) if row.refused else "",
        }
        for row in results
    ]


def _found(request: HttpRequest, batch_code: str) -> Any:
    found = publicity_records.batch_for(request.actor, batch_code)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, batch: Any, **more: Any) -> HttpResponse:
    entries = list(publicity_records.entries_of(batch))
    today = timezone.localdate()
    context = {
        "area": "publicity",
        "batch": batch,
        "left": left_of(batch),
        "is_over": today > batch.ends_on,
        "entries": entries,
        "to_register": sum(each.registration.state == "publicised" for each in entries),
        "to_certify": len(
            certificate_records.without_certificate(batch, [each.registration for each in entries])
        ),
        **more,
    }
    status = 409 if more.get("problem") else 200
    return render(request, "department/publicity_batch.html", context, status=status)


def _tell_left(request: HttpRequest, results: list[actions.RowResult]) -> None:
    for row in results:
        if row.refused is not None:
            why = refusal(row.refused.code, row.refused.params)
            told = _("没有列入：{title}。{why}").format(title=row.title, why=why)
            messages.warning(request, told)
