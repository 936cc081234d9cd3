"""The operating manual: a page and a PDF for each rank of users, drawn from the same chapters."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from kedeng.apps.insight.printing import press
from kedeng.renderings.pdf.manual import (
    Chapter,
    Heading,
    Items,
    Paragraph,
    Picture,
    Piece,
    print_manual,
)
from kedeng.web.manual.books import BOOKS, TITLE, Book
from kedeng.web.manual.reading import size_of
from kedeng.web.records.delivery import print_or_explain

_ON_SCREEN = re.compile(r"【([^】]+)】")


@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    """List the books."""
    return render(request, "public/manual/index.html", {"area": "manual", "books": BOOKS.values()})


@require_safe
def book(request: HttpRequest, rank: int) -> HttpResponse:
    """Show the book of a rank."""
    found = _book(rank)
    context = {
        "area": "manual",
        "book": found,
        "others": [each for each in BOOKS.values() if each is not found],
        "chapters": [_shown(chapter) for chapter in found.chapters],
    }
    return render(request, "public/manual/book.html", context)


@require_safe
def pdf(request: HttpRequest, rank: int) -> HttpResponse:
    """Give the book of a rank as PDF."""
    found = _book(rank)
    return print_or_explain(
        request, lambda _drawn_as: _printed(found), f"{TITLE}（{found.title}）.pdf"
    )


def _book(rank: int) -> Book:
    if rank not in BOOKS:
        raise Http404
    return BOOKS[rank]


@cache
def _printed(found: Book) -> bytes:
    """The book on paper: the texts change with the program alone."""
    with press():
        return print_manual(TITLE, found.chapters, subtitle=found.title)


def _shown(chapter: Chapter) -> dict[str, Any]:
    pieces = [_piece(piece) for piece in chapter.pieces]
    return {"key": chapter.key, "title": chapter.title, "pieces": pieces}


def _piece(piece: Piece) -> dict[str, Any]:
    """A piece as the template draws it."""
    match piece:
        case Heading(text=text, key=key):
            return {"kind": "heading", "text": text, "key": key}
        case Paragraph(text=text):
            return {"kind": "paragraph", "text": marked(text)}
        case Items(items=items, numbered=numbered):
            return {"kind": "steps" if numbered else "points", "items": [*map(marked, items)]}
        case Picture(png=Path() as file):
            wide, high = size_of(file)
            place = f"kedeng/manual/{file.name}"
            sides = {"wide": wide, "high": high}
            return {"kind": "picture", "file": place, "piece": piece, **sides}
    raise TypeError(piece)


def marked(text: str) -> SafeString:
    """A text with what stands on the screen set off: 点【提交登记】 → 点<b class="press">…</b>."""
    return mark_safe(_ON_SCREEN.sub(r'<b class="press">\1</b>', escape(text)))  # noqa: S308
