"""How files and prints leave the house: which headers bind the browser, what stops a print."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
)
from django.shortcuts import render
from django.utils.http import content_disposition_header

from kedeng.apps.files.queries import open_file
from kedeng.apps.insight.printing import PressBusyError
from kedeng.domain.paper_templates import OUTLINES, Outline, PaperTemplate
from kedeng.renderings.paper_docx import DOCX
from kedeng.renderings.pdf.coverage import UncoveredCharacters
from kedeng.renderings.refusals import refusal
from kedeng.web.typed import typed

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# A saved file may do nothing at all. A shown one stands in the desk's own frame; the viewers that
# browsers bring for PDF need styles of their own, and refuse to work inside a sandbox.
SAVED_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
PICTURE_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
)
PICTURE_PAGE_POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; frame-ancestors 'self'"
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)

_AS = "as."  # ?as.2B740=（左石右某）: what to print in the place of U+2B740
_LONGEST = 20


def guarded(response: Any, media_type: str, tag: str, *, saved: bool = False) -> Any:
    """Bind what a browser may do with the bytes. It asks again each time: rights may be gone."""
    shown = PDF_POLICY if media_type == PDF else PICTURE_POLICY
    response["Content-Security-Policy"] = SAVED_POLICY if saved else shown
    response["X-Frame-Options"] = "DENY" if saved else "SAMEORIGIN"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = f'"{tag}"'
    return response


def stored_answer(
    request: HttpRequest,
    stored: Any,
    name: str = "",
    *,
    saved: bool = False,
    note: Callable[[], None] | None = None,
) -> Any:
    """Give the bytes of a stored file to be shown, or saved; every page gives them by this.

    409 with what to do for one in which a later scan found a virus. `note` writes the access log,
    once it is clear that the file is opened.
    """
    if stored.is_infected:
        return infected(request)
    if note is not None:
        note()
    tag = stored.digest
    if request.headers.get("If-None-Match") == f'"{tag}"':
        # A browser takes the headers of this answer for those of the file that it kept.
        return guarded(HttpResponseNotModified(), stored.media_type, tag, saved=saved)
    response = FileResponse(
        open_file(stored), content_type=stored.media_type, as_attachment=saved, filename=name
    )
    return guarded(response, stored.media_type, tag, saved=saved)


def infected(request: HttpRequest) -> HttpResponse:
    """Say that a file, or what holds it, is not opened any more."""
    told = {"told": refusal("file_now_infected")}
    return render(request, "records/infected.html", told, status=409)


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    """Answer with a workbook to be saved under a name."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def docx_answer(content: bytes, name: str) -> HttpResponse:
    """Answer with a paper to be written on, saved under a name."""
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def outline_or_404(key: str) -> Outline:
    """Find the outline of a paper's template. Http404 for an unknown one."""
    if key not in set(PaperTemplate):
        raise Http404
    return OUTLINES[PaperTemplate(key)]


def print_or_explain(
    request: HttpRequest, make: Callable[[dict[str, str]], bytes], name: str, **context: Any
) -> HttpResponse:
    """Answer with the PDF that `make` prints, given what to draw in the place of some characters.

    409 with a way out where no face draws a character, 503 where every press is busy.
    """
    try:
        content = make(_replacements(request))
    except UncoveredCharacters as error:
        named = [{"character": one, "hex": f"{ord(one):04X}"} for one in error.characters]
        kept = [pair for pair in request.GET.items() if not pair[0].startswith(_AS)]
        context |= {"characters": named, "kept": kept}
        return render(request, "records/uncovered.html", context, status=409)
    except PressBusyError:
        return busy(request)
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name)
    guarded(response, PDF, sha256(content).hexdigest()[:32])
    return response


def busy(request: HttpRequest) -> HttpResponse:
    """Ask to come back in a few seconds."""
    response = render(request, "records/busy.html", status=503)
    response["Retry-After"] = "10"
    return response


def _replacements(request: HttpRequest) -> dict[str, str]:
    """What the reader wants printed in the place of characters that no face draws."""
    found = {}
    for key, value in request.GET.items():
        text = typed(value, _LONGEST)
        if key.startswith(_AS) and text:
            try:
                found[chr(int(key.removeprefix(_AS), 16))] = _bracketed(text)
            except (ValueError, OverflowError):
                continue
    return found


def _bracketed(text: str) -> str:
    """A description of a character stands in brackets, so that nobody takes it for the text."""
    return text if len(text) == 1 or text.startswith("（") else f"（{text}）"
