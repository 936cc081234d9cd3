"""An evidence pack read from a workbook of plain rows (docs/howto/evidence-packs.md).

Three sheets: 说明 (what the pack is), 材料 (a row a slot), 要求 (a row a choice: the slots of one
row are all needed, the rows of one requirement are alternatives).
"""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

CATEGORIES = {
    "应用技术": "applied_technology",
    "基础理论": "basic_theory",
    "软科学": "soft_science",
}
HEAD = {"代号": "key", "名称": "title", "依据": "source", "依据是否可靠": "status"}
SLOTS = {
    "类别": "category",
    "代号": "key",
    "名称": "label",
    "分组": "group",
    "条款": "article",
    "页码提示": "pages_hint",
    "说明": "help",
    "须写名称": "named",
}
NEEDS = {
    "类别": "category",
    "代号": "key",
    "要求": "title",
    "条款": "article",
    "条件": "condition",
    "材料代号": "slots",
}
OTHERWISE = "否则"
_MOST_ROWS = 2000


class PackError(ValueError):
    """A file that is no pack; `faults` are sentences."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("；".join(self.faults))


def read_pack_workbook(data: bytes) -> dict[str, Any]:
    """Read a workbook into the JSON form of a pack. Raises PackError that names sheet and row."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except (CalamineError, ValueError, OSError) as error:
        raise PackError(["工作簿打不开，可能已损坏。请另存为 .xlsx 后再传。"]) from error
    if missing := [name for name in ("说明", "材料", "要求") if name not in sheets]:
        raise PackError(f"缺少工作表“{name}”。" for name in missing)
    faults: list[str] = []
    head = {str(row[0]).strip(): _text(row[1:2]) for row in sheets["说明"] if row}
    slots = _rows("材料", sheets["材料"], SLOTS, faults)
    needs = _rows("要求", sheets["要求"], NEEDS, faults)
    if faults:
        raise PackError(faults)
    content: dict[str, Any] = {member: head.get(label, "") for label, member in HEAD.items()}
    return content | {
        "categories": {
            category: _category(
                [row for row in slots if row["category"] == label],
                [row for row in needs if row["category"] == label],
            )
            for label, category in CATEGORIES.items()
        }
    }


def _rows(
    sheet: str, rows: list[list[Any]], columns: Mapping[str, str], faults: list[str]
) -> list[dict[str, str]]:
    """Read a sheet's rows by the heads of its first one; what is wrong goes into `faults`."""
    heads = [str(cell).strip() for cell in rows[0]] if rows else []
    if missing := [label for label in columns if label not in heads]:
        faults.append(f"工作表“{sheet}”缺少这些列：{'、'.join(missing)}。")
        return []
    if len(rows) > _MOST_ROWS:
        faults.append(f"工作表“{sheet}”超过 {_MOST_ROWS} 行。")
        return []
    places = {member: heads.index(label) for label, member in columns.items()}
    found = []
    for number, row in enumerate(rows[1:], 2):
        told = {member: _text(row[place : place + 1]) for member, place in places.items()}
        if not any(told.values()):
            continue
        if told["category"] not in CATEGORIES:
            faults.append(f"工作表“{sheet}”第 {number} 行：类别只能是{'、'.join(CATEGORIES)}。")
        found.append(told)
    return found


def _text(cells: list[Any]) -> str:
    value = cells[0] if cells else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _category(slots: list[dict[str, str]], needs: list[dict[str, str]]) -> dict[str, Any]:
    groups = list(dict.fromkeys(row["group"] for row in slots if row["group"]))
    return {
        "groups": {name: name for name in groups},
        "slots": [_slot(row) for row in slots],
        "requirements": [
            _requirement([row for row in needs if row["key"] == key])
            for key in dict.fromkeys(row["key"] for row in needs)
        ],
    }


def _slot(row: dict[str, str]) -> dict[str, Any]:
    plain = {member: text for member, text in row.items() if member != "category" and text}
    return plain | {"named": True} if plain.pop("named", "") == "是" else plain


def _requirement(rows: list[dict[str, str]]) -> dict[str, Any]:
    first = rows[0]
    conditions = [row["condition"] for row in rows if row["condition"] not in {"", OTHERWISE}]
    plain = [row for row in rows if row["condition"] in {"", OTHERWISE}]
    tree: Any = _any(plain)
    if conditions:
        held = [row for row in rows if row["condition"] == conditions[0]]
        tree = {"if": conditions[0], "then": _any(held)}
        if plain:
            tree["else"] = _any(plain)
    return {
        "key": first["key"],
        "title": first["title"],
        "article": first["article"],
        "needs": tree,
    }


def _any(rows: list[dict[str, str]]) -> Any:
    """Let the rows be choices, and the slots of one row all be needed."""
    ways = [_all(row["slots"]) for row in rows]
    return ways[0] if len(ways) == 1 else {"any": ways}


def _all(text: str) -> Any:
    keys = [key for key in text.replace("，", "、").replace(",", "、").split("、") if key.strip()]
    keys = [key.strip() for key in keys]
    return keys[0] if len(keys) == 1 else {"all": keys}
