"""Finds the people behind a notice: whose duty it is, and nobody else's."""

from collections.abc import Callable, Collection

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.messages.addresses import Address
from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries import ancestors, organisation_by_id
from kedeng.apps.organisations.queries.users import holders
from kedeng.domain.messages import CHANGE_DUTIES, Hearer, Notice, answerers_of, duties
from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State


def people_of(notice: Notice, event: HistoryEvent, address: Address | None) -> list[User]:
    """Give the active people who hear a notice of an event; who acted is left to the caller."""
    if notice.hearer in _OF_A_BODY:
        body = _OF_A_BODY[notice.hearer](event)
        return holders(body, notice.rights) if body else []
    if notice.hearer in _ONE:
        return _person(_ONE[notice.hearer](event))
    if notice.hearer is Hearer.GUARDIANS:
        body = address.filer_body_id if address else event.organisation_id
        body = body or event.details.get("organisation")  # of a guest's file: to whom it was sent
        return _nearest(body, notice.rights) if body else []
    return _OF_A_RECORD[notice.hearer](notice, event, address) if address else []


def _filer(_notice: Notice, _event: HistoryEvent, address: Address) -> list[User]:
    return _person(address.filer_id)


def _province(notice: Notice, _event: HistoryEvent, address: Address) -> list[User]:
    stop = address.province()
    return holders(_key(stop.organisation), notice.rights) if stop else []


def _nation(notice: Notice, _event: HistoryEvent, address: Address) -> list[User]:
    stop = address.nation()
    return holders(_key(stop.organisation), notice.rights) if stop else []


def _desks(notice: Notice, _event: HistoryEvent, address: Address) -> list[User]:
    below = [stop for stop in address.stops if stop.kind in {StopKind.UNIT, StopKind.DEPARTMENT}]
    return [user for stop in below for user in holders(_key(stop.organisation), notice.rights)]


def _change_desk(_notice: Notice, event: HistoryEvent, address: Address) -> list[User]:
    """Give those who deal with a request for a change at the desk that the event names."""
    stop = address.stop_at(int(event.details["desk"]))
    if stop is None or stop.kind not in CHANGE_DUTIES:
        return []
    return holders(_key(stop.organisation), CHANGE_DUTIES[stop.kind])


def _holders(_notice: Notice, event: HistoryEvent, address: Address) -> list[User]:
    """Give those at the desk to which a move led; who had taken it up before, alone."""
    desk = int(event.details["desk"])
    if desk == 0:
        return _person(address.filer_id)
    stop = address.stop_at(desk)
    if stop is None:
        return []
    found = holders(_key(stop.organisation), duties(State(event.details["to"]), stop.kind))
    return _who_took_it_up(found, desk, event, address)


def _plea_desk(_notice: Notice, event: HistoryEvent, address: Address) -> list[User]:
    """Give those who may answer a plea at the desk that the event names."""
    desk = int(event.details["desk"])
    stop = address.stop_at(desk)
    if stop is None:
        return []
    found = holders(_key(stop.organisation), answerers_of(event.details["kind"]))
    return _who_took_it_up(found, desk, event, address)


def _who_took_it_up(
    found: list[User], desk: int, event: HistoryEvent, address: Address
) -> list[User]:
    """Give of the people at a desk the one who had taken the record up; all where nobody had."""
    since = address.claimed_at if address.desk == desk else None
    taken = address.claimed_by if since and since < event.happened_at else None
    return [user for user in found if taken in {None, user.pk}]


def _nearest(body_id: int, rights: Collection[Right]) -> list[User]:
    for body in ancestors(organisation_by_id(body_id)):
        found = holders(body.pk, rights)
        if found:
            return found
    return []


def _person(user_id: int | None) -> list[User]:
    return list(User.objects.filter(pk=user_id, is_active=True, organisation__is_active=True))


def _named(event: HistoryEvent, kind: str) -> int | None:
    """Give the key in a subject of a kind: 12 of "user:12"."""
    prefix, _, name = event.subject.partition(":")
    return int(name) if prefix == kind and name.isdigit() else None


def _key(organisation: object) -> int:
    return int(str(organisation))


_OF_A_BODY: dict[Hearer, Callable[[HistoryEvent], int | None]] = {
    Hearer.BODY: lambda event: _named(event, "organisation"),
    Hearer.RECEIVER: lambda event: event.details.get("to"),
    Hearer.SENDER: lambda event: event.details.get("from"),
}
_ONE: dict[Hearer, Callable[[HistoryEvent], int | None]] = {
    Hearer.PERSON: lambda event: event.details["to"][0],
    Hearer.ACCOUNT: lambda event: _named(event, "user"),
}
_OF_A_RECORD: dict[Hearer, Callable[[Notice, HistoryEvent, Address], list[User]]] = {
    Hearer.FILER: _filer,
    Hearer.HOLDER: _holders,
    Hearer.PROVINCE: _province,
    Hearer.NATION: _nation,
    Hearer.DESKS: _desks,
    Hearer.CHANGE_DESK: _change_desk,
    Hearer.PLEA_DESK: _plea_desk,
}
