"""The notice before a session ends: seen in time, answered by keyboard, and no text is lost."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


@pytest.fixture
def page(service, browser):
    """The author at a page with a clock that the test moves; scripts run on either engine."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.clock.install()
    account = service.account("author")
    page.goto(f"{service.url}/login/?next=/my/new/")
    page.fill("#username", account["username"])
    page.fill("#password", account["password"])
    page.locator("main").get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/my/new/")
    yield page
    context.close()


@pytest.fixture
def hurried(page):
    """The same page as somebody sees it whose session ends after 15 minutes without a request."""

    def shorten(route):
        answer = route.fetch()
        body = re.sub(r'data-left="\d+"', 'data-left="900"', answer.text())
        route.fulfill(response=answer, body=body)

    page.route("**/my/new/", shorten)
    page.reload()
    return page


def notice(page):
    return page.locator("#session-end")


def until(page, seconds):
    """Let time pass until so many seconds before the end of the session."""
    left = int(notice(page).get_attribute("data-left"))
    page.clock.fast_forward((left - seconds) * 1000)
    page.clock.run_for(6000)


def test_nothing_is_said_long_before_the_end(page):
    until(page, 600)
    expect(notice(page)).to_be_hidden()


def test_one_key_lets_the_session_go_on(hurried):
    until(hurried, 140)
    expect(notice(hurried)).to_contain_text("大约还剩 3 分钟")
    expect(hurried.get_by_role("button", name="继续使用")).to_be_focused()
    with hurried.expect_response("**/account/stay/") as answered:
        hurried.keyboard.press("Enter")
    assert answered.value.status == 200
    expect(notice(hurried)).to_be_hidden()
    hurried.clock.fast_forward(900_000)  # the former end
    hurried.clock.run_for(6000)
    expect(notice(hurried)).to_be_hidden()


def test_a_lost_network_is_told(hurried):
    until(hurried, 140)
    hurried.context.set_offline(True)
    hurried.get_by_role("button", name="继续使用").click()
    expect(notice(hurried)).to_contain_text("网络不通，没有延长")
    expect(hurried.get_by_role("button", name="继续使用")).to_be_visible()


def test_a_notice_that_was_put_away_comes_once(hurried):
    until(hurried, 140)
    hurried.get_by_role("button", name="知道了").click()
    hurried.clock.run_for(30_000)
    expect(notice(hurried)).to_be_hidden()


def test_an_end_that_cannot_be_put_off_has_no_such_button(page):
    until(page, 140)
    expect(notice(page)).to_contain_text("不能再延长")
    expect(page.get_by_role("button", name="继续使用")).to_be_hidden()


def test_the_end_is_told(page):
    until(page, -60)
    expect(notice(page)).to_contain_text("登录已到期")
    expect(notice(page)).to_contain_text("文字不会丢")
    page.keyboard.press("Escape")
    expect(notice(page)).to_be_hidden()
