"""The 登记表 and the 材料清单 as PDF, of one version or of the own draft."""

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kedeng.apps.insight.printing import PressBusyError, printed_form
from kedeng.apps.registrations import queries
from kedeng.renderings.pdf.coverage import UncoveredCharacters
from kedeng.web.records.delivery import PDF, guarded
from kedeng.web.records.seen import chosen_revision, seen_record
from kedeng.web.typed import typed

_AS = "as."  # ?as.2B740=（左石右某）: what to print in the place of U+2B740
_LONGEST = 20


@require_safe
def form(request: HttpRequest, code: str) -> HttpResponse:
    """Print exactly the newest version, or the one of `?revision=`; the own draft with its mark.

    409 with a way out where no face draws a character, 503 where every press is busy.
    """
    registration = seen_record(request, code)
    revision = _version(request, registration)
    try:
        printed = printed_form(registration, revision, drawn_as=_replacements(request))
    except UncoveredCharacters as error:
        context = {"registration": registration, "characters": _named(error.characters)}
        context["revision"] = request.GET.get("revision", "")
        context["can_edit"] = queries.can_edit(request.actor, registration)
        return render(request, "records/uncovered.html", context, status=409)
    except PressBusyError:
        return _busy(request)
    name = f"科技成果登记表-{code}-{f'第{revision.number}版' if revision else '草稿'}.pdf"
    return _pdf(printed.pdf, name)


@require_safe
def materials(request: HttpRequest, code: str) -> HttpResponse:
    """Print the list of form and attachments of the newest version."""
    registration = seen_record(request, code)
    if chosen_revision(registration, request.GET.get("revision")) is None:
        raise Http404
    return _busy(request)


def _version(request: HttpRequest, registration: Any) -> Any:
    """The version to print; None for the draft of somebody who may edit it."""
    asked = request.GET.get("revision")
    if not asked and queries.can_edit(request.actor, registration):
        return None
    found = chosen_revision(registration, asked)
    if found is None and not queries.is_own(request.actor, registration):
        raise Http404
    return found


def _replacements(request: HttpRequest) -> dict[str, str]:
    """What the reader wants printed in the place of characters that no face draws."""
    found = {}
    for key, value in request.GET.items():
        text = typed(value, _LONGEST)
        if key.startswith(_AS) and text:
            try:
                found[chr(int(key.removeprefix(_AS), 16))] = text
            except (ValueError, OverflowError):
                continue
    return found


def _named(characters: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"character": one, "hex": f"{ord(one):04X}"} for one in characters]


def _busy(request: HttpRequest) -> HttpResponse:
    response = render(request, "records/busy.html", status=503)
    response["Retry-After"] = "10"
    return response


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = content_disposition_header(False, name)
    guarded(response, PDF, sha256(content).hexdigest()[:32])
    return response
