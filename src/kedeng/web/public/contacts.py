"""The public contacts of departments, as attachment 4 of the notice lists them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kedeng.apps.insight.printing import press
from kedeng.apps.organisations.queries.directory import departments_of, open_provinces
from kedeng.apps.rounds.queries import catalogue
from kedeng.renderings.pdf.contacts import ContactLine, print_contacts
from kedeng.renderings.workbook.contacts import contacts_workbook
from kedeng.web.records.delivery import print_or_explain, workbook_answer
from kedeng.web.typed import typed, typed_number

_REGIONS = "administrative_region"


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """List a province's departments with whom to ask there, by city, by a part of the name."""
    province = _province(request)
    context: dict[str, Any] = {"area": "contacts", "province": province}
    if province is not None:
        every = list(departments_of(province))
        context |= {
            "provinces": list(open_provinces()),
            "regions": _regions(every),
            "region": typed(request.GET.get("region"), 12),
            "text": typed(request.GET.get("text"), 60),
        }
        context["found"] = departments_of(province, text=context["text"], region=context["region"])
    return render(request, "public/contacts.html", context)


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """Give a province's list as .xlsx."""
    province = _province(request)
    if province is None:
        raise Http404
    title = _title(province)
    return workbook_answer(contacts_workbook(title, _lines(province)), f"{title}.xlsx")


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """Give a province's list as PDF."""
    province = _province(request)
    if province is None:
        raise Http404
    title = _title(province)

    def make(_drawn_as: dict[str, str]) -> bytes:
        with press():
            return print_contacts(title, _lines(province), timezone.localdate())

    return print_or_explain(request, make, f"{title}.pdf")


def _province(request: HttpRequest) -> Any:
    """The province asked for, else the one with the most departments; None without provinces."""
    asked = typed_number(request.GET.get("province"))
    if asked is not None:
        found = open_provinces().filter(pk=asked).first()
        if found is None:
            raise Http404
        return found
    return max(open_provinces(), key=lambda each: departments_of(each).count(), default=None)


def _regions(bodies: list[Any]) -> list[tuple[str, str]]:
    """Cities in which departments are, with their names; the province itself is no city."""
    named = catalogue()[_REGIONS].by_code
    codes = sorted({body.region_code[:4] for body in bodies if len(body.region_code) >= 4})
    return [(code, named[code].label) for code in codes if code in named]


def _title(province: Any) -> str:
    return _("{name}：组织管理部门联系方式").format(name=province.name)


def _lines(province: Any) -> list[ContactLine]:
    return [
        ContactLine(
            name=body.name,
            contact_name=body.contact_name,
            contact_phone=body.contact_phone,
            address=body.address,
        )
        for body in departments_of(province)
    ]
