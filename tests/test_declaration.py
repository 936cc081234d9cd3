"""A field added in one place shows up in page, summary, paper, workbook, schema, docs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from django.template.loader import render_to_string
from tests.complete import complete_answers

from kedeng.definitions.registry import definition
from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import (
    Field,
    Kind,
)
from kedeng.formkit.status import Status
from kedeng.formkit.visible import settle
from kedeng.renderings.apischema import form_schema
from kedeng.renderings.pdf.form import PrintRecord, print_form
from kedeng.renderings.reference import forms_reference
from kedeng.renderings.summary import changes, summarise
from kedeng.renderings.webform import section_view
from kedeng.renderings.workbook import fill_in_workbook, read_workbook

ADDED = Field(
    key="added_question",
    kind=Kind.TEXT,
    label="新加的问题",
    help="新加的填写说明。",
    max_length=40,
    status=Status.INFERRED,
    source="a test",
)
ANSWER = "新加的回答"


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.from_directory(Path(__file__).resolve().parents[1] / "data" / "codelists")


@pytest.fixture
def form():
    soft = definition("soft_science")
    overview = soft.by_key["overview"]
    grown = replace(overview, fields=(*overview.fields, ADDED))
    others = (grown if section is overview else section for section in soft.sections)
    return replace(soft, sections=tuple(others))


@pytest.fixture
def answers(form):
    data = complete_answers("soft_science")
    data["overview"]["added_question"] = ANSWER
    return settle(form, Answers(data))


def test_the_page_asks_it(form, answers, catalogue):
    section = form.by_key["overview"]
    view = section_view(section, answers.section("overview"), 1, answers, [], catalogue)
    item = next(item for item in view.fields if item.field is ADDED)
    assert (item.name, item.id, item.text) == (
        "f.added_question",
        "overview-added_question",
        ANSWER,
    )
    html = render_to_string("components/section_plain.html", {"view": view})
    assert f'name="f.added_question" value="{ANSWER}"' in html
    assert ADDED.help in html


def test_the_summary_shows_it(form, answers, catalogue):
    overview = summarise(form, answers, catalogue)[0]
    line = overview.lines[-1]
    assert (line.path, line.label, line.text) == ("overview.added_question", ADDED.label, ANSWER)


def test_the_comparison_tells_of_it(form, answers, catalogue):
    before = Answers(complete_answers("soft_science"))
    found = changes(form, settle(form, before), answers, catalogue)
    assert [(item.place, item.before, item.after) for item in found] == [(ADDED.label, "", ANSWER)]


def test_the_paper_prints_it(form, answers, catalogue):
    record = PrintRecord(
        code="TEST",
        revision=1,
        digest="0" * 64,
        category_title="软科学成果",
        name="演示",
        first_unit="演示大学",
        submitted_on=date(2026, 1, 20),
    )
    printed = print_form(form, answers, record, catalogue)
    pages = pypdfium2.PdfDocument(printed.pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert ADDED.label in text
    assert ANSWER in text


def test_the_workbook_carries_it_there_and_back(form, answers, catalogue):
    reading = read_workbook(fill_in_workbook(form, answers, catalogue, "演示"), form, catalogue)
    assert reading.answers["overview"]["added_question"] == ANSWER
    assert reading.problems == ()


def test_the_schema_describes_it(form, catalogue):
    schema = form_schema(form, catalogue)
    found = schema["properties"]["overview"]["properties"]["added_question"]
    assert (found["title"], found["anyOf"][0]) == (
        ADDED.label,
        {"type": "string", "maxLength": 400, "x-usual-length": 40},
    )


def test_the_reference_lists_it(form, catalogue):
    assert "`added_question`" in forms_reference((form,), catalogue, {})
