"""The world of the matrix: two provinces, five units, and everybody who might knock.

Kept apart from the cast of the suite: here siblings, colleagues and half-logged-in people count.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client
from tests.cast import (
    DESK,
    bring,
    movers_of,
    new_draft,
    open_round,
    person,
    set_stage,
    superior,
    user_of,
)

from kedeng.apps.organisations.actions import create_organisation, issue_code, issue_token
from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.registrations.models import Registration
from kedeng.apps.rounds.actions import set_number_code
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State

AUDITOR = (*DESK, Right.ACCEPT)


@dataclass(frozen=True)
class Somebody:
    """Who knocks: `actor` is None for whoever is nobody's account at the door."""

    name: str
    actor: Actor | None
    enter: Callable[[], Client]
    token: str = ""


@dataclass(frozen=True)
class World:
    """Bodies by name, people by name, records to knock at."""

    bodies: dict[str, Organisation]
    people: dict[str, Somebody]
    records: list[Registration]
    users: dict[str, User]


def make_world() -> World:
    """Set the stage wide, with records in every state of one filer and in some of two others."""
    stage = set_stage()
    bodies = {
        "nation": stage.nation,
        "province": stage.province,
        "department": stage.department,
        "unit": stage.university,
        "sibling": create_organisation(name="演示兄弟院校", rank=4, parent=stage.department),
        "other_province": stage.other_province,
        "other_unit": stage.other_unit,
        "other_department": stage.other_unit.parent,
    }
    bodies["elsewhere"] = create_organisation(name="演示市科技局", rank=3, parent=stage.province)
    actors = people_of(bodies)
    set_number_code(actor=None, organisation=stage.other_province, code="915", is_verified=False)
    rounds = {"province": stage.round, "other_province": open_round(stage.other_province)}
    records = [
        *(record(actors, OWN_DESKS, rounds["province"], "author", state) for state in State),
        *(record(actors, SIBLING_DESKS, rounds["province"], "sibling_author", s) for s in SOME),
        *(record(actors, OTHER_DESKS, rounds["other_province"], "stranger", s) for s in SOME),
    ]
    people = {name: known(name, actor) for name, actor in actors.items()}
    people |= {each.name: each for each in half_people(bodies["unit"])}
    return World(bodies, people, records, {name: user_of(a) for name, a in actors.items()})


SOME = (State.DRAFT, State.IN_REVIEW, State.RETURNED, State.ACCEPTED, State.PUBLISHED)
OWN_DESKS = ("clerk", "reviewer", "auditor", "receiver")
SIBLING_DESKS = ("sibling_clerk", *OWN_DESKS[1:])
OTHER_DESKS = ("stranger_clerk", "stranger_reviewer", "stranger_auditor", "receiver")


def people_of(bodies: dict[str, Organisation]) -> dict[str, Actor]:
    """Create everybody with an account that works, by name."""
    posts: dict[str, tuple[str, tuple[Right, ...]]] = {
        "author": ("unit", (Right.ENTER,)),
        "colleague": ("unit", (Right.ENTER,)),
        "clerk": ("unit", (Right.ENTER, *DESK)),
        "manager": ("unit", (Right.MANAGE,)),
        "sibling_author": ("sibling", (Right.ENTER,)),
        "sibling_clerk": ("sibling", (Right.ENTER, *DESK)),
        "reviewer": ("department", DESK),
        "paper_desk": ("department", (Right.RECEIVE,)),
        "returner": ("department", (Right.RETURN,)),
        "reviewer_elsewhere": ("elsewhere", (*DESK, Right.RECEIVE, Right.MANAGE)),
        "auditor": ("province", (*AUDITOR, Right.MANAGE)),
        "receiver": ("nation", (Right.ACCEPT, Right.REVIEW, Right.RETURN)),
        "stranger": ("other_unit", (Right.ENTER,)),
        "stranger_clerk": ("other_unit", (Right.ENTER, *DESK, Right.MANAGE)),
        "stranger_reviewer": ("other_department", (*DESK, Right.RECEIVE, Right.MANAGE)),
        "stranger_auditor": ("other_province", (*AUDITOR, Right.MANAGE)),
    }
    actors = {name: person(bodies[at], name, *rights) for name, (at, rights) in posts.items()}
    actors["unit_chief"] = superior(bodies["unit"])
    actors["department_chief"] = superior(bodies["department"])
    actors["province_chief"] = superior(bodies["province"])
    return actors


def record(actors, desks, round_, filer: str, state: State) -> Registration:
    """Bring a complete draft of a filer to a state, along its own desks."""
    people = (actors[filer], *(actors[name] for name in desks))
    movers = movers_of(dict(zip(StopKind, people, strict=True)))
    draft = new_draft(round_, actors[filer], title=f"演示成果：{filer}的{state.value}")
    return bring(draft, state.value, movers)


def known(name: str, actor: Actor) -> Somebody:
    """Somebody whose account works."""

    def enter() -> Client:
        client = Client()
        client.force_login(user_of(actor))
        return client

    return Somebody(name, actor, enter, issue_token(actor=actor, label="矩阵", may_manage=True))


def half_people(unit: Organisation) -> list[Somebody]:
    """Those who are nobody's account at the door: guest, suspended, not yet activated, half in."""
    suspended = person(unit, "suspended", Right.ENTER, *DESK)
    token = issue_token(actor=suspended, label="矩阵")
    User.objects.filter(pk=suspended.user_id).update(is_active=False)

    def stale() -> Client:
        client = Client()
        User.objects.filter(pk=suspended.user_id).update(is_active=True)
        client.force_login(user_of(suspended))
        User.objects.filter(pk=suspended.user_id).update(is_active=False)
        return client

    fresh = User.objects.create(username="fresh", name="演示新人", organisation=unit)

    def code_holder() -> Client:
        client = Client()
        code = issue_code(actor=None, user=fresh)
        answer = client.post("/login/", {"username": "fresh", "password": code})
        assert answer["Location"] == "/activate/", "a code opens the page of the own password"
        return client

    def must_set_up() -> Client:
        client = Client()
        client.force_login(user_of(person_at_first_factor))
        session = client.session
        session["second_factor_must"] = True
        session.save()
        return client

    person_at_first_factor = person(unit, "half", Right.ENTER, *DESK, Right.MANAGE)
    return [
        Somebody("guest", None, Client),
        Somebody("suspended", None, stale, token),
        Somebody("code_holder", None, code_holder),
        Somebody("second_factor_due", None, must_set_up),
    ]
