"""Reads the environment, and nothing else, so that settings.py stays a list of facts."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


class SettingError(ValueError):
    """An environment variable cannot be understood; the message names it."""


def text(name: str, default: str = "") -> str:
    """Return the variable without the blanks that copying into unit files leaves."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """Read yes or no; anything else is an error, because a guess could switch DEBUG on."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word not in _TRUE | _FALSE:
        raise SettingError(f"{name} must be 1 or 0, not {value!r}")
    return word in _TRUE


def words(name: str, default: str = "") -> list[str]:
    """Read a comma separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret_key(home: Path) -> str:
    """Return SECRET_KEY, or the one kept in `home` since the first start.

    A key made anew at every start would log everybody out, and one in the repository would be
    no secret. Two processes may start at once: the first to link its file wins.
    """
    given = text("SECRET_KEY")
    if given:
        return given
    kept = home / "secret_key"
    if not kept.exists():
        home.mkdir(parents=True, exist_ok=True)
        mine = home / f".secret_key.{os.getpid()}"
        mine.touch(mode=0o600)
        mine.write_text(secrets.token_urlsafe(50), encoding="ascii")
        try:
            os.link(mine, kept)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    return kept.read_text(encoding="ascii").strip()


def database(url: str, home: Path) -> dict[str, object]:
    """Turn a DATABASE_URL into Django's DATABASES entry; empty means the file in `home`."""
    if not url:
        return sqlite(home / "kedeng.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        # sqlite:///relative, sqlite:////absolute, as everywhere
        return sqlite(Path(unquote(parts.path)[1:]))
    if parts.scheme in {"postgres", "postgresql"}:
        return postgres(url)
    raise SettingError(f"DATABASE_URL must begin with sqlite: or postgres:, not {parts.scheme}:")


def sqlite(path: Path) -> dict[str, object]:
    """Set SQLite up for several processes on one file.

    IMMEDIATE takes the write lock when a transaction begins. Without it a transaction that reads
    before it writes fails with "database is locked", whatever the timeout says. Django itself
    switches foreign keys on.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
        },
    }


def postgres(url: str) -> dict[str, object]:
    """Set PostgreSQL up; the query part of the URL goes to libpq (sslmode, host=/socket/folder).

    Connections stay open between requests. `?pool=12` uses a pool of at most twelve instead.
    """
    parts = urlsplit(url)
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    pool = options.pop("pool", None)
    if pool is not None:
        options["pool"] = {"min_size": 1, "max_size": int(str(pool)), "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "kedeng",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0 if pool is not None else 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
