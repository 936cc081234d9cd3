import signal
import subprocess
import sys
import time

import pytest

from kedeng.commands.supervise import supervise


def python(script: str) -> list[str]:
    return [sys.executable, "-c", script]


@pytest.fixture(autouse=True)
def own_signals():
    """Give the handlers back: pytest wants to hear Ctrl-C itself."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_a_child_that_fails_takes_the_others_along() -> None:
    began = time.monotonic()
    status = supervise([python("import time; time.sleep(60)"), python("raise SystemExit(3)")])
    assert (status, time.monotonic() - began < 20) == (3, True)


def test_a_term_signal_is_a_good_end() -> None:
    ask = "import os, signal, time; os.kill(os.getppid(), signal.SIGTERM); time.sleep(60)"
    assert supervise([python(ask)]) == 0


def test_children_of_a_killed_supervisor_stop_too() -> None:
    child = "import time; print('ready', flush=True); time.sleep(60)"
    script = f"supervise([[sys.executable, '-c', {child!r}]])"
    script = f"import sys; from kedeng.commands.supervise import supervise; {script}"
    supervisor = subprocess.Popen(python(script), stdout=subprocess.PIPE)
    assert supervisor.stdout.readline() == b"ready\n"
    began = time.monotonic()
    supervisor.kill()
    left = supervisor.communicate()[0]  # both have let go of the pipe
    assert (left, time.monotonic() - began < 20) == (b"", True)
