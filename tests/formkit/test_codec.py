import pytest
from hypothesis import example, given, strategies as st

from kedeng.formkit.answers import Unread
from kedeng.formkit.codec import PARSERS, edit, read, show
from kedeng.formkit.model import Field, Kind

LISTED = {Kind.CHOICE, Kind.CHOICES, Kind.CODE, Kind.CODES}


def a(kind: Kind) -> Field:
    return Field(
        key="question",
        kind=kind,
        label="问题",
        options="state" if kind in LISTED else "",
        unit="万元" if kind is Kind.MONEY else "",
    )


def test_every_kind_has_a_parser():
    assert PARSERS.keys() == set(Kind)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("raw", [None, "", " \t ", "\u3000", "\r\n", []])
def test_a_blank_reads_as_open(kind, raw, catalogue):
    assert read(a(kind), raw, catalogue) is None


@pytest.mark.parametrize(
    "raw",
    [
        "2025-06-08",
        "2025/6/8",
        "2025.6.8",
        "2025年6月8日",
        "20250608",
        "２０２５－０６－０８",
        " 2025 年 06 月 08 日 ",
    ],
)
def test_a_date_is_read_in_every_usual_spelling(raw, catalogue):
    assert read(a(Kind.DATE), raw, catalogue) == "2025-06-08"


@pytest.mark.parametrize("raw", ["2025-02-29", "2025-13-01", "25-06-08", "2025-06", "明天", "0000"])
def test_a_day_that_does_not_exist_is_kept_unread(raw, catalogue):
    assert read(a(Kind.DATE), raw, catalogue) == Unread(raw, "not_date")


@pytest.mark.parametrize(
    "raw", ["2025-06", "2025/6", "2025.6", "2025年6月", "202506", "２０２５年０６月"]
)
def test_a_month_is_read_in_every_usual_spelling(raw, catalogue):
    assert read(a(Kind.MONTH), raw, catalogue) == "2025-06"


@pytest.mark.parametrize("raw", ["2025-06-08", "2025年6月8日", "20250608"])
def test_a_day_gives_its_month_where_a_month_is_asked(raw, catalogue):
    assert read(a(Kind.MONTH), raw, catalogue) == "2025-06"


@pytest.mark.parametrize("raw", ["2025", "2025-00", "2025-13", "1899-12", "六月"])
def test_a_month_that_does_not_exist_is_kept_unread(raw, catalogue):
    assert read(a(Kind.MONTH), raw, catalogue) == Unread(raw, "not_month")


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("1234.5", "1234.50"),
        ("1,234.50", "1234.50"),
        ("１，２３４．５", "1234.50"),
        ("1 234.5 万元", "1234.50"),
        ("0", "0.00"),
        ("-0", "0.00"),
        ("-3.2", "-3.20"),
        ("12,345,678", "12345678.00"),
        (".5", "0.50"),
        ("12.", "12.00"),
        ("1\u00a0234", "1234.00"),
    ],
)
def test_money_is_read_with_separators_and_its_unit(raw, amount, catalogue):
    assert read(a(Kind.MONEY), raw, catalogue) == amount


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("1.234", "money_decimals"),
        ("十万", "not_money"),
        ("100 元", "not_money"),
        ("1.2.3", "not_money"),
        ("NaN", "not_money"),
        ("Infinity", "not_money"),
        ("1000000000000", "not_money"),
        *((raw, "not_money") for raw in ("1,5", "1，5", "1 5", "12,34", "1,,,2", "100,0,0")),
        *((raw, "not_money") for raw in ("1,234 567", "1_000", "1e5", "٣", "+", ".")),
    ],
)
def test_what_is_not_an_amount_in_the_unit_is_kept_unread(raw, code, catalogue):
    assert read(a(Kind.MONEY), raw, catalogue) == Unread(raw, code)


@pytest.mark.parametrize(("raw", "number"), [("12", 12), ("１２", 12), ("1,200", 1200), ("3.0", 3)])
def test_a_number_is_read_with_full_width_digits(raw, number, catalogue):
    assert read(a(Kind.INTEGER), raw, catalogue) == number


@pytest.mark.parametrize("raw", ["3.5", "三", "1e3", "9" * 13, "1,5", "1 2", "1_000"])
def test_what_is_not_a_whole_number_is_kept_unread(raw, catalogue):
    assert read(a(Kind.INTEGER), raw, catalogue) == Unread(raw, "not_integer")


@pytest.mark.parametrize(
    ("raw", "answer"), [("是", True), ("否", False), ("true", True), ("0", False)]
)
def test_yes_and_no_are_read_as_page_workbook_and_api_write_them(raw, answer, catalogue):
    assert read(a(Kind.YES_NO), raw, catalogue) is answer


def test_what_is_neither_yes_nor_no_is_kept_unread(catalogue):
    assert read(a(Kind.YES_NO), "也许", catalogue) == Unread("也许", "not_yes_no")


@pytest.mark.parametrize("raw", ["used", "应用", "used 应用", " 应 用 "])
def test_an_option_is_found_by_code_and_by_label(raw, catalogue):
    assert read(a(Kind.CHOICE), raw, catalogue) == "used"


@pytest.mark.parametrize("raw", ["停用", "old", "旧状态"])
def test_an_unknown_or_retired_option_is_kept_unread(raw, catalogue):
    assert read(a(Kind.CHOICE), raw, catalogue) == Unread(raw, "not_in_list")


PLACE = Field(key="place", kind=Kind.CODE, label="地方", options="place")


