"""In the browser: a registration is changed, from its filer up to the province."""

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect
from tests.journeys.desk import Desk, Service
from tests.journeys.sights import CLERK, FILER, PROVINCE, REVIEWER, send_a_change

pytestmark = [pytest.mark.journey, pytest.mark.trial]
NEW_NAME = "与任务书一致的新名称（演示）"


@pytest.fixture
def enter(service: Service, browser: Browser):
    """Log somebody in, in a browser of their own."""
    if connection.vendor != "sqlite":
        pytest.skip("the journeys are walked in the run on SQLite")
    contexts = []

    def come(role: str) -> Page:
        context = browser.new_context(locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        Desk(page, service, context).enter_as(role)
        return page

    yield come
    for context in contexts:
        context.close()


def act(page: Page, service: Service, title: str, button: str, text: str = "") -> None:
    """Open the request that waits for a record, and press a button."""
    page.goto(f"{service.url}/desk/changes/")
    page.locator("main table tr", has_text=title).get_by_role("link").first.click()
    if text:
        page.fill("#text", text)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".flash")).to_contain_text("已")


def test_a_change_goes_from_its_filer_to_the_province(enter, service, brought):
    filed = brought("registered")
    code = filed.code
    filer = enter(FILER)
    filer.goto(f"{service.url}/records/{code}/")
    filer.get_by_role("link", name="申请变更或注销").click()
    send_a_change(filer)
    expect(filer.locator("h1")).to_contain_text("审查中")
    for role in (CLERK, REVIEWER):
        act(enter(role), service, filed.title, "同意并报送", "情况属实。（演示）")
    act(enter(PROVINCE), service, filed.title, "批准")
    filer.goto(f"{service.url}/records/{code}/")
    expect(filer.locator("h1")).to_have_text(NEW_NAME)
    filer.goto(f"{service.url}/records/{code}/?revision=1")
    expect(filer.locator("h1")).not_to_have_text(NEW_NAME)
    filer.goto(f"{service.url}/records/{code}/why/#changes")
    expect(filer.locator("#changes")).to_contain_text("成为第 2 版，登记号不变。")
