"""What is changed after the number: asked for, passed up the route, decided (process.md b3)."""

import io

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from tests.records import (
    bring,
    end_publicity,
    move,
    objection_to,
    picture,
    publicise,
    publicity,
    refused,
    reload,
)
from tests.stage import DESK, person

from kedeng.apps.history.queries import events_of
from kedeng.apps.insight.front import cancelled_registration
from kedeng.apps.registrations import actions, change_records, queries
from kedeng.apps.registrations.certificate_records import check_certificate, newest_certificate
from kedeng.apps.registrations.models import ChangeRequest, ChangeStep
from kedeng.domain.changes import Kind
from kedeng.domain.objections import Consequence
from kedeng.domain.rights import Right


@pytest.fixture
def registered(record_in):
    return record_in("registered", title="演示成果：原名")


@pytest.fixture
def desks(unit_clerk, department_reviewer, provincial_auditor):
    """Give the people at the three desks that a request passes."""
    return unit_clerk, department_reviewer, provincial_auditor


def opened(actor, record, kind=Kind.CHANGE, reason="项目任务书上的名称与登记的不一致"):
    return actions.open_request(actor=actor, registration=record, kind=kind, reason=reason)


def write(actor, change, section, **values):
    """Change single answers of a section from what is in force."""
    now = ChangeRequest.objects.get(pk=change.pk)
    base = now.registration.revisions.get(number=now.base).answers
    content = {**now.sections.get(section, base[section]), **values}
    return actions.propose_section(
        actor=actor, change=now, section=section, content=content, expected_version=now.version
    )


def attach(actor, change, colour=77):
    data = picture(colour)
    return actions.add_change_file(
        actor=actor, change=change, stream=io.BytesIO(data), size=len(data), file_name="任务书.png"
    )


def send(actor, change):
    now = ChangeRequest.objects.get(pk=change.pk)
    return actions.send_request(actor=actor, change=now, expected_version=now.version)


def decide(act, actor, change, text="情况属实"):
    now = ChangeRequest.objects.get(pk=change.pk)
    return act(actor=actor, change=now, text=text, expected_version=now.version)


def up(change, clerk, reviewer):
    for actor in (clerk, reviewer):
        decide(actions.pass_on_change, actor, change)


def renaming(actor, record, title="演示成果：新名"):
    change = opened(actor, record)
    write(actor, change, "overview", achievement_name=title)
    attach(actor, change)
    return send(actor, change)


def test_b71_a_key_change_passes_the_route_and_makes_a_new_version(registered, author, desks):
    clerk, reviewer, auditor = desks
    change = renaming(author, registered)
    assert (change.standing, change.desk, change.touches_key) == ("asked", 1, True)
    up(change, clerk, reviewer)
    assert reload(registered).title == "演示成果：原名"
    decide(actions.approve_change, auditor, change)

    after, change = reload(registered), ChangeRequest.objects.get()
    assert (after.title, after.number, after.state) == (
        "演示成果：新名",
        registered.number,
        "registered",
    )
    newest, old = queries.revision_of(after), queries.revision_of(after, 1)
    assert (newest.number, newest.change, newest.submitted_by) == (2, change, author.name)
    assert old.answers["overview"]["achievement_name"] == "演示成果：原名"
    assert newest.evidence[-1]["slot_name"] == "变更证明材料"
    assert newest.evidence[:-1] == old.evidence
    assert after.duplicate_key != registered.duplicate_key
    assert after.search_text.count("新名") == 1
    assert after.number.lower() in after.search_text
    assert [(step.act, step.organisation_name) for step in change.steps.all()] == [
        ("open", "演示大学"),
        ("ask", "演示大学"),
        ("pass_on", "演示大学"),
        ("pass_on", "演示省教育厅"),
        ("approve", "演示省科学技术厅"),
    ]
    told = events_of(after.subject)[-1]
    assert told.kind == "change.approved"
    assert told.details["values"] == [
        {"place": "成果名称", "before": "演示成果：原名", "after": "演示成果：新名"}
    ]
    assert [(each.label, each.revision) for each in change_records.public_changes(after)] == [
        ("变更", 2)
    ]


