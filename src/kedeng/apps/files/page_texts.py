"""The text of the pages: kept when a file comes, searched by who reviews."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models.functions import Left

from kedeng.apps.files.models import PageText, StoredFile
from kedeng.lib.text import folded

_AROUND = 24  # characters beside a hit
MOST_HITS = 50


@dataclass(frozen=True)
class Hit:
    """A page on which the words stand, with what stands around them."""

    digest: str
    page: int
    around: str


def keep_texts(file: StoredFile, texts: Sequence[str]) -> None:
    """Keep the text of each page that has some; what is there stays."""
    PageText.objects.bulk_create(
        [
            PageText(file=file, page=page, text=text, folded=_searched(text))
            for page, text in enumerate(texts, start=1)
            if text.strip()
        ],
        ignore_conflicts=True,
    )


def pages_with(digests: Iterable[str], words: str) -> list[Hit]:
    """Find the pages of these files that have the words, whatever blanks are between. One read."""
    wanted = _searched(words)
    if not wanted:
        return []
    found = PageText.objects.filter(file__in=list(digests), folded__contains=wanted).order_by(
        "file", "page"
    )[:MOST_HITS]
    return [Hit(row.file_id, row.page, _around(row.folded, wanted)) for row in found]


def texts_of(digests: Iterable[str]) -> list[PageText]:
    """Give the text of these files, file by file and page by page. One read."""
    return list(PageText.objects.filter(file__in=list(digests)).order_by("file", "page"))


def _searched(text: str) -> str:
    return "".join(folded(text).split())


def _around(text: str, wanted: str) -> str:
    at = text.find(wanted)
    begins, ends = max(0, at - _AROUND), at + len(wanted) + _AROUND
    return f"{'…' if begins else ''}{text[begins:ends]}{'…' if ends < len(text) else ''}"


def first_pages(digests: Iterable[str], *, pages: int, letters: int) -> dict[str, dict[int, str]]:
    """Give the beginnings of the first pages of these files: digest → page → text. One read."""
    rows = PageText.objects.filter(file__in=list(digests), page__lte=pages)
    found: dict[str, dict[int, str]] = {}
    for digest, page, text in rows.order_by("file", "page").values_list(
        "file_id", "page", Left("text", letters)
    ):
        found.setdefault(digest, {})[page] = text
    return found
