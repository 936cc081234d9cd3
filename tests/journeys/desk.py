"""A person at a browser, and the service that the browser talks to."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page


@dataclass(frozen=True)
class Service:
    """Where the service listens and whom it knows: the demo's people by role."""

    url: str
    accounts: dict[str, dict] = field(default_factory=dict)

    def account(self, role: str) -> dict:
        """The demo account of a role: author, unit_clerk, …"""
        return self.accounts[role]


@dataclass
class Desk:
    """A person at a browser."""

    page: Page
    service: Service
    context: BrowserContext

    def open(self, path: str) -> Page:
        """Go to a page of the service; any 5xx fails."""
        answer = self.page.goto(self.service.url + path)
        assert answer is not None
        assert answer.status < 500, f"{path} answered {answer.status}"
        return self.page

    def enter(self, username: str, password: str) -> None:
        """Type name and password at the log-in page."""
        self.open("/login/")
        self.page.fill("#username", username)
        self.page.fill("#password", password)
        self.press("登录")

    def enter_as(self, role: str) -> None:
        """Log in as one of the demo's people."""
        account = self.service.account(role)
        self.enter(account["username"], account["password"])

    def press(self, name: str) -> None:
        """Press the first button of that name in the main part of the page."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        """Follow the first link of that name in the main part of the page."""
        self.page.locator("main").get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def text(self) -> str:
        """What the main part of the page says."""
        return self.page.locator("main").inner_text()