def test_b71_a_key_change_makes_a_new_certificate_and_another_makes_none(
    stage, record_in, author, desks
):
    publicity(stage.round, "none", certificate="download")
    record = record_in("registered", title="演示成果：原名")
    first = newest_certificate(record)
    change = opened(author, record)
    write(author, change, "overview", keywords=["演示", "变更", "关键词"])
    send(author, change)
    up(change, *desks[:2])
    decide(actions.approve_change, desks[-1], change)
    assert newest_certificate(record) == first
    change = renaming(author, reload(record))
    up(change, *desks[:2])
    decide(actions.approve_change, desks[-1], change)
    made = newest_certificate(record)
    assert (made.version, made.number, made.title, made.why) == (
        2,
        first.number,
        "演示成果：新名",
        "变更：项目任务书上的名称与登记的不一致",
    )
    checks = [check_certificate(each.code).standing for each in (first, made)]
    assert checks == ["replaced", "current"]
    leaving(author, reload(record))
    change = change_records.open_change(record)
    up(change, *desks[:2])
    decide(actions.approve_change, desks[-1], change)
    assert check_certificate(made.code).standing == "deregistered"


def test_a_change_of_people_is_projected(registered, author, desks):
    clerk, reviewer, auditor = desks
    change = opened(author, registered)
    people = registered.revisions.get().answers["people"]
    added = {**people[0], "id": "added", "name": "李四（演示）"}
    actions.propose_section(
        actor=author,
        change=change,
        section="people",
        content=[added, *people],
        expected_version=change.version,
    )
    attach(author, change)
    assert send(author, change).touches_key
    up(change, clerk, reviewer)
    decide(actions.approve_change, auditor, change)
    names = [person.name for person in reload(registered).people.all()]
    assert names == ["李四（演示）", *(row["name"] for row in people)]


def test_what_is_not_key_needs_no_file_and_no_manager(registered, author, desks, stage):
    clerk, reviewer, _ = desks
    change = opened(author, registered)
    write(author, change, "overview", keywords=["演示", "变更", "关键词"])
    assert not send(author, change).touches_key
    up(change, clerk, reviewer)
    decide(actions.approve_change, person(stage.province, "plain", *DESK), change)
    assert reload(registered).submissions == 2


def test_h3_a_key_change_is_approved_by_who_manages(registered, author, desks, stage):
    clerk, reviewer, _ = desks
    change = renaming(author, registered)
    up(change, clerk, reviewer)
    with refused("right_missing"):
        decide(actions.approve_change, person(stage.province, "plain", *DESK), change)
    assert ChangeRequest.objects.get().standing == "asked"


def test_it_is_not_sent_before_it_is_whole(registered, author):
    change = opened(author, registered)
    with refused("change_nothing"):
        send(author, change)
    write(author, change, "overview", achievement_name="")
    with refused("change_errors"):
        send(author, change)
    write(author, change, "overview", achievement_name="演示成果：新名")
    with refused("change_file_missing"):
        send(author, change)
    assert ChangeRequest.objects.get().standing == "drafted"


def test_a_request_says_why(registered, author):
    with refused("reason_missing"):
        opened(author, registered, reason=" ")
    with refused("reason_too_long"):
        opened(author, registered, reason="长" * 2001)
    assert ChangeRequest.objects.count() == 0


def test_one_request_at_a_time_and_none_before_or_after_the_number(
    record_in, registered, author, provincial_auditor
):
    opened(author, registered)
    with refused("change_open"):
        opened(author, registered, Kind.DEREGISTRATION)
    with refused("change_open"):
        opened(provincial_auditor, registered, Kind.CORRECTION)
    for state in ("accepted", "cancelled"):
        with refused("change_not_now"):
            opened(author, record_in(state))


def test_b68_what_is_disputed_is_not_changed(registered, author, desks, stage):
    auditor = desks[-1]
    publicity(stage.round, "after_number")
    publicise(auditor, registered)
    change = renaming(author, registered)
    objection = objection_to(registered)
    actions.take_objection(actor=auditor, objection=objection)
    up(change, *desks[:2])
    with refused("change_disputed"):
        decide(actions.approve_change, auditor, change)
    actions.decide_objection(
        actor=auditor, objection=objection, reason="查无依据", consequence=None
    )
    decide(actions.approve_change, auditor, change)
    assert reload(registered).submissions == 2


def test_a_returned_request_is_mended_and_keeps_its_trace(registered, author, desks):
    clerk = desks[0]
    change = renaming(author, registered)
    decide(actions.send_change_back, clerk, change, "请附任务书全文")
    with refused("change_settled"):
        decide(actions.pass_on_change, clerk, change)
    write(author, change, "overview", achievement_name="演示成果：又一名")
    send(author, change)
    asked = ChangeStep.objects.filter(act="ask")
    names = [step.asked["sections"]["overview"]["achievement_name"] for step in asked]
    assert names == ["演示成果：新名", "演示成果：又一名"]
    assert [name for _, name in asked[0].asked["files"]] == ["任务书.png"]


