"""登记证书 of the records that a desk sees: listed, printed together, given out by the province."""

from dataclasses import asdict
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy as __
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.insight.certificates import printed_certificates
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.registrations import actions, certificate_records, queries
from kedeng.apps.registrations.certificate_records import CertificateFilter
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.rounds.queries import rounds_for
from kedeng.domain.certificates import (
    ON_PAPER,
    STANDING_LABELS,
    USUAL_WAY,
    WAY_LABELS,
    Standing,
    Way,
)
from kedeng.domain.policy import Action, decide
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.records.delivery import print_or_explain
from kedeng.web.typed import typed, typed_number

PAGE = 50
MOST_SHEETS = 100
STANDINGS = {
    **{each.value: label for each, label in STANDING_LABELS.items()},
    "all": __("不限效力"),
}
HANDED = {"no": __("还没有发放"), "yes": __("已发放")}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the certificates, those that hold unless `?standing=` asks for others."""
    return _page(request, request.GET)


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """Print the chosen certificates (`?pick=`), or all that the filter shows, in one file."""
    codes = request.GET.getlist("pick")
    seen = queries.visible_to(request.actor)
    if codes:
        wanted = certificate_records.picked(seen, codes)
    else:
        wanted = certificate_records.certificates_for(seen, chosen_filter(request.GET))
    rows = list(wanted[: MOST_SHEETS + 1])
    if not rows:
        return _page(request, request.GET, status=422, problem=refusal("certificates_none"))
    if len(rows) > MOST_SHEETS:
        told = {"most": MOST_SHEETS, "count": wanted.count()}
        return _page(request, request.GET, status=422, problem=refusal("certificates_many", told))
    return print_or_explain(
        request,
        lambda drawn_as: printed_certificates(rows, drawn_as=drawn_as),
        f"科技成果登记证书-{len(rows)}份.pdf",
    )


@require_POST
def hand_out(request: HttpRequest) -> HttpResponse:
    """Note to whom the chosen certificates were given; say what became of each that was not."""
    told = {key: typed(request.POST.get(key), 400) for key in ("to", "way", "on", "note")}
    query = QueryDict(typed(request.POST.get("query"), 500))
    picks = request.POST.getlist("pick")
    chosen = list(
        certificate_records.picked(queries.visible_to(request.actor), picks)[:MOST_SHEETS]
    )
    keep = {"told": told, "picks": picks}
    if not chosen:
        return _page(request, query, status=422, problem=refusal("certificates_none"), **keep)
    try:
        way, on = Way(told["way"]), date.fromisoformat(told["on"])
    except ValueError:
        problem = _("请选择发放方式，并填写发放日期，例如 2026-01-21。")
        return _page(request, query, status=422, problem=problem, **keep)
    try:
        results = actions.hand_out_many(
            actor=request.actor,
            certificates=chosen,
            to=told["to"],
            way=way,
            on=on,
            note=told["note"],
        )
    except RefusedMoveError as error:
        problem = refusal(error.code, error.params)
        return _page(request, query, status=status_of(error.code), problem=problem, **keep)
    return _after(request, query, results, keep)


@require_POST
def take_back(request: HttpRequest, given: int) -> HttpResponse:
    """Revoke a note of the own body that was wrong, with the reason."""
    found = certificate_records.hand_out_at(request.actor.organisation_id, given)
    if found is None:
        raise Http404
    query = QueryDict(typed(request.POST.get("query"), 500))
    reason = typed(request.POST.get("reason"), None)
    try:
        actions.take_back(actor=request.actor, given=found, reason=reason)
    except RefusedMoveError as error:
        problem = refusal(error.code, error.params)
        status = status_of(error.code)
        return _page(request, query, status=status, problem=problem, wrong=given, reason=reason)
    messages.success(request, _("发放记录已撤销，原记录保留。"))
    return redirect(f"{reverse('certificates')}?{query.urlencode()}")


def chosen_filter(asked: QueryDict) -> CertificateFilter:
    """Read the filter from an address; what is no choice of ours narrows nothing."""
    standing, handed = typed(asked.get("standing"), 20), typed(asked.get("handed"), 5)
    return CertificateFilter(
        text=typed(asked.get("text"), 100),
        round_id=typed_number(asked.get("round_id")),
        standing=standing if standing in STANDINGS else Standing.CURRENT.value,
        handed=handed if handed in HANDED else "",
    )


def _after(
    request: HttpRequest,
    query: QueryDict,
    results: list[actions.RowResult],
    keep: dict[str, Any],
) -> HttpResponse:
    left = [row for row in results if row.refused is not None]
    done = len(results) - len(left)
    if not left:
        messages.success(request, _("已登记发放 {count} 份证书。").format(count=done))
        return redirect(f"{reverse('certificates')}?{query.urlencode()}")
    codes = {row.refused.code for row in left}
    if not done and len(codes) == 1:
        [code] = codes
        problem = refusal(code, left[0].refused.params)
        return _page(request, query, status=status_of(code), problem=problem, **keep)
    lines = [
        {"title": row.title, "why": refusal(row.refused.code, row.refused.params)} for row in left
    ]
    return _page(request, query, left=lines, done=done, **({} if done else keep))


def _page(request: HttpRequest, asked: QueryDict, status: int = 200, **more: Any) -> HttpResponse:
    actor, chosen = request.actor, chosen_filter(asked)
    found = certificate_records.certificates_for(queries.visible_to(actor), chosen)
    page = Paginator(found, PAGE).get_page(asked.get("page"))
    may_give = bool(decide(actor, Action.HAND_OUT_CERTIFICATE))
    kept = {key: value for key, value in asdict(chosen).items() if value}
    lines = [_line(each, actor, may_give=may_give) for each in page.object_list]
    ways = [each["way"] for each in lines if each["can_give"]]
    context = {
        "area": "certificates",
        "chosen": chosen,
        "page": page,
        "lines": lines,
        "rounds": [(each.pk, each.title) for each in rounds_for(_own(actor))],
        "standings": STANDINGS.items(),
        "handings": HANDED.items(),
        "ways": [(way.value, label) for way, label in WAY_LABELS.items()],
        "can_give": bool(ways),
        "told": {"way": ways[0] if ways else "", "on": timezone.localdate().isoformat()},
        "picks": [],
        "today": timezone.localdate(),
        "query": f"{urlencode(kept)}&" if kept else "",
        "most": MOST_SHEETS,
    }
    return render(request, "department/certificates.html", {**context, **more}, status=status)


def _own(actor: Any) -> Any:
    return organisation_by_id(actor.organisation_id)


def _line(certificate: Any, actor: Any, *, may_give: bool) -> dict[str, Any]:
    giving = certificate_records.giving_of(certificate.registration.round)
    given = [row for row in certificate.hand_outs.all() if row.revokes_id is None]
    standing = certificate_records.standing_of(certificate)
    at_home = certificate.organisation_id == actor.organisation_id
    out = any(getattr(row, "revoked_by", None) is None for row in given)
    return {
        "certificate": certificate,
        "standing": standing,
        "given": given,
        "may_revoke": may_give and at_home,
        "way": USUAL_WAY[giving].value if giving in ON_PAPER else "",
        "can_give": may_give
        and at_home
        and giving in ON_PAPER
        and standing is Standing.CURRENT
        and not out,
    }
