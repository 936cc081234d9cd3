"""Second factors, own sessions and binding in a real browser: how they look, and a real passkey."""

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.sights import Sight
from tests.journeys.test_pictures import WIDTHS, keep, sideways, violations
from tests.stage import PASSWORD, Stage, member, set_stage, superior, user_of
from tests.web.account.portal import open_portals
from tests.web.account.second_factor import App

from kedeng.apps.organisations.queries import factors_of

pytestmark = pytest.mark.journey


@pytest.fixture
def site(committed, live_server, settings) -> str:
    """The service in this process, at the address that passkeys are bound to."""
    settings.KEDENG_URL = live_server.url.replace("127.0.0.1", "localhost")
    settings.CSRF_TRUSTED_ORIGINS = [settings.KEDENG_URL]
    return settings.KEDENG_URL


@pytest.fixture
def on_stage(site) -> Stage:
    return set_stage()


@pytest.fixture
def page(browser: Browser, site) -> Page:
    context = browser.new_context(locale="zh-CN", base_url=site)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def log_in(page: Page, actor) -> None:
    page.goto("/login/")
    page.fill("#username", user_of(actor).username)
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_load_state()


def look(page: Page, name: str) -> None:
    """The page that is open is sound at both widths; its picture is kept where one is wanted.

    A click waits until the next page has begun, not until it is there: evaluate() does not wait.
    """
    page.wait_for_load_state()
    assert "系统出错" not in page.title()
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900 if width > 800 else 844})
        found[width] = (sideways(page, width), violations(page))
        keep(page, Sight(name, "", ""), width)
    assert found == dict.fromkeys(WIDTHS, ([], []))
    page.set_viewport_size({"width": 1280, "height": 900})


def test_an_app_is_set_up_and_takes_the_second_step(page, on_stage, site):
    reviewer = member(on_stage, "reviewer")
    log_in(page, reviewer)
    look(page, "second-factor-notice")
    page.goto("/account/security/")
    look(page, "security-none")
    page.goto("/account/security/app/")
    look(page, "app")
    app = App(reviewer)
    page.goto("/account/security/")
    look(page, "security")
    page.get_by_role("button", name="重新生成备用码").click()
    look(page, "recovery-codes")
    page.goto("/account/sessions/")
    look(page, "sessions")
    page.goto("/account/prove/")
    page.get_by_text("改用第二重验证").click()
    look(page, "prove")
    page.context.clear_cookies()
    log_in(page, reviewer)
    look(page, "second-step")
    page.fill("#otp", "000000")
    page.get_by_role("button", name="验证", exact=True).click()
    look(page, "second-step-wrong")
    page.fill("#otp", app.shows())
    page.get_by_role("button", name="验证", exact=True).click()
    page.wait_for_url(f"{site}/desk/")
    assert user_of(reviewer).name in page.inner_text(".who")


def test_a_real_browser_makes_and_proves_a_passkey(page, on_stage, site):
    reviewer = member(on_stage, "reviewer")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True}
    options = {**device, "isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    log_in(page, reviewer)
    page.goto("/account/security/passkey/")
    look(page, "passkey")
    page.fill("#label", "办公室电脑")
    page.get_by_role("button", name="添加通行密钥").click()
    page.get_by_role("heading", name="备用码").wait_for()
    assert [key.label for key in factors_of(reviewer.user_id).passkeys] == ["办公室电脑"]
    page.context.clear_cookies()
    log_in(page, reviewer)
    look(page, "second-step-passkey")
    page.get_by_role("button", name="用通行密钥验证").click()
    page.wait_for_url(f"{site}/desk/")
    assert user_of(reviewer).name in page.inner_text(".who")


def test_a_lost_second_factor_is_removed(page, on_stage):
    head, reviewer = superior(on_stage.department), member(on_stage, "reviewer")
    App(reviewer)
    log_in(page, head)
    page.goto(f"/account/people/{reviewer.user_id}/second-factor/")
    look(page, "lost")
    page.fill("#reason", "手机丢失，本人持工作证到办公室。（演示）")
    page.get_by_role("button", name="移除第二重验证").click()
    page.get_by_text("这个账号没有设置第二重验证。").wait_for()
    assert not factors_of(reviewer.user_id)


def test_an_identity_of_a_portal_is_bound(page, on_stage, site, settings):
    author = member(on_stage, "author")
    with open_portals(site) as (portal, _):
        settings.OIDC_PORTALS = [portal.settings()]
        page.goto("/login/")
        look(page, "login-portals")
        sign_on(page)
        look(page, "bind-guest")
        page.get_by_role("link", name="登录并绑定").click()
        page.fill("#username", user_of(author).username)
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        look(page, "bind")
        page.get_by_role("button", name="绑定到这个账号").click()
        look(page, "security-bound")
        page.get_by_role("button", name="退出", exact=True).click()
        page.goto(f"/sso/{portal.key}/?next=/my/new/")
        page.wait_for_url("**/my/new/")


def sign_on(page: Page) -> None:
    page.get_by_role("link", name="用甘肃政务服务网登录").click()
    page.fill("input[name=login]", "zhang")
    page.fill("input[name=password]", "x")
    page.get_by_role("button").first.click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/sso/bind/")