def test_a_refused_request_changes_nothing_and_frees_the_way(registered, author, desks):
    change = renaming(author, registered)
    up(change, *desks[:2])
    with refused("reason_missing"):
        decide(actions.refuse_change, desks[-1], change, "")
    decide(actions.refuse_change, desks[-1], change, "与合同不符")
    assert (ChangeRequest.objects.get().decision, reload(registered).submissions) == (
        "与合同不符",
        1,
    )
    opened(author, registered)


def test_it_is_withdrawn_until_it_is_decided(registered, author, desks):
    change = renaming(author, registered)
    actions.withdraw_change(actor=author, change=change)
    with refused("change_settled"):
        decide(actions.pass_on_change, desks[0], change)
    with refused("change_settled"):
        actions.withdraw_change(actor=author, change=change)


def test_a_second_click_and_a_colleague_change_nothing(registered, author, desks):
    change = renaming(author, registered)
    version = change.version
    decide(actions.pass_on_change, desks[0], change)
    with refused("not_at_your_desk"):
        actions.pass_on_change(
            actor=desks[0], change=change, text="情况属实", expected_version=version
        )
    with refused("change_stale"):
        actions.pass_on_change(
            actor=desks[1], change=change, text="情况属实", expected_version=version
        )
    assert ChangeStep.objects.filter(act="pass_on").count() == 1


def test_what_was_written_meanwhile_is_not_overwritten(registered, author, unit_clerk):
    change = opened(author, registered)
    write(author, change, "overview", achievement_name="演示甲")
    with pytest.raises(actions.StaleChangeError) as error:
        actions.propose_section(
            actor=unit_clerk,
            change=change,
            section="overview",
            content={"achievement_name": "演示乙"},
            expected_version=change.version - 1,
        )
    assert error.value.current.sections["overview"]["achievement_name"] == "演示甲"


def test_b72_a_new_title_is_no_duplicate(record_in, registered, author, desks):
    record_in("in_review", title="演示成果：别的")
    change = renaming(author, registered, "演示成果：别的")
    up(change, *desks[:2])
    with refused("duplicate"):
        decide(actions.approve_change, desks[-1], change)
    assert (ChangeRequest.objects.get().standing, reload(registered).submissions) == ("asked", 1)


def test_b48_nobody_decides_on_what_they_asked_for(stage, draft, movers, author, desks):
    clerk = desks[0]
    record = bring(draft(actor=clerk), "registered", movers | {"submit": clerk})
    change = renaming(clerk, record)
    decide(actions.pass_on_change, clerk, change)  # the profile lets a unit's office
    assert ChangeRequest.objects.get().desk == 2


def test_strangers_and_desks_neither_ask_nor_decide(registered, author, desks, stranger):
    with refused("not_your_record"):
        opened(stranger, registered)
    with refused("not_your_record"):
        opened(desks[1], registered)
    with refused("not_at_your_desk"):
        opened(author, registered, Kind.CORRECTION)
    change = renaming(author, registered)
    with refused("right_missing"):
        decide(actions.pass_on_change, author, change)
    for actor in (stranger, desks[1], desks[2]):
        with refused("not_at_your_desk"):
            decide(actions.pass_on_change, actor, change)


# ── corrections ──────────────────────────────────────────────────────────────────────────────────


def test_a_slip_outside_key_fields_is_corrected_at_once(registered, provincial_auditor):
    change = opened(provincial_auditor, registered, Kind.CORRECTION, "错别字")
    write(provincial_auditor, change, "overview", keywords=["演示", "更正", "关键词"])
    send(provincial_auditor, change)
    after = reload(registered)
    assert (after.submissions, ChangeRequest.objects.get().standing) == (2, "approved")
    assert events_of(after.subject)[-1].kind == "correction.made"


def test_a_slip_in_a_key_field_takes_two(registered, provincial_auditor, stage):
    change = opened(provincial_auditor, registered, Kind.CORRECTION, "错别字")
    write(provincial_auditor, change, "overview", achievement_name="演示成果：原名。")
    send(provincial_auditor, change)
    with refused("second_person"):
        decide(actions.approve_change, provincial_auditor, change, "")
    decide(actions.approve_change, person(stage.province, "second", Right.REVIEW), change, "")
    assert reload(registered).title == "演示成果：原名。"


def test_a_correction_touches_words_alone(registered, provincial_auditor):
    change = opened(provincial_auditor, registered, Kind.CORRECTION, "错别字")
    people = registered.revisions.get().answers["people"]
    actions.propose_section(
        actor=provincial_auditor,
        change=change,
        section="people",
        content=[*people, {**people[0], "id": "added", "name": "李四（演示）"}],
        expected_version=change.version,
    )
    with refused("correction_beyond_words"):
        send(provincial_auditor, change)


