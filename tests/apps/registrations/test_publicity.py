"""Publicity before or after the number, and objections that hold one record (B53–B57, B68)."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.at_once import at_once
from tests.records import (
    ALL_CHECKED,
    end_publicity,
    move,
    objection_to,
    picture,
    publicise,
    publicity,
    refused,
    reload,
)

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.history.queries import events_of
from kedeng.apps.insight.why import why_card
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.actions import objecting
from kedeng.apps.registrations.models import Objection, Registration
from kedeng.apps.registrations.passing import passed_on
from kedeng.apps.registrations.publicity_records import cases_shown_to, waiting_for_publicity
from kedeng.domain.objections import Consequence
from kedeng.domain.workdays import DayKind, days_left


@pytest.fixture
def before(stage):
    publicity(stage.round)
    return stage.round


@pytest.fixture
def passed(before, record_in, provincial_auditor):
    """Give a factory of records whose audit is passed under a profile with publicity."""

    def make(title):
        record = record_in("accepted", title=title)
        return move(provincial_auditor, record, "pass_audit", checks=ALL_CHECKED)

    return make


def offered(actor, registration):
    return [row.name for row in queries.offered_moves(actor, registration)]


# ── before the number ────────────────────────────────────────────────────────────────────────────


def test_b53_no_number_without_publicity_where_the_profile_wants_it(
    before, record_in, provincial_auditor
):
    record = record_in("accepted")
    assert [n for n in offered(provincial_auditor, record) if n in {"register", "pass_audit"}] == [
        "pass_audit"
    ]
    with refused("publicity_first"):
        move(provincial_auditor, record, "register", checks=ALL_CHECKED)


def test_nothing_is_publicised_where_the_profile_wants_none(record_in, stage, provincial_auditor):
    record = record_in("accepted")
    with refused("no_publicity_first"):
        move(provincial_auditor, record, "pass_audit", checks=ALL_CHECKED)
    with refused("no_publicity"):
        actions.begin_publicity(
            actor=provincial_auditor, round_=stage.round, title="演示", codes=[record.code]
        )


def test_a_batch_lists_what_waits_as_it_is_now(passed, before, provincial_auditor):
    records = [passed("演示甲"), passed("演示乙")]
    assert list(waiting_for_publicity(before)) == records
    batch = publicise(provincial_auditor, *records)
    assert (batch.begins_on, batch.ends_on) == (
        timezone.localdate(),
        timezone.localdate() + timedelta(days=30),
    )
    assert [(each.position, each.title) for each in batch.entries.all()] == [
        (1, "演示甲"),
        (2, "演示乙"),
    ]
    assert {reload(each).state for each in records} == {"publicised"}
    assert [each.kind for each in events_of(f"publicity:{batch.code}")] == ["publicity.begun"]


def test_an_empty_batch_is_refused(passed, before, provincial_auditor):
    passed("演示甲")
    with refused("publicity_empty"):
        actions.begin_publicity(
            actor=provincial_auditor, round_=before, title="演示", codes=["NQ7K4JTKY5DV"]
        )


def test_another_province_begins_nothing(passed, before, stranger):
    with refused("not_your_organisation"):
        actions.begin_publicity(
            actor=stranger, round_=before, title="演示", codes=[passed("演示甲").code]
        )


def test_the_last_day_still_belongs_to_the_publicity(passed, provincial_auditor):
    record = passed("演示甲")
    batch = publicise(provincial_auditor, record)
    with refused("publicity_under_way") as params:
        move(provincial_auditor, record, "register_publicised")
    assert params == {"until": batch.ends_on}


def test_a_batch_that_is_over_is_registered_in_one_act_but_for_what_is_on_hold(
    passed, provincial_auditor
):
    records = [passed(title) for title in ("演示甲", "演示乙", "演示丙")]
    batch = publicise(provincial_auditor, *records)
    actions.take_objection(actor=provincial_auditor, objection=objection_to(records[1]))
    end_publicity(batch)
    batch.refresh_from_db()
    results = actions.register_batch(actor=provincial_auditor, batch=batch)
    told = [(row.title, row.number, row.refused and row.refused.code) for row in results]
    year = records[0].round.year
    assert told == [
        ("演示甲", f"914{year}R0001", None),
        ("演示乙", "", "not_in_this_state"),
        ("演示丙", f"914{year}R0002", None),
    ]
    given = why_card(provincial_auditor, reload(records[0])).number.given
    assert given.did == "公示期满无异议，予以登记"
    again = actions.register_batch(actor=provincial_auditor, batch=batch)
    assert [row.title for row in again] == ["演示乙"]
    listed = passed_on(provincial_auditor.organisation_id, [records[0].round])
    assert sorted(record.title for record in listed) == ["演示丙", "演示甲"]


def test_an_old_batch_does_not_count_for_what_was_audited_again(passed, provincial_auditor):
    record = passed("演示甲")
    publicise(provincial_auditor, record)
    move(provincial_auditor, record, "audit_again", reason="名称有误")
    record = move(provincial_auditor, record, "pass_audit", checks=ALL_CHECKED)
    with refused("not_in_a_batch"):
        move(provincial_auditor, record, "publicise")
    assert publicise(provincial_auditor, record).entries.count() == 1


# ── after the number ─────────────────────────────────────────────────────────────────────────────


def test_after_the_number_the_report_waits_for_the_publicity(stage, record_in, provincial_auditor):
    publicity(stage.round, "after_number", days=5, publicity_day_kind="working")
    record = record_in("registered")
    with refused("publicity_missing"):
        move(provincial_auditor, record, "report")
    batch = publicise(provincial_auditor, record)
    with refused("publicity_under_way"):
        move(provincial_auditor, record, "report")
    objection = objection_to(record)
    end_publicity(batch)
    with refused("objection_open"):
        move(provincial_auditor, record, "report")
    actions.take_objection(actor=provincial_auditor, objection=objection)
    actions.decide_objection(
        actor=provincial_auditor, objection=objection, reason="查无依据", consequence=None
    )
    assert move(provincial_auditor, record, "report").state == "reported"


def test_after_the_number_an_upheld_objection_cancels(stage, record_in, provincial_auditor):
    publicity(stage.round, "after_number")
    record = record_in("registered")
    publicise(provincial_auditor, record)
    objection = objection_to(record)
    actions.take_objection(actor=provincial_auditor, objection=objection)
    assert reload(record).state == "registered"
    with refused("consequence_wrong"):
        actions.decide_objection(
            actor=provincial_auditor,
            objection=objection,
            reason="冒用成果",
            consequence=Consequence.RETURN,
        )
    actions.decide_objection(
        actor=provincial_auditor,
        objection=objection,
        reason="冒用成果",
        consequence=Consequence.CANCEL,
        cancel_ground="plagiarised",
    )
    assert reload(record).state == "cancelled"


# ── objections ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def shown(record_in):
    return record_in("publicised")


def test_b55_an_anonymous_objection_is_kept_and_not_taken(shown, provincial_auditor):
    objection = objection_to(shown, name="")
    assert (objection.state, objection.reason) == ("not_taken", "匿名异议不予受理。")
    with refused("objection_settled"):
        actions.take_objection(actor=provincial_auditor, objection=objection)
    assert reload(shown).state == "publicised"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"contact": ""}, "contact_missing"),
        ({"text": ""}, "grounds_missing"),
        ({"is_unit": True}, "seal_missing"),
        ({"text": "长" * 2001}, "reason_too_long"),
    ],
)
def test_an_objection_says_who_how_and_why(shown, told, code):
    with refused(code):
        objection_to(shown, **told)
    assert Objection.objects.count() == 0


def test_b55_an_objection_after_the_period_is_refused(shown):
    end_publicity(shown.publicity.get().batch)
    with refused("objection_not_now"):
        objection_to(shown)


def test_a_network_sends_only_so_much_a_day(shown, monkeypatch):
    monkeypatch.setattr(objecting, "MOST_A_DAY", 10)
    scan = picture()
    upload = actions.Upload(io.BytesIO(scan), len(scan), "证据.png")
    with pytest.raises(RefusedFileError, match="files_of_day_full"):
        objection_to(shown, uploads=(upload,))
    assert Objection.objects.count() == 0


def test_b68_a_record_on_hold_goes_on_when_the_last_objection_is_rejected(
    shown, provincial_auditor
):
    first, second = objection_to(shown), objection_to(shown, text="演示另一理由")
    for each in (first, second):
        actions.take_objection(actor=provincial_auditor, objection=each)
    assert reload(shown).state == "disputed"
    for each, state in ((first, "disputed"), (second, "publicised")):
        actions.decide_objection(
            actor=provincial_auditor, objection=each, reason="查无依据", consequence=None
        )
        assert reload(shown).state == state


@pytest.mark.parametrize(
    ("consequence", "state", "desk"),
    [(Consequence.REFUSE, "refused", 3), (Consequence.RETURN, "returned", 0)],
)
def test_an_upheld_objection_ends_or_sends_back(
    shown, provincial_auditor, consequence, state, desk
):
    objection = objection_to(shown)
    actions.take_objection(actor=provincial_auditor, objection=objection)
    actions.decide_objection(
        actor=provincial_auditor, objection=objection, reason="排序不实", consequence=consequence
    )
    fresh = reload(shown)
    assert (fresh.state, fresh.desk) == (state, desk)
    assert queries.moves_of(fresh)[-1].reason == "排序不实"


def test_both_sides_speak_and_nobody_but_the_province_learns_who_objected(
    shown, author, department_reviewer, provincial_auditor, stranger
):
    objection = objection_to(shown)
    assert list(cases_shown_to(author, shown)) == []
    actions.take_objection(actor=provincial_auditor, objection=objection)
    for actor, text in ((author, "排序经本人同意"), (department_reviewer, "情况属实")):
        actions.state_in_case(actor=actor, registration=shown, number=objection.number, text=text)
    actions.state_as_objector(objection=objection, text="补充证据")
    [case] = cases_shown_to(author, shown)
    assert [(each.side, each.name, each.text) for each in case.statements.all()] == [
        ("filer", "演示大学", "排序经本人同意"),
        ("desk", "演示省教育厅", "情况属实"),
        ("objector", "", "补充证据"),
    ]
    with refused("not_on_route"):
        actions.state_in_case(
            actor=stranger, registration=shown, number=objection.number, text="无关"
        )
    assert "演示异议人" not in str([each.details for each in events_of(shown.subject)])


def test_a_decided_case_is_decided_once(shown, provincial_auditor):
    objection = objection_to(shown)
    actions.take_objection(actor=provincial_auditor, objection=objection)
    told = {"actor": provincial_auditor, "objection": objection, "consequence": None}
    with refused("reason_missing"):
        actions.decide_objection(reason="", **told)
    actions.decide_objection(reason="查无依据", **told)
    with refused("objection_settled"):
        actions.decide_objection(reason="查无依据", **told)


def test_days_left_count_the_right_kind():
    friday, wednesday = date(2026, 1, 9), date(2026, 1, 14)
    assert days_left(friday, wednesday, DayKind.WORKING) == 3
    assert days_left(friday, wednesday, DayKind.CALENDAR) == 5
    assert days_left(wednesday, wednesday, DayKind.WORKING) == 0


def test_b68_of_two_justified_objections_the_first_decision_ends_both(shown, provincial_auditor):
    first, second, unread = (
        objection_to(shown, text=text) for text in ("演示理由", "演示另一理由", "演示又一理由")
    )
    for each in (first, second):
        actions.take_objection(actor=provincial_auditor, objection=each)
    actions.decide_objection(
        actor=provincial_auditor,
        objection=first,
        reason="排序不实",
        consequence=Consequence.REFUSE,
    )
    why = f"这项成果已决定不予登记（对异议 {first.number} 的决定），这件异议不再处理。"
    told = Objection.objects.order_by("id").values_list("state", "reason", "decided_by")
    by = provincial_auditor.name
    assert list(told) == [
        ("upheld", "排序不实", by),
        ("closed", why, by),
        ("not_taken", why, by),
    ]
    assert reload(shown).state == "refused"
    ends = [
        (event.kind, event.details["objection"])
        for event in events_of(shown.subject)
        if event.details.get("reason") == why
    ]
    assert sorted(ends) == [
        ("objection.closed", second.number),
        ("objection.not_taken", unread.number),
    ]


def test_an_upheld_objection_of_an_earlier_publicity_decides_nothing(
    shown, provincial_auditor, author, movers
):
    objection = objection_to(shown)
    actions.take_objection(actor=provincial_auditor, objection=objection)
    Objection.objects.update(state="upheld", consequence="refuse", decided_at=shown.desk_since)
    with refused("no_objection_upheld"):
        move(provincial_auditor, shown, "refuse_disputed", reason="演示")


def test_b69_a_cancelled_registration_takes_no_objection_and_ends_those_it_has(
    stage, record_in, provincial_auditor
):
    publicity(stage.round, "after_number")
    record = record_in("registered")
    publicise(provincial_auditor, record)
    taken, _ = objection_to(record), objection_to(record, text="演示另一理由")
    actions.take_objection(actor=provincial_auditor, objection=taken)
    move(provincial_auditor, record, "cancel", reason="抄袭", reason_code="plagiarised")
    assert list(Objection.objects.order_by("id").values_list("state", "reason")) == [
        ("closed", "这项登记已注销，这件异议不再处理。"),
        ("not_taken", "这项登记已注销，这件异议不再处理。"),
    ]
    with refused("not_in_publicity"):
        objection_to(record, text="演示又一理由")
    assert actions.consequences_of(reload(record)) == ()
    with refused("change_not_now"):
        actions.order_change(actor=provincial_auditor, objection=taken, reason="演示")


def test_b48_nobody_hears_an_objection_to_what_they_filed(shown, provincial_auditor):
    taken, unread = objection_to(shown), objection_to(shown, text="演示另一理由")
    actions.take_objection(actor=provincial_auditor, objection=taken)
    Registration.objects.filter(pk=shown.pk).update(filer_id=provincial_auditor.user_id)
    for act, told in (
        (actions.take_objection, {"objection": unread}),
        (actions.decline_objection, {"objection": unread, "reason": "演示"}),
        (actions.decide_objection, {"objection": taken, "reason": "演示", "consequence": None}),
    ):
        told["objection"] = Objection.objects.get(pk=told["objection"].pk)
        with refused("own_record"):
            act(actor=provincial_auditor, **told)


@pytest.mark.usefixtures("committed")
def test_of_two_who_uphold_at_once_one_decides_and_the_other_hears_that_it_is_settled(
    record_in, provincial_auditor
):
    record = record_in("publicised")
    cases = [objection_to(record), objection_to(record, text="演示另一理由")]
    for each in cases:
        actions.take_objection(actor=provincial_auditor, objection=each)
    told = {"actor": provincial_auditor, "reason": "不实", "consequence": Consequence.REFUSE}
    results = at_once(
        [lambda each=each: actions.decide_objection(objection=each, **told) for each in cases]
    )
    assert sorted(getattr(each, "code", "") for each in results) == ["", "objection_settled"]
    assert sorted(Objection.objects.values_list("state", flat=True)) == ["closed", "upheld"]
