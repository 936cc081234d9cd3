"""The own body's contact, which the public directory shows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy as __
from django.views.decorators.http import require_http_methods

from kedeng.apps.organisations.actions.contacts import keep_contact
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.web.plain_forms import PlainForm, Text


class ContactForm(PlainForm):
    """Official contacts only: they are public."""

    contact_name = Text(
        __("联系人或处室"),
        most=60,
        required=False,
        help_text=__("例如：科学技术与信息化处。这里的内容公开，不写个人手机。"),
    )
    contact_phone = Text(__("办公电话"), most=60, help_text=__("例如：0351-1234567。"))
    address = Text(__("地址"), most=200, required=False)


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Show and set it."""
    own = organisation_by_id(request.actor.organisation_id)
    initial = {name: getattr(own, name) for name in ContactForm.base_fields}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        keep_contact(actor=request.actor, **form.cleaned_data)
        messages.success(request, _("联系方式已保存，公开的联系方式页同时更新。"))
        return redirect("console_contact")
    context = {"area": "console", "tab": "contact", "form": form, "organisation": own}
    status = 422 if form.errors else 200
    return render(request, "console/contact.html", context, status=status)
