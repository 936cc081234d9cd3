"""The console's forms: a body, a person, a deputation; the actions judge what is in them."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.delegation import may_have_below
from kedeng.domain.routes import DEPARTMENT, NATION, PROVINCE, RANK_LABELS, UNIT
from kedeng.web.console.reach import Refusal
from kedeng.web.plain_forms import Day, PlainForm, Text

OF_FIELD = {
    "body_name_missing": "name",
    "body_name_taken": "name",
    "rank_not_below": "rank",
    "uscc_wrong": "uscc",
    "uscc_taken": "uscc",
    "name_missing": "name",
    "username_shape": "username",
    "username_taken": "username",
    "email_wrong": "email",
    "days_in_wrong_order": "through_day",
    "days_in_the_past": "through_day",
    "deputation_too_long": "through_day",
    "nothing_to_lend": "giver",
}


def blame(form: PlainForm, said: Refusal) -> None:
    """Put a refusal of an action to the field that it is about, or to the form as a whole."""
    form.is_valid()  # a refusal may come before anybody judged the form
    field = OF_FIELD.get(said.code)
    form.add_error(field if field in form.fields else None, said.sentence)


_GROUPS = {NATION: "national", PROVINCE: "province", DEPARTMENT: "department", UNIT: "unit"}
"""Groups of the list of kinds, by the rank that they are for."""


class BodyForm(PlainForm):
    """What is known of a body; `ranks`, those it may have. Only units may be without an office."""

    name = Text(_("机构全称"), most=200, help_text=_("与公章一致，例如：太原市科学技术局。"))
    short_name = Text(_("简称"), most=60, required=False)
    kind = forms.ChoiceField(label=_("机构类型"), required=False)
    uscc = Text(
        _("统一社会信用代码"), most=30, required=False, help_text=_("18 位，末位是校验码。")
    )
    has_office = forms.BooleanField(
        label=_("设有科研管理部门，对本单位的登记先行审查"),
        required=False,
        help_text=_("只对完成单位有用。不设的，完成人提交后直接到上级部门，用户也由上级部门管理。"),
    )
    contact_name = Text(_("联系人或联系部门"), most=60, required=False)
    contact_phone = Text(_("联系电话"), most=60, required=False)
    address = Text(_("地址"), most=200, required=False)

    def __init__(self, *args: Any, ranks: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups, now = {_GROUPS[rank] for rank in ranks}, self.initial.get("kind")
        kinds = [
            (entry.code, entry.label)
            for entry in catalogue()["organisation_kind"].entries
            if entry.selectable and (entry.group in groups or entry.code == now)
        ]
        self.fields["kind"].choices = [("", "—"), *kinds]
        self.fields["has_office"].widget.attrs["class"] = ""
        if UNIT not in ranks:
            del self.fields["has_office"]


class NewBodyForm(BodyForm):
    """A body to be, with its rank."""

    rank = forms.TypedChoiceField(label=_("级别"), coerce=int, widget=forms.RadioSelect)
    field_order = ("name", "rank")

    def __init__(self, *args: Any, parent_rank: int, **kwargs: Any) -> None:
        ranks = [rank for rank in RANK_LABELS if may_have_below(parent_rank, rank)]
        kwargs["initial"] = {"has_office": True, "rank": ranks[0] if len(ranks) == 1 else None}
        super().__init__(*args, ranks=ranks, **kwargs)
        self.fields["rank"].choices = [(rank, RANK_LABELS[rank]) for rank in ranks]
        self.fields["rank"].widget.attrs["class"] = ""


class PersonForm(PlainForm):
    """What is known of a person with an account."""

    name = Text(_("姓名"), most=100)
    phone = Text(_("电话"), most=40, required=False)
    email = Text(
        _("电子邮箱"),
        most=200,
        required=False,
        help_text=_("联系用。找回密码的邮箱由本人登录后自己设置。"),
    )


class NewPersonForm(PersonForm):
    """A person who gets an account."""

    username = Text(
        _("登录名"), most=60, help_text=_("2 到 60 个字母、数字、汉字或 . _ - @，例如：zhang.san。")
    )
    field_order = ("name", "username")


class DeputationForm(PlainForm):
    """Who stands in for whom, from one day through another."""

    giver = forms.TypedChoiceField(label=_("由谁交办"), coerce=int)
    deputy = forms.TypedChoiceField(label=_("由谁代办"), coerce=int)
    from_day = Day(_("开始日期"), help_text=_("当天起生效。"))
    through_day = Day(_("截止日期"), help_text=_("含当天，过后自动失效。"))
    reason = Text(_("原因"), most=200, required=False, help_text=_("例如：出差。"))

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("giver", "deputy"):
            self.fields[name].choices = [("", "—"), *people]
        self.fields["from_day"].initial = timezone.localdate()


class GrantsForm(PlainForm):
    """What the log of grants is narrowed to."""

    text = Text(_("人员"), most=60, required=False)
    right = forms.ChoiceField(label=_("权限"), required=False)
    from_day = Day(_("从"), required=False)
    through_day = Day(_("到"), required=False)
