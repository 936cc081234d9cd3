"""The stage and the cast: one route through four ranks, an open round, who stands at each desk.

All of it is committed once for a worker's whole run and read anew by no test: a test is given a
copy, and what it changes is rolled back. `unfounded` gives a registry without any of it,
`unpeopled` a stage on which nobody stands yet.

Fixtures: `stage` (organisations, round), `author`, `unit_clerk`, `department_reviewer`,
`provincial_auditor`, `national_receiver`, `stranger` (actors).
"""

import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import post_migrate
from django.utils import timezone

from kedeng.apps.organisations.actions import create_user
from kedeng.apps.organisations.models import GrantNote, Organisation, OrganisationName, User
from kedeng.apps.organisations.queries import actor_for, user_by_id
from kedeng.apps.registrations import triggers
from kedeng.apps.rounds.actions import (
    create_round,
    load_code_list,
    load_evidence_pack,
    set_number_code,
)
from kedeng.apps.rounds.models import CodeListVersion, PolicyProfile, Round
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.domain.windows import Step, Window
from kedeng.lib.text import folded, pinyin_key

DATA = Path(__file__).resolve().parents[1] / "data"
PASSWORD = "demo-password-2025"
DESK = (Right.REVIEW, Right.FORWARD, Right.RETURN)


@pytest.fixture
def committed(transactional_db) -> Iterator[None]:
    """Give a database whose transactions really end, for threads and for what happens at a commit.

    The flush that follows deletes rows on SQLite, which the append-only triggers refuse: they are
    lifted before it, and laid again by the post_migrate that ends it.
    """
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in triggers.installed(connection):
                cursor.execute(f"drop trigger {name}")


@dataclass(frozen=True)
class Stage:
    """Organisations of one route, a sibling province, and the open round."""

    nation: Organisation
    province: Organisation
    department: Organisation
    university: Organisation
    other_province: Organisation
    other_unit: Organisation
    round: Round


def load_lists() -> None:
    """Load the real code lists, where the database has none yet."""
    if CodeListVersion.objects.exists():
        return
    for file in sorted((DATA / "codelists").glob("*.json")):
        load_code_list(content=json.loads(file.read_text(encoding="utf-8")))


@dataclass
class Kept:
    """What stands in the database between the tests: the stage, pickled, and its people."""

    stage: bytes = b""
    people: dict[str, Actor] = field(default_factory=dict)


KEPT = Kept()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Load the lists and set the stage once for all tests, and again after every flush.

    Whichever fixture flushed, and in whatever order fixtures end, a flush closes with post_migrate.
    The tables were made from the models, which is quicker: `make check` sees that the migrations
    make the same, and the journeys run them.
    """
    with django_db_blocker.unblock():
        MigrationRecorder(connection).ensure_schema()
        keep()
    post_migrate.connect(keep_again, sender=apps.get_app_config("rounds"))


def keep_again(**_: object) -> None:
    """Bring back what a flush took away; a test that migrates an empty registry keeps it empty."""
    load_lists()
    if not (connection.in_atomic_block or Organisation.objects.exists()):
        keep()


def keep() -> None:
    """Put the lists, the stage and its people into the database."""
    stage = new_stage()
    KEPT.stage = pickle.dumps(stage)
    KEPT.people = {name: new_member(stage, name) for name in ROLES}


@pytest.fixture
def unpeopled(stage, monkeypatch) -> None:
    """Leave the stage to those whom the test calls: nobody of the cast is there."""
    del stage
    GrantNote.objects.filter(user__username__in=ROLES).delete()
    User.objects.filter(username__in=ROLES).delete()
    monkeypatch.setattr(KEPT, "people", {})


@pytest.fixture
def unfounded(db, monkeypatch) -> None:
    """Give an empty registry: no organisation, nobody, nothing but the code lists."""
    del db
    empty_registry()
    monkeypatch.setattr(KEPT, "stage", b"")
    monkeypatch.setattr(KEPT, "people", {})


def empty_registry() -> None:
    """Delete all rows but the code lists'; history's trigger is lifted for a moment."""
    on_table = " on history_historyevent" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"drop trigger kedeng_no_delete_history_historyevent{on_table}")
        for model in set(apps.get_models()) - {CodeListVersion}:
            cursor.execute(f'delete from "{model._meta.db_table}"')
    triggers.install(connection)


@pytest.fixture
def stage(db) -> Stage:
    """Set the stage: nation, two provinces, a department, a university with an office, a round."""
    del db
    return set_stage()


def set_stage() -> Stage:
    """Give the stage as it stands in the database; one's own copy."""
    return pickle.loads(KEPT.stage) if KEPT.stage else new_stage()


