"""Rights, proved: everybody at every address of every object, against the tables (trust.md 1.8).

Each cell is a request that is rolled back. Denied means: a foreign object is not found, a forbidden
verb is refused, nothing changes, and the denial of somebody known stands in the access log.
"""

import json
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from tests.trials import expected
from tests.trials.expected import Answer
from tests.trials.world import Somebody, World, make_world

from kedeng.apps.history.models import AccessNote, HistoryEvent
from kedeng.apps.organisations.models import ActivationCode, Organisation, User, UserRight
from kedeng.apps.registrations.models import Evidence, Move, Registration
from kedeng.web.access import PERMISSIONS

pytestmark = pytest.mark.trial
LEAST_CELLS = 20_000
POSTED = {"record_move": {"transition": "recall"}, "submit": {"transition": "submit"}}
KEPT = (Move, HistoryEvent, Evidence, User, UserRight, Organisation, ActivationCode, Registration)


@dataclass
class Matrix:
    """Cells judged so far, and those that came out otherwise than the tables say."""

    cells: int = 0
    wrong: list[str] = field(default_factory=list)
    answers: Counter = field(default_factory=Counter)

    def judge(self, place: str, wanted: Answer, got: "Knock") -> None:
        """Count a cell; a denied one must have changed nothing and be noted."""
        self.cells += 1
        self.answers[wanted] += 1
        if got.answer is not wanted and not (got.status == 405 and wanted is Answer.MISSING):
            self.wrong.append(f"{place}: {got.status} {got.answer}, wanted {wanted}")
        elif wanted is not Answer.GO and got.changed:
            self.wrong.append(f"{place}: denied, and yet {got.changed}")

    def judge_found(self, place: str, got: "Knock", *, allowed: bool) -> None:
        """Count a cell whose record is found: whoever is not allowed must change nothing."""
        self.cells += 1
        self.answers[Answer.GO if allowed else Answer.FORBIDDEN] += 1
        if got.answer in {Answer.LOGIN, Answer.NARROWED}:
            self.wrong.append(f"{place}: {got.status}, though the record is seen")
        elif not allowed and got.changed:
            self.wrong.append(f"{place}: not allowed, and yet {got.changed}")


@dataclass(frozen=True)
class Knock:
    """What came of a request."""

    status: int
    answer: Answer
    changed: str


def knock(client: Client, method: str, path: str, who: Somebody, **more) -> Knock:
    """Make a request, look at what it did, and undo it."""
    with transaction.atomic():
        before, notes = counts(), AccessNote.objects.count()
        response = getattr(client, method)(path, **more)
        changed = "" if counts() == before else "something was written"
        answer = read(response)
        denied = answer in {Answer.FORBIDDEN, Answer.MISSING} and who.actor is not None
        if denied and AccessNote.objects.count() == notes:
            changed = "no note of the denial"
        transaction.set_rollback(True)
    return Knock(response.status_code, answer, changed)


def counts() -> list[int]:
    """How many rows the tables hold that an intruder would change."""
    return [model.objects.count() for model in KEPT]


def read(response) -> Answer:
    """Class of an answer."""
    assert response.status_code < 500, response.request["PATH_INFO"]
    if response.status_code in {301, 302}:
        where = response["Location"]
        if where.startswith("/login/"):
            return Answer.LOGIN
        if where in {"/activate/", "/account/security/"}:
            return Answer.NARROWED
        return Answer.GO
    by_status = {401: Answer.LOGIN, 403: Answer.FORBIDDEN, 404: Answer.MISSING}
    return by_status.get(response.status_code, Answer.GO)


def patterns(entries=None) -> dict[str, set[str]]:
    """Name of every page → its arguments."""
    found: dict[str, set[str]] = {}
    for entry in entries if entries is not None else get_resolver().url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name in PERMISSIONS:
                found.setdefault(entry.name, set()).update(entry.pattern.converters)
        elif not str(entry.pattern).startswith("api/"):
            found |= patterns(entry.url_patterns)
    return found


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return make_world()


def test_every_page_of_a_record_or_a_body_has_a_rule():
    coded = {name for name, wanted in patterns().items() if "code" in wanted}
    coded = {name for name in coded if "announcement" not in name}  # tests/web/public has them
    public = {name for name in coded if expected.PERMISSIONS[name] is expected.Gate.PUBLIC}
    assert coded - public == set(expected.RECORD_PAGES)
    assert {n for n, wanted in patterns().items() if "body_id" in wanted} == set(
        expected.BODY_PAGES
    )


