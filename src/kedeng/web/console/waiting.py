"""Those who wait for a first credential: the list, its filter, and the whole of it in parts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kedeng.apps.organisations import queries
from kedeng.domain.activation import ACTIVATION_LABELS, Activation
from kedeng.web.console.reach import paged
from kedeng.web.plain_forms import PlainForm, Text
from kedeng.web.typed import typed

if TYPE_CHECKING:
    from kedeng.apps.organisations.models import Roster

MOST = 1000  # slips in one act: 250 pages, some seventeen seconds of an idle core
_STATES = (Activation.NOT_ISSUED, Activation.EXPIRED, Activation.ISSUED)


@dataclass(frozen=True)
class Part:
    """A part of those who fit the filter and hold no code: one paper. `users` are their ids."""

    first: int
    last: int
    users: str


class WaitingForm(PlainForm):
    """What the list is narrowed to."""

    q = Text(_("姓名、登录名或机构"), most=60, required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    roster = forms.ChoiceField(label=_("名册"), required=False)

    def __init__(self, *args: Any, rosters: "list[Roster]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(state.value, ACTIVATION_LABELS[state]) for state in _STATES]
        self.fields["state"].choices = [("", "—"), *states]
        sent = [(str(each.pk), f"{each.file_name} {each.uploaded_at:%m-%d}") for each in rosters]
        self.fields["roster"].choices = [("", "—"), *sent]


def waiting(request: HttpRequest) -> dict[str, Any]:
    """Give the list as it was asked for, a page of it, and the whole in parts that one paper holds.

    A part names its people: the same button is the same people, however often it is pressed.
    """
    rosters = queries.rosters_with_people(request.actor)
    form = WaitingForm(request.GET, rosters=rosters)
    form.is_valid()  # what is no filter of ours narrows nothing, and is told
    asked = {key: value for key, value in form.cleaned_data.items() if value}
    chosen = queries.CodeFilter(
        text=asked.get("q", ""),
        activation=Activation(asked["state"]) if "state" in asked else None,
        roster=next((each for each in rosters if str(each.pk) == asked.get("roster")), None),
    )
    found = queries.waiting_for_codes(request.actor, chosen)
    without = queries.without_live_code(found)
    return {
        "form": form,
        "is_filtered": bool(asked),
        "without": len(without),
        "parts": _parts(without),
        **paged(request, found, urlencode(asked)),
    }


def _parts(ids: list[int]) -> list[Part]:
    return [
        Part(first + 1, first + len(part), ",".join(map(str, part)))
        for first in range(0, len(ids), MOST)
        if (part := ids[first : first + MOST])
    ]


def chosen_ids(request: HttpRequest) -> list[int]:
    """Read who was ticked, or who is in the part whose button was pressed; one more than MOST."""
    whole = typed(request.POST.get("users"), 12 * MOST)
    ids = whole.split(",") if whole else request.POST.getlist("user")
    told = ids[: MOST + 1]
    return [int(one) for one in told if one.isascii() and one.isdigit() and len(one) < 10]
