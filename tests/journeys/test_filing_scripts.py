"""What scripts add to filing: files are looked at before they are sent, totals follow figures."""

import pytest
from playwright.sync_api import expect
from tests.records import picture

pytestmark = pytest.mark.journey


@pytest.fixture
def draft(service, browser):
    """The author at a new draft, with scripts on either engine; its address ends with a slash."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    account = service.account("author")
    page.goto(f"{service.url}/login/?next=/my/new/")
    page.fill("#username", account["username"])
    page.fill("#password", account["password"])
    page.locator("main").get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/my/new/")
    page.check('input[name="secrecy"][value="public"]')
    page.check('input[name="category"][value="soft_science"]')
    page.locator("main").get_by_role("button", name="开始填写").click()
    page.wait_for_url(lambda url: "/new/" not in url)
    yield page
    context.close()


def test_no_file_is_sent_in_vain(draft, tmp_path):
    page = draft
    page.goto(f"{page.url}evidence/")
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    upload = page.locator("#upload").get_by_role("button", name="上传", exact=True)
    upload.click()
    expect(page.locator("[data-problem]")).to_have_text("请先选择要上传的文件。")
    file = tmp_path / "演示材料.png"
    file.write_bytes(picture(3))
    page.set_input_files("#file", str(file))
    upload.click()
    expect(page.locator("[data-problem]")).to_contain_text("请至少勾选一个材料类别")
    expect(page.locator('[name="slots"]').first).to_be_focused()
    assert "POST" not in sent
    page.check('[name="slots"][value="R-1"]')
    upload.click()
    expect(page.locator(".flash")).to_have_text("已上传 演示材料.png。")
    expect(page.locator("main")).to_contain_text("已上传 1 份文件")


def test_a_total_follows_what_is_typed(draft):
    page = draft
    page.goto(f"{page.url}s/funding/")
    total = page.locator("#funding-funding_total")
    expect(total).to_have_text("—")
    page.fill("#funding-funding_local", "120")
    page.fill("#funding-funding_own", "0.5")
    expect(total).to_have_text("120.50")


SAVED_WITHIN = 2_000  # milliseconds after the last key


def saved_text(page, address):
    """What the server has at a section's address: fetched beside the page, which stays as it is."""
    return page.request.get(address).text()


def test_what_is_typed_is_saved_within_two_seconds_of_the_last_key(draft):
    page = draft
    address = f"{page.url}s/summary/"
    page.goto(address)
    page.locator("#summary-achievement_summary").press_sequentially("停下来就保存")
    expect(page.locator("[data-saved]")).to_contain_text("已保存", timeout=SAVED_WITHIN)
    assert "停下来就保存" in saved_text(page, address)


def test_what_an_input_method_brings_is_saved_as_soon(draft):
    page = draft
    address = f"{page.url}s/summary/"
    page.goto(address)
    page.locator("#summary-achievement_summary").focus()
    keys = page.context.new_cdp_session(page)
    composed = {"text": "keji", "selectionStart": 4, "selectionEnd": 4}
    keys.send("Input.imeSetComposition", composed)
    keys.send("Input.insertText", {"text": "科技"})
    expect(page.locator("[data-saved]")).to_contain_text("已保存", timeout=SAVED_WITHIN)
    shown = saved_text(page, address)
    assert "科技" in shown
    assert "keji" not in shown


def test_cells_from_the_clipboard_become_rows_that_keys_move(draft):
    page = draft
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{page.url}s/people/?blank=1")
    cells = "演示甲\t男\n演示乙\t女\n演示丙\t男"
    page.evaluate("text => navigator.clipboard.writeText(text)", cells)
    page.locator('input[name$=".name"]').first.focus()
    page.keyboard.press("Control+V")
    names = page.locator('input[name$=".name"]')
    expect(names).to_have_count(3)
    assert names_in(page) == ["演示甲", "演示乙", "演示丙"]
    names.nth(2).focus()
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowUp")
    assert names_in(page) == ["演示甲", "演示丙", "演示乙"]
    names.nth(0).focus()
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowDown")
    assert names_in(page) == ["演示丙", "演示甲", "演示乙"]


def names_in(page):
    return [box.input_value() for box in page.locator('input[name$=".name"]').all()]


def test_one_save_of_the_whole_form_keeps_what_two_sections_were_given(draft):
    page = draft
    record = page.url
    page.goto(f"{record}whole/")
    expect(page.locator("[data-scripted]")).to_be_visible()
    page.locator('[name="summary.f.achievement_summary"]').press_sequentially("一处")
    page.locator('[name="funding.f.funding_local"]').press_sequentially("7")
    page.locator("main").get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator(".flash")).to_contain_text("已保存")
    assert "一处</textarea>" in saved_text(page, f"{record}s/summary/")
    assert 'value="7.00"' in saved_text(page, f"{record}s/funding/")


def test_the_whole_form_saves_each_section_in_the_background(draft):
    page = draft
    record = page.url
    page.goto(f"{record}whole/")
    page.locator('[name="summary.f.achievement_summary"]').press_sequentially("自动")
    told = page.locator("#summary [data-saved]")
    expect(told).to_contain_text("已保存", timeout=SAVED_WITHIN)
    assert "自动</textarea>" in saved_text(page, f"{record}s/summary/")
    page.locator('[name="summary.f.achievement_summary"]').press_sequentially("保存")
    page.locator("main").get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator(".flash")).to_contain_text("已保存")
    assert "自动保存</textarea>" in saved_text(page, f"{record}s/summary/")
