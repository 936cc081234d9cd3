"""A real clamd, with one signature of our own: the test file that all scanners know."""

import io
import shutil
import socket
import subprocess
import time
from hashlib import md5

import pytest
from tests.records import picture
from tests.trials.s3_server import free_ports

from kedeng.apps.files import scanner
from kedeng.apps.files.actions import store
from kedeng.apps.files.inspection import RefusedFileError

pytestmark = pytest.mark.trial
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE" + b"!$H+H*"
SETTINGS = """
DatabaseDirectory {folder}
TemporaryDirectory {folder}
LocalSocket {folder}/socket
TCPSocket {port}
TCPAddr 127.0.0.1
Foreground yes
User {user}
"""


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """Install clamd where it is missing and may be, and start it on a folder of its own."""
    if not shutil.which("clamd"):
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", "clamav-daemon"],
            capture_output=True,
            check=False,
        )
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    if not program:
        pytest.skip("no clamd: apt-get install clamav-daemon")
    folder = tmp_path_factory.mktemp("clamd")
    folder.chmod(0o755)
    sum_ = md5(EICAR, usedforsecurity=False).hexdigest()
    (folder / "own.hdb").write_text(f"{sum_}:{len(EICAR)}:Eicar.Test\n", encoding="ascii")
    [port] = free_ports(1)
    text = SETTINGS.format(folder=folder, port=port, user="root")
    (folder / "clamd.conf").write_text(text, encoding="ascii")
    with (folder / "log").open("wb") as log:
        daemon = subprocess.Popen(
            [program, "--config-file", folder / "clamd.conf"], stdout=log, stderr=log
        )
    try:
        _wait_for(port, folder / "log")
        yield f"tcp://127.0.0.1:{port}"
    finally:
        daemon.terminate()
        daemon.wait(timeout=20)


def _wait_for(port, log):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"clamd does not listen: {log.read_text(encoding='utf-8', errors='replace')}")


@pytest.mark.django_db
def test_the_real_daemon_finds_the_test_file_and_passes_a_picture(clamd, settings, tmp_path):
    settings.CLAMAV_URL, settings.MEDIA_ROOT = clamd, tmp_path
    assert scanner.ask(io.BytesIO(EICAR)) == "Eicar.Test.UNOFFICIAL"
    with pytest.raises(RefusedFileError, match="file_infected"):
        scanner.scanned(io.BytesIO(EICAR))
    data = picture(1)
    assert store(stream=io.BytesIO(data), size=len(data)).scan == "clean"
