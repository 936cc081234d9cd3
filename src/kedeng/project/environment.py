"""Reads the environment, and nothing else, so that settings.py stays a list of facts."""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from botocore.config import Config

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}
# What every S3-compatible store understands: signature 4, the bucket in the path, no trailers.
BOTO = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    connect_timeout=5,
    read_timeout=30,
    retries={"max_attempts": 2},
)
_OF_A_PORTAL = ("label", "issuer", "client_id", "client_secret")


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


def number(name: str, default: int, *, least: int, most: int) -> int:
    """Read a whole number within its bounds."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise SettingError(f"{name} must be a number from {least} to {most}, not {value!r}")
    return int(value)


def choice(name: str, *allowed: str) -> str:
    """Read one of the allowed words; the first is the default."""
    value = text(name, allowed[0])
    if value not in allowed:
        raise SettingError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
    return value


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


def mail(url: str) -> dict[str, object]:
    """Turn a MAIL_URL into Django's EMAIL_… settings; empty means that no mail is sent.

    smtps://name:password@host:465 is encrypted from the start, smtp+tls://…:587 by STARTTLS,
    smtp://…:25 not at all. Blanks and signs in name and password are percent-encoded.
    """
    parts = urlsplit(url)
    if url and (parts.scheme not in {"smtp", "smtp+tls", "smtps"} or not parts.hostname):
        raise SettingError("MAIL_URL must look like smtps://name:password@host:465")
    return {
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 15,
    }


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


def files(url: str) -> dict[str, object]:
    """Turn a FILES_URL into Django's STORAGES entry; empty means MEDIA_ROOT, a folder.

    s3://key:secret@host:port/bucket speaks https, s3+http://… plain http (an own network only).
    Signs in key and secret are percent-encoded. `?region=` where the store asks for one,
    `?ca=/path` for an authority of one's own.
    """
    if not url:
        return {"BACKEND": "kedeng.apps.files.stores.FolderStore"}
    parts = urlsplit(url)
    bucket, query = parts.path.strip("/"), dict(parse_qsl(parts.query))
    whole = parts.hostname and parts.username and parts.password and bucket
    if parts.scheme not in {"s3", "s3+http"} or not whole or "/" in bucket:
        raise SettingError("FILES_URL must look like s3://key:secret@host:9000/bucket")
    if unknown := query.keys() - {"region", "ca"}:
        raise SettingError(f"FILES_URL: unknown {', '.join(sorted(unknown))}")
    host = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "kedeng.apps.files.stores.BucketStore",
        "OPTIONS": {
            "access_key": unquote(parts.username or ""),
            "secret_key": unquote(parts.password or ""),
            "bucket_name": bucket,
            "endpoint_url": f"{'http' if parts.scheme == 's3+http' else 'https'}://{host}",
            "region_name": query.get("region", "us-east-1"),  # many stores know no other
            "verify": query.get("ca") or None,
            "client_config": BOTO,
        },
    }


def portals() -> list[dict[str, object]]:
    """Read the OpenID providers: OIDC_PORTALS names their keys, OIDC_<KEY>_… describe each.

    A provider without https would let anybody on the way be anybody; only this machine's own may do
    without, for trials.
    """
    return [_portal(key) for key in words("OIDC_PORTALS")]


def _portal(key: str) -> dict[str, object]:
    prefix = f"OIDC_{key.upper().replace('-', '_')}"
    if not re.fullmatch(r"[a-z0-9-]+", key):
        raise SettingError(f"OIDC_PORTALS: a key has a-z, 0-9 and -, not {key!r}")
    values = {name: text(f"{prefix}_{name.upper()}") for name in _OF_A_PORTAL}
    for name, value in values.items():
        if not value:
            raise SettingError(f"{prefix}_{name.upper()} is missing")
    issuer = urlsplit(values["issuer"])
    if issuer.scheme != "https" and issuer.hostname not in {"localhost", "127.0.0.1"}:
        raise SettingError(f"{prefix}_ISSUER must begin with https://")
    return {"key": key, **values, "asks_second_factor": flag(f"{prefix}_SECOND_FACTOR")}
