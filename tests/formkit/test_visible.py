from kedeng.formkit.answers import Answers
from kedeng.formkit.visible import row_lookup, settle


def test_hidden_answers_are_left_out_and_the_rest_stays(form):
    drafted = {"base": {"name": "甲", "state": "used", "reason": "没钱"}, "units": []}
    assert settle(form, Answers(drafted)).data == {
        "base": {"name": "甲", "state": "used"},
        "money": {},
        "units": [],
    }


def test_a_question_that_hangs_on_a_hidden_one_is_hidden_too(form):
    drafted = {"base": {"state": "used", "reason": "other", "note": "旧话"}}
    assert settle(form, Answers(drafted)).section("base") == {"state": "used"}


def test_a_section_no_longer_asked_is_left_out_with_its_sum(form):
    drafted = {"base": {"state": "unused"}, "money": {"own": "1.00"}}
    assert settle(form, Answers(drafted)).data == {"base": {"state": "unused"}, "units": []}


def test_a_sum_is_computed_and_what_was_typed_there_is_not_believed(form):
    drafted = {"base": {"state": "used"}, "money": {"own": "1.10", "loan": "2.20", "sum": "99.00"}}
    assert settle(form, Answers(drafted)).section("money") == {
        "own": "1.10",
        "loan": "2.20",
        "sum": "3.30",
    }


def test_blanks_are_dropped_and_rows_keep_their_ids_and_their_order(form):
    drafted = {
        "units": [{"id": "b", "unit": "乙", "phone": ""}, {"id": "a", "unit": "甲", "x": "?"}]
    }
    assert settle(form, Answers(drafted)).rows("units") == [
        {"id": "b", "unit": "乙"},
        {"id": "a", "unit": "甲"},
    ]


def test_text_that_could_not_be_read_stays_to_be_judged(form):
    unread = {"unread": "六月", "code": "not_month"}
    assert settle(form, Answers({"base": {"month": unread}})).section("base") == {"month": unread}


def test_settling_twice_changes_nothing(form):
    drafted = {"base": {"state": "used", "note": "x"}, "money": {"own": "5.00"}}
    once = settle(form, Answers(drafted))
    assert settle(form, once).data == once.data


def test_a_condition_may_read_the_number_of_its_row(form):
    rows = [{"id": "a"}, {"id": "b"}]
    lookups = [row_lookup(form.by_key["units"], row, Answers({"units": rows})) for row in rows]
    assert [lookup("row_number") for lookup in lookups] == [1, 2]


def test_a_row_not_stored_yet_has_no_number(form):
    assert row_lookup(form.by_key["units"], {}, Answers())("row_number") is None
