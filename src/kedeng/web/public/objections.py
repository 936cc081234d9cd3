"""Object to what is made public, and follow one's own case by its code (process.md B55)."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy as __
from django.views.decorators.http import require_http_methods

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.registrations import actions, publicity_records
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.objections import GROUND_LABELS, Ground
from kedeng.lib import crockford
from kedeng.renderings.refusals import refusal
from kedeng.web.apply.robots import TRAP, network_sent_from, suspicion, ticket_of
from kedeng.web.plain_forms import PlainForm, Text
from kedeng.web.public.publicity import batch_or_404
from kedeng.web.typed import typed

_WHO = (
    ("person", __("个人，用真实姓名")),
    ("unit", __("单位，加盖公章")),
    ("nobody", __("匿名（只作记录，不予受理）")),
)
_BY_NAME = {
    "name": __("请填写真实姓名或单位全称；不便写明的，选“匿名”。"),
    "contact": __("请填写联系方式，例如电话或邮箱。"),
}


class ObjectionForm(PlainForm):
    """Who objects, on what ground, with what reasons."""

    who = forms.ChoiceField(label=__("以什么名义"), choices=_WHO, widget=forms.RadioSelect)
    name = Text(
        __("姓名或单位全称"),
        most=100,
        help_text=__("只有省级登记机构看得到。匿名的不用填写。"),
    )
    contact = Text(
        __("联系方式"),
        most=200,
        help_text=__("电话或邮箱，用来核实和告知结果；不公开，也不告诉申报方。匿名的不用填写。"),
    )
    ground = forms.ChoiceField(
        label=__("异议的方面"), choices=[(g.value, text) for g, text in GROUND_LABELS.items()]
    )
    text = Text(
        __("内容和理由"),
        most=2000,
        rows=8,
        help_text=__("写明哪一处不实、事实是什么、有什么依据。请不要写涉密内容。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask a person and a unit for name and contact; whoever stays anonymous gives none."""
        super().__init__(*args, **kwargs)
        for name, asks in _BY_NAME.items():
            self.fields[name].required = self.data.get("who") != "nobody"
            self.fields[name].error_messages["required"] = asks

    def told(self) -> actions.Told:
        """Give what the action wants; without a name it is anonymous (B55)."""
        said = self.cleaned_data
        return actions.Told(
            is_unit=said["who"] == "unit",
            name="" if said["who"] == "nobody" else said["name"],
            contact=said["contact"],
            ground=Ground(said["ground"]),
            text=said["text"],
        )


@require_http_methods(["GET", "POST"])
def object_(request: HttpRequest, batch_code: str, position: int) -> HttpResponse:
    """Take an objection to one line of a list; answer with the code of the case, shown once.

    A line that was taken off shows nothing of its content here either (410).
    """
    batch = batch_or_404(batch_code)
    entry = publicity_records.entries_of(batch).filter(position=position).first()
    if entry is None:
        raise Http404
    form = ObjectionForm(
        request.POST if request.method == "POST" else None, initial={"who": "person"}
    )
    problem = ""
    if request.method == "POST":
        problem = suspicion(request.POST)
        if not problem and form.is_valid():
            try:
                made, case = actions.object_to(
                    entry=entry,
                    told=form.told(),
                    uploads=_uploads(request),
                    ticket=request.POST["ticket"],
                    network=network_sent_from(request),
                    arrived_at=request.arrived_at,
                )
            except (RefusedMoveError, RefusedFileError) as error:
                problem = refusal(error.code, error.params)
            else:
                return _sent(request, made, case)
    is_shown = publicity_records.is_shown(entry)
    context = {
        "area": "publicity",
        "batch": batch,
        "entry": entry,
        "is_shown": is_shown,
        "form": form,
        "problem": problem,
        "is_open": publicity_records.is_open_on(batch, timezone.localdate()),
        "trap": TRAP,
        "ticket": ticket_of(request.POST),
    }
    status = 422 if request.method == "POST" else 200 if is_shown else 410
    return render(request, "public/objection.html", context, status=status)


@require_http_methods(["GET", "POST"])
def case(request: HttpRequest) -> HttpResponse:
    """Show a case to whoever has its code, and take a further statement.

    The code comes in the form and never in the address: addresses are kept by browsers and logs.
    """
    code = typed(request.POST.get("code"), 40)
    found = None
    if crockford.read(code):
        found = publicity_records.case_of_code(actions.case_digest(code))
    context: dict[str, Any] = {"area": "publicity", "code": code, "case": found, "problem": ""}
    if found is None:
        if request.method == "POST":
            context["problem"] = _("没有这个查询码，请核对后再输入。")
        status = 404 if request.method == "POST" else 200
        return _private(render(request, "public/objection_case.html", context, status=status))
    text = typed(request.POST.get("text"), None)
    status = 200
    if "text" in request.POST:
        try:
            actions.state_as_objector(objection=found, text=text)
        except RefusedMoveError as error:
            context |= {"problem": refusal(error.code, error.params), "text": text}
            status = 422
        else:
            context["case"] = publicity_records.case_of_code(actions.case_digest(code))
    return _private(render(request, "public/objection_case.html", context, status=status))


def _uploads(request: HttpRequest) -> list[actions.Upload]:
    return [
        actions.Upload(each.file, each.size, each.name) for each in request.FILES.getlist("files")
    ]


def _sent(request: HttpRequest, made: Any, case_code: str) -> HttpResponse:
    if not case_code:  # a second click: the code was shown with the first
        return redirect("objection_case")
    context = {"area": "publicity", "objection": made, "code": case_code}
    return _private(render(request, "public/objection_sent.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    """Nobody indexes or keeps a page that a code opens."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