def test_the_pages_let_in_whom_the_tables_let_in(world):
    matrix = Matrix()
    for record in world.records:
        paths = {name: path_of(name, record) for name in expected.RECORD_PAGES}
        for who in world.people.values():
            client = who.enter()
            for name, path in paths.items():
                wanted = expected.of_record_page(who, name, record)
                for method in ("get", "post"):
                    place = f"{who.name} {method} {name} {record.filer.username}/{record.state}"
                    more = {"data": POSTED.get(name, {})} if method == "post" else {}
                    matrix.judge(place, wanted, knock(client, method, path, who, **more))
    for body in world.bodies.values():
        for who in world.people.values():
            client = who.enter()
            for name in expected.BODY_PAGES:
                path = reverse(name, kwargs={"body_id": body.pk})
                wanted = expected.of_body_page(who, name, body)
                for method in ("get", "post"):
                    place = f"{who.name} {method} {name} {body.name}"
                    matrix.judge(place, wanted, knock(client, method, path, who))
    assert matrix.wrong[:40] == []
    assert matrix.cells >= LEAST_CELLS


def path_of(name: str, record: Registration) -> str:
    """Address of a page of a record, with arguments that exist."""
    evidence = record.evidence.first()
    told = {
        "code": record.code,
        "key": "overview",
        "evidence_id": evidence.pk if evidence else 0,
        "note_id": 0,
        "number": "NQ7K4JTKY5DV",
        "file": evidence.file_id if evidence else "0" * 64,
    }
    for given in (
        ("code",),
        ("code", "key"),
        ("code", "evidence_id"),
        ("code", "file"),
        ("code", "note_id"),
        ("code", "number"),
    ):
        try:
            return reverse(name, kwargs={key: told[key] for key in given})
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def test_the_api_lets_in_whom_the_tables_let_in(world):
    matrix = Matrix()
    for record in world.records:
        for who in world.people.values():
            client = Client()
            headers = {"If-Match": '"0"'}
            headers |= {"Authorization": f"Bearer {who.token}"} if who.token else {}
            for (method, part), (rule, action) in expected.OPERATIONS.items():
                path = f"/api/v1/registrations/{record.code}{part}"
                got = knock(client, method, path, who, headers=headers, **body_of(method, part))
                place = f"{who.name} {method} {part} {record.filer.username}/{record.state}"
                wanted = expected.of_operation(who, rule, record)
                if wanted is Answer.GO:  # found; a right may lack still, and then nothing changes
                    allowed = bool(expected.decide(who.actor, action, record.facts()))
                    matrix.judge_found(place, got, allowed=allowed)
                else:
                    matrix.judge(place, wanted, got)
    assert matrix.wrong[:40] == []
    assert matrix.cells >= LEAST_CELLS // 4


def body_of(method: str, part: str) -> dict:
    """A body in the operation's shape: one out of shape is refused before any record is sought."""
    if method == "get":
        return {}
    if part == "/evidence":
        return {"data": {"slots": "other", "file": SimpleUploadedFile("a.png", b"no picture")}}
    if part.startswith("/evidence/slots"):
        return {"data": b"no picture", "content_type": "image/png"}
    given = {"/copies": {"secrecy": "public"}, "/explanations": {"explanations": []}}
    given |= {"/claim": {"username": "nobody"}}
    return {"data": json.dumps(given.get(part, {})), "content_type": "application/json"}


def test_no_column_of_a_record_or_an_account_is_written_from_outside(world):
    """Mass assignment: every column of the tables, posted by everybody, changes nothing."""
    record = world.records[0]
    cells, changed = 0, []
    columns = [column.attname for column in Registration._meta.concrete_fields]
    untouched = row_of(record)
    for who in world.people.values():
        headers = {"Authorization": f"Bearer {who.token}", "If-Match": '"0"'}
        for column in columns:
            with transaction.atomic():
                Client().patch(
                    f"/api/v1/registrations/{record.code}/sections/overview",
                    json.dumps({column: 1}),
                    content_type="application/json",
                    headers=headers,
                )
                if row_of(record) != untouched:
                    changed.append(f"{who.name} registration.{column}")
                transaction.set_rollback(True)
            cells += 1
    for who in world.people.values():
        client = who.enter()
        for column in (column.attname for column in User._meta.concrete_fields):
            cells += 1
            user = world.users["colleague"]
            before = User.objects.filter(pk=user.pk).values().get()
            with transaction.atomic():
                client.post(f"/console/users/{user.pk}/", {column: "1"})
                after = User.objects.filter(pk=user.pk).values().get()
                transaction.set_rollback(True)
            if {k for k in before if before[k] != after[k]} - {"name", "phone", "email"}:
                changed.append(f"{who.name} user.{column}")
    assert changed == []
    assert cells > 800


def row_of(record: Registration) -> dict:
    """A record's row as it is now."""
    return Registration.objects.filter(pk=record.pk).values().get()
