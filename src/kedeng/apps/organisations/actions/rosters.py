"""Rosters: bodies and users defined many at a time, by the actions that define one.

A line is judged cell by cell, so that a marked copy shows every mistake at once; then it is taken
in a transaction of its own. Lines that say what is so already change nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kedeng.apps.organisations.actions.asking import ask
from kedeng.apps.organisations.actions.bodies import create_body
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.roster_bench import Bench, parse_rights
from kedeng.apps.organisations.actions.supers import Person, appoint_super
from kedeng.apps.organisations.actions.telling import tell_of_body
from kedeng.apps.organisations.actions.users import define_user
from kedeng.apps.organisations.models import Organisation, Roster, User
from kedeng.domain.delegation import Act
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.roster import NO, RANK_NAMES, Line, Mistake, Outcome, Sheet

_ACTS = {
    Sheet.BODIES: (Act.CREATE_BODY,),
    Sheet.USERS: (Act.DEFINE_USER, Act.GRANT),
}
_CELL_OF_CODE = {"body_name_taken": "name", "uscc_taken": "uscc"}  # somebody was faster


@dataclass(frozen=True)
class Judged:
    """A line with what becomes of it; `user` is who was defined and needs a first credential."""

    line: Line
    outcome: Outcome
    mistakes: tuple[Mistake, ...] = ()
    user: User | None = None


def judge_roster(*, actor: Actor, lines: Iterable[Line]) -> Iterator[Judged]:
    """Say what would become of each line; writes nothing.

    Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed.
    """
    bench = Bench(actor)
    for line in lines:
        _ask(bench, line.sheet)
        yield _judged(bench, line)


def take_roster(*, actor: Actor, lines: Iterable[Line]) -> Iterator[Judged]:
    """Take each right line whole, each in its own transaction; then history with the numbers.

    Raises what `judge_roster` raises. What was taken before an interruption stays; sending the
    same roster again goes on from there.
    """
    bench = Bench(actor)
    numbers = dict.fromkeys(Outcome, 0)
    for line in lines:
        _ask(bench, line.sheet)
        judged = _taken(bench, _judged(bench, line))
        numbers[judged.outcome] += 1
        yield judged
    with transaction.atomic():
        tell_of_body(
            actor=actor,
            kind=Event.ROSTER_TAKEN,
            body_id=actor.organisation_id,
            details={outcome.value: number for outcome, number in numbers.items()},
        )


def keep_roster(*, actor: Actor, content: bytes, file_name: str) -> Roster:
    """Keep a workbook between its check and its taking; an earlier one of the actor's goes."""
    with transaction.atomic():
        Roster.objects.filter(uploader_id=actor.user_id, taken_at=None).delete()
        return Roster.objects.create(
            uploader_id=actor.user_id, file_name=file_name[:200], content=content
        )


def note_logins(roster: Roster, judged: Iterable[Judged]) -> None:
    """Keep the login names of a roster's right lines, for its slips (`waiting_for_codes`)."""
    right = [each.line for each in judged if each.outcome is not Outcome.WRONG]
    roster.logins = [line.cell("username") for line in right if line.cell("username")]
    roster.save(update_fields=["logins"])


def drop_roster(roster: Roster) -> None:
    """Forget the bytes of a roster that has been taken."""
    Roster.objects.filter(pk=roster.pk).update(content=b"", taken_at=timezone.now())


def drop_old_rosters(*, before: datetime) -> int:
    """Delete what nobody has taken since; gives the number. For `kedeng trim`."""
    return Roster.objects.filter(taken_at=None, uploaded_at__lt=before).delete()[0]


def _ask(bench: Bench, sheet: Sheet) -> None:
    """Ask the law once for a sheet; the actions ask again for every line."""
    if sheet not in bench.asked:
        for act in _ACTS[sheet]:
            ask(bench.actor, act, bench.own)
        bench.asked.add(sheet)


def _judged(bench: Bench, line: Line) -> Judged:
    outcome, mistakes = bench.judge(line)
    return Judged(line, outcome, tuple(mistakes))


def _taken(bench: Bench, judged: Judged) -> Judged:
    if judged.outcome is not Outcome.NEW:
        return judged
    take = _take_body if judged.line.sheet is Sheet.BODIES else _take_user
    try:
        with transaction.atomic():
            user = take(bench, judged.line)
    except RefusedError as error:
        key = _CELL_OF_CODE.get(error.code, "username")
        mistake = Mistake(judged.line, key, error.code, error.params)
        return Judged(judged.line, Outcome.WRONG, (mistake,))
    return Judged(judged.line, Outcome.NEW, user=user)


def _take_body(bench: Bench, line: Line) -> User | None:
    body = bench.child(line.cell("name"))
    if body is None:
        body = create_body(
            actor=bench.actor,
            name=line.cell("name"),
            rank=RANK_NAMES[line.cell("rank")],
            has_office=line.cell("has_office") != NO,
            uscc=line.cell("uscc"),
            contact_name=line.cell("contact_name"),
            contact_phone=line.cell("contact_phone"),
            address=line.cell("address"),
        )
        bench.remember(body)
    return _appointed(bench, line, body) if line.cell("username") else None


def _appointed(bench: Bench, line: Line, body: Organisation) -> User:
    rights, _ = parse_rights(line.cell("rights"))
    who = Person(username=line.cell("username"), name=line.cell("person"), rights=rights)
    return appoint_super(actor=bench.actor, organisation=body, who=who)


def _take_user(bench: Bench, line: Line) -> User:
    rights, _ = parse_rights(line.cell("rights"))
    return define_user(
        actor=bench.actor,
        organisation=bench.body_of(line.cell("body")),
        username=line.cell("username"),
        name=line.cell("name"),
        rights=rights,
        phone=line.cell("phone"),
        email=line.cell("email"),
    )
