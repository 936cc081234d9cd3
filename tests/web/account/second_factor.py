"""What the tests of log-ins share: an app on a telephone, and logging in through the page."""

from django.test import Client
from django.utils import timezone
from tests.cast import PASSWORD, user_of

from kedeng.apps.organisations import actions
from kedeng.domain.policy import Actor
from kedeng.lib.totp import code_at, new_secret


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
