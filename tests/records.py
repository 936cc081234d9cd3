"""Records on the stage: complete drafts, and where real moves bring them.

Fixtures: `draft`, `record_in` (factories of records); `movers` (who makes which move).
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone
from PIL import Image
from tests.complete import SLOTS, complete_answers
from tests.stage import Stage

from kedeng.apps.files.models import StoredFile
from kedeng.apps.registrations import actions, triggers
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import (
    DraftSection,
    Evidence,
    Objection,
    PublicityBatch,
    Registration,
)
from kedeng.apps.registrations.publicity_records import newest_entry
from kedeng.apps.registrations.sent_back import unanswered
from kedeng.apps.rounds.actions import (
    set_windows,
)
from kedeng.apps.rounds.models import PolicyProfile, Round
from kedeng.domain.answers_to_notes import Outcome
from kedeng.domain.checklist import CHECKS
from kedeng.domain.evidence import CERTIFICATE
from kedeng.domain.objections import Ground
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.windows import Step, Window
from kedeng.domain.workflow import TRANSITIONS
from kedeng.lib.names import random_code

DATA = Path(__file__).resolve().parents[1] / "data"
PASSWORD = "demo-password-2025"
ALL_CHECKED = dict.fromkeys(CHECKS, True)
DESK = (Right.REVIEW, Right.FORWARD, Right.RETURN)


def picture(colour: int = 0) -> bytes:
    """Make a small real PNG; another colour gives other bytes."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), (colour % 256, colour // 256 % 256, 90)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def draft(stage: Stage, author: Actor, settings, tmp_path):
    """Give a factory of complete drafts: `draft(category=…, title=…, complete=True)`."""
    settings.MEDIA_ROOT = tmp_path

    def make(category="soft_science", title=None, actor=None, *, complete=True) -> Registration:
        return new_draft(
            stage.round, actor or author, category=category, title=title, complete=complete
        )

    return make


def new_draft(
    round_: Round, actor: Actor, *, category="soft_science", title=None, complete=True
) -> Registration:
    """Open a draft and fill it, so that it could be submitted."""
    registration = actions.create_draft(
        actor=actor, category=category, round_=round_, secrecy="public"
    )
    if complete:
        fill(actor, registration, title)
    return reload(registration)


def fill(actor: Actor, registration: Registration, title: str | None = None) -> None:
    """Fill a draft completely: sections, evidence."""
    answers = complete_answers(registration.category, actor.organisation_name, title)
    # Straight into the table, for speed: how sections are saved has tests of its own.
    registration.sections.all().delete()
    DraftSection.objects.bulk_create(
        DraftSection(
            registration=registration,
            section=key,
            content=content,
            saved_at=timezone.now(),
            saved_by=actor.name,
        )
        for key, content in answers.items()
    )
    registration.title = answers["overview"]["achievement_name"]
    registration.save(update_fields=["title"])
    file = stored_picture(registration.pk)
    told = {"registration": registration, "file_name": "演示材料.png", "added_by": actor.name}
    given = [
        Evidence(slot=slot, file=file, **told) for slot in sorted(SLOTS[registration.category])
    ]
    Evidence.objects.bulk_create(given, ignore_conflicts=True)  # who fills again gives nothing new


def stored_picture(colour: int) -> StoredFile:
    """Keep a picture as if it had been uploaded and looked into."""
    data = picture(colour)
    told = {"size": len(data), "media_type": "image/png", "pages": 1}
    file, _ = StoredFile.objects.get_or_create(digest=sha256(data).hexdigest(), defaults=told)
    if not storages["default"].exists(file.path):
        storages["default"].save(file.path, io.BytesIO(data))
    return file


def reload(registration: Registration) -> Registration:
    """Read a record afresh, as a new request would."""
    return Registration.objects.select_related(
        "round__profile", "round__pack", "filer__organisation", "filer_organisation", "claimed_by"
    ).get(pk=registration.pk)


def move(actor: Actor, registration: Registration, transition: str, **payload) -> Registration:
    """Make a move with the version as it is now, and give the record afresh."""
    make(actor, registration, transition, **payload)
    return reload(registration)


