"""The form's parts in the manual: after each heading come the fields, as the forms declare them."""

from collections.abc import Iterator

from kedeng.definitions.registry import CATEGORY_NAMES, definition
from kedeng.formkit.model import Field
from kedeng.renderings.pdf.manual import Chapter, Heading, Items, Piece


def with_fields(chapter: Chapter) -> Chapter:
    """Put the fields of a section at the end of what the chapter says under its heading."""
    return Chapter(chapter.title, tuple(_woven(chapter.pieces)), chapter.key)


def _woven(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """The pieces, and before each further heading the fields of the section above."""
    section = ""
    for piece in pieces:
        if isinstance(piece, Heading):
            yield from _fields(section)
            section = piece.key
        yield piece
    yield from _fields(section)


def _fields(section: str) -> Iterator[Items]:
    """What the filer answers in a section, over all forms; questions of some forms name them."""
    forms = {key: definition(key).by_key.get(section) for key in CATEGORY_NAMES}
    found: dict[str, tuple[Field, list[str]]] = {}
    for category, declared in forms.items():
        for field in declared.fields if declared else ():
            if field.help and not field.computed:
                found.setdefault(field.key, (field, []))[1].append(category)
    everywhere = [category for category, declared in forms.items() if declared]
    points = [_point(field, asked, everywhere) for field, asked in found.values()]
    if points:
        yield Items(tuple(points))


def _point(field: Field, asked: list[str], everywhere: list[str]) -> str:
    names = "、".join(CATEGORY_NAMES[category].removesuffix("成果") for category in asked)
    only = "" if asked == everywhere else f"（{names}）"
    example = f" 例：{field.example}" if field.example else ""
    return f"{field.label}{only}：{field.help}{example}"
