"""Ordinary forms of pages: tidied texts, our classes, words instead of the browser's bubbles."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from kedeng.lib.instants import FIRST_DAY, LAST_DAY
from kedeng.web.typed import typed


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is to judge: an empty post too, which `request.POST or None` would pass over."""
    return request.POST if request.method == "POST" else None


class PlainForm(forms.Form):
    """A form as our pages draw it (components/plain_field.html)."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "input")
            field.error_messages["required"] = _("没有填写，请填写或选择。")

    def summary(self) -> list[tuple[str, str]]:
        """Anchors and sentences of what is wrong, for the head of the page."""
        return [
            (self[name].id_for_label if name in self.fields else "", f"{self._called(name)}{text}")
            for name, texts in self.errors.items()
            for text in texts
        ]

    def _called(self, name: str) -> str:
        return f"{self.fields[name].label}：" if name in self.fields else ""


class Text(forms.CharField):
    """A text as it was typed, without what no database keeps; one line unless `rows` is given."""

    def __init__(self, label: Any, *, most: int, rows: int = 0, **kwargs: Any) -> None:
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"class": "input input--long", "rows": rows})
        super().__init__(label=label, max_length=most, **kwargs)
        self.error_messages["max_length"] = _("最多 %(limit_value)d 个字，现有 %(show_value)d 个。")

    def to_python(self, value: Any) -> str:
        """Tidy the text; it is left whole, so that a long one is refused in words."""
        return typed(value if isinstance(value, str) else "", None)


class Day(forms.DateField):
    """A day, typed in any of the usual ways."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        widget = forms.DateInput(
            attrs={"class": "input input--short", "type": "date"}, format="%Y-%m-%d"
        )
        formats = ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]
        super().__init__(label=label, widget=widget, input_formats=formats, **kwargs)
        self.error_messages["invalid"] = _("请填写年月日，例如 2026-01-15。")
        no_such_day = _("请填写 1900 年到 2999 年之间的日期。")
        self.validators += [
            MinValueValidator(FIRST_DAY, no_such_day),
            MaxValueValidator(LAST_DAY, no_such_day),
        ]
