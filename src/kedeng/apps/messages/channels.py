"""How a delivery leaves the house: a mail server, or a text message gateway behind HTTP."""

import smtplib
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from kedeng.apps.messages.models import Channel, Delivery

SUBJECT = "【科技成果在线登记】"
_SECONDS = 10  # for one text message
_LATER = {408, 425, 429}


class AwayError(Exception):
    """The server does not answer, or takes nothing at all: nothing of this channel is tried now."""


class LaterError(Exception):
    """The server does not take this one now."""


class RefusedError(Exception):
    """The server will never take this one: an address that there is not."""


class Sender(Protocol):
    """An open line to a server. `send` returns when the server has taken a delivery over."""

    def __enter__(self) -> Self:
        """Open the line. Raises AwayError."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close it."""

    def send(self, delivery: Delivery) -> None:
        """Hand one over. Raises AwayError, LaterError, RefusedError."""


def senders() -> dict[str, Callable[[], Sender]]:
    """Give the channels that this service has been set up with (MAIL_URL, SMS_URL)."""
    found: dict[str, Callable[[], Sender]] = {}
    if settings.EMAIL_HOST:
        found[Channel.MAIL.value] = MailSender
    if settings.SMS_URL:
        found[Channel.SMS.value] = TextSender
    return found


class MailSender:
    """One connection to the mail server for many letters."""

    def __init__(self) -> None:
        self._line = get_connection(fail_silently=False)

    def __enter__(self) -> Self:
        """Connect and log in."""
        try:
            self._line.open()
        except OSError as error:  # smtplib's errors are OSErrors too
            raise AwayError(type(error).__name__) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Say goodbye, to a server that may have gone."""
        try:
            self._line.close()
        except OSError:
            return

    def send(self, delivery: Delivery) -> None:
        """Hand a letter over."""
        try:
            self._line.send_messages([letter_of(delivery)])
        except smtplib.SMTPRecipientsRefused as error:
            codes = {code for code, _ in error.recipients.values()}
            _judge(min(codes), error)
        except smtplib.SMTPSenderRefused as error:  # our own address: a matter of the setting
            raise AwayError(f"{error.smtp_code} to our own address") from error
        except smtplib.SMTPDataError as error:
            _judge(error.smtp_code, error)
        except (smtplib.SMTPNotSupportedError, ValueError) as error:  # no address that is one
            raise RefusedError(type(error).__name__) from error
        except OSError as error:
            raise AwayError(type(error).__name__) from error


def _judge(code: int, error: Exception) -> None:
    """Sort an answer to one letter: 421 closes the line, 4… is for now, 5… for good."""
    if code == 421:
        raise AwayError("421") from error
    if code < 500:
        raise LaterError(str(code)) from error
    raise RefusedError(str(code)) from error


def letter_of(delivery: Delivery) -> EmailMessage:
    """Write the mail of a delivery; sent twice it is the same, down to Message-ID and Date."""
    host = urlsplit(settings.KEDENG_URL).hostname or "localhost"
    return EmailMessage(
        subject=f"{SUBJECT}{delivery.headline}",
        body=delivery.body,
        to=[delivery.address],
        headers={
            "Message-ID": f"<{delivery.key}@{host}>",
            "Date": delivery.made_at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{settings.KEDENG_URL}/inbox/choices/>",
        },
    )


class TextSender:
    """A gateway that takes JSON: {"id", "to", "text"}; any 2xx means taken.

    `id` is the same when a text is sent again, so that a gateway can drop the second.
    """

    def __init__(self) -> None:
        self._line = requests.Session()

    def __enter__(self) -> Self:
        """Make ready."""
        if settings.SMS_TOKEN:
            self._line.headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self._line.close()

    def send(self, delivery: Delivery) -> None:
        """Hand a text over."""
        told = {"id": delivery.key, "to": delivery.address, "text": f"{SUBJECT}{delivery.body}"}
        try:
            answer = self._line.post(
                settings.SMS_URL, json=told, timeout=_SECONDS, allow_redirects=False
            )
        except requests.RequestException as error:
            raise AwayError(type(error).__name__) from error
        code = answer.status_code
        if code in {401, 403} or 300 <= code < 400:
            raise AwayError(f"{code}: see SMS_URL and SMS_TOKEN")
        if code >= 500 or code in _LATER:
            raise LaterError(str(code))
        if code >= 400:
            raise RefusedError(str(code))
