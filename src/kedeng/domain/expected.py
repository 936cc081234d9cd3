"""What ought to be registered: the year's accepted projects and granted patents (process.md B1).

Whoever funds or manages a project knows that it was accepted; whether its result is registered is
a question of comparing two lists. The number decides; a name only proposes, a person says yes.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType

from kedeng.domain.identifiers import IdentifierKind, key_of
from kedeng.domain.roster import Column, Layout
from kedeng.domain.similarity import normalise_title
from kedeng.domain.states import STATES, State

REASONS = "non_registration_reason"
"""The code list of why something is not registered."""

MOST_REASON = 500  # characters of its text
ALIKE = 0.75  # likeness of two names from which they are proposed as one


class ExpectedKind(StrEnum):
    """What makes something ought to be registered."""

    PROJECT = "project"
    PATENT = "patent"
    OTHER = "other"


KIND_LABELS: Mapping[ExpectedKind, str] = MappingProxyType(
    {
        ExpectedKind.PROJECT: "验收项目",
        ExpectedKind.PATENT: "授权专利",
        ExpectedKind.OTHER: "其他",
    }
)

IDENTIFIER_OF: Mapping[ExpectedKind, IdentifierKind] = MappingProxyType(
    {
        ExpectedKind.PROJECT: IdentifierKind.PROJECT,
        ExpectedKind.PATENT: IdentifierKind.RIGHT,
        ExpectedKind.OTHER: IdentifierKind.RIGHT,
    }
)


def item_key(kind: ExpectedKind, number: str, name: str) -> str:
    """Give what tells one item of a unit and year from another: its number, else its name."""
    return key_of(IDENTIFIER_OF[kind], number) or f"·{normalise_title(name)}"[:80]


class ExpectedSheet(StrEnum):
    """The one sheet of the list."""

    ITEMS = "items"


EXPECTED = Layout(
    "应登清单",
    {ExpectedSheet.ITEMS: "应登清单"},
    {
        ExpectedSheet.ITEMS: (
            Column("kind", "类型", "、".join(KIND_LABELS.values()) + "。", required=True),
            Column("number", "项目编号或专利号", "验收项目、授权专利必须填。", most=80),
            Column("name", "名称", "项目或专利的全称。", required=True, most=300),
            Column("unit", "完成单位", "单位填自己的清单时可以不填。"),
            Column("person", "负责人", "项目负责人或第一发明人，可以不填。", most=100),
            Column("settled_on", "验收或授权日期", "例如 2025-06-18，可以不填。", most=20),
            Column("plan", "计划或来源", "例如省重点研发计划，可以不填。"),
        )
    },
)


class Standing(StrEnum):
    """How an item stands, the best first: what is registered needs no reason."""

    REGISTERED = "registered"
    UNDER_WAY = "under_way"
    EXCUSED = "excused"
    OPEN = "open"


STANDING_LABELS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.REGISTERED: "已登记",
        Standing.UNDER_WAY: "在办",
        Standing.EXCUSED: "有理由不登",
        Standing.OPEN: "未登",
    }
)
STANDING_COLOURS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.REGISTERED: "green",
        Standing.UNDER_WAY: "blue",
        Standing.EXCUSED: "grey",
        Standing.OPEN: "seal",
    }
)


def standing(states: Iterable[State], reason: str) -> Standing:
    """Say how an item stands by the states of its registrations and the reason on record.

    A registration that was refused, withdrawn or cancelled counts for nothing.
    """
    rows = [STATES[state] for state in states]
    living = [row for row in rows if not row.closed or row.public]
    if any(row.numbered for row in living):
        return Standing.REGISTERED
    if living:
        return Standing.UNDER_WAY
    return Standing.EXCUSED if reason else Standing.OPEN


@dataclass(frozen=True)
class Tally:
    """How many items stand how."""

    registered: int = 0
    under_way: int = 0
    excused: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """应登: all of them."""
        return self.registered + self.under_way + self.excused + self.open

    @property
    def due(self) -> int:
        """The denominator of the rate: all but those with a reason on record."""
        return self.total - self.excused

    @property
    def rate(self) -> str:
        """已登 ÷（应登 − 有理由不登）, to a tenth of a percent; "" where nothing is due.

        Halves go up. Only all is 100.0%, and only nothing is 0.0%.
        """
        if not self.due:
            return ""
        tenths = int((Decimal(1000 * self.registered) / self.due).to_integral_value(ROUND_HALF_UP))
        if 0 < self.registered < self.due:
            tenths = min(max(tenths, 1), 999)
        return f"{tenths // 10}.{tenths % 10}%"


def tally(standings: Collection[Standing]) -> Tally:
    """Count standings."""
    found = list(standings)
    return Tally(**{each.value: found.count(each) for each in Standing})
