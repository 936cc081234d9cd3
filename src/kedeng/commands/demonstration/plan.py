"""Which registrations the demonstration holds: state, unit, category and title of each.

Everything is counted out, nothing is drawn: the same size gives the same registrations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, cycle

from kedeng.commands.demonstration.facts import (
    FILERS,
    Body,
    Project,
    Theme,
    bodies,
    projects,
    themes,
)
from kedeng.commands.demonstration.titles import Titles
from kedeng.domain.states import State

ROUTE_UNIT = "demo-university"  # whose author and clerk are listed accounts
NEIGHBOUR = "snnu"  # the unit in the other province
APPLIED, BASIC, SOFT = "applied_technology", "basic_theory", "soft_science"

# Registrations of a full demonstration, by state. Each move costs a start some milliseconds.
SHARES: Mapping[State, int] = {
    State.DRAFT: 34,
    State.IN_REVIEW: 52,
    State.RETURNED: 20,
    State.NOT_RECOMMENDED: 8,
    State.RECOMMENDED: 40,
    State.SUPPLEMENT: 8,
    State.NOT_ACCEPTED: 6,
    State.ACCEPTED: 28,
    State.REGISTERED: 20,
    State.REPORTED: 18,
    State.RECEIVED: 12,
    State.PUBLISHED: 44,
    State.REFUSED: 6,
    State.WITHDRAWN: 5,
    State.CANCELLED: 5,
    State.FILED: 4,
}
FULL = sum(SHARES.values())

# States that say something against a result. Real titles and units stand in none of them.
ADVERSE = frozenset(
    {
        State.RETURNED,
        State.NOT_RECOMMENDED,
        State.SUPPLEMENT,
        State.NOT_ACCEPTED,
        State.REFUSED,
        State.WITHDRAWN,
        State.CANCELLED,
        State.FILED,
    }
)
_AUTHORS = 5  # every fifth of a state is the listed author's
_CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "university": (APPLIED, BASIC, SOFT),
    "research_institute": (APPLIED, SOFT, BASIC, APPLIED),
    "medical_institution": (APPLIED, BASIC, SOFT, APPLIED),
    "enterprise": (*[APPLIED] * 5, SOFT, *[APPLIED] * 4, BASIC),
    "other": (APPLIED, SOFT, BASIC),
}
_NEIGHBOUR_STATES = (
    State.DRAFT,
    State.IN_REVIEW,
    State.RECOMMENDED,
    State.REGISTERED,
    State.PUBLISHED,
)
_BASIC_WORDS = (
    "理论",
    "模型",
    "方法",
    "算法",
    "拓扑",
    "粗糙集",
    "排队",
    "向量",
    "本体",
    "数据",
    "机理",
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One registration to be: `serial` counts all from 1, `turn` those of its state from 0."""

    serial: int
    turn: int
    state: State
    body: Body
    filer: int
    category: str
    title: str
    theme: Theme
    project: Project | None = None


def plans(size: int = FULL) -> list[Plan]:
    """Plan about `size` registrations: every state and category, and a few of another province."""
    return [*_shanxi(size), *_neighbours()]


def _shanxi(size: int) -> Iterator[Plan]:
    shares = {state: max(1, round(share * size / FULL)) for state, share in SHARES.items()}
    serials, titles = count(1), Titles()
    real = _real_places(shares)
    units = cycle(body for body in bodies() if body.may_file and not body.real)
    categories = {key: cycle(value) for key, value in _CATEGORIES.items()}
    authors = cycle(_CATEGORIES["university"])
    for state, share in shares.items():
        for turn in range(share):
            place = {"serial": next(serials), "turn": turn, "state": state}
            if (state, turn) in real:
                yield _of_project(real[state, turn], **place)
                continue
            is_author = turn % _AUTHORS == 0
            body = _body(ROUTE_UNIT) if is_author else next(units)
            category = next(authors if is_author else categories[body.type])
            title, theme = titles.take(category, body.type)
            filer = 1 if is_author else FILERS
            yield Plan(**place, body=body, filer=filer, category=category, title=title, theme=theme)


def _neighbours() -> Iterator[Plan]:
    found = [project for project in projects() if project.host == _body(NEIGHBOUR).name]
    for serial, (state, project) in enumerate(zip(_NEIGHBOUR_STATES, found, strict=False), 9001):
        yield _of_project(project, serial=serial, turn=0, state=state)


def _real_places(shares: Mapping[State, int]) -> dict[tuple[State, int], Project]:
    """Spread the real projects of Shanxi evenly over the states that say nothing against them."""
    found = [project for project in projects() if project.host != _body(NEIGHBOUR).name]
    free = [
        (state, turn)
        for state, share in shares.items()
        for turn in range(share)
        if turn % _AUTHORS and state not in ADVERSE | {State.DRAFT}
    ]
    used = min(len(found), len(free) // 2)
    return {free[place * len(free) // used]: found[place] for place in range(used)}


def _of_project(project: Project, *, serial: int, turn: int, state: State) -> Plan:
    category = BASIC if any(word in project.title for word in _BASIC_WORDS) else SOFT
    return Plan(
        serial=serial,
        turn=turn,
        state=state,
        body=next(body for body in bodies() if body.name == project.host),
        filer=1 + serial % FILERS,
        category=category,
        title=project.title,
        theme=next(theme for theme in themes() if theme.category == category),
        project=project,
    )


def _body(key: str) -> Body:
    return next(body for body in bodies() if body.key == key)
