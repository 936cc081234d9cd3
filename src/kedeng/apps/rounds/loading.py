"""A round with its policy profile, read from JSON (data/rounds; docs/operate.md)."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from kedeng.apps.organisations.queries import organisation_named
from kedeng.apps.rounds.actions import Office, create_round, load_profile, set_windows
from kedeng.apps.rounds.models import EvidencePack, Round
from kedeng.domain.windows import Step, Window
from kedeng.lib.home import checkout


@transaction.atomic
def load_round(content: Mapping[str, Any]) -> bool:
    """Open the round that the file describes; True where it was new.

    A known round (same body and title) takes the file's windows, so that a closing can be put off.
    Raises KeyError for a missing member, ValueError for an unknown organisation, pack or step, for
    an instant without a time zone, and for a profile that is known with other values.
    """
    body = organisation_named(content["organisation"])
    if body is None:
        raise ValueError(f"no organisation is called {content['organisation']}")
    windows = read_windows(content["windows"])
    known = Round.objects.filter(organisation=body, title=content["title"]).first()
    if known is not None:
        set_windows(round_=known, **windows)
        return False
    first, last = map(date.fromisoformat, content["evidence"])
    create_round(
        organisation=body,
        title=content["title"],
        year=content["year"],
        evidence_period=(first, last),
        profile=load_profile(content=profile_named(content["profile"]), organisation=body),
        pack=_pack(content["pack"]),
        notice=content.get("notice", ""),
        **windows,
    )
    return True


def profile_named(key: str) -> dict[str, Any]:
    """Read the ready profile of data/profiles. ValueError for an unknown one."""
    file = (checkout() or Path.cwd()) / "data" / "profiles" / f"{key}.json"
    if not file.is_file():
        raise ValueError(f"no profile {key} in data/profiles")
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def read_windows(rows: Mapping[str, Any]) -> dict[str, Any]:
    """Read windows by step into the arguments of `set_windows`."""
    steps = {Step(step): row for step, row in rows.items()}
    return {
        "windows": {step: _window(row) for step, row in steps.items()},
        "offices": {
            step: Office(row.get("office", ""), row["place"], row.get("hours", ""))
            for step, row in steps.items()
            if "place" in row
        },
        "sources": {step: row["source"] for step, row in steps.items() if "source" in row},
    }


def _window(row: Mapping[str, Any]) -> Window:
    """Read a window's instants; null is not stated. Raises ValueError without a time zone."""
    return Window(_instant(row["opens"]), _instant(row["closes"]))


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text}: an instant needs a time zone, as in 2026-01-22T00:00:00+08:00")
    return moment


def _pack(wanted: Mapping[str, Any]) -> EvidencePack:
    found = EvidencePack.objects.filter(key=wanted["key"], version=wanted["version"]).first()
    if found is None:
        raise ValueError(f"no evidence pack {wanted['key']} version {wanted['version']} is loaded")
    return found
