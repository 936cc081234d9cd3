from dataclasses import replace

import pytest

from kedeng.formkit.answers import Answers
from kedeng.formkit.check import check
from kedeng.formkit.rules import Finding, Rule, Severity, Stage
from kedeng.formkit.status import Status
from kedeng.formkit.visible import settle

BASE = {"name": "甲", "body": "某所", "state": "used"}
UNITS = [{"id": "u1", "unit": "甲所", "phone": "0351"}]


def judged(form, facts, stage=Stage.SUBMISSION, *, units=UNITS, money=None, **base):
    """Problems as (code, path, severity), the form being complete except for what is given."""
    answers = Answers({"base": {**BASE, **base}, "money": money or {}, "units": units})
    return [
        (problem.code, problem.path, str(problem.severity))
        for problem in check(form, settle(form, answers), stage, facts)
    ]


def test_a_complete_form_has_no_problem(form, facts):
    assert judged(form, facts) == []


def test_a_required_mark_that_is_sourced_blocks(form, facts):
    assert judged(form, facts, name="") == [("required", "base.name", "error")]


def test_a_required_mark_that_is_not_sourced_asks_for_confirmation(form, facts):
    assert judged(form, facts, body="") == [("required", "base.body", "confirm")]


def test_a_mark_may_be_trusted_more_than_its_field(form, facts):
    base = form.by_key["base"]
    body = replace(base.by_key["body"], required_status=Status.SOURCED)
    surer = replace(form, sections=(replace(base, fields=(body,)), *form.sections[1:]))
    assert judged(surer, facts, body="") == [("required", "base.body", "error")]


def test_a_draft_may_be_incomplete(form, facts):
    assert judged(form, facts, Stage.DRAFT, name="", units=[]) == []


def test_a_question_is_required_only_where_its_condition_holds(form, facts):
    assert judged(form, facts, state="unused") == [("required", "base.reason", "error")]


def test_hidden_answers_are_not_judged(form, facts):
    assert judged(form, facts, state="unused", reason="other", money={"own": "-1.00"}) == []


@pytest.mark.parametrize("stage", list(Stage))
def test_text_that_could_not_be_read_is_refused_with_its_reason(form, facts, stage):
    unread = {"unread": "六月", "code": "not_month"}
    assert judged(form, facts, stage, month=unread) == [("not_month", "base.month", "error")]


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"name": "一二三四五六"}, ("rather_long", "base.name", "warning")),
        ({"name": "长" * 9}, ("unusually_long", "base.name", "confirm")),
        ({"name": "长" * 80}, ("unusually_long", "base.name", "confirm")),
        ({"name": "长" * 81}, ("too_long", "base.name", "error")),
        ({"body": "所"}, ("too_short", "base.body", "confirm")),
        ({"words": ["一", "二二二二二"]}, ("unusually_long", "base.words", "confirm")),
        ({"words": ["一", "二", "三"]}, ("unusually_many_items", "base.words", "confirm")),
        ({"words": ["词"] * 20}, ("unusually_many_items", "base.words", "confirm")),
        ({"words": ["词"] * 21}, ("too_many_items", "base.words", "error")),
        ({"places": ["14", "呼伦贝尔"]}, ("unlisted", "base.places", "confirm")),
        ({"places": ["呼伦贝尔", "锡林郭勒"]}, ("unlisted", "base.places", "confirm")),
        ({"places": ["盟" * 101]}, ("too_long", "base.places", "error")),
        ({"places": ["19"]}, ("not_in_list", "base.places", "error")),
        ({"month": "2026-02"}, ("in_future", "base.month", "error")),
        ({"state": "gone"}, ("not_in_list", "base.state", "error")),
        ({"state": "old"}, ("not_in_list", "base.state", "error")),
        ({"money": {"own": "-0.01"}}, ("unusually_low", "money.own", "confirm")),
        ({"money": {"loans": -1}}, ("below_minimum", "money.loans", "error")),
    ],
)
def test_a_limit_is_judged_in_drafts_too(form, facts, answers, problem):
    assert judged(form, facts, Stage.DRAFT, **answers) == [problem]


