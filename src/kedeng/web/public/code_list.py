"""A code list as a page: every entry in its hierarchy, searchable without scripts."""

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kedeng.apps.rounds.queries import catalogue
from kedeng.formkit.codelist import CodeList, Entry, fold
from kedeng.web.typed import typed

_STANDARD = re.compile(r"GB/T [\d.]+(?:-\d{4})?")
STATUS_WORDS = {
    "SOURCED": _("有据可查"),
    "RECALLED": _("来源待核实"),
    "INFERRED": _("推定，待核实"),
}


@dataclass(frozen=True)
class EntryLine:
    """An entry with its depth from the top, and the labels above it."""

    entry: Entry
    depth: int
    above: str
    group: str


@require_safe
def code_list(request: HttpRequest, key: str) -> HttpResponse:
    """Show a list whole, or what `?q=` finds in codes, labels and meanings."""
    codes = catalogue().get(key)
    if codes is None:
        raise Http404
    asked = typed(request.GET.get("q"), 60)
    context = {
        "codes": codes,
        "q": asked,
        "lines": entry_lines(codes, asked),
        "has_meanings": any(entry.meaning for entry in codes.entries),
        "status": STATUS_WORDS[codes.status.value],
        "standards": _STANDARD.findall(codes.source),
    }
    return render(request, "public/code_list.html", context)


def entry_lines(codes: CodeList, asked: str) -> list[EntryLine]:
    """Entries as the hierarchy has them; where words are asked for, those that contain them all."""
    words = [fold(word).casefold() for word in asked.split()]
    lines = []
    for entry, depth in _walk(codes):
        text = fold(entry.code + entry.label + entry.meaning).casefold()
        if all(word in text for word in words):
            above = " › ".join(codes.path(entry.code)[:-1]) if words else ""
            lines.append(EntryLine(entry, depth, above, codes.groups.get(entry.group or "", "")))
    return lines


def _walk(codes: CodeList) -> list[tuple[Entry, int]]:
    """Entries with their depths, children right after their parent."""
    children: dict[str | None, list[Entry]] = {}
    for entry in codes.entries:
        children.setdefault(entry.parent, []).append(entry)
    found: list[tuple[Entry, int]] = []
    waiting = [(entry, 0) for entry in reversed(children.get(None, []))]
    while waiting:
        entry, level = waiting.pop()
        found.append((entry, level))
        waiting += [(child, level + 1) for child in reversed(children.get(entry.code, []))]
    return found
