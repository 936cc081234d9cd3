"""The repository installs anywhere: no machine and no registry is written into it."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_locks_name_no_registry_and_no_folder() -> None:
    found = [
        (lock.name, line)
        for lock in sorted((ROOT / "requirements").glob("*.lock"))
        for line in lock.read_text().splitlines()
        if re.search(r"://|--index|--extra-index|--find-links|file:| @ ", line)
    ]
    assert found == []


def test_every_locked_requirement_has_a_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        entries = re.split(r"\n(?=\S)", lock.read_text().strip())
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_npm_lock_names_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_bytes())["packages"]
    locked = {name: entry for name, entry in packages.items() if name}
    assert [name for name, entry in locked.items() if "resolved" in entry] == []
    assert [name for name, entry in locked.items() if "integrity" not in entry] == []
