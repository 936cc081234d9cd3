"""What the processes of a trial do. Imported only inside them, on the trial's own database."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from functools import partial
from threading import Barrier
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections
from tests.records import ALL_CHECKED, bring, movers_of, new_draft, reload
from tests.stage import member, set_stage

from kedeng.apps.history.queries import broken_link
from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries import actor_for
from kedeng.apps.registrations import actions, triggers
from kedeng.apps.registrations.actions.drafts import OutdatedError
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import NumberCounter, Registration
from kedeng.apps.rounds.models import Round
from kedeng.domain.policy import Actor
from kedeng.domain.routes import StopKind

SHUT_DOWN = "57P01"  # PostgreSQL: an administrator ended the connection
PEOPLE = ("author", "clerk", "reviewer", "auditor", "receiver")


def actor(username: str) -> Actor:
    """Give one of the cast."""
    return actor_for(User.objects.get(username=username))


def threads(count: int, act: Callable[[int], Any]) -> list[Any]:
    """Do an act in so many threads of this process, all beginning together."""
    start = Barrier(count)

    def run(number: int) -> Any:
        start.wait()
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as crew:
        return list(crew.map(run, range(count)))


# ── the stage ────────────────────────────────────────────────────────────────────────────────────


def prepare() -> list[str]:
    """Lay the tables and set the stage; give the names of the triggers."""
    call_command("migrate", verbosity=0)
    stage = set_stage()
    for username in PEOPLE:
        member(stage, username)
    return triggers.installed(connection)


def make(state: str, titles: list[str], **kind: Any) -> list[str]:
    """Bring new records to a state and give their codes."""
    desks = dict(zip(StopKind, map(actor, PEOPLE), strict=True))
    movers = movers_of(desks)
    codes = []
    for title in titles:
        draft = new_draft(Round.objects.get(), desks[StopKind.FILER], title=title, **kind)
        codes.append(bring(draft, state, movers).code)
    return codes


def record(code: str) -> Registration:
    return Registration.objects.get(code=code)


# ── identical submits ────────────────────────────────────────────────────────────────────────────


def submit_often(code: str, version: int, times: int) -> list[dict]:
    """Submit the same draft from several threads; give all receipts."""

    def submit(number: int) -> dict:
        del number
        return asdict(_submit("author", code, version))

    return threads(times, submit)


def _submit(username: str, code: str, version: int = 0) -> actions.Receipt:
    return actions.move(
        actor=actor(username),
        registration=record(code),
        transition="submit",
        expected_version=version,
    )


def submit_one(username: str, code: str) -> dict:
    """Submit a draft; give how it ended."""
    try:
        return {"ended": _submit(username, code).state}
    except RefusedMoveError as refusal:
        return {"ended": refusal.code, "params": refusal.params}


def effects_of(code: str) -> dict[str, Any]:
    """Count what submits left behind."""
    registration = record(code)
    return {
        "state": registration.state,
        "version": registration.version,
        "moves": registration.moves.count(),
        "revisions": registration.revisions.count(),
        "stops": registration.stops.count(),
        "broken": broken_link(registration.subject),
    }


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────


def register_all(codes: list[str], seed: int) -> dict[str, Any]:
    """Register records in an order of one's own, failing on purpose in every way there is.

    A third of the records is tried first in ways that are undone after the number was taken: by a
    note that no column holds, and by an actor whom the foreign key does not find at the commit.
    A connection that is killed from outside is opened again and the same move repeated.
    """
    dice = random.Random(seed)
    mine = dice.sample(codes, len(codes))
    told: dict[str, Any] = {"receipts": {}, "undone": 0, "killed": 0}
    auditor = _again(told, lambda: actor("auditor"))
    ghost = replace(auditor, user_id=999_999)
    for code in mine:
        if dice.random() < 1 / 3:
            note = actions.Note("x" * 500, "概况", "太长的路径")
            told["undone"] += _undone(auditor, code, [note]) + _undone(ghost, code, [])
        receipt = _again(told, partial(_register, auditor, code))
        told["receipts"][code] = asdict(receipt)
    return told


def _again(told: dict[str, Any], act: Callable[[], Any]) -> Any:
    """Do something until its connection lives through it; count the connections that did not."""
    while True:
        try:
            return act()
        except DatabaseError as error:
            if not _was_killed(error):
                raise
            connection.close()
            told["killed"] += 1


def _was_killed(error: DatabaseError) -> bool:
    """Whether the connection was cut from outside: no answer at all, or the server's last word.

    Whether it lives now says nothing: Django may have opened another one on the way out.
    """
    answer = getattr(error.__cause__, "sqlstate", None)
    return isinstance(error, OperationalError | InterfaceError) and answer in {None, SHUT_DOWN}


def _register(who: Actor, code: str, notes: list[actions.Note] | None = None) -> actions.Receipt:
    registration = record(code)
    accepted = 4  # submit, pass_on, recommend, accept
    return actions.move(
        actor=who,
        registration=registration,
        transition="register",
        expected_version=accepted,
        checks=ALL_CHECKED,
        notes=notes or [],
    )


def _undone(who: Actor, code: str, notes: list[actions.Note]) -> int:
    """Try a move that must fail; 1 where it did after its number was taken."""
    try:
        _register(who, code, notes)
    except RefusedMoveError:
        return 0  # somebody else has registered it by now
    except DatabaseError as error:
        killed = _was_killed(error)
        if killed:
            connection.close()
        return int(not killed)  # a killed connection proves nothing
    message = f"{code} was registered by a move that cannot be"
    raise AssertionError(message)


def numbers(codes: list[str]) -> dict[str, Any]:
    """Give the numbers of records, the counter, and what does not fit."""
    records = Registration.objects.filter(code__in=codes)
    return {
        "numbers": sorted(records.values_list("number", flat=True)),
        "counter": NumberCounter.objects.get().last,
        "moves": sorted({one.moves.filter(transition="register").count() for one in records}),
        "broken": [one.code for one in records if broken_link(one.subject) is not None],
    }


# ── saves of one section ─────────────────────────────────────────────────────────────────────────


def add_words(code: str, words: list[str]) -> dict[str, Any]:
    """Add each word to one text, all at once; give the acknowledged texts, and the refusals."""
    author, registration = actor("author"), record(code)

    def add(number: int) -> tuple[tuple[int, str], list[tuple[int, str]]]:
        text, version, refusals = "", 0, []
        while True:
            wanted = f"{text}{words[number]} "
            try:
                saved = actions.save_section(
                    actor=author,
                    registration=registration,
                    section="summary",
                    content={"achievement_summary": wanted},
                    expected_version=version,
                )
            except OutdatedError as error:
                text = error.current.content["achievement_summary"]
                version = error.current.version
                refusals.append((version, text))
            else:
                return (saved.version, wanted), refusals
            finally:
                connection.close()  # back to the pool, as at the end of a request

    told = threads(len(words), add)
    return {
        "acknowledged": [acknowledged for acknowledged, _ in told],
        "refused": [refusal for _, refusals in told for refusal in refusals],
    }


def stored_text(code: str) -> tuple[int, str]:
    """Give version and text as they stand in the end."""
    row = reload(record(code)).sections.get(section="summary")
    return row.version, row.content["achievement_summary"]
