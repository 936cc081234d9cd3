"""Two of a province open or rename rounds at the same moment: a title stands there once."""

from datetime import date
from functools import partial

import pytest
from tests.at_once import at_once
from tests.stage import member, set_stage

from kedeng.apps.rounds import actions
from kedeng.apps.rounds.actions import NotAllowedError
from kedeng.apps.rounds.actions.rounds import RoundText
from kedeng.apps.rounds.models import Round
from kedeng.domain.profiles import Basis, Told, write_entries
from kedeng.domain.windows import RoundKind

pytestmark = pytest.mark.usefixtures("committed")
TITLE = "2026 年度登记"
TEXT = RoundText(title=TITLE, kind=RoundKind.YEAR, notice="")


@pytest.fixture
def stage(committed):
    return set_stage()


@pytest.fixture
def opening(stage):
    """Press 开设 of one filled form: `opening()`."""
    profile = stage.round.profile
    pack = {"evidence_pack": Told("shanxi-2025", "演示", Basis.SOURCED)}
    profile.entries = write_entries(pack)
    return partial(
        actions.open_round,
        actor=member(stage, "auditor"),
        organisation=stage.province,
        text=TEXT,
        year=2026,
        evidence_period=(date(2026, 1, 1), date(2026, 12, 31)),
        profile=profile,
        windows={},
    )


def refusals(results):
    return [result.code for result in results if isinstance(result, NotAllowedError)]


def test_a_button_pressed_four_times_at_once_opens_one_round(opening):
    assert refusals(at_once([opening] * 4)) == ["title_taken"] * 3
    assert Round.objects.filter(title=TITLE).count() == 1


def test_a_round_is_not_renamed_to_one_that_is_being_opened(stage, opening):
    rename = partial(
        actions.change_round, actor=member(stage, "auditor"), round_=stage.round, text=TEXT
    )
    assert refusals(at_once([opening, rename])) == ["title_taken"]
    assert Round.objects.filter(title=TITLE).count() == 1
