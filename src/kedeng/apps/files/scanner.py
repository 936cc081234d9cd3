"""Asks clamd whether a file carries a virus: INSTREAM, the protocol's forty lines.

CLAMAV_URL names the daemon: tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl. Without it nothing
is asked, and every file says so.
"""

import logging
import re
import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

from kedeng.apps.files.checker.limits import RefusedFileError
from kedeng.apps.files.models import ScanState

_CHUNK = 256 * 1024
_SECONDS = 60
_FOUND = re.compile(r"stream: (.+) FOUND")

logger = logging.getLogger(__name__)


class ScannerAwayError(OSError):
    """The daemon does not answer, or says that it cannot look; the log has what it said."""


def is_set_up() -> bool:
    """Whether a daemon is named."""
    return bool(settings.CLAMAV_URL)


def scanned(stream: BinaryIO) -> ScanState:
    """Say what the scanner says of a stream; UNSCANNED where it is away or none is named.

    Raises RefusedFileError "file_infected". Leaves the stream at its start.
    """
    if not is_set_up():
        return ScanState.UNSCANNED
    try:
        found = ask(stream)
    except ScannerAwayError:
        return ScanState.UNSCANNED  # the worker asks again: a deadline does not wait for a daemon
    finally:
        stream.seek(0)
    if found:
        raise RefusedFileError("file_infected", virus=found)
    return ScanState.CLEAN


def ask(stream: BinaryIO) -> str:
    """Send a stream and give the name of the virus, "" for a clean one. Raises ScannerAwayError."""
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            stream.seek(0)
            while chunk := stream.read(_CHUNK):
                line.sendall(struct.pack(">I", len(chunk)) + chunk)
            line.sendall(struct.pack(">I", 0))
            answer = _read(line)
    except OSError as error:
        logger.warning("clamd: %s", error)
        raise ScannerAwayError("clamd does not answer") from error
    found = _FOUND.fullmatch(answer)
    if found is None and answer != "stream: OK":
        logger.warning("clamd: %s", answer)
        raise ScannerAwayError("clamd could not look")
    return found[1] if found else ""


def _connected() -> socket.socket:
    parts = urlsplit(settings.CLAMAV_URL)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(_SECONDS)
        line.connect(parts.path)
        return line
    return socket.create_connection((parts.hostname or "", parts.port or 3310), timeout=_SECONDS)


def _read(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _CHUNK:
        piece = line.recv(4096)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