# ── the end of a registration ────────────────────────────────────────────────────────────────────


def leaving(actor, record):
    change = opened(actor, record, Kind.DEREGISTRATION, "成果不再实施")
    attach(actor, change)
    return send(actor, change)


def test_b3_a_voluntary_deregistration_is_decided_by_the_province(registered, author, desks):
    with refused("deregistration_file_missing"):
        send(author, change := opened(author, registered, Kind.DEREGISTRATION, "成果不再实施"))
    attach(author, change)
    send(author, change)
    with refused("deregistration_not_approved"):
        move(desks[-1], registered, "deregister", reason="演示")
    up(change, *desks[:2])
    decide(actions.approve_change, desks[-1], change)
    after = reload(registered)
    assert (after.state, after.submissions) == ("cancelled", 1)
    assert queries.moves_of(after)[-1].transition == "deregister"
    assert cancelled_registration(after.number).is_voluntary


def test_b69_a_cancellation_names_its_ground_and_ends_what_was_asked(
    registered, author, provincial_auditor
):
    change = renaming(author, registered)
    for code in ("", "title_mismatch"):
        with refused("ground_missing"):
            move(provincial_auditor, registered, "cancel", reason="抄袭", reason_code=code)
    after = move(provincial_auditor, registered, "cancel", reason="抄袭", reason_code="plagiarised")
    assert events_of(after.subject)[-1].details["ground"] == "剽窃"
    change.refresh_from_db()
    assert (change.standing, change.steps.last().act) == ("withdrawn", "lapse")
    assert not cancelled_registration(after.number).is_voluntary


def test_an_objection_may_order_a_change(registered, author, desks, stage):
    auditor = desks[-1]
    publicity(stage.round, "after_number")
    publicise(auditor, registered)
    objection = objection_to(registered)
    actions.take_objection(actor=auditor, objection=objection)
    actions.decide_objection(
        actor=auditor, objection=objection, reason="应更正名称", consequence=Consequence.MEND
    )
    change = change_records.open_change(registered)
    assert (change.kind, change.standing, change.objection) == ("change", "drafted", objection)
    with refused("change_ordered"):
        actions.withdraw_change(actor=author, change=change)
    with refused("reason_missing"):
        send(author, change)
    actions.give_reason(actor=author, change=change, reason="按异议决定变更")
    write(author, change, "overview", achievement_name="演示成果：新名")
    attach(author, change)
    assert send(author, change).standing == "asked"


@pytest.fixture
def ordered(registered, desks, stage):
    """Give a function that lets an upheld objection order a change of the registration."""
    auditor = desks[-1]
    publicity(stage.round, "after_number", certificate="download")
    batch = publicise(auditor, registered)

    def make():
        objection = objection_to(registered)
        end_publicity(batch)
        actions.take_objection(actor=auditor, objection=objection)
        actions.decide_objection(
            actor=auditor, objection=objection, reason="应更正名称", consequence=Consequence.MEND
        )
        return change_records.open_change(registered)

    return make


@pytest.mark.parametrize("kind", [Kind.DEREGISTRATION, Kind.CORRECTION])
def test_what_is_asked_for_gives_way_to_an_ordered_change(ordered, registered, author, desks, kind):
    other = opened(desks[-1] if kind is Kind.CORRECTION else author, registered, kind)
    change = ordered()
    other.refresh_from_db()
    assert (other.standing, other.steps.last().act) == ("withdrawn", "give_way")
    assert (change.kind, change.standing) == ("change", "drafted")


def test_an_ordered_change_holds_report_and_certificate_until_it_is_made(
    ordered, registered, author, desks
):
    change, auditor = ordered(), desks[-1]
    with refused("ordered_change_open") as params:
        move(auditor, registered, "report")
    assert params == {"until": change.due_on}
    with refused("certificate_ordered"):
        actions.issue_due(actor=auditor, registration=reload(registered))
    write(author, change, "overview", achievement_name="演示成果：新名")
    attach(author, change)
    actions.give_reason(actor=author, change=change, reason="按异议决定变更")
    send(author, change)
    up(change, *desks[:2])
    with refused("change_ordered_stays"):
        decide(actions.refuse_change, auditor, change, "演示")
    decide(actions.approve_change, auditor, change)
    assert newest_certificate(registered).title == "演示成果：新名"
    assert move(auditor, registered, "report").state == "reported"


def test_the_trace_is_written_once(registered, author):
    opened(author, registered)
    for statement in (
        "update registrations_changestep set text = 'x'",
        "delete from registrations_changestep",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
