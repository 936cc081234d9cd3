"""The public check of a print: whether the paper in my hand is what counts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kedeng.apps.insight.paper_check import DIGITS, paper_standing, tidy
from kedeng.apps.insight.printing import PressBusyError
from kedeng.web.records.delivery import busy
from kedeng.web.typed import typed


@require_safe
def check(request: HttpRequest, code: str, digits: str = "") -> HttpResponse:
    """Say whether the print is current. Digits may be typed in from the footer of a page."""
    asked = typed(request.GET.get("digits"), 40)
    if asked:
        return redirect("print_check", code, tidy(asked)[:DIGITS])
    try:
        standing = paper_standing(code, digits)
    except PressBusyError:
        return busy(request)
    if standing is None:
        raise Http404
    return render(request, "public/print_check.html", {"standing": standing, "digits": digits})
