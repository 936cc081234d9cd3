"""The public check of a 登记证书: by number and code, or by the address in its QR (B64, B69)."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _, gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_safe

from kedeng.apps.organisations.actions import Allowance, take_guess
from kedeng.apps.registrations.certificate_records import CertificateCheck, check_certificate
from kedeng.renderings.pdf.pages import printed_code
from kedeng.web.account.guard import in_words, network_of
from kedeng.web.typed import typed

_UNKNOWN = __("没有这个登记号和查验码的证书。请对照证书上的登记号和查验码再输入。")
WRONG_AT_ONCE, WRONG_EVERY = 30, timedelta(minutes=1)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for number and code, and say what they stand for. A wrong one of either reads alike."""
    number, code = typed(request.POST.get("number"), 40), typed(request.POST.get("code"), 40)
    if request.method != "POST":
        return _shown(request, None)
    return _answered(request, check_certificate(code, number), number=number, code=code)


@require_safe
def scanned(request: HttpRequest, certificate: str) -> HttpResponse:
    """Say what the code in the QR of a certificate stands for.

    A reading writes nothing, so it is not counted: the code alone is 80 bits, which nobody guesses.
    """
    found = check_certificate(typed(certificate, 40))
    return _shown(request, found, problem="" if found else _UNKNOWN, status=200 if found else 404)


def _answered(request: HttpRequest, found: CertificateCheck | None, **asked: Any) -> HttpResponse:
    """Show the answer. Only what is wrong is counted, by network; a right one always comes in."""
    if found is not None:
        return _shown(request, found, **asked)
    wait = _wait(request)
    if not wait:
        return _shown(request, None, status=404, problem=_UNKNOWN, **asked)
    told = _("所在的网络查错太多，请等 {wait}再查。输入正确的，随时可以查到。")
    page = _shown(request, None, status=429, problem=told.format(wait=in_words(wait)), **asked)
    page["Retry-After"] = str(int(wait.total_seconds()) + 1)
    return page


def _wait(request: HttpRequest) -> timedelta:
    network = network_of(request)
    if not network:
        return timedelta(0)
    return take_guess([Allowance(f"certificate:{network}", WRONG_AT_ONCE, WRONG_EVERY)])


def _shown(
    request: HttpRequest, found: CertificateCheck | None, status: int = 200, **more: Any
) -> HttpResponse:
    """Nobody indexes or keeps what a code opens."""
    digest = found.certificate.digest if found and found.certificate else ""
    told = {"found": found, "digest": printed_code(digest)}
    context = {"area": "certificate_check", **told, **more}
    response = render(request, "public/certificate_check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
