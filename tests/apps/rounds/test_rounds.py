"""Rounds and their windows, evidence packs, number codes."""

import copy
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.stage import DATA

from kedeng.apps.history.queries import events_of
from kedeng.apps.rounds import actions, queries
from kedeng.apps.rounds.models import PolicyProfile
from kedeng.domain.windows import Step, Window

DAY = timedelta(days=1)
PACK = json.loads((DATA / "evidence/shanxi-2025.json").read_text(encoding="utf-8"))


@pytest.fixture
def second_round(stage):
    """A later round of the province, already closed."""
    now = timezone.now()
    return actions.create_round(
        organisation=stage.province,
        title="第二轮",
        year=2026,
        evidence_period=(now.date(), now.date()),
        profile=PolicyProfile.objects.get(),
        pack=stage.round.pack,
        windows={Step.SUBMIT: Window(None, now - DAY)},
    )


def test_windows_are_read_as_they_were_set(stage):
    now = timezone.now()
    changed = {Step.AUDIT: Window(None, now), Step.SUBMIT: Window(now, None)}
    actions.set_windows(round_=stage.round, windows=changed)
    windows = queries.windows_of(stage.round)
    assert {step: windows[step] for step in changed} == changed
    assert set(windows) == {Step.SUBMIT, Step.RECOMMEND, Step.AUDIT}


def test_the_round_at_the_head_of_the_page_is_the_open_one(stage, second_round):
    now = timezone.now()
    assert queries.rounds_for(stage.university) == [second_round, stage.round]
    assert queries.open_rounds(stage.university, now) == [stage.round]
    assert queries.current_round(stage.university, now) == stage.round
    assert queries.current_round(stage.university, now + 365 * DAY) == second_round


def test_another_province_has_no_part_in_a_round(stage):
    assert queries.rounds_for(stage.other_unit) == []
    assert queries.current_round(stage.other_unit, timezone.now()) is None
    assert queries.rounds_for(stage.nation) == [stage.round]


# ── evidence packs ───────────────────────────────────────────────────────────────────────────────


def test_a_pack_is_loaded_once(stage):
    assert actions.load_evidence_pack(content=PACK) == stage.round.pack
    assert queries.pack_of(stage.round).key == "shanxi-2025"


def test_another_content_needs_another_version(stage):
    changed = copy.deepcopy(PACK) | {"title": "改过的材料清单"}
    with pytest.raises(ValueError, match="has another content already"):
        actions.load_evidence_pack(content=changed)
    row = actions.load_evidence_pack(content=changed | {"version": 2})
    stage.round.pack = row
    assert queries.pack_of(stage.round).title == "改过的材料清单"


# ── number codes ─────────────────────────────────────────────────────────────────────────────────


def test_a_manager_sets_the_code_of_the_own_body(stage, provincial_auditor):
    code = actions.set_number_code(
        actor=provincial_auditor,
        organisation=stage.province,
        code="915",
        is_verified=True,
        source="电话核对",
    )
    assert queries.number_code_of(stage.province) == code
    assert (code.code, code.is_verified) == ("915", True)
    last = events_of(f"organisation:{stage.province.pk}")[-1]
    assert (last.kind, last.details) == (
        "number_code.changed",
        {"code": "915", "verified": True},
    )


def test_nobody_else_sets_it(stage, department_reviewer, stranger):
    for actor, reason in (
        (department_reviewer, "right_missing"),
        (stranger, "not_your_organisation"),
    ):
        with pytest.raises(actions.NotAllowedError, match=reason):
            actions.set_number_code(
                actor=actor, organisation=stage.province, code="915", is_verified=True
            )
    assert queries.number_code_of(stage.province).code == "914"


@pytest.mark.parametrize("code", ["91", "91A", "９１４"])
def test_a_code_has_three_digits(code, stage):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.set_number_code(
            actor=None, organisation=stage.other_province, code=code, is_verified=False
        )


def test_two_bodies_never_share_a_code(stage):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.set_number_code(
            actor=None, organisation=stage.other_province, code="914", is_verified=False
        )
