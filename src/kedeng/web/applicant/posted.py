"""What a section's page posted becomes draft content: texts by the codec, rows in order."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from kedeng.formkit.codec import Raw, edit
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.limits import most_rows
from kedeng.formkit.model import Field, Kind, Section
from kedeng.formkit.reading import read_rows, read_values
from kedeng.renderings.workbook import Pasted, pasted_rows


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


@dataclass(frozen=True, kw_only=True)
class Received:
    """A section as posted; `told` says why pasted text did not become rows, `kept` is that text.

    `removed` is the row that was taken away, with its place from 0; a blank one is not worth it.
    """

    content: Any
    told: str = ""
    kept: str = ""
    removed: tuple[int, Any] | None = None


def posted_content(post: QueryDict, this: Section, catalogue: Catalogue) -> Received:
    """Read a posted section.

    The button that was pressed (`op`) may move, remove or add rows, or bring pasted ones. A paste
    of which a part would be lost brings none until it is mended or `paste:known` was pressed.
    """
    if this.repeats is None:
        return Received(content=read_values(this, _texts(post, this, "f"), catalogue))
    ids = list(dict.fromkeys(post.getlist("rows")))[: most_rows(this)]
    raw = [{"id": row, **_texts(post, this, f"r.{row}")} for row in ids]
    rows = [row for row in read_rows(this, raw, catalogue) if len(row) > 1]
    op, _, target = post.get("op", "").partition(":")
    removed = None
    if op == "remove":
        found = [(place, row) for place, row in enumerate(rows) if row["id"] == target]
        removed = found[0] if found else None
        rows = [row for row in rows if row["id"] != target]
    if op in {"up", "down"}:
        rows = _moved(rows, target, -1 if op == "up" else 1)
    text = post.get("pasted", "")
    if op != "paste" and not text.strip():
        return Received(content=rows, removed=removed)
    pasted = pasted_rows(this, text, catalogue, most=most_rows(this) - len(rows))
    if not pasted.is_whole and target != "known":
        return Received(content=rows, told=_not_taken(pasted), kept=text)
    if not pasted.rows:
        told = gettext("粘贴的内容里没有可用的行。请从表格软件里选中多行复制，再粘贴。")
        return Received(content=rows, told=told, kept=text)
    return Received(content=[*rows, *pasted.rows])


def as_posted(this: Section, content: Any, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Write a section's content as its own page would post it: names and texts, in order."""
    if this.repeats is None:
        return _fields_as_posted(this, "f", content or {}, catalogue)
    fields = []
    for row in content or ():
        fields.append(("rows", row["id"]))
        fields += _fields_as_posted(this, f"r.{row['id']}", row, catalogue)
    return fields


def _fields_as_posted(
    this: Section, prefix: str, values: dict[str, Any], catalogue: Catalogue
) -> list[tuple[str, str]]:
    return [
        (f"{prefix}.{field.key}", edit(field, values.get(field.key), catalogue))
        for field in this.fields
        if not field.computed and values.get(field.key) is not None
    ]


def _not_taken(pasted: Pasted) -> str:
    """Say what of a paste would be lost, and how to go on."""
    told = []
    if pasted.left_out:
        heads = "、".join(f"“{head}”" for head in pasted.left_out)
        told.append(gettext("下列各列认不出是哪一项：{heads}。").format(heads=heads))
    if pasted.over:
        told.append(gettext("行数太多，最后 {count} 行放不下。").format(count=pasted.over))
    told.append(
        gettext("粘贴的内容留在框里，还没有加入。请改正标题或删去多余的部分，再按“加入表格”。")
    )
    return "".join(told)


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
