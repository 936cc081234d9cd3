"""Where a running Kedeng keeps what it makes: database, files, fonts, its key."""

import os
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]


def checkout() -> Path | None:
    """Return the source checkout that this code runs from, or None when it was installed."""
    return _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else None


def home() -> Path:
    """Return KEDENG_HOME, or `var` of the checkout (of the working folder when installed)."""
    named = os.environ.get("KEDENG_HOME", "").strip()
    return Path(named).resolve() if named else (checkout() or Path.cwd()) / "var"
