"""Whether a person must set up a second factor: judged at the log-in, kept for that session.

A session that began inside an open window is left alone to its end; the next log-in asks again.
"""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.rounds.queries import rounds_for, told_today, windows_of
from kedeng.domain.logins import Needed, due, needs_second_factor, strictest
from kedeng.domain.policy import Actor
from kedeng.renderings.refusals import instant

_MUST, _BY, _SOMETIME = "second_factor_must", "second_factor_by", ""


def is_needed(actor: Actor) -> bool:
    """Whether the site's setting or the province's profile asks a second factor of them."""
    if settings.KEDENG_DEMO:
        return False
    organisation = organisation_by_id(actor.organisation_id)
    told = told_today(organisation, "second_factor")
    site = Needed(settings.SECOND_FACTOR)
    return needs_second_factor(actor, strictest(site, Needed(told or site)))


def note(request: HttpRequest, actor: Actor) -> None:
    """Note at a log-in without a second factor what is due."""
    if request.user.password_locked or not is_needed(actor):
        return
    organisation = organisation_by_id(actor.organisation_id)
    windows = [one for each in rounds_for(organisation) for one in windows_of(each).values()]
    found = due(windows, timezone.now())
    if found.now:
        request.session[_MUST] = True
    else:
        request.session[_BY] = found.by.isoformat() if found.by else _SOMETIME


def is_first(request: HttpRequest) -> bool:
    """Whether nothing else may be done in this session before a second factor is set up."""
    return request.session.get(_MUST, False)


def notice(request: HttpRequest) -> dict[str, bool | str]:
    """What the head of every page says, where something is due later, and by when."""
    by = request.session.get(_BY)
    if by is None:
        return {}
    said = instant(timezone.localtime(datetime.fromisoformat(by))) if by else ""
    return {"second_factor_due": True, "second_factor_by": said}


def settle(request: HttpRequest) -> None:
    """A second factor stands: nothing is due any more."""
    request.session.pop(_MUST, None)
    request.session.pop(_BY, None)
