"""The database refuses by itself what the workflow table does not declare, on both engines."""

from itertools import product

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.records import move, reload

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.registrations import triggers
from kedeng.apps.registrations.models import Move, NoteAnswer, Registration, ReviewNote, Revision
from kedeng.domain.states import State
from kedeng.domain.workflow import state_pairs

ALLOWED = {(old.value, new.value) for old, new in state_pairs()}
PAIRS = list(product(State, State))


def set_by_sql(pk, state):
    with connection.cursor() as cursor:
        cursor.execute(
            "update registrations_registration set state = %s where id = %s", [state, pk]
        )


def set_by_queryset(pk, state):
    Registration.objects.filter(pk=pk).update(state=state)


def set_by_save(pk, state):
    registration = Registration.objects.get(pk=pk)
    registration.state = state
    registration.save()


def tried(act, *arguments):
    """Whether the database let an act through; it is undone in either case."""
    try:
        with transaction.atomic():
            act(*arguments)
            transaction.set_rollback(True)
    except DatabaseError as error:
        assert "undeclared state pair" in str(error)  # noqa: PT017 - any other would be a fault
        return False
    return True


@pytest.fixture
def forced(draft):
    """Give a record in any state, put there with the triggers lifted for a moment."""

    def make(state):
        registration = draft(complete=False)
        with connection.cursor() as cursor:
            on_table = f" on {triggers.RECORD}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"drop trigger kedeng_state_pair{on_table}")
        Registration.objects.filter(pk=registration.pk).update(state=state)
        triggers.install(connection)
        return registration.pk

    return make


@pytest.mark.django_db
def test_every_trigger_is_there():
    assert triggers.installed(connection) == triggers.trigger_names()
    assert len(triggers.trigger_names()) == 42


@pytest.mark.django_db
def test_laying_them_again_changes_nothing():
    triggers.install(connection)
    assert triggers.installed(connection) == triggers.trigger_names()


@pytest.mark.parametrize("old", State)
def test_every_state_pair_is_decided_by_the_table(old, forced):
    pk = forced(old.value)
    for act in (set_by_sql, set_by_queryset, set_by_save):
        let_through = {new.value for new in State if tried(act, pk, new.value)}
        assert let_through == {new for first, new in ALLOWED if first == old} | {old.value}


def test_a_registration_begins_as_a_draft(draft):
    template = Registration.objects.filter(pk=draft(complete=False).pk).values().get()
    del template["id"]
    for state in set(State) - {State.DRAFT}:
        with pytest.raises(DatabaseError, match="begins as a draft"), transaction.atomic():
            Registration.objects.create(**{**template, "code": f"X{state[:10]}", "state": state})


@pytest.fixture
def written(record_in):
    """A record with history, moves, a revision and a note."""
    registration = record_in("returned")
    last = registration.moves.last()
    note = ReviewNote.objects.create(
        registration=registration, move=last, path="overview", place="概况", text="请补充"
    )
    NoteAnswer.objects.create(
        note=note, outcome="done", given_by="演示", given_by_id=1, given_at=timezone.now()
    )
    return registration


@pytest.mark.parametrize("model", [HistoryEvent, Move, Revision, ReviewNote, NoteAnswer])
def test_what_happened_is_neither_rewritten_nor_removed(model, written):
    rows = list(model.objects.values())
    assert rows
    field = {
        HistoryEvent: "kind",
        Move: "reason",
        Revision: "digest",
        ReviewNote: "text",
        NoteAnswer: "text",
    }[model]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        for statement in (
            f"update {table} set {field} = 'x'",
            f"update {table} set id = id + 1000",
            f"delete from {table}",
        ):
            with pytest.raises(DatabaseError, match="append-only table"), transaction.atomic():
                cursor.execute(statement)
    for act in (
        lambda: model.objects.update(**{field: "x"}),
        lambda: model.objects.first().save(),
        lambda: model.objects.first().delete(),
        lambda: model.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert list(model.objects.values()) == rows


def test_a_submitted_record_cannot_be_removed_with_its_past(written):
    with pytest.raises(DatabaseError), transaction.atomic():
        written.delete()
    assert reload(written).moves.count() == 3


def test_declared_pairs_pass(author, draft):
    assert move(author, draft(), "submit").state == "in_review"
