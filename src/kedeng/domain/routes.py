"""A registration's route: the chain of desks from the filer up to the nation (process.md h1).

Rank is not depth: a route may have any number of unit and department desks.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

NATION, PROVINCE, DEPARTMENT, UNIT = 1, 2, 3, 4


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

_KIND_OF_RANK = {
    UNIT: StopKind.UNIT,
    DEPARTMENT: StopKind.DEPARTMENT,
    PROVINCE: StopKind.PROVINCE,
    NATION: StopKind.NATION,
}


@dataclass(frozen=True)
class Body:
    """An organisation as a route sees it: who, which rank, and whether it has an office that reviews."""

    id: Hashable
    rank: int
    has_office: bool = True


@dataclass(frozen=True)
class Stop:
    """One desk of a route."""

    organisation: Hashable
    kind: StopKind


class NoRouteError(ValueError):
    """The tree above the filing organisation lacks a province or a nation."""


def route(chain: Sequence[Body]) -> tuple[Stop, ...]:
    """Fix the desks from a chain of bodies, filing organisation first, nation last.

    The filer is always desk 0. A unit (rank 4) is a desk only where it has an office; a department that
    files for itself is its own department desk. Raises NoRouteError where a province or nation is missing.
    """
    stops = [Stop(chain[0].id, StopKind.FILER)]
    for body in chain:
        if body.rank != UNIT or body.has_office:
            stops.append(Stop(body.id, _KIND_OF_RANK[body.rank]))
    kinds = [stop.kind for stop in stops]
    if kinds[-2:] != [StopKind.PROVINCE, StopKind.NATION]:
        message = "a route must end in a province and the nation"
        raise NoRouteError(message)
    return tuple(stops)


def province_position(stops: Sequence[Stop]) -> int:
    """Place of the province's desk on a route."""
    return next(place for place, stop in enumerate(stops) if stop.kind is StopKind.PROVINCE)
