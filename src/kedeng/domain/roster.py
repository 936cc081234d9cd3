"""A roster: bodies and users defined many at a time, one line each (notice 二; process.md c4).

A line is taken whole or not at all; taken twice it changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from kedeng.domain.routes import NATION, RANK_LABELS

MOST_LINES = 10_000  # of a sheet


class Sheet(StrEnum):
    """What the lines of a sheet define. Bodies come first: users may belong to them."""

    BODIES = "bodies"
    USERS = "users"


SHEET_TITLES: Mapping[Sheet, str] = MappingProxyType({Sheet.BODIES: "机构", Sheet.USERS: "用户"})
RANK_NAMES: Mapping[str, int] = MappingProxyType(
    {label: rank for rank, label in RANK_LABELS.items() if rank != NATION}
)
YES, NO = "有", "无"


@dataclass(frozen=True)
class Column:
    """A column: its heading, what to write into it, whether it must be filled.

    `most`: characters that what it goes into can hold.
    """

    key: str
    title: str
    help: str
    required: bool = False
    most: int = 200


COLUMNS: Mapping[Sheet, tuple[Column, ...]] = MappingProxyType(
    {
        Sheet.BODIES: (
            Column("name", "机构全称", "与公章一致。", required=True),
            Column("rank", "级别", "、".join(RANK_NAMES) + "。", required=True),
            Column("uscc", "统一社会信用代码", "18 位，可以不填。"),
            Column("has_office", "科研管理部门", "填“有”或“无”；不填按“有”。"),
            Column("contact_name", "联系人", "可以不填。", most=60),
            Column("contact_phone", "联系电话", "可以不填。", most=60),
            Column("address", "地址", "可以不填。"),
            Column("username", "超级管理员登录名", "和右边的姓名一起填；可以都不填。"),
            Column("person", "超级管理员姓名", "可以不填。", most=100),
            Column("rights", "超级管理员的其他权限", "用顿号隔开，例如：录入、审核。"),
        ),
        Sheet.USERS: (
            Column("body", "所在机构", "本机构可以不填。"),
            Column("username", "登录名", "字母、数字或汉字，2 至 60 位。", required=True),
            Column("name", "姓名", "", required=True, most=100),
            Column("phone", "手机或电话", "可以不填。", most=40),
            Column("email", "电子邮箱", "可以不填。"),
            Column("rights", "权限", "用顿号隔开，例如：录入、审核、退回。", required=True),
        ),
    }
)


@dataclass(frozen=True)
class Layout:
    """A workbook that is filled in line by line: its name, its sheets, their columns."""

    title: str
    sheets: Mapping[Any, str]
    columns: Mapping[Any, tuple[Column, ...]]


ROSTER = Layout("机构与用户名册", SHEET_TITLES, COLUMNS)


@dataclass(frozen=True)
class Line:
    """A line of a sheet as it was typed; `number` is its row in the workbook, from 1."""

    sheet: StrEnum
    number: int
    cells: Mapping[str, str]

    def cell(self, key: str) -> str:
        """What a column holds; empty where nothing was typed."""
        return self.cells.get(key, "")


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a cell; `code` is one of renderings.refusals."""

    line: Line
    key: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


class Outcome(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    KNOWN = "known"
    WRONG = "wrong"
