"""Text messages through a gateway that is really there: an HTTP server of this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.mailing import follow_all, free_port

from kedeng.apps.messages.actions import choose
from kedeng.apps.messages.models import Delivery
from kedeng.apps.messages.tasks import post
from kedeng.apps.messages.tasks.posting import Pauses
from kedeng.apps.organisations.models import User
from kedeng.domain.messages import Topic

MOBILE = "13900001111"


class Gateway(BaseHTTPRequestHandler):
    """Notes what it is asked; answers with the codes laid ready, then with 202."""

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        asked = json.loads(self.rfile.read(size)), self.headers.get("Authorization")
        self.server.asked.append(asked)
        self.send_response(self.server.codes.pop(0) if self.server.codes else 202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing on the console."""


@pytest.fixture
def gateway(settings):
    """A gateway on a free port, which the service is set up to use."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    server.asked, server.codes = [], []
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.SMS_TOKEN = "demo-token"
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def text(gateway, record_in, author):
    """A return that waits to be texted to its filer, who asked for texts."""
    User.objects.filter(pk=author.user_id).update(phone=MOBILE)
    choose(actor=author, mail={}, sms={Topic.RETURNED: True, Topic.RESULTS: True})
    record_in("returned", title="山地苹果")
    follow_all()
    return Delivery.objects.get()


def send():
    return post(Pauses())


def test_what_needs_action_is_texted_to_who_asked_for_it(text, gateway):
    assert send() == 1
    said = "【科技成果在线登记】退回，请修改：《山地苹果》"
    told = {"id": text.key, "to": MOBILE, "text": said}
    assert gateway.asked == [(told, "Bearer demo-token")]
    assert send() == 0


def test_nobody_is_texted_who_did_not_ask(gateway, record_in, author):
    User.objects.filter(pk=author.user_id).update(phone=MOBILE)
    record_in("returned")
    follow_all()
    assert Delivery.objects.count() == 0


def test_a_landline_is_not_texted(gateway, record_in, author):
    choose(actor=author, mail={}, sms={Topic.RETURNED: True})
    record_in("returned")
    follow_all()
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize("code", [500, 503, 429])
def test_a_text_that_is_not_taken_now_goes_again_under_the_same_id(text, gateway, code):
    gateway.codes = [code]
    assert send() == 0
    Delivery.objects.update(leased_until=None)
    assert send() == 1
    assert [told["id"] for told, _ in gateway.asked] == [text.key, text.key]


def test_a_number_that_there_is_not_is_refused_for_good(text, gateway):
    gateway.codes = [422]
    assert (send(), send()) == (0, 0)
    text.refresh_from_db()
    assert (text.refused_at is None, text.trouble, len(gateway.asked)) == (False, "422", 1)


@pytest.mark.parametrize("code", [401, 403, 302])
def test_a_wrong_setting_loses_no_text(text, gateway, code):
    gateway.codes = [code]
    pauses = Pauses()
    assert (post(pauses), pauses.holds("sms")) == (0, True)
    text.refresh_from_db()
    assert (text.sent_at, text.refused_at) == (None, None)


def test_a_gateway_that_is_away_loses_no_text(text, settings):
    settings.SMS_URL = f"http://127.0.0.1:{free_port()}/send"
    assert send() == 0
    text.refresh_from_db()
    assert (text.sent_at, text.refused_at) == (None, None)
