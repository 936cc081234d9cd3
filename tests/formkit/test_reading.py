import pytest

from kedeng.formkit.model import Field, Kind, Section
from kedeng.formkit.reading import TooManyRowsError, raw_of, read_rows, read_section, read_values

PLAIN = Section(
    key="base",
    title="概况",
    fields=(
        Field(key="name", kind=Kind.TEXT, label="名称"),
        Field(key="words", kind=Kind.TEXTS, label="关键词"),
        Field(key="people", kind=Kind.INTEGER, label="人数"),
        Field(key="profit", kind=Kind.MONEY, label="利润", unit="万元"),
        Field(key="used", kind=Kind.YES_NO, label="是否应用"),
        Field(key="day", kind=Kind.DATE, label="日期"),
        Field(key="state", kind=Kind.CHOICE, label="状态", options="state"),
        Field(key="sum", kind=Kind.MONEY, label="合计", unit="万元", computed="total"),
    ),
)
ROWS = Section(
    key="units",
    title="单位",
    repeats=(1, 3),
    fields=(
        Field(key="unit", kind=Kind.TEXT, label="单位"),
        Field(key="since", kind=Kind.MONTH, label="起始"),
    ),
)


def test_texts_of_a_page_become_answers(catalogue):
    typed = {
        "name": " 汾河流域水量调度 ",
        "words": ["水量；调度", ""],
        "people": "１２",
        "profit": "1,200.5万元",
        "used": "是",
        "day": "2025年6月8日",
        "state": "应用",
    }
    assert read_values(PLAIN, typed, catalogue) == {
        "name": "汾河流域水量调度",
        "words": ["水量", "调度"],
        "people": 12,
        "profit": "1200.50",
        "used": True,
        "day": "2025-06-08",
        "state": "used",
    }


def test_json_values_are_read_as_if_they_had_been_typed(catalogue):
    sent = {
        "name": 2025,
        "words": ["水量", None, 7],
        "people": 12.0,
        "profit": 1200.5,
        "used": False,
        "day": None,
        "state": "used",
    }
    assert read_section(PLAIN, sent, catalogue) == {
        "name": "2025",
        "words": ["水量", "7"],
        "people": 12,
        "profit": "1200.50",
        "used": False,
        "state": "used",
    }


def test_what_cannot_be_read_is_kept_with_its_reason(catalogue):
    assert read_values(PLAIN, {"day": "明天", "people": "约十人"}, catalogue) == {
        "people": {"unread": "约十人", "code": "not_integer"},
        "day": {"unread": "明天", "code": "not_date"},
    }


def test_unread_text_that_a_draft_gave_back_is_read_again(catalogue):
    kept = {"day": {"unread": "明天", "code": "not_date"}, "people": {"unread": "12"}}
    assert read_section(PLAIN, kept, catalogue) == {
        "people": 12,
        "day": {"unread": "明天", "code": "not_date"},
    }


def test_blanks_are_left_out(catalogue):
    assert read_values(PLAIN, {"name": " ", "words": [], "day": None}, catalogue) == {}


def test_a_computed_field_is_passed_over(catalogue):
    assert read_values(PLAIN, {"sum": "9"}, catalogue) == {}


def test_unknown_fields_are_refused_by_name(catalogue):
    with pytest.raises(KeyError) as refused:
        read_values(PLAIN, {"name": "甲", "titel": "乙", "id": "1"}, catalogue)
    assert refused.value.args == ("id", "titel")


def test_rows_keep_their_ids_and_their_order(catalogue):
    rows = [
        {"id": "b2", "unit": "乙"},
        {"id": "a1", "unit": "甲", "since": "2025年6月"},
        {"id": "c3"},
    ]
    assert read_rows(ROWS, rows, catalogue) == [
        {"id": "b2", "unit": "乙"},
        {"id": "a1", "unit": "甲", "since": "2025-06"},
        {"id": "c3"},
    ]


@pytest.mark.parametrize("given", [None, "", "a]b", "甲", "x" * 33, ["a1"]])
def test_a_row_without_a_usable_id_gets_one(catalogue, given):
    (row,) = read_rows(ROWS, [{"id": given, "unit": "甲"}], catalogue)
    assert row == {"id": row["id"], "unit": "甲"}
    assert row["id"] != given
    assert len(row["id"]) == 8


def test_no_two_rows_share_an_id(catalogue):
    first, second = read_rows(ROWS, [{"id": "a1"}, {"id": "a1"}], catalogue)
    assert first["id"] == "a1"
    assert second["id"] != "a1"


@pytest.mark.parametrize(
    ("section", "data"),
    [
        (PLAIN, []),
        (PLAIN, "名称"),
        (ROWS, {"unit": "甲"}),
        (ROWS, ["甲"]),
        (PLAIN, {"name": {"text": "甲"}}),
        (PLAIN, {"words": [["水量"]]}),
        (PLAIN, {"name": {"unread": 5}}),
    ],
)
def test_another_shape_is_refused(catalogue, section, data):
    with pytest.raises(TypeError):
        read_section(section, data, catalogue)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("甲", "甲"),
        (True, "是"),
        (3, "3"),
        (1e20, "100000000000000000000"),
        (0.1, "0.1"),
        (None, None),
    ],
)
def test_a_json_value_has_one_text(value, text):
    assert raw_of(value, "base.name") == text


def test_more_rows_than_any_form_could_hold_are_refused(catalogue):
    assert len(read_rows(ROWS, [{}] * 12, catalogue)) == 12
    with pytest.raises(TooManyRowsError) as refused:
        read_rows(ROWS, [{}] * 13, catalogue)
    assert vars(refused.value) == {"label": "单位", "size": 13, "most": 12}
