"""A filer's own records as a list to work from: what waits for the filer first."""

from enum import StrEnum

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.queries import my_registrations
from kedeng.domain.policy import Actor
from kedeng.domain.states import STATES, State
from kedeng.lib.text import folded


class Group(StrEnum):
    """What a record's state means to its filer, the most urgent first."""

    WAITING = "waiting"  # to be filled in or mended
    UNDER_WAY = "under_way"
    REGISTERED = "registered"
    ENDED = "ended"


def group_of(state: State) -> Group:
    """Give the group of a state, by the attributes of its row."""
    row = STATES[state]
    if row.editable:
        return Group.WAITING
    if row.closed and not row.public:
        return Group.ENDED
    return Group.REGISTERED if row.numbered else Group.UNDER_WAY


def _states_of(group: Group) -> list[str]:
    return [state.value for state in State if group_of(state) is group]


_SENT_BACK = Value(-1)  # before drafts: somebody waits for it, and a closing comes
_NEED = Case(
    When(Q(state__in=_states_of(Group.WAITING)) & ~Q(state=State.DRAFT), then=_SENT_BACK),
    *(When(state__in=_states_of(group), then=Value(rank)) for rank, group in enumerate(Group)),
    output_field=IntegerField(),
)


def own_records(actor: Actor, text: str = "", group: str = "") -> QuerySet[Registration]:
    """Give the records of `my_registrations` that contain every word, in the order of need.

    Words are looked for in title, units, number and code; a draft is known by title and code alone.
    """
    records = my_registrations(actor)
    if group:
        records = records.filter(state__in=_states_of(Group(group)))
    for word in text.split():
        found = Q(title__icontains=word) | Q(code__iexact=word)
        if plain := folded(word):
            found |= Q(search_text__contains=plain)
        records = records.filter(found)
    return records.order_by(_NEED, "-id")


def own_figures(actor: Actor) -> dict[Group, int]:
    """Count the own records by group. One statement."""
    rows = my_registrations(actor).order_by().values("state").annotate(n=Count("id"))
    figures = dict.fromkeys(Group, 0)
    for row in rows:
        figures[group_of(State(row["state"]))] += row["n"]
    return figures
