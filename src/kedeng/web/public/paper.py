"""The public check of a print: whether the paper in my hand is what counts, page by page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kedeng.apps.insight.paper_check import paper_standing
from kedeng.apps.insight.printing import PressBusyError
from kedeng.domain.paper import read_codes
from kedeng.web.records.delivery import busy
from kedeng.web.typed import typed

_LONGEST = 6000


@require_safe
def check(request: HttpRequest, code: str, digits: str = "") -> HttpResponse:
    """Say whether the print is current. Codes are typed or scanned, one page a line."""
    asked = typed(request.GET.get("digits"), _LONGEST)
    codes, unread = read_codes(asked)
    if len(codes) == 1 and not unread:
        return redirect("print_check", code, codes[0])
    try:
        standing = paper_standing(code, asked or digits)
    except PressBusyError:
        return busy(request)
    if standing is None:
        raise Http404
    context = {"standing": standing, "digits": digits, "asked": asked}
    return render(request, "public/print_check.html", context)


@require_safe
def scanned(request: HttpRequest, code: str, digits: str) -> HttpResponse:
    """Lead from the short address in a page's QR code to the check."""
    del request
    return redirect("print_check", code, digits.lower()[:16])
