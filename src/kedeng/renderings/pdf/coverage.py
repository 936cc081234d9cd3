"""Which characters the shipped faces can draw: named at entry, and before a print is begun."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTCollection, TTFont

from kedeng.renderings.pdf.fonts import font_paths
from kedeng.renderings.pdf.press import compiler

# Families that base.typ names; a face of another family in the same folder draws nothing.
UNDRAWN = "〓"  # printed for what no face draws, where nothing is to stop the print
FAMILIES = ("Noto Serif SC", "Noto Serif CJK SC", "Noto Sans CJK SC")

_NEVER_DRAWN = {"Cc", "Cf", "Zl", "Zp", "Zs"}  # controls, joiners and blanks need no glyph
_NEVER_ASKED = {"Co", "Cn", "Cs"}  # private use: each face has another picture for it
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # choose among forms of a character
_REFUSED = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PROBE = """
#import "/base.typ": song
#set document(date: datetime(year: 2000, month: 1, day: 1))
#set text(font: song, fallback: false)
#for one in json(bytes(sys.inputs.data)).text.codepoints() { one + linebreak() }
"""


class UncoveredCharacters(ValueError):  # noqa: N818 - the name is what it holds
    """Characters that no shipped face can draw. `characters` names each once, in reading order."""

    def __init__(self, characters: Sequence[str]) -> None:
        """Name them in the message with their code points."""
        self.characters = tuple(characters)
        named = "、".join(f"{one}（U+{ord(one):04X}）" for one in characters)
        super().__init__(f"no face draws {named}")


def uncovered(text: str, fonts: Sequence[Path] | None = None) -> list[str]:
    """Characters of `text` that cannot be printed, each once, in their order."""
    folders = tuple(fonts or font_paths())
    known = _characters(folders)
    doubtful = [one for one in dict.fromkeys(text) if ord(one) not in known and _needs_glyph(one)]
    asked = [one for one in doubtful if unicodedata.category(one) not in _NEVER_ASKED]
    refused = _refused("".join(sorted(asked)), folders) if asked else frozenset[str]()
    return [one for one in doubtful if one in refused or one not in asked]


def covered_model(
    model: dict[str, Any],
    drawn_as: Mapping[str, str],
    fonts: Sequence[Path] | None = None,
    *,
    otherwise: str = "",
) -> dict[str, Any]:
    """Return the model with `drawn_as` applied. Raises UncoveredCharacters for what is left.

    `otherwise` stands for every character that `drawn_as` does not name; then nothing is left.
    Only what no face draws is replaced, whatever `drawn_as` names: it comes from a reader's
    address, and nobody may print another text under the record's code.
    """
    replaced: Any = model
    missing = uncovered("".join(_strings(model)), fonts)
    needed = {one: drawn_as.get(one, otherwise) for one in missing if one in drawn_as or otherwise}
    if needed:
        replaced = _replaced(model, str.maketrans(needed))
        missing = uncovered("".join(_strings(replaced)), fonts)
    if missing:
        raise UncoveredCharacters(missing)
    return dict(replaced)


def _needs_glyph(one: str) -> bool:
    return unicodedata.category(one) not in _NEVER_DRAWN and not _SELECTORS.match(one)


def _replaced(value: Any, table: Mapping[int, str]) -> Any:
    match value:
        case str():
            return value.translate(table)
        case dict():
            return {key: _replaced(item, table) for key, item in value.items()}
        case list() | tuple():
            return [_replaced(item, table) for item in value]
        case _:
            return value


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _strings(item)
        case list() | tuple():
            for item in value:
                yield from _strings(item)


@lru_cache
def _characters(folders: tuple[Path, ...]) -> frozenset[int]:
    """Code points in the character maps of the faces that the templates name."""
    return frozenset(point for face in _faces(folders) for point in face.getBestCmap())


def _faces(folders: Iterable[Path]) -> Iterator[TTFont]:
    """The first face of each family: its weights draw the same, and reading one takes long."""
    found: set[str] = set()
    for face in _all_faces(folders):
        family = face["name"].getBestFamilyName()
        if family in FAMILIES and family not in found:
            found.add(family)
            yield face


def _all_faces(folders: Iterable[Path]) -> Iterator[TTFont]:
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix.lower() in {".ttf", ".otf"}:
                yield TTFont(file, lazy=True)
            elif file.suffix.lower() in {".ttc", ".otc"}:
                yield from TTCollection(file, lazy=True).fonts


@lru_cache(maxsize=1024)
def _refused(characters: str, folders: tuple[Path, ...]) -> frozenset[str]:
    """Ask typst about characters outside those maps: it brings small faces of its own."""
    try:
        compiler(folders).compile(
            input=_PROBE.encode(),
            format="pdf",
            sys_inputs={"data": json.dumps({"text": characters})},
            pdf_standards=["a-2b"],
        )
    except typst.TypstError as error:
        found = (_ESCAPE.sub(_unescaped, one) for one in _REFUSED.findall(error.diagnostic))
        return frozenset("".join(found)) or frozenset(characters)
    return frozenset()


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))
