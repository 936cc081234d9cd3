"""The list on screen: loaded, narrowed, explained, exported; no JavaScript, no foreign items."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.records import fill

from kedeng.apps.expected.actions import keep_list, take_list
from kedeng.apps.expected.models import ExpectedItem, ExpectedList, Pairing
from kedeng.apps.registrations.identifiers import project_identifiers
from kedeng.domain.expected import EXPECTED, ExpectedSheet
from kedeng.domain.roster import Line
from kedeng.renderings.workbook.roster import marked_roster, read_roster

CELLS = {"kind": "验收项目", "number": "2025-01", "name": "演示项目甲", "unit": "演示大学"}


def line(at=3, /, **cells):
    return Line(ExpectedSheet.ITEMS, at, {**CELLS, **cells})


@pytest.fixture
def department(department_reviewer, browser_of):
    return browser_of(department_reviewer)


@pytest.fixture
def listed(department_reviewer):
    def make(*lines):
        kept = keep_list(actor=department_reviewer, year=2025, content=b"x", file_name="甲.xlsx")
        take_list(actor=department_reviewer, kept=kept, lines=lines or [line()])
        return ExpectedItem.objects.order_by("pk").last()

    return make


def text_of(answer):
    return answer.content.decode().partition("<main")[2]


def send(browser, *lines):
    file = SimpleUploadedFile("清单.xlsx", marked_roster(lines, (), EXPECTED))
    return browser.post("/expected/load/", {"file": file, "year": 2025})


def test_a_list_is_checked_then_taken(department):
    answer = send(department, line(), line(4, number="2025-02", unit="外省演示公司"))
    assert "第 4 行 · 完成单位" in text_of(answer)
    assert not ExpectedItem.objects.exists()

    kept = ExpectedList.objects.get()
    taken = department.post(f"/expected/load/{kept.pk}/take/")
    assert (taken.status_code, "已新增" in text_of(taken)) == (200, True)
    marked = department.get(f"/expected/load/{kept.pk}/marked.xlsx")
    assert [each.cell("number") for each in read_roster(marked.content, EXPECTED)] == [
        "2025-01",
        "2025-02",
    ]
    assert "演示项目甲" in text_of(department.get("/expected/"))


def test_a_list_without_mistakes_leads_to_the_items(department):
    send(department, line())
    kept = ExpectedList.objects.get()
    answer = department.post(f"/expected/load/{kept.pk}/take/", follow=True)
    assert answer.redirect_chain == [("/expected/?year=2025", 302)]
    assert "新增 1 项" in answer.content.decode()
    assert department.post(f"/expected/load/{kept.pk}/take/").status_code == 404


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook"])
def test_what_is_no_workbook_gets_a_sentence(department, content):
    file = SimpleUploadedFile("清单.xlsx", content)
    answer = department.post("/expected/load/", {"file": file, "year": 2025})
    assert (answer.status_code, "没有读入" in text_of(answer)) == (422, True)


def test_the_blank_list_is_handed_out(department):
    assert read_roster(department.get("/expected/load/blank.xlsx").content, EXPECTED) == ()


def test_figures_say_their_denominator(department, listed):
    first = listed()
    listed(line(number="2025-02", name="演示项目乙"))
    department.post(f"/expected/{first.pk}/reason/", {"reason": "not_accepted", "text": ""})
    text = text_of(department.get("/expected/"))
    assert "登记率 = 已登 0 ÷（应登减有理由不登）1" in text
    assert "未通过验收" in text
    narrowed = text_of(department.get("/expected/?standing=excused"))
    assert ("演示项目甲" in narrowed, "演示项目乙" in narrowed) == (True, False)


def test_the_export_is_what_the_filter_shows(department, listed):
    listed()
    listed(line(number="2025-02", name="演示项目乙"))
    answer = department.get("/expected/list.xlsx?year=2025&text=乙")
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert [row[:4] for row in rows] == [["演示大学", "验收项目", "2025-02", "演示项目乙"]]
    assert "应登 2 项" in sheet["A2"].value
    assert "筛选后的 1 项" in sheet["A2"].value


def test_a_refused_reason_keeps_what_was_typed(department, listed):
    item = listed()
    answer = department.post(f"/expected/{item.pk}/reason/", {"reason": "elsewhere", "text": " "})
    assert answer.status_code == 422
    assert '<option value="elsewhere" selected>' in text_of(answer)


def test_a_name_alike_is_confirmed_on_the_page(department, listed, record_in):
    item = listed(line(name="高效催化剂的制备（演示）"))
    record = record_in("recommended", title="高效催化剂制备（演示）")
    page = text_of(department.get(f"/expected/{item.pk}/"))
    assert "名称相似 95%" in page
    answer = department.post(
        f"/expected/{item.pk}/pair/", {"code": record.code, "answer": "same"}, follow=True
    )
    assert ("由人确认为同一成果" in text_of(answer), Pairing.objects.get().is_same) == (True, True)


def test_a_code_that_nobody_here_may_see_is_not_found(department, listed, draft):
    item = listed()
    answer = department.post(f"/expected/{item.pk}/pair/", {"code": draft().code, "answer": "same"})
    assert (answer.status_code, "没有找到编号为" in text_of(answer)) == (422, True)


def test_the_department_learns_of_a_draft_only_that_there_is_one(
    department, listed, draft, author, unit_clerk, browser_of
):
    item = listed()
    record = draft(complete=False)
    fill(author, record, title="草稿里的名称")
    row = record.sections.get(section="projects")
    project_identifiers(record, {"projects": [{**row.content[0], "project_number": "2025-01"}]})
    for path in ("/expected/", f"/expected/{item.pk}/"):
        text = text_of(department.get(path))
        assert ("在办" in text, record.code in text, "草稿里的名称" in text) == (True, False, False)
        assert "草稿里的名称" in text_of(browser_of(unit_clerk).get(path))


def test_foreign_items_are_not_there(listed, stranger, browser_of, national_receiver):
    item = listed()
    other = browser_of(stranger)
    assert "演示项目甲" not in text_of(other.get("/expected/"))
    for path in ("", "reason/", "pair/", "drop/"):
        address = f"/expected/{item.pk}/{path}"
        answer = other.post(address, {"reason": "secret"}) if path else other.get(address)
        assert answer.status_code == 404
    assert browser_of(national_receiver).get("/expected/").status_code == 404


def test_a_filer_without_a_desk_has_no_list(author, browser_of):
    assert browser_of(author).get("/expected/").status_code == 403


def test_an_item_is_taken_out_by_who_named_it(department, listed, unit_clerk, browser_of):
    item = listed()
    refused = browser_of(unit_clerk).post(f"/expected/{item.pk}/drop/")
    assert (refused.status_code, "由它移出" in refused.content.decode()) == (403, True)
    assert department.post(f"/expected/{item.pk}/drop/")["Location"] == "/expected/"
    assert not ExpectedItem.objects.exists()


def test_statements_of_the_page_do_not_grow(department, listed):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            department.get("/expected/")
        return len(seen)

    listed()
    few = statements()
    listed(*(line(3 + n, number=f"2025-9{n}", name=f"演示项目{n}") for n in range(29)))
    assert statements() == few <= 27
