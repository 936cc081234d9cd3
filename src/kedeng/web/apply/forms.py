"""What the page of an account application asks."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy as __

from kedeng.lib import credit_code
from kedeng.web.plain_forms import PlainForm, Text

_USERNAME = r"[0-9A-Za-z][0-9A-Za-z._-]{3,29}"


class AccountForm(PlainForm):
    """The person; and the unit, where it is not in the list."""

    unit_name = Text(__("单位名称"), most=200, help_text=__("填写全称，与公章一致。"))
    uscc = Text(
        __("统一社会信用代码"),
        most=18,
        help_text=__("18 位，照证书填写。"),
    )
    name = Text(__("姓名"), most=100)
    phone = Text(__("电话"), most=40, help_text=__("办理人会打这个电话核实，例如 0351-1234567。"))
    email = forms.EmailField(
        label=__("邮箱"),
        max_length=200,
        error_messages={"invalid": __("写得不对，例如 zhang@example.org。")},
    )
    username_wish = forms.RegexField(
        rf"^{_USERNAME}$",
        label=__("希望的登录名"),
        required=False,
        max_length=30,
        help_text=__("4 至 30 位字母、数字、点或短横；不填的由办理人定。"),
        error_messages={"invalid": __("只能用字母、数字、点或短横，4 至 30 位，例如 li.ming。")},
    )
    reason = Text(
        __("申请理由"),
        most=500,
        rows=4,
        help_text=__(
            "写明在单位的岗位和要登记的成果，例如：承担省重点研发计划项目，需登记 2025 年成果。"
        ),
    )

    def __init__(self, *args: Any, is_listed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_listed:
            del self.fields["unit_name"]
            del self.fields["uscc"]

    def clean_uscc(self) -> str:
        """Judge the check character of the code."""
        code = self.cleaned_data["uscc"].upper().replace(" ", "")
        if not credit_code.is_right(code):
            raise forms.ValidationError(_("不对，应为 18 位，最后一位是校验位。请照证书核对。"))
        return code


def prefilled(told: Mapping[str, Any]) -> dict[str, str]:
    """Fill in what a portal said of the person (`Identity`); a login name only of our shape."""
    wish = told.get("username", "")
    return {
        "name": told.get("name", ""),
        "phone": told.get("phone", "")[:40],
        "email": told.get("email", ""),
        "username_wish": wish if re.fullmatch(_USERNAME, wish) else "",
    }
