"""Bad cells of a workbook become marked explanations on the page and in the copy: never a 500."""

import io

import openpyxl
import pytest
from tests.stage import user_of

LONGEST_CELL = 32_767  # what Excel itself lets stand
OVERVIEW = "成果概况"

MANY_KEYWORDS = "；".join(f"词{number}" for number in range(5000))
# What is bad: the cell's label, what somebody put there, what page and copy say.
BAD_CELLS = {
    "too many codes": (
        "学科分类",
        "110 数学；120 信息科学与系统科学；130 力学；140 物理学；150 化学；160 天文学",
        "填了 6 项，一般不超过 2 项，请核对。确实如此的，提交前请写明原因。",
    ),
    "codes that there are not": (
        "学科分类",
        "998；999",
        "选项中没有“998；999”，请看列表中有没有合适的。确实如此的，提交前请写明原因。",
    ),
    "thousands of items": ("关键词", MANY_KEYWORDS, "填了 5000 项，最多 3 项，请删减。"),
    "an item too long": (
        "关键词",
        "词" * LONGEST_CELL,
        "现有 32767 个字，最多 200 个字，请删减。",
    ),
    "a text too long": (
        "成果名称",
        "长" * LONGEST_CELL,
        "现有 32767 个字，最多 1000 个字，请删减。",
    ),
    "an option too long": (
        "研究形式",
        "独" * LONGEST_CELL,
        "现有 32767 个字，最多 100 个字，请删减。",
    ),
    "a month too long": (
        "研究起始日期",
        "2" * LONGEST_CELL,
        "请填写年月，例如 2025-06。",
    ),
    "a month to come": (
        "研究终止日期",
        "2099-01",
        "不能晚于今天，请核对，例如 2025-06-18。",
    ),
}


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


def opened(page, registration, path):
    """Download a workbook and open it."""
    answer = page.get(f"/my/{registration.code}/workbook/{path}")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def answer_cell(book, label):
    return next(line[3] for line in book[OVERVIEW].iter_rows(min_row=5) if line[1].value == label)


def upload(page, registration, label, text):
    """Type a text into a cell of the record's workbook, and send it."""
    book = opened(page, registration, "?download=1")
    answer_cell(book, label).value = text
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "登记表.xlsx"
    return page.post(f"/my/{registration.code}/workbook/", {"file": file})


@pytest.mark.parametrize("what", BAD_CELLS)
def test_a_bad_cell_is_told_on_the_page_and_marked_in_the_copy(page, draft, what):
    label, text, sentence = BAD_CELLS[what]
    registration = draft()
    answer = upload(page, registration, label, text)
    [told] = [each for each in answer.context["problems"] if each.label == label]
    assert answer.status_code == 200
    assert (told.sheet, told.label, told.sentence) == (OVERVIEW, label, sentence)
    assert f"{label}：{sentence}" in answer.content.decode()
    marked = answer_cell(opened(page, registration, "marked/"), label)
    assert (marked.coordinate, marked.value) == (told.cell, text)
    assert sentence in marked.comment.text


@pytest.mark.parametrize("what", BAD_CELLS)
def test_no_page_breaks_over_a_bad_cell(page, draft, what):
    registration = draft()
    upload(page, registration, *BAD_CELLS[what][:2])
    code = registration.code
    for path in ("", "s/overview/", "whole/", "check/", "workbook/?download=1"):
        assert page.get(f"/my/{code}/{path}").status_code == 200, path
    for path in ("", "form.pdf"):
        assert page.get(f"/records/{code}/{path}").status_code == 200, path


def test_a_good_workbook_has_nothing_to_tell(page, draft):
    answer = upload(page, draft(), "关键词", "甲；乙")
    assert (answer.status_code, answer.context["problems"]) == (200, ())
