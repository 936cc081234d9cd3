"""System checks: mistakes of installation that would otherwise show at the first filer."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, Warning as CheckWarning, register

from kedeng.web import gates

# `RETURNING`, strict tables and FTS5's trigram came with these; Debian 12 has 3.40.
_OLDEST_SQLITE = (3, 37, 0)


@register(Tags.database)
def engine_is_known(**_: Any) -> list[Error]:
    """Refuse an engine that no test runs on, and a SQLite without immediate transactions."""
    default = settings.DATABASES["default"]
    engine = default["ENGINE"].rsplit(".", 1)[-1]
    found = []
    if engine not in {"sqlite3", "postgresql"}:
        found.append(Error(f"{engine} is not supported", id="kedeng.E001"))
    if engine == "sqlite3":
        if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
            found.append(Error(f"SQLite {sqlite3.sqlite_version} is too old", id="kedeng.E002"))
        if default["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
            found.append(Error("SQLite must begin transactions IMMEDIATE", id="kedeng.E003"))
    return found


@register(Tags.urls)
def every_url_has_a_permission(**_: Any) -> list[Error]:
    """Refuse a page that the permission map does not name; `kedeng serve` stops on it."""
    return [
        Error(f"no permission is named for the URL {name}", id="kedeng.E005")
        for name in gates.unmapped_urls()
    ]


@register(Tags.security, deploy=True)
def served_over_https(**_: Any) -> list[CheckWarning]:
    """Warn at deployment when people would type passwords over plain http."""
    if settings.HTTPS:
        return []
    return [CheckWarning("KEDENG_URL is not https://: cookies are not secure", id="kedeng.W001")]


@register(Tags.security, deploy=True)
def demo_is_off(**_: Any) -> list[Error]:
    """Refuse the demonstration's known passwords in a deployment."""
    if not settings.KEDENG_DEMO:
        return []
    return [Error("KEDENG_DEMO shows known passwords; unset it", id="kedeng.E004")]
