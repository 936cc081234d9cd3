"""Every number of forms.md §12 is judged by a rule, or a note says where."""

import pytest

from kedeng.definitions.rules import (
    ALL_RULES,
    NOTES,
    RULES_APPLIED,
    RULES_BASIC,
    RULES_SOFT,
)
from kedeng.formkit.model import Kind

NUMBERS = {f"R{number}" for number in range(1, 62)}


def keys(rules):
    return sorted({int(rule.key[1:]) for rule in rules})


def test_every_number_is_judged_or_noted_and_none_is_both():
    judged = {rule.key for rule in ALL_RULES}
    assert judged | NOTES.keys() == NUMBERS
    assert judged & NOTES.keys() == set()


def test_all_rules_are_those_of_the_forms():
    assert set(ALL_RULES) == {*RULES_APPLIED, *RULES_BASIC, *RULES_SOFT}
    assert len(ALL_RULES) == len(set(ALL_RULES))


def test_each_form_has_its_numbers():
    shared = [3, 4, 9, 11, 12, 21, 24, 26, 27, 28, 29, 30, 31, 33, 34, 36, 37]
    contract = [61]
    people = [45, 46, 47, 48, 49]
    assert keys(RULES_APPLIED) == sorted(
        [*shared, 15, 16, 20, 23, 32, 42, 43, 44, *people, 54, 55, 58, *contract]
    )
    assert keys(RULES_BASIC) == sorted([*shared, *people, 50, 52, 58, *contract])
    assert keys(RULES_SOFT) == sorted([*shared, *people, 51, 52, 53, 58, *contract])


def test_r5_is_deferred_while_no_form_asks_when_a_project_was_approved(form):
    kinds = {field.kind for field in form.by_key["projects"].fields}
    assert kinds.isdisjoint({Kind.DATE, Kind.MONTH})
    assert "立项时间一致" in form.by_key["overview"].by_key["research_start_month"].help
    assert "no question of the form asks" in NOTES["R5"].deferred
    assert [key for key, note in NOTES.items() if note.deferred] == ["R5"]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: f"{rule.key} {rule.title}")
def test_a_rule_finds_nothing_in_an_empty_form_but_what_must_be_there(findings, rule):
    wanted = {"R15": ["no_form_of_the_result"], "R50": ["evidence_missing"] * 3}
    wanted |= {"R51": ["evidence_missing"] * 2, "R54": ["evidence_missing"] * 3}
    assert [found.code for found in findings(rule, {})] == wanted.get(rule.key, [])


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: f"{rule.key} {rule.title}")
def test_a_rule_tells_its_title_and_its_source(rule):
    assert all((rule.title, rule.source))


def all_answers(form, value):
    """Every question of a form answered with the same stored value; two rows of each kind."""
    return {
        section.key: {field.key: value for field in section.fields}
        if section.repeats is None
        else [
            {"id": row_id, **{field.key: value for field in section.fields}}
            for row_id in ("r1", "r2")
        ]
        for section in form.sections
    }


@pytest.mark.parametrize("value", [None, {"unread": "{看不懂}", "code": "not_in_list"}])
def test_no_rule_stumbles_over_what_is_open_or_could_not_be_read(form, findings, value):
    evidence = {"evidence_missing", "no_form_of_the_result"}
    codes = [
        found.code for rule in form.rules for found in findings(rule, all_answers(form, value))
    ]
    assert set(codes) - evidence == {"no_primary_project"}
