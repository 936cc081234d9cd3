"""密码要求: the super administrator chooses the password policy of the own body and all below."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import RefusedError
from kedeng.domain.delegation import Act
from kedeng.domain.passwords import POLICY_LABELS, may_choose
from kedeng.web.console.reach import refused_page, require, told
from kedeng.web.typed import typed


@require_http_methods(["GET", "POST"])
def password_policy(request: HttpRequest) -> HttpResponse:
    """Show what may be chosen, and choose."""
    body, error, status = queries.organisation_by_id(request.actor.organisation_id), "", 200
    try:
        require(request, Act.CHOOSE_PASSWORD_POLICY, body)
    except RefusedError as refused:
        return refused_page(request, refused)
    if request.method == "POST":
        policy = typed(request.POST.get("policy"), 10)
        try:
            actions.choose_password_policy(actor=request.actor, policy=policy)
        except RefusedError as refused:
            said = told(refused)
            error, status = said.sentence, said.status
        else:
            messages.success(request, _("已保存。下次设置密码时按新的要求检查。"))
            return redirect("console_password_policy")
    context = {
        "area": "console",
        "tab": "codes",
        "error": error,
        "chosen": body.password_policy,
        "policies": [item for item in POLICY_LABELS.items() if may_choose(item[0], body.rank)],
    }
    return render(request, "console/password_policy.html", context, status=status)
