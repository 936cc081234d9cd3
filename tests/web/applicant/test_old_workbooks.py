"""A workbook never writes over what was typed online after it had been handed out."""

import io

import pytest
from tests.records import answer, reload
from tests.stage import user_of
from tests.workbooks import Desk

TYPED = {"funding_own": "12.00"}


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


def download(page, registration):
    return page.get(f"/my/{registration.code}/workbook/?download=1").content


def upload(page, registration, data, **more):
    file = io.BytesIO(data)
    file.name = "登记表.xlsx"
    return page.post(f"/my/{registration.code}/workbook/", {"file": file, **more}).content.decode()


def type_online(page, registration, **values):
    told = {"version": 0, "op": "save", **{f"f.{key}": value for key, value in values.items()}}
    page.post(f"/my/{registration.code}/s/funding/", told)


def funding(registration):
    return reload(registration).sections.get(section="funding").content


def with_title(data, title):
    at = Desk(data)
    at.cell("成果概况", "成果名称", 1).value = title
    return at.saved()


def test_a_section_that_it_leaves_empty_stays_as_it_was_typed(page, draft):
    registration = draft(complete=False)
    data = with_title(download(page, registration), "表格里的名称")
    type_online(page, registration, **TYPED)
    shown = upload(page, registration, data)
    assert (funding(registration), reload(registration).title) == (TYPED, "表格里的名称")
    assert "没有读入" not in shown


def test_a_section_that_both_changed_is_named_and_replaced_when_asked(page, draft, author):
    registration = draft(complete=False)
    data = with_title(download(page, registration), "表格里的名称")
    answer(author, registration, "overview", achievement_name="网上的名称")
    shown = upload(page, registration, data)
    assert "有 1 个部分没有读入" in shown
    assert "网页上的成果概况又改过，保留了网页上的内容" in shown
    assert reload(registration).title == "网上的名称"
    shown = upload(page, registration, data, force="1")
    assert ("没有读入" in shown, reload(registration).title) == (False, "表格里的名称")


def test_the_workbook_of_another_draft_takes_only_what_nobody_has_typed(page, draft, author):
    source = draft(title="别处的名称")
    data = download(page, source)
    fresh = draft(complete=False)
    assert "没有读入" not in upload(page, fresh, data)
    assert reload(fresh).title == "别处的名称"
    begun = draft(complete=False)
    type_online(page, begun, **TYPED)
    shown = upload(page, begun, data)
    assert "网页上的经费投入又改过" in shown
    assert (funding(begun), reload(begun).title) == (TYPED, "别处的名称")
