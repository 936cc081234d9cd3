"""Every failure that this door can answer has its sentence."""

import re
from pathlib import Path

import kedeng.api
from kedeng.api.errors import _SENTENCES, _STATUS, say
from kedeng.api.shape_errors import shape_errors
from kedeng.renderings.refusals import codes

SOURCES = sorted(Path(kedeng.api.__file__).parent.glob("*.py"))
USED = {
    code
    for source in SOURCES
    for code in re.findall(r'ApiError\(\s*\d+,\s*"(\w+)"', source.read_text(encoding="utf-8"))
}


def test_every_code_of_this_door_has_one_sentence():
    assert USED - set(_SENTENCES) - codes() == set()
    assert set(_SENTENCES) & codes() == set()
    assert set(_SENTENCES) - USED == set()


def test_every_status_is_for_a_refusal_that_exists():
    assert set(_STATUS) - codes() == set()


def test_a_refusal_says_what_the_page_says():
    assert say("no_such_file", {}) == "没有找到这份附件，可能已被移除。请刷新页面。"


def test_findings_about_a_shape_name_the_place_once():
    found = [
        {"type": "missing", "loc": ("body", "body", "transition")},
        {"type": "int_parsing", "loc": ("query", "page")},
        {"type": "literal_error", "loc": ("query", "scope"), "ctx": {"expected": "'desk'"}},
        {"type": "never_heard_of", "loc": ("body", "body", "notes", 0)},
        {"type": "never_heard_of", "loc": ("body", "body", "notes", 0)},
    ]
    assert str(shape_errors(found)) == (
        "body.transition：缺少这一项；query.page：应是整数；"
        "query.scope：只能是 'desk'；body.notes.0：取值不对"
    )
