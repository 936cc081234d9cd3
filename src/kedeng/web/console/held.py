"""封存文件: what is held for a mark of secrecy, and what the scanner said of the others.

Codes, times and bodies alone: neither a file's name nor a word of it is known here.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_safe

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.quarantine import lies_here
from kedeng.apps.files.scanner import is_set_up
from kedeng.apps.registrations import actions, guarded_files
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.held import decide_destroying
from kedeng.renderings.refusals import refusal, status_of
from kedeng.web.plain_forms import PlainForm, Text

_MOST_GONE = 50  # destroyed ones that the page lists, the newest first


class DestroyForm(PlainForm):
    """Who watches, and on whose decision."""

    reason = Text(
        __("销毁的依据和理由"),
        most=300,
        help_text=__("例如：本单位保密工作机构的处理意见及其日期。不写文件的名称和内容。"),
    )
    witness = Text(
        __("在场见证人"),
        most=100,
        help_text=__("另一位在场人员的姓名。见证人不能是本人。"),
    )


@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """List what is held within reach, what was destroyed, and the scanner's states."""
    found = guarded_files.held_for(request.actor)
    counts = guarded_files.scan_counts(request.actor)
    context = {
        "area": "console",
        "tab": "held",
        "waiting": list(found.filter(destroyed_at=None)),
        "gone": list(found.exclude(destroyed_at=None).order_by("-destroyed_at")[:_MOST_GONE]),
        "may_destroy": bool(decide_destroying(request.actor)),
        "counts": [(state, count) for state, count in counts.items()],
        "infected": guarded_files.infected_for(request.actor),
        "scans": is_set_up(),
    }
    return render(request, "console/held.html", context)


@require_http_methods(["GET", "POST"])
def held_file(request: HttpRequest, code: str) -> HttpResponse:
    """Show one held file, and destroy it by the procedure: why, and who watches."""
    file = guarded_files.held_file_for(request.actor, code)
    if file is None:
        raise Http404
    form = DestroyForm(request.POST if request.method == "POST" else None)
    problem, status = "", 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.destroy_held(actor=request.actor, code=code, **form.cleaned_data)
        except (RefusedFileError, RefusedMoveError) as error:
            problem, status = refusal(error.code, error.params), status_of(error.code)
        else:
            told = _("编号 {code} 的封存文件已销毁，已记入日志。").format(code=code)
            messages.success(request, told)
            return redirect("console_held")
    context: dict[str, Any] = {
        "area": "console",
        "tab": "held",
        "file": file,
        "form": form,
        "problem": problem,
        "may_destroy": bool(decide_destroying(request.actor)),
        "lies_here": lies_here(file),
    }
    return render(request, "console/held_file.html", context, status=status)
