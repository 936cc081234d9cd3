"""The operating manual, a chapter for each rank of users."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

# As the notice counts them: one is the nation, four the completing units (notice 二).
CHAPTERS = {
    4: "完成人和完成单位",
    3: "组织管理部门",
    2: "省级登记机构",
    1: "国家接收机构",
}


@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    """Show the table of contents and what everybody should know."""
    return render(request, "public/manual/index.html", {"area": "manual", "chapters": CHAPTERS})


@require_safe
def chapter(request: HttpRequest, rank: int) -> HttpResponse:
    """Show the chapter of a rank."""
    if rank not in CHAPTERS:
        raise Http404
    context = {"area": "manual", "chapters": CHAPTERS, "rank": rank, "title": CHAPTERS[rank]}
    return render(request, f"public/manual/rank{rank}.html", context)
