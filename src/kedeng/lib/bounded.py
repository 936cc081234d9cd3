"""Runs a module of ours in a process of its own, with little time, little memory, and no secrets.

What reads bytes from outside may hang, swell or fall over: it takes nobody else along.
"""

import os
import resource
import select
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Outcome:
    """What the module said before it ended, by itself or not."""

    output: bytes
    ended: bool  # by itself, with success
    timed_out: bool


def run(
    module: str,
    *arguments: str,
    source: IO[bytes],
    seconds: float,
    most_output: int = 8 * MEGABYTE,
) -> Outcome:
    """Run `python -m module` on an open file (its standard input) for so many seconds at most."""
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-S", "-m", module, *arguments],  # -S: where modules lie is said
            stdin=source.fileno(),
            stdout=told,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
            cwd="/",
        )
        timed_out = not _ends(process.pid, seconds)
        if timed_out:
            process.kill()
        status = process.wait()
        told.seek(0)
        return Outcome(told.read(most_output), status == 0 and not timed_out, timed_out)


def _ends(pid: int, seconds: float) -> bool:
    """Wait for a child to end, and say whether it did; `Popen.wait` naps in between."""
    watched = os.pidfd_open(pid)
    try:
        poll = select.poll()
        poll.register(watched, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
    finally:
        os.close(watched)


def bind(*, growth: int, seconds: int, output: int = 8 * MEGABYTE) -> None:
    """Bind the process that calls this, before it looks at anything.

    `growth`: bytes of memory more than it has now; `seconds` of CPU; `output` bytes of a file.
    """
    for what, most in (
        (resource.RLIMIT_DATA, _memory_now() + growth),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _memory_now() -> int:
    """Bytes that the limit counts: what is written to, no mapped files."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    size = next(line for line in lines if line.startswith("VmData:"))
    return int(size.split()[1]) * 1024