def new_stage() -> Stage:
    """Create the organisations of the stage and its open round."""
    load_lists()
    nation = body("演示国家成果网", 1, None)
    province = body("演示省科学技术厅", 2, nation)
    department = body("演示省教育厅", 3, province)
    university = body("演示大学", 4, department, uscc="12140000MB1234567W")
    elsewhere = body("外省科学技术厅（演示）", 2, nation)
    bureau = body("外省市科技局（演示）", 3, elsewhere)
    other_unit = body("外省演示公司", 4, bureau)
    name_them(nation, province, department, university, elsewhere, bureau, other_unit)
    set_number_code(actor=None, organisation=province, code="914", is_verified=False)
    return Stage(
        nation, province, department, university, elsewhere, other_unit, open_round(province)
    )


def body(name: str, rank: int, parent: Organisation | None, **more) -> Organisation:
    """Put a body straight into the table, for speed: how bodies are founded has its own tests."""
    key = pinyin_key(name)
    return Organisation.objects.create(name=name, rank=rank, parent=parent, sort_key=key, **more)


def name_them(*bodies: Organisation) -> None:
    """Put the names of bodies where look-ups find them."""
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=each, name=each.name, folded=folded(each.name))
        for each in bodies
    )


def open_round(province: Organisation) -> Round:
    now = timezone.now()
    content = json.loads((DATA / "evidence/shanxi-2025.json").read_text(encoding="utf-8"))
    open_now = Window(now - timedelta(days=10), now + timedelta(days=20))
    return create_round(
        organisation=province,
        title="演示省 2025 年度登记",
        year=2025,
        evidence_period=(date(2025, 1, 1), date(2025, 12, 31)),
        profile=PolicyProfile.objects.create(
            organisation=province, title="演示", state="active", valid_from=date(2025, 1, 1)
        ),
        pack=load_evidence_pack(content=content),
        windows=dict.fromkeys((Step.SUBMIT, Step.RECOMMEND), open_now),
    )


def person(organisation: Organisation, username: str, *rights: Right) -> Actor:
    """Create a user of an organisation with rights and give the actor."""
    user = create_user(
        username=username,
        name=f"演示{username}",
        organisation=organisation,
        rights=rights,
        password=PASSWORD,
        phone="0351-0000000",
    )
    return actor_for(user)


def superior(organisation: Organisation, *rights: Right) -> Actor:
    """Create a body's super administrator and give the actor."""
    user = create_user(
        username=f"super-{organisation.pk}",
        name=f"超管{organisation.pk}",
        organisation=organisation,
        rights=rights,
        password=PASSWORD,
        is_super=True,
    )
    return actor_for(user)


def again(actor: Actor) -> Actor | None:
    """The actor as the next request finds it; None for one who is shut out."""
    return actor_for(user_by_id(actor.user_id))


ROLES: dict[str, tuple[str, tuple[Right, ...]]] = {
    "author": ("university", (Right.ENTER,)),
    "clerk": ("university", (Right.ENTER, *DESK)),
    "reviewer": ("department", (*DESK, Right.RECEIVE)),
    "auditor": ("province", (*DESK, Right.ACCEPT, Right.MANAGE)),
    "receiver": ("nation", (Right.ACCEPT, Right.REVIEW, Right.RETURN)),
    "stranger": ("other_unit", (Right.ENTER, *DESK, Right.MANAGE)),
}
"""User name → organisation of the stage, and rights."""


def member(stage: Stage, username: str) -> Actor:
    """Give one of the cast."""
    return KEPT.people.get(username) or new_member(stage, username)


def new_member(stage: Stage, username: str) -> Actor:
    """Create one of the cast."""
    organisation, rights = ROLES[username]
    return person(getattr(stage, organisation), username, *rights)


@pytest.fixture
def author(stage: Stage) -> Actor:
    return member(stage, "author")


@pytest.fixture
def unit_clerk(stage: Stage) -> Actor:
    return member(stage, "clerk")


@pytest.fixture
def department_reviewer(stage: Stage) -> Actor:
    return member(stage, "reviewer")


@pytest.fixture
def provincial_auditor(stage: Stage) -> Actor:
    return member(stage, "auditor")


@pytest.fixture
def national_receiver(stage: Stage) -> Actor:
    return member(stage, "receiver")


@pytest.fixture
def stranger(stage: Stage) -> Actor:
    return member(stage, "stranger")


def user_of(actor: Actor) -> User:
    """The user behind an actor, for logging in."""
    return user_by_id(actor.user_id)
