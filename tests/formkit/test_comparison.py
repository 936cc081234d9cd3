from kedeng.formkit.answers import Answers
from kedeng.formkit.comparison import Change, Difference, compare


def of(*ids: str, **units: str) -> Answers:
    return Answers({"units": [{"id": key, "unit": units.get(key, key)} for key in ids]})


def test_equal_versions_do_not_differ(form):
    assert compare(form, of("a", "b"), of("a", "b")) == []


def test_changed_fields_come_in_the_order_of_the_form(form):
    old = Answers({"base": {"name": "甲", "state": "used"}})
    new = Answers({"base": {"state": "unused", "name": "乙", "body": "所"}})
    assert compare(form, old, new) == [
        Difference("base.name", Change.CHANGED, "甲", "乙"),
        Difference("base.body", Change.CHANGED, None, "所"),
        Difference("base.state", Change.CHANGED, "used", "unused"),
    ]


def test_a_reorder_is_a_move_not_a_removal_and_an_addition(form):
    assert compare(form, of("a", "b", "c"), of("b", "a", "c")) == [
        Difference("units[b]", Change.MOVED, 2, 1),
        Difference("units[a]", Change.MOVED, 1, 2),
    ]


def test_rows_after_an_added_or_removed_one_have_not_moved(form):
    assert compare(form, of("a", "b"), of("x", "a", "b")) == [
        Difference("units[x]", Change.ADDED, None, {"id": "x", "unit": "x"})
    ]
    assert compare(form, of("a", "b"), of("b")) == [
        Difference("units[a]", Change.REMOVED, {"id": "a", "unit": "a"}, None)
    ]


def test_a_row_that_moved_and_changed_says_both(form):
    assert compare(form, of("a", "b"), of("b", "a", b="乙")) == [
        Difference("units[b]", Change.MOVED, 2, 1),
        Difference("units[b].unit", Change.CHANGED, "b", "乙"),
        Difference("units[a]", Change.MOVED, 1, 2),
    ]
