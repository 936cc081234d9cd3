"""What the tests of log-ins share: an app on a telephone, and logging in through the page."""

import re
from base64 import b32decode

from django.test import Client
from django.utils import timezone
from tests.stage import PASSWORD, user_of

from kedeng.apps.organisations import actions
from kedeng.domain.policy import Actor
from kedeng.lib.totp import code_at, new_secret

SECURITY = "/account/security/"


class App:
    """An actor's authenticator app: it shows a new code at every look."""

    def __init__(self, actor: Actor) -> None:
        self.secret = new_secret()
        self.step = int(timezone.now().timestamp()) // 30 - 1
        self.codes = actions.set_up_app(actor=actor, secret=self.secret, code=self.shows())

    def shows(self) -> str:
        """Three codes at most are of use within one half minute: the clocks may differ."""
        self.step += 1
        return code_at(self.secret, self.step)


def log_in(client: Client, actor: Actor, **more: str):
    """Post name and password to the log-in page."""
    username = user_of(actor).username
    return client.post("/login/", {"username": username, "password": PASSWORD, **more})


def is_in(client: Client) -> bool:
    """Whether the browser is logged in."""
    return client.get("/account/").status_code == 200


def offered_secret(browser) -> bytes:
    """Read the secret off the page, as who types it into an app would."""
    page = browser.get(SECURITY + "app/").content.decode()
    shown = re.search(r'class="secret num">([A-Z2-7-]+)<', page)[1]
    return b32decode(shown.replace("-", ""))


def set_app_up(browser):
    """Set an app up through the page."""
    secret = offered_secret(browser)
    now = int(timezone.now().timestamp()) // 30
    return browser.post(SECURITY + "app/", {"otp": code_at(secret, now)})
