"""Lists of what ought to be registered: one of a department, one of a university.

Real projects stand in them only where their registration is filed: nothing is said against a real
university. What is missing, and why, is invented and says 演示.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from kedeng.apps.expected.actions import give_reason, keep_list, take_list
from kedeng.apps.expected.models import ExpectedItem
from kedeng.apps.rounds.models import Round
from kedeng.commands.demonstration.facts import MARK, Body, bodies
from kedeng.commands.demonstration.people import DESK, Cast
from kedeng.commands.demonstration.plan import ROUTE_UNIT, Plan
from kedeng.commands.demonstration.values import values_for
from kedeng.domain.expected import EXPECTED, KIND_LABELS, ExpectedKind, ExpectedSheet
from kedeng.domain.policy import Actor
from kedeng.domain.roster import Line
from kedeng.renderings.workbook.roster import marked_roster

DEPARTMENT = "sx-edu"
_REAL, _OWN = 8, 6  # registrations that the lists name
_MISSING = "demo-normal"  # a unit with items and nothing filed for them
_FIRST_ROW = 3
_REASONS = (
    ("not_accepted", ""),
    ("elsewhere", f"{MARK}：已在另一登记机构登记，登记号 演示-0001。"),
)

Cells = dict[str, str]
One = TypeVar("One")


def list_expected(plans: Sequence[Plan], cast: Cast, round_: Round) -> int:
    """Load both lists through the room's actions, and record the reasons; give how many items."""
    department, office = cast.actor(DEPARTMENT, DESK), cast.actor(ROUTE_UNIT, DESK)
    _take(department, round_, f"{MARK}教育厅项目验收清单.xlsx", _of_department(plans))
    _take(office, round_, f"{MARK}科技大学清单.xlsx", _of_unit(plans))
    excused = ExpectedItem.objects.filter(name__startswith=f"{MARK}：有理由不登记")
    for item, (reason, text) in zip(excused.order_by("pk"), _REASONS, strict=True):
        give_reason(actor=office, item_id=item.pk, reason=reason, text=text)
    return ExpectedItem.objects.count()


def _take(actor: Actor, round_: Round, name: str, rows: Iterable[Cells]) -> None:
    lines = [Line(ExpectedSheet.ITEMS, at, row) for at, row in enumerate(rows, _FIRST_ROW)]
    content = marked_roster(lines, (), EXPECTED)
    kept = keep_list(actor=actor, year=round_.year, content=content, file_name=name)
    take_list(actor=actor, kept=kept, lines=lines)


def _of_department(plans: Sequence[Plan]) -> Iterator[Cells]:
    """Real projects with their registrations, then invented ones that nobody has registered."""
    real = [plan for plan in plans if plan.project and plan.body.parent == DEPARTMENT]
    for plan in _spread(real, _REAL):
        if plan.project:
            yield _row(
                ExpectedKind.PROJECT,
                plan.project.number,
                plan.title,
                plan.body,
                plan="国家自然科学基金",
            )
    missing = next(body for body in bodies() if body.key == _MISSING)
    for serial in range(1, 4):
        yield _row(
            ExpectedKind.PROJECT,
            f"{MARK}2025-{serial:03d}",
            f"{MARK}：验收后还没有登记的项目{serial}",
            missing,
            settled_on=f"2025-0{serial + 5}-18",
            plan=f"{MARK}省重点研发计划",
        )


def _of_unit(plans: Sequence[Plan]) -> Iterator[Cells]:
    """Own projects by number, one by a name alike, some missing, some with a reason."""
    own = [plan for plan in plans if plan.body.key == ROUTE_UNIT]
    unit = own[0].body
    numbered = [(plan, number) for plan in own if (number := _number_of(plan))]
    for plan, number in _spread(numbered, _OWN):
        yield _row(ExpectedKind.PROJECT, number, plan.title, unit, settled_on="2025-06-18")
    alike = own[-1]
    yield _row(ExpectedKind.PROJECT, f"{MARK}2025-901", f"{alike.title}研究", unit)
    yield _row(ExpectedKind.PROJECT, f"{MARK}2025-902", f"{MARK}：应当登记的项目甲", unit)
    yield _row(ExpectedKind.PATENT, "ZL209911999901.1", f"{MARK}：应当登记的专利乙", unit)
    yield _row(ExpectedKind.PROJECT, f"{MARK}2025-903", f"{MARK}：有理由不登记的项目丙", unit)
    yield _row(ExpectedKind.PATENT, "ZL209911999902.2", f"{MARK}：有理由不登记的专利丁", unit)


def _spread(found: Sequence[One], wanted: int) -> Sequence[One]:
    """Pick so many evenly, so that every state of their registrations is among them."""
    return found[:: max(1, len(found) // wanted)][:wanted]


def _number_of(plan: Plan) -> str:
    rows = values_for(plan).get("projects") or [{}]
    return rows[0].get("project_number") or ""


def _row(kind: ExpectedKind, number: str, name: str, unit: Body, **more: str) -> Cells:
    return {"kind": KIND_LABELS[kind], "number": number, "name": name, "unit": unit.name, **more}