def make(actor: Actor, registration: Registration, transition: str, **payload) -> None:
    """Make a move with the version as it is now."""
    version = Registration.objects.values_list("version", flat=True).get(pk=registration.pk)
    actions.move(
        actor=actor,
        registration=registration,
        transition=transition,
        expected_version=version,
        **payload,
    )


WAYS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "in_review": ("submit",),
    "recommended": ("submit", "pass_on", "recommend"),
    "accepted": ("submit", "pass_on", "recommend", "accept"),
    "registered": ("submit", "pass_on", "recommend", "accept", "register"),
    "reported": ("submit", "pass_on", "recommend", "accept", "register", "report"),
    "received": ("submit", "pass_on", "recommend", "accept", "register", "report", "receive"),
    "published": (
        *("submit", "pass_on", "recommend", "accept"),
        *("register", "report", "receive", "publish"),
    ),
    "returned": ("submit", "pass_on", "return"),
    "not_recommended": ("submit", "pass_on", "not_recommend"),
    "supplement": ("submit", "pass_on", "recommend", "request_supplement"),
    "not_accepted": ("submit", "pass_on", "recommend", "decline"),
    "refused": ("submit", "pass_on", "recommend", "accept", "refuse"),
    "withdrawn": ("submit", "recall", "withdraw"),
    "cancelled": ("submit", "pass_on", "recommend", "accept", "register", "cancel"),
    "passed": ("submit", "pass_on", "recommend", "accept", "pass_audit"),
    "filed": ("submit", "pass_on", "recommend", "accept", "file_elsewhere"),
    "publicised": ("submit", "pass_on", "recommend", "accept", "pass_audit", "publicise"),
    "disputed": ("submit", "pass_on", "recommend", "accept", "pass_audit", "publicise", "suspend"),
}
"""State → the moves that bring a draft there, on the stage's route."""

PAYLOADS: dict[str, dict] = {
    **{
        name: {"reason": "演示理由"}
        for name, row in TRANSITIONS.items()
        if row.needs_reason and name != "return"
    },
    "cancel": {"reason": "演示理由", "reason_code": "false"},
    "recommend": {"checks": ALL_CHECKED},
    "register": {"checks": ALL_CHECKED},
    "pass_audit": {"checks": ALL_CHECKED},
    "return": {"reason": "关键词不全", "to_desk": 0},
}


def movers_of(desks: dict[StopKind, Actor]) -> dict[str, Actor]:
    """Say who of the people at the desks makes which move."""
    usual = {name: desks[min(row.at, key=list(desks).index)] for name, row in TRANSITIONS.items()}
    return usual | dict.fromkeys(("recommend", "return", "take_back"), desks[StopKind.DEPARTMENT])


@pytest.fixture
def movers(
    author: Actor,
    unit_clerk: Actor,
    department_reviewer: Actor,
    provincial_auditor: Actor,
    national_receiver: Actor,
) -> dict[str, Actor]:
    """Give whoever makes a move on the stage's route: `movers["accept"]`."""
    people = (author, unit_clerk, department_reviewer, provincial_auditor, national_receiver)
    return movers_of(dict(zip(StopKind, people, strict=True)))


@pytest.fixture
def record_in(draft, movers: dict[str, Actor]):
    """Give a factory of records brought to a state by real moves: `record_in("accepted")`.

    Further words go to `draft`. An in_review record lies at the unit's desk, all others below the
    province at the department's, or with the filer.
    """

    def make(state: str, **kind) -> Registration:
        registration = draft(title=kind.pop("title", f"演示成果：{state}"), **kind)
        return bring(registration, state, movers)

    return make


def bring(registration: Registration, state: str, movers: dict[str, Actor]) -> Registration:
    """Bring a complete draft to a state by real moves; to one of publicity under such a profile."""
    before = registration.round.profile.entries
    if "pass_audit" in WAYS[state]:
        publicity(registration.round)
    if "file_elsewhere" in WAYS[state]:
        elsewhere(movers["submit"], registration)
        registration = reload(registration)
    for name in WAYS[state]:
        if name in _BY_OTHERS:
            _BY_OTHERS[name](movers[name], registration)
        else:
            make(movers[name], registration, name, **PAYLOADS.get(name, {}))
    PolicyProfile.objects.filter(pk=registration.round.profile_id).update(entries=before)
    return reload(registration)


