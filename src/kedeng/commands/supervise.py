"""Keeps the service's processes together: they start together and stop together."""

import ctypes
import os
import signal
import subprocess
import time
from functools import partial
from types import FrameType

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
_PATIENCE = 30.0  # seconds for requests under way; longer than gunicorn's own grace


def supervise(commands: list[list[str]]) -> int:
    """Run every command until one ends or we are asked to stop; return the first bad status.

    A child that ends takes the others along: a half service that looks whole is worse than a
    restart by whatever started us. If we are killed they are told to stop, by Linux itself.
    """
    follow = partial(_follow, os.getpid())
    children = [subprocess.Popen(command, preexec_fn=follow) for command in commands]  # noqa: PLW1509 - no threads here
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


def _follow(parent: int) -> None:
    """In a child, before its program begins: be told to stop when its parent is gone."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:  # it was gone before we asked
        os.kill(os.getpid(), signal.SIGTERM)


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
