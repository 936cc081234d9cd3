"""The demonstration's accounts, as its loader left them; nothing of the kind elsewhere."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

FILE_NAME = "demo-accounts.json"
ROLES = {
    "author": _("填报人"),
    "unit clerk": _("单位审查"),
    "department reviewer": _("部门审查推荐"),
    "provincial 审核员": _("省级审核"),
    "national receiver": _("国家接收"),
    "stranger": _("外省用户"),
    "department super": _("部门超级管理员"),
    "unit super": _("单位超级管理员"),
    "provincial manager": _("省级管理（第二人）"),
}


def demo_accounts() -> list[dict[str, Any]]:
    """Give the accounts of the demonstration, or nothing where this is none."""
    file = settings.HOME / FILE_NAME
    if not settings.KEDENG_DEMO or not file.exists():
        return []
    accounts: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return accounts


def accounts_in_chinese() -> list[dict[str, Any]]:
    """Give the accounts for the login page, with the roles as people call them."""
    return [{**each, "role": ROLES.get(each["role"], each["role"])} for each in demo_accounts()]


@require_safe
def accounts(_request: HttpRequest) -> JsonResponse:
    """List the accounts as JSON; 404 outside a demonstration."""
    found = demo_accounts()
    if not found:
        raise Http404
    response = JsonResponse(found, safe=False, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response
