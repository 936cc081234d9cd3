"""The real notice of the round, and the covering one with which a department forwarded it."""

import json
from datetime import date
from typing import Any

from kedeng.apps.announcements.actions import Wording, draft_announcement, mark_read, publish
from kedeng.apps.announcements.models import Announcement
from kedeng.apps.organisations.models import Organisation
from kedeng.commands.demonstration.facts import data_folder
from kedeng.commands.demonstration.people import DESK, SUPER, Cast
from kedeng.domain.announcements import Openness
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right

READERS = ("sx-health", "taiyuan", "datong")  # bodies whose people have read the first one


def publish_notices(cast: Cast, organisations: dict[str, Organisation]) -> int:
    """Publish data/demo/announcements.json in its order; give how many there are."""
    file = data_folder() / "demo/announcements.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    made: dict[str, Announcement] = {}
    for row in rows:
        actor = _manager(cast, row["issuer"])
        wording = _wording(row, organisations[row["issuer"]])
        covered = made.get(row.get("forwards", ""))
        drafted = draft_announcement(actor=actor, wording=wording, forwards=covered)
        publish(actor=actor, announcement=drafted, expected_version=1)
        made[row["key"]] = drafted
    first = Announcement.objects.get(pk=made[rows[0]["key"]].pk)
    for body in READERS:
        mark_read(actor=cast.actor(body, DESK), announcement=first)
    return len(made)


def _wording(row: dict[str, Any], issuer: Organisation) -> Wording:
    printed_on = row["printed_on"]
    return Wording(
        title=row["title"],
        number=row["number"],
        printed_on=date.fromisoformat(printed_on) if printed_on else None,
        openness=Openness(row["openness"]),
        audience=issuer,
        body=row["body"],
        source=row["source"],
    )


def _manager(cast: Cast, body: str) -> Actor:
    """Whoever manages a body: at the desk of some, a super administrator beside it at others."""
    desk = cast.actor(body, DESK)
    return desk if desk.has(Right.MANAGE) else cast.actor(body, SUPER)
