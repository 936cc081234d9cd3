"""Code lists, number codes, profiles and rounds of the demonstration.

There is no fake clock: the round of the notice is closed with its real dates, and the open rounds
are extended at each start.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.rounds.actions import (
    create_round,
    load_code_list,
    load_evidence_pack,
    load_profile,
    set_number_code,
    set_windows,
)
from kedeng.apps.rounds.loading import profile_named, read_windows
from kedeng.apps.rounds.models import PolicyProfile, Round
from kedeng.commands.demonstration.facts import data_folder, rounds
from kedeng.domain.windows import Step, Window

REGIONS = "registration_region"


def load_lists() -> int:
    """Load every code list of data/codelists; give how many were new. The ready profiles too."""
    for file in sorted((data_folder() / "profiles").glob("*.json")):
        load_profile(content=_read(file))
    files = sorted((data_folder() / "codelists").glob("*.json"))
    return sum(load_code_list(content=_read(file)) for file in files)


def set_number_codes(organisations: Mapping[str, Organisation]) -> None:
    """Set the three digits of each province's numbers, from the list that nobody has confirmed."""
    content = _read(data_folder() / f"codelists/{REGIONS}.json")
    codes = {entry["label"]: entry for entry in content["entries"]}
    for key, region in (("sx", "山西"), ("sn", "陕西")):
        set_number_code(
            actor=None,
            organisation=organisations[key],
            code=codes[region]["code"],
            is_verified=False,
            source=f"代码表“{content['title']}”，来源待核实",
        )


def create_rounds(organisations: Mapping[str, Organisation], today: date) -> dict[str, Round]:
    """Create the closed round of the notice and the open ones; give the open ones by body."""
    profiles = {
        key: load_profile(content=profile_named(key), organisation=organisations[body])
        for key, body in rounds()["profiles"].items()
    }
    closed = rounds()["closed"]
    _create(closed, organisations, profiles, **read_windows(closed["windows"]))
    opened = {}
    for data in rounds()["open"]:
        windows = open_windows(data["days"], today, today)
        sources = dict.fromkeys(windows, data["source"])
        opened[data["organisation"]] = _create(
            data, organisations, profiles, windows=windows, sources=sources, is_demo=True
        )
    return opened


def extend_rounds(today: date) -> int:
    """Put off the closings of the open rounds; their beginnings stay. Give the number of rounds."""
    days = {data["title"]: data["days"] for data in rounds()["open"]}
    extended = list(Round.objects.filter(is_demo=True).prefetch_related("windows"))
    for round_ in extended:
        begun = min(window.opens for window in round_.windows.all() if window.opens)
        first = timezone.localdate(begun)
        set_windows(round_=round_, windows=open_windows(days[round_.title], first, today))
    return len(extended)


def open_windows(
    days: Mapping[str, tuple[int, int]], first: date, today: date
) -> dict[Step, Window]:
    """Windows of an open round: each closes at the end of a day so many days from today.

    One that opens on day 0 opened on `first`; the others open so many days from today.
    """
    return {
        Step(step): Window(
            _midnight(first if opens == 0 else today + timedelta(days=opens)),
            _midnight(today + timedelta(days=closes + 1)),
        )
        for step, (opens, closes) in days.items()
    }


def _create(
    data: Mapping[str, Any],
    organisations: Mapping[str, Organisation],
    profiles: Mapping[str, PolicyProfile],
    **more: Any,
) -> Round:
    """Create a round; `more` are its windows with what is told of them."""
    profile = profiles[data["profile"]]
    pack = _read(data_folder() / f"evidence/{profile.values['evidence_pack']}.json")
    first, last = map(date.fromisoformat, data["evidence"])
    return create_round(
        organisation=organisations[data["organisation"]],
        title=data["title"],
        year=data["year"],
        evidence_period=(first, last),
        profile=profile,
        pack=load_evidence_pack(content=pack),
        notice=data["notice"],
        **more,
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _read(file: Any) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
