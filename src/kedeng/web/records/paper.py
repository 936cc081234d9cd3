"""The 登记表 and the 材料清单 as PDF, of one version or of the own draft."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kedeng.apps.insight.notices import notice_of, printed_notice
from kedeng.apps.insight.printing import changed_form, printed_form, printed_materials
from kedeng.apps.registrations import actions, queries
from kedeng.domain.events import Access
from kedeng.domain.notices import NOTICES
from kedeng.web.records.delivery import print_or_explain
from kedeng.web.records.seen import chosen_revision, seen_record


@require_safe
def form(request: HttpRequest, code: str) -> HttpResponse:
    """Print exactly the newest version, or the one of `?revision=`; the own draft with its mark."""
    registration = seen_record(request, code)
    revision = _version(request, registration)
    which = f"第{revision.number}版" if revision else "草稿"
    _note(request, registration, "form", revision)
    return print_or_explain(
        request,
        lambda drawn_as: printed_form(registration, revision, drawn_as=drawn_as).pdf,
        f"科技成果登记表-{code}-{which}.pdf",
        registration=registration,
        can_edit=queries.can_edit(request.actor, registration),
    )


@require_safe
def changed(request: HttpRequest, code: str) -> HttpResponse:
    """Print only what a version changed: the cover and those pages. 404 for a first version."""
    registration = seen_record(request, code)
    revision = chosen_revision(registration, request.GET.get("revision"))
    if revision is None or revision.number == 1:
        raise Http404
    _note(request, registration, "changed", revision)
    return print_or_explain(
        request,
        lambda _: changed_form(registration, revision)[0],
        f"科技成果登记表-{code}-第{revision.number}版-更换页.pdf",
        registration=registration,
        can_edit=queries.can_edit(request.actor, registration),
    )


@require_safe
def materials(request: HttpRequest, code: str) -> HttpResponse:
    """Print the list of form and attachments of the newest version, or of `?revision=`."""
    registration = seen_record(request, code)
    revision = chosen_revision(registration, request.GET.get("revision"))
    if revision is None:
        raise Http404
    _note(request, registration, "materials", revision)
    return print_or_explain(
        request,
        lambda drawn_as: printed_materials(registration, revision, drawn_as=drawn_as),
        f"材料清单-{code}-第{revision.number}版.pdf",
        registration=registration,
        can_edit=queries.can_edit(request.actor, registration),
    )


@require_safe
def notice(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Print the document of the move that made a version: 补正通知单 and the like; else 404."""
    registration = seen_record(request, code)
    made = notice_of(registration, version)
    if made is None:
        raise Http404
    return print_or_explain(
        request,
        lambda _: printed_notice(registration, made),
        f"{NOTICES[made.transition].title}-{code}-{version}.pdf",
    )


def _note(request: HttpRequest, registration: Any, paper: str, revision: Any) -> None:
    actions.note_reading(
        actor=request.actor,
        registration=registration,
        kind=Access.PRINTED,
        item=f"{paper} {revision.number if revision else 'draft'}",
    )


def _version(request: HttpRequest, registration: Any) -> Any:
    """The version to print; None for the draft of somebody who may edit it."""
    asked = request.GET.get("revision")
    if not asked and queries.can_edit(request.actor, registration):
        return None
    found = chosen_revision(registration, asked)
    if found is None and not queries.is_own(request.actor, registration):
        raise Http404
    return found
