"""The blank forms of the notice (附件 1–4) and the three 登记表, for anybody, without a login."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kedeng.apps.insight import blank_forms as blank
from kedeng.apps.organisations.queries.directory import open_provinces
from kedeng.definitions.institution import title_of
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.paper_templates import offered_to
from kedeng.renderings.paper_docx import file_name, paper_template
from kedeng.web.manual.books import BOOKS
from kedeng.web.records.delivery import (
    docx_answer,
    outline_or_404,
    print_or_explain,
    workbook_answer,
)
from kedeng.web.typed import typed_number


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """List what can be taken away."""
    context = {
        "area": "forms",
        "books": BOOKS.values(),
        "provinces": list(open_provinces()),
        "categories": CATEGORY_NAMES.items(),
        "papers": [(key, found) for key in CATEGORY_NAMES if (found := offered_to(key))],
    }
    return render(request, "public/forms.html", context)


@require_safe
def form_pdf(request: HttpRequest, category: str) -> HttpResponse:
    """Print the 登记表 of a category, empty."""
    name = _named(category)
    return print_or_explain(request, lambda _as: blank.blank_form(category), f"{name}.pdf")


@require_safe
def form_workbook(_request: HttpRequest, category: str) -> HttpResponse:
    """Give the workbook of a category, empty."""
    name = _named(category)
    return workbook_answer(blank.blank_workbook(category), f"{name}.xlsx")


@require_safe
def application(request: HttpRequest) -> HttpResponse:
    """Print attachment 2, empty, for the province asked for."""
    asked = typed_number(request.GET.get("province"))
    province: Any = open_provinces().filter(pk=asked).first() if asked else None
    if asked and province is None:
        raise Http404
    name = province.name if province else _("省级登记机构")
    return print_or_explain(
        request, lambda _as: blank.blank_application(name), f"{title_of(name)}.pdf"
    )


@require_safe
def summary(_request: HttpRequest) -> HttpResponse:
    """Give attachment 3, empty."""
    name = _("成果登记项目汇总表")
    return workbook_answer(blank.blank_summary(), f"{name}.xlsx")


@require_safe
def paper(_request: HttpRequest, key: str) -> HttpResponse:
    """Give the template of a paper that a filer writes, empty."""
    outline = outline_or_404(key)
    return docx_answer(paper_template(outline), file_name(outline))


def _named(category: str) -> str:
    if category not in CATEGORY_NAMES:
        raise Http404
    return _("科技成果登记表（{category}）").format(category=CATEGORY_NAMES[category])
