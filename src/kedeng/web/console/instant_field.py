"""A box for an instant: a day, or a day and a time, on the clocks of China."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kedeng.lib.instants import read_instant
from kedeng.web.typed import typed


class Instant(forms.CharField):
    """An aware instant; with `ends` a day alone is included to its end. None where it is empty."""

    def __init__(self, label: Any, *, ends: bool = False, **kwargs: Any) -> None:
        example = "2026-01-21" if ends else "2026-01-05"
        widget = forms.TextInput(attrs={"class": "input input--moment", "placeholder": example})
        super().__init__(label=label, widget=widget, **kwargs)
        self.ends = ends

    def clean(self, value: Any) -> datetime | None:
        """Read what was typed."""
        text = typed(value, 40)
        if not text and not self.required:
            return None
        try:
            return read_instant(text, ends=self.ends)
        except ValueError as error:
            raise ValidationError(_("请写成 2026-01-21（含当天）或 2026-01-21 17:00。")) from error
