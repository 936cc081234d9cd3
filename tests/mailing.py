"""A real mail server on a free port. Fixture: `box`, which the service is set up to use."""

import email
import re
import socket
from email.message import EmailMessage
from email.policy import default
from queue import Empty, Queue

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from kedeng.apps.messages.tasks import follow
from kedeng.project import environment


class Box:
    """Takes letters in and gives them in their order; `answers` are given before it takes one."""

    def __init__(self) -> None:
        self.letters: Queue[tuple[list[str], EmailMessage]] = Queue()
        self.answers: list[str] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.answers:
            return self.answers.pop(0)
        message = email.message_from_bytes(envelope.content, policy=default)
        self.letters.put((envelope.rcpt_tos, message))
        return "250 OK"

    def message(self) -> tuple[str, EmailMessage]:
        """The next letter: to whom, and what."""
        [to], message = self.letters.get(timeout=10)
        return to, message

    def letter(self) -> tuple[str, str]:
        """The next letter: to whom, and its text."""
        to, message = self.message()
        return to, message.get_content()

    def all(self) -> list[tuple[str, str]]:
        """Every letter that has come: to whom, and its subject."""
        found = []
        while not self.letters.empty():
            to, message = self.message()
            found.append((to, subject_of(message)))
        return found

    def code(self) -> str:
        return re.search(r"^ +(\d{8})\s*$", self.letter()[1], re.MULTILINE)[1]

    def is_empty(self) -> bool:
        with pytest.raises(Empty):
            self.letters.get_nowait()
        return True


def subject_of(message: EmailMessage) -> str:
    """The subject as people read it; a long one begins on the header's second line."""
    return str(message["Subject"]).strip()


def follow_all() -> None:
    """Let every event that is there become messages."""
    while follow(timezone.now()):
        pass


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def use_mail(settings, port: int) -> None:
    """Set the service up for a mail server on a port of this machine."""
    for key, value in environment.mail(f"smtp://127.0.0.1:{port}").items():
        setattr(settings, key, value)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def box(settings):
    """A mail server on a free port, which the service is set up to use."""
    found, port = Box(), free_port()
    server = Controller(found, hostname="127.0.0.1", port=port)
    server.start()
    use_mail(settings, port)
    yield found
    server.stop()
