"""The queue: first line in words, filters, hints, and as many statements for 30 rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.records import fill, move

from kedeng.apps.registrations import actions
from kedeng.web.department import queue


def shown(browser, query=""):
    return browser.get(f"/desk/{query}").content.decode()


def test_an_empty_queue_says_so(browser_of, department_reviewer):
    page = shown(browser_of(department_reviewer))
    assert "现在没有等本机构办理的登记。" in page
    assert "队列是空的，都办完了。" in page


def test_the_first_line_counts(browser_of, department_reviewer, resubmitted, at_department):
    at_department(title="又一项")
    page = shown(browser_of(department_reviewer))
    assert '<b class="num">2</b> 项等本机构办理，其中 1 项是再次提交。' in page


def test_a_second_submission_is_marked_with_what_changed(
    browser_of, department_reviewer, resubmitted
):
    page = shown(browser_of(department_reviewer))
    assert "第 2 次提交" in page
    assert "已改 1 处" in page


def test_a_claim_shows_whose_it_is(browser_of, department_reviewer, at_department):
    actions.claim(actor=department_reviewer, registration=at_department())
    assert '<span class="tag tag--green">本人</span>' in shown(browser_of(department_reviewer))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?text=陶粒", ["煤矸石陶粒"]),
        ("?category=basic_theory", ["演化机理"]),
        ("?unit=演示大学", ["煤矸石陶粒", "演化机理"]),
        ("?unit=别的单位", []),
        ("?state=recommended", []),
        ("?scope=passed", []),
        ("?scope=all", ["煤矸石陶粒", "演化机理"]),
        ("?scope=nonsense&category=x&state=y", ["煤矸石陶粒", "演化机理"]),
        ("?text=%00", ["煤矸石陶粒", "演化机理"]),
    ],
)
def test_filters_narrow_the_queue(browser_of, department_reviewer, at_department, query, titles):
    for title, category in (("煤矸石陶粒", "soft_science"), ("演化机理", "basic_theory")):
        at_department(title=title, category=category)
    page = browser_of(department_reviewer).get(f"/desk/{query}")
    assert [row.record.title for row in page.context["rows"]] == titles


def test_a_title_that_is_being_mended_is_not_betrayed(
    browser_of, author, department_reviewer, returned
):
    fill(author, returned, "改了一半的名称")
    page = browser_of(department_reviewer).get("/desk/?scope=all")
    assert [row.title for row in page.context["rows"]] == ["演示用低浓度瓦斯利用方法"]


def test_links_to_the_desk_keep_the_filter(browser_of, department_reviewer, at_department):
    record = at_department()
    page = shown(browser_of(department_reviewer), "?category=soft_science")
    assert f'href="/desk/r/{record.code}/?category=soft_science"' in page


def test_pages_are_numbered(browser_of, department_reviewer, at_department, monkeypatch):
    monkeypatch.setattr(queue, "PAGE", 1)
    for title in ("甲", "乙", "丙"):
        at_department(title=title)
    page = shown(browser_of(department_reviewer), "?page=2&scope=all")
    assert "第 2–2 项，共 3 项" in page
    assert 'href="?scope=all&amp;page=3"' in page
    assert 'aria-label="第 3 页"' in page


def test_what_the_system_finds_odd_is_told_in_the_queue(
    browser_of, department_reviewer, at_department
):
    at_department(title="长" * 36)
    at_department(title="短")
    rows = browser_of(department_reviewer).get("/desk/").context["rows"]
    assert {row.title[0]: row.hints for row in rows} == {"长": ("1 处需核实",), "短": ()}


def test_what_was_not_recommended_is_counted_apart(
    browser_of, department_reviewer, provincial_auditor, at_department
):
    move(department_reviewer, at_department(), "not_recommend", reason="材料不齐")
    for actor in (department_reviewer, provincial_auditor):
        page = shown(browser_of(actor))
        assert "现在没有等本机构办理的登记。" in page
        assert '另有 <a href="?scope=declined">不予推荐的 1 项</a>。' in page
        assert len(browser_of(actor).get("/desk/?scope=declined").context["rows"]) == 1


def test_statements_do_not_grow_with_rows(browser_of, department_reviewer, at_department):
    browser = browser_of(department_reviewer)

    def statements(rows):
        for number in range(made[-1], rows):
            at_department(title=f"第 {number} 项成果")
        made.append(rows)
        browser.get("/desk/")  # the code lists are read once
        with CaptureQueriesContext(connection) as caught:
            page = browser.get("/desk/")
        assert len(page.context["rows"]) == rows
        return len(caught)

    made = [0]
    counted = [statements(rows) for rows in (1, 3, 30)]
    assert counted == [counted[0]] * 3
    assert counted[0] <= 23
