"""A real S3 server of the trial's own: OpenStack Swift with its s3api, from the package index.

`python -m venv`, `pip install swift`, rings of one device, four processes on free ports; all of it
in one folder, stopped and removed afterwards.
"""

import getpass
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SWIFT = "swift==2.38.3"
KEY, SECRET = "registry:kedeng", "not-a-secret"
PARTS = ("account", "container", "object")

# Swift reads its cluster file from one fixed place; ours lies in the folder.
_RUN = """
import sys
from swift.common import utils
utils.SWIFT_CONF_FILE = sys.argv[1]
from swift.common.wsgi import run_wsgi
sys.exit(run_wsgi(sys.argv[2], sys.argv[3]))
"""
_CLUSTER = "[swift-hash]\nswift_hash_path_prefix = a\nswift_hash_path_suffix = b\n"
_COMMON = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
user = {user}
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
workers = 0
log_level = WARNING
"""
_STORAGE = """
[pipeline:main]
pipeline = {part}-server
[app:{part}-server]
use = egg:swift#{egg}
fallocate_reserve = 0
"""
_PROXY = """
[pipeline:main]
pipeline = catch_errors s3api tempauth copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
[filter:tempauth]
use = egg:swift#tempauth
user_registry_kedeng = {secret} .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
"""


class NoServerError(Exception):
    """The server cannot be had on this machine; the message says why."""


@contextmanager
def s3_server(folder: Path) -> Iterator[str]:
    """Bring the server up and give its address without the scheme, such as 127.0.0.1:34567."""
    python = _installed(folder / "venv")
    ports = dict(zip((*PARTS, "proxy"), free_ports(4), strict=True))
    _write_settings(folder, ports)
    _make_rings(python, folder, ports)
    servers = []
    try:
        for name in (*PARTS, "proxy"):
            with (folder / f"{name}.log").open("wb") as log:
                servers.append(
                    subprocess.Popen(
                        [
                            *(python, "-c", _RUN, folder / "swift.conf"),
                            *(folder / f"{name}.conf", f"{name}-server"),
                        ],
                        stdout=log,
                        stderr=log,
                    )
                )
        for name, port in ports.items():
            _wait_for(port, folder / f"{name}.log")
        yield f"127.0.0.1:{ports['proxy']}"
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(timeout=10)


def _installed(venv: Path) -> Path:
    """Install Swift into an environment of its own, or say why not."""
    python = venv / "bin/python"
    try:
        subprocess.run([sys.executable, "-m", "venv", venv], check=True, capture_output=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", SWIFT], check=True, capture_output=True
        )
    except (subprocess.CalledProcessError, OSError) as error:
        told = getattr(error, "stderr", b"") or b""
        raise NoServerError(f"{SWIFT} cannot be installed: {told.decode()[-300:]}") from error
    return python


def _write_settings(folder: Path, ports: dict[str, int]) -> None:
    (folder / "devices/d1").mkdir(parents=True)
    (folder / "swift.conf").write_text(_CLUSTER, encoding="utf-8")
    for name, port in ports.items():
        # In memory where the folder's file system keeps no extended attributes.
        egg = "mem_object" if name == "object" and not _keeps_attributes(folder) else name
        part = _PROXY if name == "proxy" else _STORAGE
        text = (_COMMON + part).format(
            port=port, user=getpass.getuser(), folder=folder, part=name, egg=egg, secret=SECRET
        )
        (folder / f"{name}.conf").write_text(text, encoding="utf-8")


def _keeps_attributes(folder: Path) -> bool:
    try:
        os.setxattr(folder, "user.kedeng", b"1")
    except OSError:
        return False
    return True


def _make_rings(python: Path, folder: Path, ports: dict[str, int]) -> None:
    builder = python.with_name("swift-ring-builder")
    for part in PARTS:
        ring = folder / f"{part}.builder"
        device = f"r1z1-127.0.0.1:{ports[part]}/d1"
        for step in (("create", "2", "1", "0"), ("add", device, "1"), ("rebalance",)):
            subprocess.run([builder, ring, *step], check=False, capture_output=True, cwd=folder)
        if not (folder / f"{part}.ring.gz").exists():
            raise NoServerError(f"Swift made no ring for {part}")


def _wait_for(port: int, log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise NoServerError(f"Swift does not listen: {log.read_text(encoding='utf-8')[-500:]}")


def free_ports(count: int) -> list[int]:
    """Give ports that nobody listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    found = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return found
