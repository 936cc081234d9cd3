"""Tags and filters of the templates: labels of states, kinds of desk, instants."""

from datetime import datetime
from typing import Any

from django import template
from django.template.defaultfilters import stringfilter
from django.utils import timezone
from django.utils.html import format_html

from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.activation import ACTIVATION_LABELS, Activation
from kedeng.domain.announcements import (
    OPENNESS_LABELS,
    STAGE_COLOURS,
    STAGE_LABELS,
    Openness,
    Stage,
)
from kedeng.domain.answers_to_notes import OUTCOME_LABELS, Outcome
from kedeng.domain.applications import STANDING_COLOURS, STANDING_LABELS, Standing
from kedeng.domain.certificates import (
    STANDING_COLOURS as CERTIFICATE_COLOURS,
    STANDING_LABELS as CERTIFICATE_LABELS,
    Standing as CertificateStanding,
)
from kedeng.domain.changes import STANDINGS, Standing as ChangeStanding
from kedeng.domain.duplicates import VERDICT_COLOURS, VERDICT_LABELS, Verdict
from kedeng.domain.expected import (
    STANDING_COLOURS as EXPECTED_COLOURS,
    STANDING_LABELS as EXPECTED_LABELS,
    Standing as ExpectedStanding,
)
from kedeng.domain.holds import (
    STANDING_COLOURS as HOLD_COLOURS,
    STANDING_LABELS as HOLD_STANDINGS,
    HoldStanding,
)
from kedeng.domain.objections import HEARING_COLOURS, HEARING_LABELS, Hearing
from kedeng.domain.pleas import (
    STANDING_COLOURS as PLEA_COLOURS,
    STANDING_LABELS as PLEA_LABELS,
    PleaStanding,
)
from kedeng.domain.routes import STOP_LABELS, StopKind
from kedeng.domain.states import STATES, State

register = template.Library()


@register.filter
def state_tag(state: str, audience: str = "staff") -> str:
    """A state's label in its colour, for staff or filer."""
    row = STATES[State(state)]
    label = row.filer if audience == "filer" else row.staff
    return format_html('<span class="tag tag--{}">{}</span>', row.colour, label)


@register.filter
def expected_tag(value: str) -> str:
    """How something that ought to be registered stands, in its colour."""
    each = ExpectedStanding(value)
    return format_html(
        '<span class="tag tag--{}">{}</span>', EXPECTED_COLOURS[each], EXPECTED_LABELS[each]
    )


@register.filter
def certificate_tag(value: str) -> str:
    """Where a version of a certificate stands, in its colour."""
    each = CertificateStanding(value)
    return format_html(
        '<span class="tag tag--{}">{}</span>', CERTIFICATE_COLOURS[each], CERTIFICATE_LABELS[each]
    )


_ACTIVATION_COLOURS = {
    Activation.NOT_ISSUED: "amber",
    Activation.ISSUED: "blue",
    Activation.EXPIRED: "seal",
    Activation.ACTIVE: "green",
    Activation.SUSPENDED: "grey",
}


@register.filter
def activation_tag(value: str) -> str:
    """How far an account is on its way to its owner, in its colour."""
    state = Activation(value)
    return format_html(
        '<span class="tag tag--{}">{}</span>', _ACTIVATION_COLOURS[state], ACTIVATION_LABELS[state]
    )


@register.filter
def category_name(key: str) -> str:
    """应用技术成果, 基础理论成果, 软科学成果."""
    return CATEGORY_NAMES.get(key, key)


@register.filter
def category_short(key: str) -> str:
    """The same in a narrow column: 应用技术, 基础理论, 软科学."""
    return category_name(key).removesuffix("成果")


@register.filter
def outcome(value: str) -> str:
    """How a filer dealt with a note: 已改好, 不改，已说明."""
    return OUTCOME_LABELS[Outcome(value)]


@register.filter
def stop_name(kind: str) -> str:
    """What a desk does: 单位审查, 部门审查推荐 …."""
    return STOP_LABELS[StopKind(kind)]


@register.filter
def moment(value: datetime | None) -> str:
    """An instant in a table: 2026-01-21 16:42."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """When something was saved: 16:42:07, or with the date where it was not today."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    if local.date() == timezone.localdate():
        return f"{local:%H:%M:%S}"
    return f"{local:%Y-%m-%d %H:%M}"


@register.filter
@stringfilter
def hint(text: str, length: int = 60) -> str:
    """A text cut for a list."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """Look a key up; None where it is not there."""
    return mapping.get(key) if mapping else None


@register.filter
def size(value: int) -> str:
    """Bytes as people say them."""
    if value < 1024 * 1024:
        return f"{max(1, value // 1024)} KB"
    return f"{value / 1024 / 1024:.1f} MB"


@register.filter
def standing_tag(state: str) -> str:
    """How an application stands, in its colour."""
    standing = Standing(state)
    return _tag(STANDING_COLOURS[standing], STANDING_LABELS[standing])


@register.filter
def hearing_tag(state: str) -> str:
    """How far an objection is, in its colour."""
    hearing = Hearing(state)
    return _tag(HEARING_COLOURS[hearing], HEARING_LABELS[hearing])


@register.filter
def hold_tag(standing: str) -> str:
    """How far a hold of publication is, in its colour."""
    each = HoldStanding(standing)
    return _tag(HOLD_COLOURS[each], HOLD_STANDINGS[each])


@register.filter
def plea_tag(standing: str) -> str:
    """How far a plea is, in its colour."""
    each = PleaStanding(standing)
    return _tag(PLEA_COLOURS[each], PLEA_LABELS[each])


@register.filter
def verdict_tag(verdict: str) -> str:
    """What was decided of two registrations, in its colour."""
    each = Verdict(verdict)
    return _tag(VERDICT_COLOURS[each], VERDICT_LABELS[each])


@register.filter
def change_tag(standing: str) -> str:
    """How far a request for a change is, in its colour."""
    row = STANDINGS[ChangeStanding(standing)]
    return _tag(row.colour, row.label)


@register.filter
def stage_tag(stage: str) -> str:
    """How an announcement stands, in its colour."""
    return _tag(STAGE_COLOURS[Stage(stage)], STAGE_LABELS[Stage(stage)])


@register.filter
def openness_name(openness: str) -> str:
    """主动公开, 依申请公开, 不予公开."""
    return OPENNESS_LABELS[Openness(openness)] if openness else ""


def _tag(colour: str, label: str) -> str:
    return format_html('<span class="tag tag--{}">{}</span>', colour, label)
