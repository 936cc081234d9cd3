"""The operating manual, a chapter for each rank of users, as pages and as one PDF."""

from functools import lru_cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from kedeng.apps.insight.printing import press
from kedeng.renderings.pdf.manual import Chapter, print_manual
from kedeng.web.public.manual_pieces import pieces_of
from kedeng.web.records.delivery import print_or_explain

# As the notice counts them: one is the nation, four the completing units (notice 二).
CHAPTERS = {
    4: "完成人和完成单位",
    3: "组织管理部门",
    2: "省级登记机构",
    1: "国家接收机构",
}
TITLE = "用户操作手册"
PICTURES = Path(__file__).resolve().parents[1] / "static/kedeng/manual"


@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    """Show the table of contents and what everybody should know."""
    return render(request, "public/manual/index.html", {"area": "manual", "chapters": CHAPTERS})


@require_safe
def chapter(request: HttpRequest, rank: int) -> HttpResponse:
    """Show the chapter of a rank."""
    if rank not in CHAPTERS:
        raise Http404
    return render(request, f"public/manual/rank{rank}.html", _context(rank))


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """Give the whole manual as PDF."""
    return print_or_explain(request, lambda _drawn_as: _printed(), f"{TITLE}.pdf")


@lru_cache(maxsize=1)
def _printed() -> bytes:
    chapters = [
        Chapter(title, pieces_of(_page(rank), PICTURES)) for rank, title in CHAPTERS.items()
    ]
    first = Chapter("开始之前", pieces_of(_page(None), PICTURES))
    with press():
        return print_manual(TITLE, [first, *chapters], subtitle="科技成果在线登记")


def _page(rank: int | None) -> str:
    name = f"rank{rank}" if rank else "index"
    return render_to_string(f"public/manual/{name}.html", _context(rank))


def _context(rank: int | None) -> dict[str, object]:
    return {
        "area": "manual",
        "chapters": CHAPTERS,
        "rank": rank,
        "title": CHAPTERS.get(rank or 0, TITLE),
        "pictures": pictures(),
    }


def pictures() -> dict[str, str]:
    """Screenshots that the journeys left, as name → static path; a chapter does without."""
    return {file.stem: f"kedeng/manual/{file.name}" for file in sorted(PICTURES.glob("*.png"))}
