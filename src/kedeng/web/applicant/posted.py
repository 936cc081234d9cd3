"""What a section's page posted becomes draft content: texts by the codec, rows in order."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from kedeng.formkit.codec import Raw
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Kind, Section
from kedeng.formkit.reading import most_rows, read_rows, read_values
from kedeng.renderings.workbook.pasted import pasted_rows


def prefix_of(section: Section) -> str:
    """What stands before a section's names where the form of a page holds several sections."""
    return f"{section.key}."


def part_of(post: QueryDict, section: Section) -> QueryDict:
    """What was posted for one of several sections, as its own page would have posted it."""
    prefix = prefix_of(section)
    part = QueryDict(mutable=True)
    for name, values in post.lists():
        if name.startswith(prefix):
            part.setlist(name.removeprefix(prefix), values)
    if post.get("op", "").startswith(prefix):
        part["op"] = post["op"].removeprefix(prefix)
    return part


def posted_content(post: QueryDict, this: Section, catalogue: Catalogue) -> tuple[Any, str]:
    """Read a posted section; gives its content and a sentence where a paste could not be used.

    The button that was pressed (`op`) may move, remove or add rows, or bring pasted ones.
    """
    if this.repeats is None:
        return read_values(this, _texts(post, this, "f"), catalogue), ""
    most = most_rows(this)
    ids = list(dict.fromkeys(post.getlist("rows")))[:most]
    raw = [{"id": row, **_texts(post, this, f"r.{row}")} for row in ids]
    rows = [row for row in read_rows(this, raw, catalogue) if len(row) > 1]
    op, _, target = post.get("op", "").partition(":")
    if op == "remove":
        rows = [row for row in rows if row["id"] != target]
    if op in {"up", "down"}:
        rows = _moved(rows, target, -1 if op == "up" else 1)
    if op == "paste" or post.get("pasted", "").strip():
        pasted = pasted_rows(this, post.get("pasted", ""), catalogue, most=most + 1)
        if not pasted:
            told = gettext("粘贴的内容里没有可用的行。请从表格软件里选中多行复制，再粘贴。")
            return rows, told
        rows += pasted
    if len(rows) > most:
        told = gettext("行数太多，只保留了前 {most} 行。请删去多余的行。")
        return rows[:most], told.format(most=most)
    return rows, ""


def _texts(post: QueryDict, this: Section, prefix: str) -> dict[str, Raw]:
    return {
        field.key: _raw(post, field, f"{prefix}.{field.key}")
        for field in this.fields
        if not field.computed
    }


def _raw(post: QueryDict, field: Field, name: str) -> Raw:
    if field.holds_list and field.kind is not Kind.TEXTS:
        return [text for text in post.getlist(name) if text.strip()]
    return post.get(name)


def _moved(rows: list[dict[str, Any]], target: str, step: int) -> list[dict[str, Any]]:
    """Move a row one place; at an end it stays."""
    ids = [row["id"] for row in rows]
    if target not in ids:
        return rows
    place = ids.index(target)
    to = min(max(place + step, 0), len(rows) - 1)
    rows.insert(to, rows.pop(place))
    return rows
