"""Ten planted mistakes come back through the upload page: exactly these, marked and explained."""

import io

import pytest
from tests.stage import user_of
from tests.workbooks import MISTAKES, Desk, marked, planted_mark

from kedeng.definitions.registry import CATEGORY_NAMES


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


def download(page, registration, path):
    return page.get(f"/my/{registration.code}/workbook/{path}").content


def upload(page, registration, data):
    file = io.BytesIO(data)
    file.name = "登记表.xlsx"
    return page.post(f"/my/{registration.code}/workbook/", {"file": file})


@pytest.mark.parametrize("category", CATEGORY_NAMES)
def test_page_and_copy_tell_exactly_the_ten_planted_mistakes(page, draft, category):
    registration = draft(category=category)
    at = Desk(download(page, registration, "?download=1"))
    planted = {}
    for sheet, label, row, typed, told in MISTAKES:
        cell = at.cell(sheet, label, row)
        cell.value = typed
        planted[sheet, cell.coordinate] = (label, told)
    answer = upload(page, registration, at.saved())
    found = answer.context["problems"]
    assert {(each.sheet, each.cell): (each.label, each.sentence) for each in found} == planted
    assert len(found) == 10
    assert "已读入，有 10 处需要修改或说明" in answer.content.decode()
    copy = marked(download(page, registration, "marked/"))
    assert copy == {place: planted_mark(*said) for place, said in planted.items()}


def test_a_blank_workbook_names_what_is_lacking(page, draft):
    registration = draft(complete=False)
    answer = upload(page, registration, download(page, registration, "?download=1"))
    found = {(each.sheet, each.cell, each.label) for each in answer.context["problems"]}
    assert ("完成人", "", "完成人") in found
    assert ("成果概况", "D5", "成果名称") in found
