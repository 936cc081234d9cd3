"""The 《成果登记项目汇总表》 of a desk: what it passed on in a round (process.md B51).

Page, workbook and PDF are made from this one query.
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.utils import timezone

from kedeng.apps.organisations.queries import user_by_id
from kedeng.apps.registrations.models import Registration, Revision
from kedeng.apps.registrations.passing import passed_on
from kedeng.apps.rounds.models import Round
from kedeng.apps.rounds.queries import catalogue
from kedeng.definitions.registry import CATEGORY_NAMES, definition
from kedeng.domain.policy import Actor
from kedeng.domain.states import STATES, State
from kedeng.formkit.answers import Answers
from kedeng.formkit.canonical import digest
from kedeng.renderings.pdf.table import SummaryTable
from kedeng.renderings.summary_columns import PassedOn, columns_of, line_of

TITLE = "成果登记项目汇总表"

# States that the last column names: the record was passed on, and has ended otherwise since.
_NOTED = frozenset(
    {State.NOT_RECOMMENDED, State.NOT_ACCEPTED, State.REFUSED, State.SUPPLEMENT, State.CANCELLED}
)


def summary_of(actor: Actor, round_: Round) -> SummaryTable:
    """Gather the table of the actor's organisation for a round: see `summary_with_versions`."""
    return summary_with_versions(actor, round_)[0]


def summary_with_versions(
    actor: Actor, round_: Round, only: Iterable[int] | None = None
) -> tuple[SummaryTable, list[Revision]]:
    """Gather the table of the actor's organisation for a round. Five statements, however long.

    The lines are those of `passed_on`, each drawn from its newest revision, in the order of the
    categories and then of passing on; the digest is over organisation, year, columns and lines.
    `round_.profile` chooses the columns; ValueError when it names one that nobody can draw. `only`
    are the ids of some of the records.
    """
    columns = columns_of(round_.profile.values)
    records = passed_on(actor.organisation_id, round_)
    if only is not None:
        records = records.filter(pk__in=list(only))
    revisions = list(_newest_revisions(records))
    lists = catalogue()
    rows = [
        line_of(
            PassedOn(
                form=definition(revision.registration.category, revision.edition),
                answers=Answers(revision.answers),
                catalogue=lists,
                number=revision.registration.number or "",
                note=_note(State(revision.registration.state)),
            ),
            columns,
        )
        for revision in revisions
    ]
    heads = [[column.key, column.title] for column in columns]
    body = {"organisation": actor.organisation_name, "year": round_.year, "columns": heads}
    digits = digest({**body, "rows": rows})
    table = SummaryTable(
        title=TITLE,
        organisation=actor.organisation_name,
        year=round_.year,
        filled_by=actor.name,
        phone=user_by_id(actor.user_id).phone,
        date=timezone.localdate(),
        rows=rows,
        totals=_totals(revision.registration.category for revision in revisions),
        digest=digits,
        columns=columns,
        batch=f"{round_.year}-{digits[:8].upper()}",
    )
    return table, revisions


def _newest_revisions(records: QuerySet[Registration]) -> Iterable[Revision]:
    """The newest revision of each record with the record, in the order of the table's lines."""
    found = {record.pk: record for record in records}
    newest = Revision.objects.filter(
        registration__in=records.values("pk"), number=F("registration__submissions")
    ).select_related("registration")
    order = list(CATEGORY_NAMES)

    def place(revision: Revision) -> tuple[int, object, int]:
        record = found[revision.registration_id]
        return order.index(record.category), record.passed_at, record.pk

    return sorted(newest, key=place)


def _note(state: State) -> str:
    return STATES[state].staff if state in _NOTED else ""


def _totals(categories: Iterable[str]) -> list[tuple[str, int]]:
    counted = Counter(categories)
    return [(name, counted[key]) for key, name in CATEGORY_NAMES.items()]
