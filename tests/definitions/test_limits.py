"""Every limit, mark and list of every form: what blocks, and what asks (decision 29)."""

from dataclasses import replace
from datetime import date

import pytest

from kedeng.definitions.registry import definitions
from kedeng.formkit.answers import Answers, Unread
from kedeng.formkit.check import check
from kedeng.formkit.codec import read
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Stage
from kedeng.formkit.status import Status

QUESTIONS = [
    pytest.param(section, field, id=f"{form.key}: {section.key}.{field.key}")
    for form in definitions()
    for section, field in form.fields()
]


def those(wanted):
    return [question for question in QUESTIONS if wanted(question.values[1])]


def told(section, field, value, catalogue, stage=Stage.DRAFT):
    """What is said of an answer, (code, severity), when its section asks nothing else."""
    asked = replace(field, shown_if=None)
    alone = replace(section, fields=(asked,), shown_if=None, required_rows_if=None)
    form = replace(definitions()[0], sections=(alone,), rules=(), computations=())
    values = {} if value is None else {field.key: value}
    content = values if section.repeats is None else [{"id": "r1", **values}]
    facts = Facts(today=date(2026, 1, 20), catalogue=catalogue)
    found = check(form, Answers({section.key: content}), stage, facts)
    return [(problem.code, str(problem.severity)) for problem in found]


def by_status(status, unsure, sure):
    return (sure, "error") if status is Status.SOURCED else (unsure, "confirm")


@pytest.mark.parametrize(("section", "field"), those(lambda field: field.required))
def test_an_open_required_question_is_told(section, field, catalogue):
    found = told(section, field, None, catalogue, Stage.SUBMISSION)
    assert found == [by_status(field.mark_status, "required", "required")]


@pytest.mark.parametrize(
    ("section", "field"), those(lambda field: field.max_length or field.max_items)
)
def test_a_limit_blocks_only_where_it_is_sourced(section, field, catalogue):
    def text(size):
        long = "长" * size
        return [long] if field.holds_list else long

    if most := field.max_length:
        assert told(section, field, text(most), catalogue) in ([], [("rather_long", "warning")])
        expected = by_status(field.length_status, "unusually_long", "too_long")
        assert told(section, field, text(most + 1), catalogue) == [expected]
        assert told(section, field, text(most * 10 + 1), catalogue) == [("too_long", "error")]
    if most := field.max_items:
        entries = catalogue[field.options].entries if field.options else ()
        items = [entry.code for entry in entries] or ["词"] * (most + 1)
        assert told(section, field, items[:most], catalogue) == []
        expected = by_status(field.items_status, "unusually_many_items", "too_many_items")
        assert told(section, field, items[: most + 1], catalogue) == [expected]


@pytest.mark.parametrize(("section", "field"), those(lambda field: field.options))
def test_a_text_outside_its_list_is_refused_only_where_the_list_is_closed(
    section, field, catalogue
):
    value = read(field, "没有这一项", catalogue)
    closed = catalogue[field.options].status is Status.SOURCED and not catalogue[field.options].open
    assert isinstance(value, Unread) is closed
    stored = value.as_json() if isinstance(value, Unread) else value
    expected = ("not_in_list", "error") if closed else ("unlisted", "confirm")
    assert told(section, field, stored, catalogue) == [expected]


def test_the_limits_that_block_are_those_of_the_sources():
    """forms.md A2: three keywords (S2, S3); A80: 2000 characters of summary (S35)."""
    fields = {field.key: field for form in definitions() for _, field in form.fields()}
    sure = {
        key
        for key, field in fields.items()
        if Status.SOURCED in {field.length_status, field.items_status, field.minimum_status}
    }
    assert sure == {"keywords", "achievement_summary"}
    assert fields["keywords"].length_status is Status.INFERRED
