"""Single keys on the review desk: only there, never while somebody writes, and can be off."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


@pytest.fixture
def desk(service, browser):
    """The unit clerk at the first record of the queue, with scripts on either engine."""
    yield from first_desk(service, browser, "unit_clerk")


@pytest.fixture
def department_desk(service, browser):
    """The department's reviewer, whose moves ask for a checklist."""
    yield from first_desk(service, browser, "department_reviewer")


def first_desk(service, browser, role):
    """Log in and open the first record of the queue; close the browser's context at the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    account = service.account(role)
    page.goto(f"{service.url}/login/?next=/desk/")
    page.fill("#username", account["username"])
    page.fill("#password", account["password"])
    page.locator("main").get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("link", name="从第一项开始审").click()
    page.wait_for_selector(".desk__keys:not([hidden])")
    yield page
    context.close()


def type_key(page: Page, key: str) -> None:
    """Press a key with the page in focus, as a reader's hand on the keyboard would."""
    page.locator("body").evaluate("body => document.activeElement.blur()")
    page.keyboard.press(key)


def test_n_opens_a_note_and_r_goes_to_the_reason(desk):
    type_key(desk, "n")
    focused = desk.evaluate("document.activeElement.name")
    assert focused.startswith("note:")
    desk.keyboard.type("njr")  # letters in a box are letters
    assert desk.evaluate("document.activeElement.value") == "njr"
    desk.evaluate("document.activeElement.value = ''")
    type_key(desk, "r")
    assert desk.evaluate("document.activeElement.id") == "reason"


def test_p_does_not_pass_by_itself_where_there_is_no_checklist(desk):
    here = desk.url
    type_key(desk, "p")
    assert desk.evaluate("document.activeElement.value") == "pass_on"
    assert desk.url == here


def test_an_input_method_that_composes_is_left_alone(desk):
    desk.evaluate(
        """() => document.body.dispatchEvent(new KeyboardEvent(
            'keydown', {key: 'r', isComposing: true, bubbles: true}))"""
    )
    assert desk.evaluate("document.activeElement.id") != "reason"


def test_keys_are_switched_off_and_stay_off(desk):
    desk.locator("[data-keys-on]").uncheck()
    type_key(desk, "r")
    assert desk.evaluate("document.activeElement.id") != "reason"
    desk.reload()
    expect(desk.locator("[data-keys-on]")).not_to_be_checked()


def test_a_tab_shows_its_file_and_keeps_what_was_typed(desk):
    desk.fill("#reason", "写了一半")
    tab = desk.locator(".desk__tabs a").last
    tab.click()
    expect(tab).to_have_attribute("aria-current", "true")
    expect(desk.locator(".desk__tabs a[aria-current]")).to_have_count(1)
    assert desk.input_value("#reason") == "写了一半"
    desk.fill("#reason", "")


def test_what_a_refusal_gave_back_is_not_left_in_silence(department_desk):
    page = department_desk
    type_key(page, "n")
    page.keyboard.type("缺一页")
    page.get_by_role("button", name="推荐").first.click()
    expect(page.locator(".alert")).to_contain_text("没有办理")
    expect(page.locator('[name="check:truth"]').first).to_be_focused()
    with page.expect_event("dialog", lambda dialog: dialog.type == "beforeunload") as asked:
        page.on("dialog", lambda dialog: dialog.dismiss())
        type_key(page, "j")
    assert asked.value.type == "beforeunload"
    assert page.locator("details.remark[open] textarea").first.input_value() == "缺一页"


def test_a_record_is_returned_by_keys_alone(service, department_desk):
    """Next, note, reason, return: no mouse; the next record stands there, its place kept."""
    page = department_desk
    first = page.url
    type_key(page, "n")
    assert page.evaluate("document.activeElement.name").startswith("note:")
    page.keyboard.type("请核对名称。（演示）")
    page.keyboard.press("Shift+Tab")
    while not page.evaluate("document.activeElement.name || ''").startswith("why:"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.type("其他")
    type_key(page, "r")
    assert page.evaluate("document.activeElement.id") == "reason"
    page.keyboard.type("请按意见修改。（演示）")
    for _ in range(20):  # to the button of the return, as a keyboard user goes there
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "return":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != first and "/move/" not in url)
    expect(page.locator(".flash")).to_contain_text("已退回")


def test_a_record_is_passed_by_keys_alone(service, department_desk):
    """P leads to what is not ticked; ticked with the space bar, P passes."""
    page = department_desk
    first = page.url
    for _ in range(3):
        type_key(page, "p")
        assert page.evaluate("document.activeElement.name").startswith("check:")
        page.keyboard.press("Space")
    type_key(page, "p")
    page.wait_for_url(lambda url: url != first and "/move/" not in url)
    expect(page.locator(".flash")).to_contain_text("已推荐")
