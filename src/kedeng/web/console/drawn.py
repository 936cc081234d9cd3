"""What stood in a form when it was drawn: so that a save resets nothing that changed since."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kedeng.web.plain_forms import PlainForm

_LONGEST = 20_000  # characters


def write_drawn(values: Mapping[str, Any]) -> str:
    """Write the values that a form is drawn with, for its hidden field `drawn`."""
    return json.dumps(dict(values), ensure_ascii=False)


def read_drawn(request: HttpRequest, known: Mapping[str, Any]) -> dict[str, Any]:
    """Read what the posted form was drawn with; `known`, as it is now, where it does not say."""
    try:
        told = json.loads(request.POST.get("drawn", "")[:_LONGEST])
    except (ValueError, RecursionError):
        told = {}
    if not isinstance(told, dict):
        told = {}
    fits = {key for key, value in known.items() if isinstance(told.get(key), type(value))}
    return {key: told[key] if key in fits else value for key, value in known.items()}


def say_changes(form: PlainForm, now: Mapping[str, Any]) -> None:
    """Say at each field that somebody else changed what stands there now; what was typed stays."""
    said = _("打开页面以后有人改过，现在是“{value}”。仍要改成这里填的，请再保存一次。")
    for key, value in now.items():
        form.add_error(key, said.format(value=_shown(form.fields[key], value)))


def _shown(field: forms.Field, value: Any) -> Any:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return dict(getattr(field, "choices", ())).get(value, value) or _("空")