def elsewhere(actor: Actor, registration: Registration) -> None:
    """Let a draft be of what another body has registered, with that body's certificate."""
    actions.declare_elsewhere(
        actor=actor, registration=registration, body="演示部登记机构", number="部登2025001"
    )
    data = picture(registration.pk + 70_000)
    actions.add_evidence(
        actor=actor,
        registration=reload(registration),
        slots=[CERTIFICATE],
        stream=io.BytesIO(data),
        size=len(data),
        file_name="登记证书.png",
    )


def publicity(round_: Round, place: str = "before_number", days: int = 30, **more) -> None:
    """Let the profile of a round want publicity."""
    values = {"publicity": place, "publicity_days": days, **more}
    told = [
        {"key": key, "value": value, "source": "演示", "status": "SOURCED"}
        for key, value in values.items()
    ]
    kept = [each for each in round_.profile.entries if each["key"] not in values]
    PolicyProfile.objects.filter(pk=round_.profile_id).update(entries=kept + told)
    round_.profile.refresh_from_db()


def publicise(actor: Actor, *records: Registration, title="演示公示") -> PublicityBatch:
    """Show records in one batch."""
    codes = [record.code for record in records]
    round_ = reload(records[0]).round
    return actions.begin_publicity(actor=actor, round_=round_, title=title, codes=codes)[0]


def objection_to(registration: Registration, uploads=(), **told) -> Objection:
    """Send a person's objection to a record that is publicised."""
    usual = {"is_unit": False, "name": "演示异议人", "contact": "0351-1234567", "text": "演示理由"}
    said = {"ground": Ground.PEOPLE, **usual, **told}
    return actions.object_to(
        entry=newest_entry(registration),
        told=actions.Told(**said),
        uploads=uploads,
        ticket=random_code(),
        network="",
        arrived_at=timezone.now(),
    )[0]


def end_publicity(batch: PublicityBatch) -> None:
    """Let the period of a batch have ended yesterday; its trigger is lifted for a moment."""
    yesterday = timezone.localdate() - timedelta(days=1)
    table = "registrations_publicitybatch"
    on_table = f" on {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"drop trigger kedeng_no_update_{table}{on_table}")
    PublicityBatch.objects.filter(pk=batch.pk).update(
        begins_on=yesterday - timedelta(days=batch.days), ends_on=yesterday
    )
    triggers.install(connection)


def dispute(actor: Actor, registration: Registration) -> None:
    """Put a record on hold by an objection that the province takes."""
    actions.take_objection(actor=actor, objection=objection_to(registration))


_BY_OTHERS = {"publicise": publicise, "suspend": dispute}
"""Moves that follow from an act on something else."""


def answer(actor: Actor, registration: Registration, section: str, **values) -> None:
    """Change single answers of a section that has been saved before, as its filer would."""
    row = registration.sections.get(section=section)
    actions.save_section(
        actor=actor,
        registration=registration,
        section=section,
        content={**row.content, **values},
        expected_version=row.version,
    )


def answer_notes(actor: Actor, registration: Registration) -> None:
    """Say of every note that is open that it has been dealt with, as its filer would."""
    for note in unanswered(registration):
        actions.answer_note(
            actor=actor, registration=registration, note_id=note.pk, outcome=Outcome.DONE
        )


def windows(round_: Round, **closings: datetime | None) -> None:
    """Set when steps close: `windows(stage.round, submit=…, recommend=…)`; each opened long ago."""
    long_ago = timezone.now() - timedelta(days=100)
    changed = {Step(name): Window(long_ago, closes) for name, closes in closings.items()}
    set_windows(round_=round_, windows=changed)


@contextmanager
def refused(code: str) -> Iterator[dict]:
    """Expect a refusal with this code, and give its figures: `with refused("…") as params`."""
    params: dict = {}
    with pytest.raises(RefusedMoveError) as caught:
        yield params
    assert caught.value.code == code
    params.update(caught.value.params)
