"""The manual names what is on the screen, shows what the journeys saw, leaves no part out."""

import re
from itertools import chain
from pathlib import Path

import pytest
from tests.journeys.shots import LARGEST, SHOTS

from kedeng.definitions.registry import CATEGORY_NAMES, definition
from kedeng.domain.changes import ACTS
from kedeng.domain.workflow import TRANSITIONS
from kedeng.renderings.pdf.manual import Heading, Items, Picture
from kedeng.web import manual
from kedeng.web.manual.books import BOOKS
from kedeng.web.manual.reading import PICTURES

WEB = Path(manual.__file__).parents[1]
ON_SCREEN = re.compile(r"【([^】]+)】")
TRANSLATED = re.compile(r'{% translate "([^"]*)" %}')
TAG = re.compile(r"{%.*?%}")
MARKS = {"必填", "应填", "选填"}  # beside a question, from renderings.marks


def texts():
    return [file.read_text(encoding="utf-8") for file in (WEB / "manual").glob("*.md")]


def pieces(kind, rank=None):
    books = [BOOKS[rank]] if rank else BOOKS.values()
    chapters = chain.from_iterable(book.chapters for book in books)
    return [piece for chapter in chapters for piece in chapter.pieces if isinstance(piece, kind)]


def test_what_a_step_names_stands_on_a_page_or_a_button():
    templates = "".join(file.read_text(encoding="utf-8") for file in WEB.rglob("*.html"))
    templates = TAG.sub("", TRANSLATED.sub(r"\1", templates))
    labels = {row.label for row in (*TRANSITIONS.values(), *ACTS.values())}
    named = {name for text in texts() for name in ON_SCREEN.findall(text)}
    assert named
    assert {
        name
        for name in named
        if name not in templates and name.removesuffix("，看下一项") not in labels | MARKS
    } == set()


def test_every_picture_is_made_by_a_journey_and_stands_in_the_manual():
    kept = {file.stem for file in PICTURES.glob("*.png")}
    shown = {piece.png.stem for piece in pieces(Picture)}
    assert kept == shown == {shot.name for shot in SHOTS}


def test_a_picture_is_light_and_told_in_words():
    heavy = [file.name for file in PICTURES.glob("*.png") if file.stat().st_size > LARGEST]
    assert heavy == []
    assert [piece.caption for piece in pieces(Picture) if len(piece.told) < 10] == []


@pytest.mark.parametrize("category", CATEGORY_NAMES)
def test_every_part_of_a_form_has_its_place(category):
    places = {piece.key: piece.text for piece in pieces(Heading, 4)}
    for section in definition(category).sections:
        assert places[section.key] == section.title


def test_a_part_lists_its_questions_as_the_form_declares_them():
    listed = [item for piece in pieces(Items, 4) for item in piece.items]
    assert (
        "统一社会信用代码：18 位，照营业执照或事业单位法人证书填写。 例：12140000MB1234567W"
        in listed
    )
    assert any(item.startswith("成果所处阶段（应用技术）：") for item in listed)


@pytest.mark.parametrize("rank", BOOKS)
def test_no_anchor_of_a_book_is_used_twice(rank):
    headings = [piece.key for piece in pieces(Heading, rank) if piece.key]
    keys = [*headings, *(chapter.key for chapter in BOOKS[rank].chapters)]
    assert sorted(keys) == sorted(set(keys))
