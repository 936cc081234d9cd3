"""The interface's words go through gettext, with Chinese msgids (docs/decisions/0014)."""

import re
import struct
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType
from django.utils import translation
from tests.records import move
from tests.stage import user_of

from kedeng import web

WEB = Path(web.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
HAN = re.compile(r"[\u4e00-\u9fff]+")
CONSTANT = re.compile(r'_\("([^"]*)"\)')  # {{ title|default:_("未命名") }}, and in Python
TRANSLATE = re.compile(r'translate "([^"]*)"')
VARIABLE = re.compile(r"\{\{ (\w+) \}\}")
GETTEXT = re.compile(r'(?:\b_|\bgettext)\(\s*"([^"]*)"\s*\)')
SAID = re.compile(r'>\s*([^<>]+?)\s*<|"([^"<>]+)"')  # texts of a page, and values of attributes


def tokens(source: str) -> list[tuple[Token, bool]]:
    """Give a template's tokens, each with whether it stands inside a blocktranslate."""
    found = []
    inside = False
    for token in Lexer(source).tokenize():
        is_block = token.token_type is TokenType.BLOCK
        if is_block and token.contents.startswith("endblocktranslate"):
            inside = False
        found.append((token, inside))
        if is_block and token.contents.startswith("blocktranslate"):
            inside = True
    return found


def untranslated(source: str) -> list[str]:
    """Give the Chinese of a template that gettext does not see; comments are for us."""
    found = []
    for token, inside in tokens(source):
        if inside or token.token_type is TokenType.COMMENT:
            continue
        seen = token.contents
        if token.token_type is not TokenType.TEXT:
            seen = TRANSLATE.sub("", CONSTANT.sub("", seen))
        found += HAN.findall(seen)
    return found


def msgids(source: str) -> set[str]:
    """Give the msgids of a template, as makemessages would."""
    found: set[str] = set()
    block: list[str] = []
    for token, inside in tokens(source):
        if inside:
            text = token.contents
            block.append(f"%({text})s" if token.token_type is TokenType.VAR else f"{text}")
        elif token.contents.startswith("endblocktranslate"):
            found |= {"".join(block), re.sub(r"\s*\n\s*", " ", "".join(block).strip())}
            block = []
        elif token.token_type is not TokenType.TEXT:
            found |= {*CONSTANT.findall(token.contents), *TRANSLATE.findall(token.contents)}
    return found - {""}


def compiled(messages: dict[str, str]) -> bytes:
    """Write a catalogue in gettext's binary form."""
    messages = {"": "Content-Type: text/plain; charset=UTF-8\n", **messages}
    pairs = sorted((key.encode(), text.encode()) for key, text in messages.items())
    count, start = len(pairs), 28 + 16 * len(pairs)
    tables, data = b"", b""
    for texts in zip(*pairs, strict=True):
        for text in texts:
            tables += struct.pack("<2I", len(text), start + len(data))
            data += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    return head + tables + data


def foreign(msgid: str) -> str:
    """Say a msgid in the language of the test: its placeholders, and no Chinese."""
    return " ".join(["word", *re.findall(r"%\(\w+\)s|\{\w+\}", msgid)])


@pytest.fixture
def another_language(settings, tmp_path):
    """Give the interface another language, with a catalogue of every msgid."""
    found = set().union(*(msgids(file.read_text(encoding="utf-8")) for file in TEMPLATES))
    for file in WEB.rglob("*.py"):
        found |= set(GETTEXT.findall(file.read_text(encoding="utf-8")))
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(compiled({msgid: foreign(msgid) for msgid in found}))
    settings.LANGUAGES = [*settings.LANGUAGES, ("en", "English")]
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("en"):
        yield


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_template_says_nothing_past_gettext(file) -> None:
    assert untranslated(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>登录</p>", ["登录"]),
        ('<input placeholder="登录名">', ["登录名"]),
        ('{{ title|default:"未命名" }}', ["未命名"]),
        ('{% if mark == "必填" %}', ["必填"]),
        ('<p>{% translate "登录" %}</p>', []),
        ('{{ title|default:_("未命名") }}', []),
        ("{% blocktranslate %}共 {{ total }} 项{% endblocktranslate %}", []),
        ("{# 登录 #}", []),
    ],
)
def test_the_scanner_sees_text_attributes_and_constants(source, found) -> None:
    assert untranslated(source) == found


def test_chinese_is_the_language_and_needs_no_catalogue(settings) -> None:
    assert [code for code, _ in settings.LANGUAGES] == [settings.LANGUAGE_CODE] == ["zh-hans"]
    assert not list(Path(settings.LOCALE_PATHS[0]).rglob("zh*"))


def test_the_login_page_comes_out_in_another_language(client, db, another_language) -> None:
    page = client.get("/login/").content.decode()
    assert "<h1>word</h1>" in page
    assert HAN.findall(page) == []


def test_a_queue_says_only_data_in_chinese(
    client, draft, author, unit_clerk, department_reviewer, another_language
) -> None:
    move(unit_clerk, move(author, draft(), "submit"), "pass_on")
    client.force_login(user_of(department_reviewer))
    page = client.get("/desk/?scope=all").content.decode()
    own = set().union(
        *(msgids(file.read_text(encoding="utf-8")) for file in WEB.rglob("*/queue*.html"))
    )
    said = {text for pair in SAID.findall(page) for text in pair if text}
    assert "演示用低浓度瓦斯利用方法" in said
    assert own & said == set()
    assert "待办" not in said  # a word of Python