@pytest.mark.parametrize(
    ("key", "mark", "answer", "code"),
    [
        ("base.name", "length_status", "长" * 9, "too_long"),
        ("base.words", "items_status", ["一", "二", "三"], "too_many_items"),
        ("money.own", "minimum_status", "-0.01", "below_minimum"),
    ],
)
def test_a_limit_that_is_sourced_blocks(form, facts, key, mark, answer, code):
    section, _, name = key.partition(".")
    field = replace(form.field(key), **{mark: Status.SOURCED})
    bare = replace(form.by_key[section], fields=(field,), shown_if=None)
    surer = replace(form, sections=(bare,))
    [problem] = check(surer, Answers({section: {name: answer}}), Stage.DRAFT, facts)
    assert (problem.code, problem.path, str(problem.severity)) == (code, key, "error")


def test_all_that_a_list_lacks_is_told_at_once_for_it_is_explained_once(form, facts):
    answers = Answers({"base": {"places": ["呼伦贝尔", "西"]}})
    [problem] = check(form, answers, Stage.DRAFT, facts)
    assert problem.params == {"label": "地方", "text": "呼伦贝尔；西", "candidates": ()}


def test_a_text_that_is_no_option_is_told_with_those_it_resembles(form, facts):
    answers = Answers({"base": {"state": {"unread": "未应", "code": "not_in_list"}}})
    [problem] = check(form, answers, Stage.DRAFT, facts)
    assert problem.params["candidates"] == ("未应用",)


def test_this_month_is_not_in_the_future(form, facts):
    assert judged(form, facts, month="2026-01") == []


def units(*ids):
    return [{"id": key, "unit": key, "phone": "1"} for key in ids]


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        (units(), [("too_few_rows", "units", "error")]),
        (units("a", "b"), []),
        (units("a", "b", "c"), [("many_rows", "units", "warning")]),
        (units(*"abcd"), [("unusually_many_rows", "units", "confirm")]),
        (units(*"abcdefghijkl"), [("unusually_many_rows", "units", "confirm")]),
        (units(*"abcdefghijklm"), [("too_many_rows", "units", "error")]),
    ],
)
def test_the_number_of_rows_is_judged_at_submission(form, facts, rows, problems):
    assert judged(form, facts, units=rows) == problems


def test_a_number_of_rows_that_is_sourced_blocks(form, facts):
    units_section = replace(form.by_key["units"], most_rows_status=Status.SOURCED)
    surer = replace(form, sections=(form.by_key["base"], units_section))
    assert judged(surer, facts, units=units(*"abcd")) == [("too_many_rows", "units", "error")]


def test_only_the_first_row_is_asked_for_a_telephone(form, facts):
    rows = [{"id": "a", "unit": "甲"}, {"id": "b", "unit": "乙"}]
    assert judged(form, facts, units=rows) == [("required", "units[a].phone", "confirm")]


def rule(severity, status, *, exact=False):
    def judge(answers, facts):
        del answers, facts
        yield Finding("base.name", {"x": 1})

    return Rule(
        key="R0", title="…", severity=severity, status=status, source="S1", judge=judge, exact=exact
    )


@pytest.mark.parametrize(
    ("given", "severity"),
    [
        (rule(Severity.ERROR, Status.SOURCED), "error"),
        (rule(Severity.ERROR, Status.RECALLED), "confirm"),
        (rule(Severity.ERROR, Status.INFERRED, exact=True), "error"),
        (rule(Severity.WARNING, Status.SOURCED), "warning"),
    ],
)
def test_a_rule_blocks_only_where_it_is_sourced_or_exact(form, facts, given, severity):
    assert judged(replace(form, rules=(given,)), facts) == [("R0", "base.name", severity)]


def test_rules_are_not_asked_about_a_draft(form, facts):
    ruled = replace(form, rules=(rule(Severity.ERROR, Status.SOURCED),))
    assert judged(ruled, facts, Stage.DRAFT) == []
