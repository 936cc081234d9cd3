"""People of a journey: each gets a login from above, chooses a password, logs in."""

import re
from base64 import b32decode
from dataclasses import dataclass
from time import time

from tests.journeys.desk import Desk

from kedeng.lib.names import random_code
from kedeng.lib.totp import PERIOD, code_at


@dataclass(frozen=True)
class Person:
    """Somebody with an account to be, and the password that nobody else knows."""

    name: str
    username: str
    password: str


def newcomer(name: str, username: str) -> Person:
    """Somebody who will choose a long password of their own."""
    return Person(name, username, f"{random_code(5)}-wisteria-{random_code(5)}")


def come_in(desk: Desk, person: Person, code: str) -> None:
    """Type the code as the first password, choose the own one, log in with it."""
    desk.enter(person.username, code)
    assert "密码只有本人知道" in desk.text()
    desk.page.fill("#new", person.password)
    desk.page.fill("#again", person.password)
    desk.press("设置密码")
    assert "密码已设置" in desk.text()
    desk.enter(person.username, person.password)


def set_app_up(desk: Desk, *, later: int = 0) -> bytes:
    """Set an authenticator app up where the page insists on it; gives the secret it then holds.

    `later`: half minutes by which the service's clock is ahead of ours.
    """
    assert "请先设置第二重验证" in desk.text()
    desk.follow("设置验证器应用")
    shown = desk.page.locator("main .secret").text_content()
    secret = b32decode(re.sub("[^A-Z2-7]", "", shown))
    desk.page.fill("#otp", code_now(secret, later=later))
    desk.press("完成设置")
    assert desk.page.locator("main .recovery li").count() == 10
    desk.follow("已经保存好，继续")
    return secret


def code_now(secret: bytes, *, later: int = 0) -> str:
    """What the app shows now, or `later` half minutes: each code is good for one log-in."""
    return code_at(secret, int(time()) // PERIOD + later)


def log_in_again(desk: Desk, person: Person, secret: bytes) -> None:
    """Log out, then in again with password and app."""
    desk.page.get_by_role("button", name="退出", exact=True).click()
    desk.page.wait_for_load_state()
    desk.enter(person.username, person.password)
    desk.page.fill("#otp", code_now(secret, later=1))
    desk.press("验证")
