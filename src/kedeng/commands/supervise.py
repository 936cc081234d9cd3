"""Keeps the service's processes together: they start together and stop together."""

import signal
import subprocess
import time
from types import FrameType

_PATIENCE = 30.0  # seconds for requests under way; longer than gunicorn's own grace


def supervise(commands: list[list[str]]) -> int:
    """Run every command until one ends or we are asked to stop; return the first bad status.

    A child that ends takes the others along: a half service that looks whole is worse than a
    restart by whatever started us.
    """
    children = [subprocess.Popen(command) for command in commands]
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.2)
    failed = next((child.returncode for child in children if child.poll()), 0)
    _end(children)
    return 0 if stopping else failed


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + _PATIENCE
    for child in children:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
