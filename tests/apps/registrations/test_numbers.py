"""Numbers count per body, year and letter, without gaps (forms.md 8.1, process.md B58–B62)."""

import pytest
from django.utils import timezone
from tests.records import ALL_CHECKED, move, refused

from kedeng.apps.registrations.models import NumberCounter
from kedeng.apps.rounds.models import NumberCode


@pytest.fixture
def register(record_in, provincial_auditor):
    """Register a new record and give it."""

    def make(category="soft_science", title="成果"):
        accepted = record_in("accepted", category=category, title=title)
        return move(provincial_auditor, accepted, "register", checks=ALL_CHECKED)

    return make


def test_each_type_counts_for_itself(register):
    numbers = [
        register(category, f"成果{place}").number
        for place, category in enumerate(
            ("soft_science", "applied_technology", "soft_science", "basic_theory")
        )
    ]
    assert numbers == ["9142025R0001", "9142025Y0001", "9142025R0002", "9142025J0001"]


def test_the_year_is_the_rounds_and_the_day_is_todays(stage, register):
    registration = register()
    assert registration.number[3:7] == str(stage.round.year) == "2025"
    assert registration.registered_on == timezone.localdate()
    assert registration.registered_by == "演示省科学技术厅"


def test_a_number_of_a_cancelled_record_is_never_given_again(register, provincial_auditor):
    first = register(title="甲")
    move(provincial_auditor, first, "cancel", reason="抄袭", reason_code="plagiarised")
    assert register(title="乙").number == "9142025R0002"


def test_a_body_without_a_code_registers_nothing(stage, record_in, provincial_auditor):
    accepted = record_in("accepted")
    NumberCode.objects.all().delete()
    with refused("no_number_code") as params:
        move(provincial_auditor, accepted, "register", checks=ALL_CHECKED)
    assert params == {"body": "演示省科学技术厅"}
    assert NumberCounter.objects.count() == 0


def test_after_9999_the_administrator_is_asked_and_the_counter_stays(record_in, provincial_auditor):
    accepted = record_in("accepted")
    counter = NumberCounter.objects.create(body="914", year=2025, letter="R", last=9999)
    with refused("serials_exhausted") as params:
        move(provincial_auditor, accepted, "register", checks=ALL_CHECKED)
    assert params == {"last": 9999, "year": 2025}
    counter.refresh_from_db()
    assert counter.last == 9999


def test_a_report_sent_back_keeps_its_number(record_in, movers):
    reported = record_in("reported")
    back = move(movers["send_back"], reported, "send_back", reason="缺字段")
    assert (back.state, back.number) == ("registered", reported.number)
    assert move(movers["report"], back, "report").number == reported.number
