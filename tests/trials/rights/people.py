"""Who knocks: people of every kind in two provinces, and those who are nobody's account yet.

Kept apart from the cast of the suite: here siblings, colleagues and half-logged-in people count.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client
from tests.stage import DESK, Stage, person, superior, user_of

from kedeng.apps.organisations.actions import create_organisation, issue_code, issue_token
from kedeng.apps.organisations.models import Organisation, User
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right

WHERE: dict[str, tuple[str, tuple[Right, ...]]] = {
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
    "auditor": ("province", (*DESK, Right.ACCEPT, Right.MANAGE)),
    "receiver": ("nation", (Right.ACCEPT, Right.REVIEW, Right.RETURN)),
    "stranger": ("other_unit", (Right.ENTER,)),
    "stranger_clerk": ("other_unit", (Right.ENTER, *DESK, Right.MANAGE)),
    "stranger_reviewer": ("other_department", (*DESK, Right.RECEIVE, Right.MANAGE)),
    "stranger_auditor": ("other_province", (*DESK, Right.ACCEPT, Right.MANAGE)),
}
"""Whoever has an account that works: the body, and the rights there."""

CHIEFS = {
    "unit_chief": "unit",
    "department_chief": "department",
    "province_chief": "province",
    "nation_chief": "nation",
    "stranger_chief": "other_province",
}
"""Super administrators: they manage by office, and hold no right beside that."""

NOBODIES = ("guest", "suspended", "code_holder", "second_factor_due", "password_due")
"""Those who are nobody's account at the door."""


@dataclass(frozen=True)
class Somebody:
    """Who knocks: `actor` is None for whoever is nobody's account at the door."""

    name: str
    actor: Actor | None
    enter: Callable[[], Client]
    token: str = ""


def bodies_of(stage: Stage) -> dict[str, Organisation]:
    """Give the bodies of two provinces, by name."""
    return {
        "nation": stage.nation,
        "province": stage.province,
        "department": stage.department,
        "unit": stage.university,
        "sibling": create_organisation(name="演示兄弟院校", rank=4, parent=stage.department),
        "elsewhere": create_organisation(name="演示市科技局", rank=3, parent=stage.province),
        "other_province": stage.other_province,
        "other_department": stage.other_unit.parent,
        "other_unit": stage.other_unit,
    }


def actors_of(bodies: dict[str, Organisation]) -> dict[str, Actor]:
    """Create everybody with an account that works, by name."""
    actors = {name: person(bodies[at], name, *rights) for name, (at, rights) in WHERE.items()}
    return actors | {name: superior(bodies[at]) for name, at in CHIEFS.items()}


def known(name: str, actor: Actor) -> Somebody:
    """Somebody whose account works, with a token that may manage."""

    def enter() -> Client:
        client = Client()
        client.force_login(user_of(actor))
        return client

    return Somebody(name, actor, enter, issue_token(actor=actor, label="矩阵", may_manage=True))


def half_people(unit: Organisation) -> list[Somebody]:
    """Give the nobodies: guest, suspended, not yet activated, half in, with an old password."""
    suspended = person(unit, "suspended", Right.ENTER, *DESK)
    token = issue_token(actor=suspended, label="矩阵")
    active(suspended, is_active=False)
    half = person(unit, "half", Right.ENTER, *DESK, Right.MANAGE)
    fresh = User.objects.create(username="fresh", name="演示新人", organisation=unit)

    def stale() -> Client:
        active(suspended, is_active=True)
        client = Client()
        client.force_login(user_of(suspended))
        active(suspended, is_active=False)
        return client

    def code_holder() -> Client:
        client = Client()
        code = issue_code(actor=None, user=fresh)
        answer = client.post("/login/", {"username": "fresh", "password": code})
        assert answer["Location"] == "/activate/", "a code opens the page of the own password"
        return client

    def must(key: str) -> Callable[[], Client]:
        def enter() -> Client:
            client = Client()
            client.force_login(user_of(half))
            session = client.session
            session[key] = True
            session.save()
            return client

        return enter

    return [
        Somebody("guest", None, Client),
        Somebody("suspended", None, stale, token),
        Somebody("code_holder", None, code_holder),
        Somebody("second_factor_due", None, must("second_factor_must")),
        Somebody("password_due", None, must("password_due")),
    ]


def active(actor: Actor, *, is_active: bool) -> None:
    """Let an account in, or shut it out."""
    User.objects.filter(pk=actor.user_id).update(is_active=is_active)