@pytest.mark.parametrize(
    ("raw", "answer"), [("呼伦\n贝尔", "呼伦 贝尔"), ("14", "14"), ("15", "15")]
)
def test_what_an_unsure_list_does_not_know_is_an_answer_that_reads_back(raw, answer, catalogue):
    assert read(PLACE, raw, catalogue) == answer
    assert read(PLACE, edit(PLACE, answer, catalogue), catalogue) == answer


def test_an_answer_outside_its_list_is_shown_once(catalogue):
    assert show(PLACE, "呼伦贝尔", catalogue) == "呼伦贝尔"


@pytest.mark.parametrize("raw", ["绥远", "陕西"])
def test_a_retired_or_ambiguous_option_of_an_unsure_list_is_kept_unread(raw, catalogue):
    assert read(PLACE, raw, catalogue) == Unread(raw, "not_in_list")


@pytest.mark.parametrize(
    "raw",
    [
        "瓦斯；利用",
        "瓦斯;利用",
        "瓦斯\r\n\r\n利用",
        " 瓦斯 ； 利用 ；瓦斯",
        ["瓦斯", "利用"],
        ["瓦斯；利用"],
    ],
)
def test_several_texts_are_split_at_semicolons_and_lines_each_once(raw, catalogue):
    assert read(a(Kind.TEXTS), raw, catalogue) == ["瓦斯", "利用"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("瓦斯利用,低浓度瓦斯、安全输送", ["瓦斯利用", "低浓度瓦斯", "安全输送"]),
        ("瓦斯，输送，", ["瓦斯", "输送"]),
        ("1,2-二氯乙烷，TD712,X936", ["1,2-二氯乙烷", "TD712", "X936"]),
    ],
)
def test_commas_part_short_texts_but_not_a_chemical_name(raw, words, catalogue):
    assert read(a(Kind.TEXTS), raw, catalogue) == words


def test_one_bad_item_keeps_the_whole_list_unread(catalogue):
    found = read(a(Kind.CHOICES), "应用；停用", catalogue)
    assert found == Unread("应用；停用", "not_in_list")


def test_a_line_break_in_a_one_line_text_becomes_a_blank(catalogue):
    assert read(a(Kind.TEXT), "煤矿瓦斯\r\n利用", catalogue) == "煤矿瓦斯 利用"


def test_line_breaks_of_a_long_text_are_kept_in_unix_fashion(catalogue):
    assert read(a(Kind.LONG_TEXT), "一\r\n二\r三\n", catalogue) == "一\n二\n三"


UNSEEN = "\x7f\x80\x9f\u00ad\u200b\u200c\u200d\u2060\ufeff"


@pytest.mark.parametrize("character", UNSEEN, ids=lambda one: f"U+{ord(one):04X}")
def test_what_shows_nothing_in_pasted_text_is_no_part_of_it(character, catalogue):
    assert read(a(Kind.TEXT), f"{character}李{character}四", catalogue) == "李四"
    assert read(a(Kind.TEXT), character, catalogue) is None


@pytest.mark.parametrize("selector", ["\ufe00", "\U000e0100"])
def test_a_variation_selector_tells_characters_apart(selector, catalogue):
    assert read(a(Kind.TEXT), f"葛{selector}氏", catalogue) == f"葛{selector}氏"


def test_line_ends_of_other_systems_are_line_ends(catalogue):
    assert read(a(Kind.LONG_TEXT), "一\u2028二\u2029三\x85四", catalogue) == "一\n二\n三\n四"


def test_text_is_composed_but_its_width_is_left_alone(catalogue):
    assert read(a(Kind.TEXT), "Cafe\u0301 ＡＢ１", catalogue) == "Caf\u00e9 ＡＢ１"


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\ud800", "\u202e", "\u2066", "\u200f", "\uffff"]
)
@pytest.mark.parametrize("kind", list(Kind))
def test_characters_that_deceive_or_break_are_refused(kind, character, catalogue):
    found = read(a(kind), f"a{character}b", catalogue)
    assert found == Unread("a\ufffdb", "forbidden_character")


def test_refused_text_is_refused_again_when_it_comes_back_from_the_draft(catalogue):
    first = read(a(Kind.TEXT), "a\x00b", catalogue)
    assert read(a(Kind.TEXT), edit(a(Kind.TEXT), first.as_json(), catalogue), catalogue) == first


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.MONEY, "1234567.00", "1,234,567.00"),
        (Kind.INTEGER, 0, "0"),
        (Kind.YES_NO, False, "否"),
        (Kind.CHOICE, "used", "应用"),
        (Kind.CODE, "used", "used 应用"),
        (Kind.CHOICES, ["used", "unused"], "应用；未应用"),
        (Kind.CHOICE, "gone", "gone"),
        (Kind.DATE, {"unread": "明天", "code": "not_date"}, "明天"),
        (Kind.TEXT, None, ""),
    ],
)
def test_an_answer_is_shown_as_a_person_reads_it(kind, value, shown, catalogue):
    assert show(a(kind), value, catalogue) == shown


TYPED = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["应用", "未应用；应用", "2025年6月8日", "2025.6", "12.5万元", "７", "是"]),
    st.dates().map(str),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
    st.lists(st.text(max_size=8), max_size=4),
)


@pytest.mark.parametrize("kind", list(Kind))
@given(raw=TYPED)
@example(raw="a；\x00")
@example(raw="\u0301 a")
@example(raw="甲\u2028乙\x85丙")
def test_what_an_input_starts_with_reads_back_as_the_same_answer(kind, raw, catalogue):
    question = a(kind)
    value = read(question, raw, catalogue)
    stored = value.as_json() if isinstance(value, Unread) else value
    assert read(question, edit(question, stored, catalogue), catalogue) == value
