"""What is wrong with an evidence pack that somebody uploads: sentences that say where (B21)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kedeng.formkit.status import Status

CATEGORIES = {
    "applied_technology": "应用技术",
    "basic_theory": "基础理论",
    "soft_science": "软科学",
}
_SLOT_MEMBERS = {"key", "label", "help", "article", "pages_hint", "group", "named", "most_mb"}
_DEEPEST = 8
_MOST = 200


def pack_faults(content: Any) -> list[str]:
    """Judge an uploaded pack; an empty list means that it can be loaded."""
    if not isinstance(content, Mapping):
        return ["文件最外层应是一个对象，写明 key、title、source、status、categories。"]
    if not _can_be_kept(content):
        return ["文件里有不能保存的字符（空字符或残缺的字符），请删去后再传。"]
    return [*_head(content), *_categories(content.get("categories"))]


def _can_be_kept(content: Any) -> bool:
    """Whether a database takes the text: no NUL, no half of a character."""
    try:
        return b"\0" not in json.dumps(content, ensure_ascii=False).encode().replace(
            rb"\u0000", b"\0"
        )
    except UnicodeEncodeError:
        return False


def _head(content: Mapping[str, Any]) -> Iterator[str]:
    names = {"key": "代号", "title": "名称", "source": "依据"}
    for member, label in names.items():
        text = content.get(member)
        if not isinstance(text, str) or not text.strip():
            yield f"{member}（{label}）没有写。"
        elif len(text) > (60 if member == "key" else _MOST):
            yield f"{member}（{label}）太长。"
    if content.get("status") not in set(Status):
        yield f"status（依据是否可靠）只能是 {'、'.join(Status)}。"


def _categories(categories: Any) -> Iterator[str]:
    if not isinstance(categories, Mapping) or set(categories) != set(CATEGORIES):
        yield f"categories 要恰好写 {'、'.join(CATEGORIES)} 三类。"
        return
    for category, label in CATEGORIES.items():
        part = categories[category]
        if not isinstance(part, Mapping):
            yield f"{label}：应是一个对象，写明 slots 和 requirements。"
        else:
            yield from (f"{label}：{sentence}" for sentence in _category(part))


def _category(part: Mapping[str, Any]) -> Iterator[str]:
    slots, requirements = part.get("slots"), part.get("requirements")
    groups = part.get("groups", {})
    if not isinstance(slots, list) or not slots or not isinstance(requirements, list):
        yield "slots（材料）和 requirements（要求）都要写成列表，材料至少一种。"
        return
    if not isinstance(groups, Mapping):
        yield "groups（分组）要写成“代号: 名称”。"
        return
    keys: set[str] = set()
    for place, slot in enumerate(slots, 1):
        yield from (f"第 {place} 种材料{text}" for text in _slot(slot, keys, groups))
    for place, item in enumerate(requirements, 1):
        yield from (f"第 {place} 项要求{text}" for text in _requirement(item, keys))


def _slot(slot: Any, keys: set[str], groups: Mapping[str, Any]) -> Iterator[str]:
    """Judge a slot, and add its key to those that requirements may name."""
    if not isinstance(slot, Mapping) or not _texts(slot, "key", "label"):
        yield "要写 key（代号）和 label（名称）。"
        return
    if strangers := set(slot) - _SLOT_MEMBERS:
        yield f"有不认识的成员：{'、'.join(sorted(map(str, strangers)))}。"
    if slot["key"] in keys:
        yield f"的代号 {slot['key']} 写了两次。"
    if slot.get("group", "") not in {"", *groups}:
        yield f"的分组 {slot['group']} 没有在 groups 里写明。"
    keys.add(slot["key"])


def _requirement(item: Any, keys: set[str]) -> Iterator[str]:
    if not isinstance(item, Mapping) or not _texts(item, "key", "title", "article"):
        yield "要写 key（代号）、title（要求）和 article（依据的条款）。"
        return
    if item.get("status", Status.SOURCED) not in set(Status):
        yield f"（{item['title']}）的 status 只能是 {'、'.join(Status)}。"
    yield from (f"（{item['title']}）{text}" for text in _tree(item.get("needs"), keys, 0))


def _tree(tree: Any, keys: set[str], depth: int) -> Iterator[str]:
    """Judge a tree of «all», «any», «if» down to the slots that it names."""
    if depth > _DEEPEST:
        yield f"的层次超过 {_DEEPEST} 层。"
    elif isinstance(tree, str):
        if tree not in keys:
            yield f"用到的材料 {tree} 没有在 slots 里写明。"
    elif isinstance(tree, Mapping) and ("all" in tree or "any" in tree):
        parts = tree.get("all", tree.get("any"))
        if not isinstance(parts, list) or not parts:
            yield "的 all（都要）、any（任选）要写成列表，至少一项。"
            return
        for part in parts:
            yield from _tree(part, keys, depth + 1)
    elif isinstance(tree, Mapping) and isinstance(tree.get("if"), str) and "then" in tree:
        yield from _tree(tree["then"], keys, depth + 1)
        if "else" in tree:
            yield from _tree(tree["else"], keys, depth + 1)
    else:
        yield "的 needs 只能是材料代号，或含 all、any、if/then 的对象。"


def _texts(row: Mapping[str, Any], *names: str) -> bool:
    return all(isinstance(row.get(name), str) and row[name].strip() for name in names)
