"""What the public pages show beside the register: rounds, and cancelled registrations."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from kedeng.apps.registrations.models import Registration
from kedeng.apps.rounds.models import Round
from kedeng.apps.rounds.queries import windows_of
from kedeng.domain.states import State, states
from kedeng.domain.windows import STEP_LABELS, Step, Window
from kedeng.renderings.refusals import instant

_ALWAYS = Window(None, None)


@dataclass(frozen=True)
class RoundStep:
    """A step of a round with its window in words. `place` is where paper is handed in."""

    label: str
    opens: str
    closes: str
    standing: str  # 未开始, 进行中, 已截止
    place: str

    @property
    def is_now(self) -> bool:
        """Whether the window is open."""
        return self.standing == "进行中"


@dataclass(frozen=True)
class RoundShown:
    """A round as the home page shows it."""

    title: str
    body: str
    contact: str
    notice: str
    is_open: bool
    steps: tuple[RoundStep, ...]


def rounds_shown(now: datetime, most: int = 4) -> list[RoundShown]:
    """Give the newest rounds, those open for submission first, by body. Two statements."""
    rounds = Round.objects.select_related("organisation").prefetch_related("windows")
    newest = sorted(rounds.order_by("-id")[:20], key=lambda each: each.organisation.sort_key)
    shown = [_shown(each, now) for each in newest]
    return sorted(shown, key=lambda each: not each.is_open)[:most]


def _shown(round_: Round, now: datetime) -> RoundShown:
    windows = windows_of(round_)
    own = (row for row in round_.windows.all() if row.organisation_id is None)
    places = {row.step: f"{row.office} {row.place} {row.hours}".strip() for row in own}
    steps = tuple(
        RoundStep(
            label=STEP_LABELS[step],
            opens=_day(window.opens),
            closes=_words(window.closes),
            standing=_standing(window, now),
            place=places.get(step.value, ""),
        )
        for step in Step
        if (window := windows.get(step)) is not None
    )
    body = round_.organisation
    return RoundShown(
        title=round_.title,
        body=body.name,
        contact=body.contact_phone,
        notice=round_.notice,
        is_open=windows.get(Step.SUBMIT, _ALWAYS).is_open(now),
        steps=steps,
    )


def _standing(window: Window, now: datetime) -> str:
    if window.closes is not None and window.closes <= now:
        return "已截止"
    return "进行中" if window.is_open(now) else "未开始"


def _day(moment: datetime | None) -> str:
    """The day on which a window opens: 2026年1月26日."""
    local = timezone.localtime(moment) if moment else None
    return f"{local.year}年{local.month}月{local.day}日" if local else ""


def _words(moment: datetime | None) -> str:
    """2026年1月21日 24:00; the year is that of the day which is named."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    named = local - timedelta(microseconds=1) if local.time() == time() else local
    return f"{named.year}年{instant(local)}"


def register_size() -> int:
    """Count the published registrations."""
    public = sorted(state.value for state in states(public=True))
    return Registration.objects.filter(state__in=public).count()


@dataclass(frozen=True)
class NoLongerShown:
    """What is told of what was cancelled or taken down: number and day, no content (h3, C)."""

    number: str
    ended_at: datetime
    is_voluntary: bool = False


def cancelled_registration(number: str) -> NoLongerShown | None:
    """Find a cancelled registration by its number."""
    record = Registration.objects.filter(number=number, state=State.CANCELLED).first()
    if record is None:
        return None
    moves = record.moves.filter(to_state=State.CANCELLED).order_by("-expected_version")
    return NoLongerShown(number, moves[0].moved_at, moves[0].transition == "deregister")


def taken_down(number: str) -> NoLongerShown | None:
    """Find a registration whose publication the nation withdrew, while it is not published anew."""
    record = Registration.objects.filter(number=number, published_at=None).first()
    if record is None or State(record.state) in states(public=True):
        return None
    last = record.moves.filter(transition="unpublish").order_by("-expected_version").first()
    return NoLongerShown(number, last.moved_at) if last else None
