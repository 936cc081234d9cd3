"""Lists of what ought to be registered: checked cell by cell, taken line by line, repeatable."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kedeng.apps.expected.actions.bench import Bench
from kedeng.apps.expected.actions.refused import RefusedError, ask
from kedeng.apps.expected.models import ExpectedItem, ExpectedList
from kedeng.apps.history.actions import record
from kedeng.apps.rounds.queries import rounds_for
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.domain.roster import Line, Mistake, Outcome


@dataclass(frozen=True)
class Judged:
    """A line with what becomes of it."""

    line: Line
    outcome: Outcome
    mistakes: tuple[Mistake, ...] = ()
    item: ExpectedItem | None = None


def judge_list(*, actor: Actor, year: int, lines: Iterable[Line]) -> Iterator[Judged]:
    """Say what would become of each line; writes nothing.

    A line names a unit of the actor's subtree; a unit's own list only itself. Raises RefusedError:
    right_missing, expected_of_provinces, expected_year_unknown.
    """
    ask(actor)
    bench = Bench(actor, year)
    if year not in {round_.year for round_ in rounds_for(bench.scope.own)}:
        raise RefusedError("expected_year_unknown")
    for line in lines:
        outcome, mistakes, item = bench.judge(line)
        yield Judged(line, outcome, tuple(mistakes), item)


def keep_list(*, actor: Actor, year: int, content: bytes, file_name: str) -> ExpectedList:
    """Keep a workbook between its check and its taking; an earlier one of the actor's goes.

    Raises what `judge_list` raises.
    """
    ask(actor)
    with transaction.atomic():
        _let_go(ExpectedList.objects.filter(uploader_id=actor.user_id, taken_at=None))
        return ExpectedList.objects.create(
            organisation_id=actor.organisation_id,
            year=year,
            file_name=file_name[:200],
            content=content,
            uploader_id=actor.user_id,
            uploader_name=actor.name,
        )


@transaction.atomic
def take_list(*, actor: Actor, kept: ExpectedList, lines: Iterable[Line]) -> list[Judged]:
    """Take the right lines of a list; the wrong ones stay out whole, the known ones as they are.

    Taken twice it changes nothing: somebody who named the same unit, year, kind and number first
    keeps it. Raises what `judge_list` raises. Side effects: the items, the list without its bytes
    where nothing was wrong, then history with the numbers.
    """
    judged = list(judge_list(actor=actor, year=kept.year, lines=lines))
    fresh = [each.item for each in judged if each.item is not None]
    for item in fresh:
        item.source = kept
    ExpectedItem.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    numbers = {outcome: sum(each.outcome is outcome for each in judged) for outcome in Outcome}
    if not numbers[Outcome.WRONG]:  # else the marked copy is still wanted
        ExpectedList.objects.filter(pk=kept.pk).update(content=b"", taken_at=timezone.now())
    record(
        kind=Event.EXPECTED_TAKEN,
        subject=f"organisation:{actor.organisation_id}",
        actor=actor,
        details={"year": kept.year, **{key.value: number for key, number in numbers.items()}},
    )
    return judged


def drop_old_lists(*, before: datetime) -> int:
    """Delete what nobody has taken since; gives the number. For `kedeng trim`."""
    return _let_go(ExpectedList.objects.filter(taken_at=None, uploaded_at__lt=before))


def _let_go(lists: QuerySet[ExpectedList]) -> int:
    """Forget workbooks; of those from which some lines were taken the bytes alone."""
    used = list(lists.exclude(items=None).values_list("pk", flat=True))
    ExpectedList.objects.filter(pk__in=used).update(content=b"", taken_at=timezone.now())
    return lists.exclude(pk__in=used).delete()[0]
