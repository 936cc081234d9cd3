"""Options that a typed text may have meant, where it names none: offered, never taken by itself."""

import re

from kedeng.formkit.codelist import CodeList, Entry, fold

MOST = 10  # so many are read through in a sentence
_CODE = re.compile(r"[a-z]?([0-9][0-9.]*)")
_CODED, _NAMED, _MEANT = 4, 3, 2  # how near an entry stands; below: the share that is alike
_PAIRS, _SIGNS = 0.2, 0.5  # shares in common below which a name is a stranger
_COMMON = set("的与和及其他类业学科技术工程、，；（）() ")  # they stand in too many names


def resembling(
    codes: CodeList, text: str, most: int = MOST, *, loosely: bool = True
) -> tuple[Entry, ...]:
    """Up to `most` entries that may be chosen, the likeliest first; () for a text like none.

    First those whose code begins as the text does, or the text as their code (44015 → 440, a finer
    level of the standard); then those whose label or alias contains it or is contained in it, then
    those whose meaning contains it, then those that share pairs of characters with it.
    """
    wanted = fold(text).casefold()
    if not wanted:
        return ()
    names: dict[str, list[str]] = {}
    for alias, code in codes.aliases.items():
        names.setdefault(code, []).append(fold(alias).casefold())
    least = 0 if loosely else _NAMED
    ranked = [
        (-near, place, entry)
        for place, entry in enumerate(codes.entries)
        if entry.selectable
        and (near := _nearness(entry, wanted, names.get(entry.code, [])))
        and near >= least
    ]
    return tuple(entry for *_, entry in sorted(ranked, key=lambda each: each[:2])[:most])


def _nearness(entry: Entry, wanted: str, aliases: list[str]) -> float:
    """How near an entry stands to a folded text: 0 for not at all."""
    code, label = fold(entry.code).casefold(), fold(entry.label).casefold()
    typed = _CODE.match(wanted)
    if typed and (code.startswith(typed[1]) or (len(code) > 1 and typed[1].startswith(code))):
        return _CODED
    names = [label, *aliases]
    if wanted in code + label or any(_one_holds_the_other(name, wanted) for name in names):
        return _NAMED
    if len(wanted) > 1 and wanted in fold(entry.meaning).casefold():
        return _MEANT
    return max(_alikeness(name, wanted) for name in names)


def _one_holds_the_other(name: str, wanted: str) -> bool:
    return wanted in name or (len(name) > 1 and name in wanted)


def _alikeness(name: str, wanted: str) -> float:
    """Below 2: how much of a text's neighbouring characters, and of its characters, a name has."""
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    signs = set(wanted) - _COMMON
    if not pairs or not signs:
        return 0
    together = sum(1 for pair in pairs if pair in name) / len(pairs)
    apart = sum(1 for sign in signs if sign in name) / len(signs)
    return together + apart / 2 if together >= _PAIRS or apart >= _SIGNS else 0
