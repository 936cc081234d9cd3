"""What scripts add to filing: files are looked at before they are sent, totals follow figures."""

import pytest
from playwright.sync_api import expect
from tests.cast import picture

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
