"""A registration's route: the chain of desks from the filer up to the nation (process.md h1).

Rank is not depth: a route may have any number of unit and department desks.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

NATION, PROVINCE, DEPARTMENT, UNIT = 1, 2, 3, 4
RANK_LABELS: dict[int, str] = {
    NATION: "国家",
    PROVINCE: "省级",
    DEPARTMENT: "组织管理部门",
    UNIT: "完成单位",
}


class StopKind(StrEnum):
    """What a desk is on a route."""

    FILER = "filer"
    UNIT = "unit"
    DEPARTMENT = "department"
    PROVINCE = "province"
    NATION = "nation"


STOP_LABELS: dict[StopKind, str] = {
    StopKind.FILER: "填报人",
    StopKind.UNIT: "单位审查",
    StopKind.DEPARTMENT: "部门审查推荐",
    StopKind.PROVINCE: "省级受理审核",
    StopKind.NATION: "国家接收公布",
}

KIND_OF_RANK = {
    UNIT: StopKind.UNIT,
    DEPARTMENT: StopKind.DEPARTMENT,
    PROVINCE: StopKind.PROVINCE,
    NATION: StopKind.NATION,
}


@dataclass(frozen=True)
class Body:
    """An organisation as a route sees it: who, which rank, whether its office reviews."""

    id: Hashable
    rank: int
    has_office: bool = True


@dataclass(frozen=True)
class Stop:
    """One desk of a route."""

    organisation: Hashable
    kind: StopKind


class NoRouteError(ValueError):
    """Above the filing organisation there is nobody who recommends, no province or no nation."""


def route(chain: Sequence[Body]) -> tuple[Stop, ...]:
    """Fix the desks from a chain of bodies, filing organisation first, nation last.

    The filer is always desk 0. A unit (rank 4) is a desk only where it has an office; a department
    that files for itself is its own department desk. The last desk before the province recommends,
    whatever its rank: under a ministry that is the unit (process.md h1, B42). Raises NoRouteError
    where that desk, the province or the nation is missing: such a record could never move on.
    """
    stops = [Stop(chain[0].id, StopKind.FILER)]
    stops.extend(
        Stop(body.id, KIND_OF_RANK[body.rank])
        for body in chain
        if body.rank != UNIT or body.has_office
    )
    kinds = [stop.kind for stop in stops]
    if kinds[-2:] != [StopKind.PROVINCE, StopKind.NATION]:
        raise NoRouteError("a route must end in a province and the nation")
    between = kinds[1:-2]
    if not between or not {StopKind.PROVINCE, StopKind.NATION}.isdisjoint(between):
        raise NoRouteError("a route needs a desk that recommends, below one province")
    return tuple(stops)
