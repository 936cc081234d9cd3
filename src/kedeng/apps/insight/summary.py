"""The 《成果登记项目汇总表》 of a desk: what it passed on in a round (process.md B51).

Page, workbook and PDF are made from this one query.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from kedeng.apps.organisations.queries import user_by_id
from kedeng.apps.registrations.models import Registration, Revision
from kedeng.apps.registrations.passing import passed_on
from kedeng.apps.rounds.models import Round
from kedeng.apps.rounds.queries import catalogue
from kedeng.definitions.registry import CATEGORY_NAMES, definition
from kedeng.domain.policy import Actor
from kedeng.domain.routes import DEPARTMENT, NATION, PROVINCE, UNIT
from kedeng.domain.states import STATES, State
from kedeng.formkit.answers import Answers
from kedeng.formkit.canonical import digest
from kedeng.renderings.pdf.table import SummaryTable
from kedeng.renderings.summary_columns import PassedOn, columns_of, line_of

TITLE = "成果登记项目汇总表"

_SEALED_AS = {
    NATION: "国家登记机构",
    PROVINCE: "省级登记机构",
    DEPARTMENT: "组织管理部门",
    UNIT: "报送单位",
}

# States that the last column names: the record was passed on, and has ended otherwise since.
_NOTED = frozenset(
    {State.NOT_RECOMMENDED, State.NOT_ACCEPTED, State.REFUSED, State.SUPPLEMENT, State.CANCELLED}
)


def summary_of(actor: Actor, *rounds: Round) -> SummaryTable:
    """Gather the table of the actor's organisation for rounds: see `summary_with_versions`."""
    return summary_with_versions(actor, rounds)[0]


def summary_with_versions(
    actor: Actor, rounds: Sequence[Round], only: Iterable[int] | None = None
) -> tuple[SummaryTable, list[Revision]]:
    """Gather the table of the actor's organisation for the rounds of a year. Five statements.

    The lines are those of `passed_on`, each drawn from its newest revision, in the order of the
    categories and then of passing on; the digest is over organisation, year, columns and lines.
    The profile of a single round chooses the columns; ValueError when it names one that nobody can
    draw. `only` are the ids of some of the records. The QR code leads to the batch that is made of
    just these lines.
    """
    year = rounds[0].year
    columns = columns_of(rounds[0].profile.values if len(rounds) == 1 else {})
    records = passed_on(actor.organisation_id, rounds)
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
    body = {"organisation": actor.organisation_name, "year": year, "columns": heads}
    digits = digest({**body, "rows": rows})
    batch = f"{year}-{_behind(digits, revisions)[:8].upper()}"
    table = SummaryTable(
        title=TITLE,
        organisation=actor.organisation_name,
        year=year,
        filled_by=actor.name,
        phone=user_by_id(actor.user_id).phone,
        date=timezone.localdate(),
        rows=rows,
        totals=_totals(revision.registration.category for revision in revisions),
        digest=digits,
        columns=columns,
        batch=batch,
        sealed_as=_SEALED_AS[actor.rank],
        verify_url=f"{settings.KEDENG_URL}/desk/batches/?code={batch}",
    )
    return table, revisions


def _behind(digits: str, revisions: Iterable[Revision]) -> str:
    """Digest a table with the versions behind its lines: a column may not show what changed."""
    versions = [[each.registration.code, each.number, each.digest] for each in revisions]
    return digest({"table": digits, "versions": versions})


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
