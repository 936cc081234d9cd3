"""The radar on screen: what is shown of whom, and reminders at a button."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.records import new_draft
from tests.stage import person

from kedeng.apps.expected.models import Nudge
from kedeng.apps.organisations.actions import create_organisation
from kedeng.domain.rights import Right


@pytest.fixture
def department(department_reviewer, browser_of):
    return browser_of(department_reviewer)


def text_of(answer):
    return answer.content.decode().partition("<main")[2]


def test_a_department_sees_figures_and_no_draft(department, draft):
    record = draft(title="草稿里的名称")
    text = text_of(department.get("/expected/radar/"))
    assert ("演示大学" in text, "还早，不判断" in text) == (True, True)
    assert (record.title in text, record.code in text) == (False, False)
    assert "系统里没有去年同类的登记批次" in text


def test_a_reminder_at_the_button(department, draft, stage, unit_clerk, browser_of):
    draft()
    answer = department.post(
        f"/expected/radar/units/{stage.university.pk}/nudge/",
        {"round": stage.round.pk},
        follow=True,
    )
    assert "已催办演示大学" in answer.content.decode()
    assert "已催办</span>" in "".join(text_of(answer).split())
    again = department.post(f"/expected/radar/units/{stage.university.pk}/nudge/")
    assert (again.status_code, "一天只催办一次" in again.content.decode()) == (422, True)
    assert Nudge.objects.count() == 1
    office = browser_of(unit_clerk)
    assert "催办本单位" in text_of(office.get("/expected/"))
    assert "上级的催办" in text_of(office.get("/expected/radar/"))


def test_an_office_reminds_its_filer(draft, author, unit_clerk, browser_of):
    record = draft(complete=False)
    office = browser_of(unit_clerk)
    assert record.filer.name in text_of(office.get("/expected/radar/"))
    answer = office.post(f"/expected/radar/records/{record.code}/nudge/", follow=True)
    assert "点开就是还差的内容" in answer.content.decode()
    assert "今天已催办" in text_of(answer)
    mine = text_of(browser_of(author).get("/my/"))
    assert (f'href="/my/{record.code}/check/"' in mine, "还没有提交" in mine) == (True, True)
    assert "还没有提交，点开" not in text_of(office.get("/my/"))


def test_what_is_none_of_theirs_is_not_there(
    stranger, national_receiver, browser_of, draft, stage, department
):
    other, nation = browser_of(stranger), browser_of(national_receiver)
    record = draft()
    assert "演示大学" not in text_of(other.get("/expected/radar/"))
    assert nation.get("/expected/radar/").status_code == 404
    for browser in (other, nation):
        address = f"/expected/radar/units/{stage.university.pk}/nudge/"
        assert browser.post(address).status_code == 404
    assert other.post(f"/expected/radar/records/{record.code}/nudge/").status_code == 404
    assert department.post(f"/expected/radar/records/{record.code}/nudge/").status_code == 404
    assert department.get("/expected/radar/?round=999999").status_code == 404


def test_a_province_sees_sums_by_department(provincial_auditor, browser_of, draft, department):
    draft()
    page = text_of(browser_of(provincial_auditor).get("/expected/radar/"))
    cells = "".join(page.partition("按部门看")[2].partition("</tbody>")[0].split())
    assert "演示省教育厅</td>" in cells
    assert ("按部门看（1 个部门）" in page, "scroll--units" in page) == (True, False)  # whole
    assert "按部门看" not in text_of(department.get("/expected/radar/"))


def test_without_a_year_before_no_figure_stands_for_it(department, draft):
    draft()
    assert '<td class="r num">—</td>' in text_of(department.get("/expected/radar/"))


def test_the_list_is_narrowed_by_name_and_by_outlook(department, draft, stage):
    draft()
    create_organisation(name="演示学院", rank=4, parent=stage.department)
    assert "演示学院" not in text_of(department.get("/expected/radar/?text=大学"))
    assert "演示大学" not in text_of(department.get("/expected/radar/?outlook=nothing"))
    assert "没有符合条件的单位" in text_of(department.get("/expected/radar/?text=无此"))


def test_statements_of_the_page_do_not_grow(department, stage, draft):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            department.get("/expected/radar/")
        return len(seen)

    draft()
    few = statements()
    for number in range(29):
        unit = create_organisation(name=f"演示学院{number}", rank=4, parent=stage.department)
        new_draft(stage.round, person(unit, f"filer{number}", Right.ENTER), complete=False)
    assert statements() == few <= 32
