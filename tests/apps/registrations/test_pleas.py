"""Pleas to a desk: asked, declined, granted or left behind by a move (process.md h3)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.at_once import at_once
from tests.records import ALL_CHECKED, move, refused, reload
from tests.stage import DESK, person

from kedeng.apps.history.queries import events_of
from kedeng.apps.insight.why import why_card
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import Plea, Registration
from kedeng.apps.registrations.pleas import (
    asked_by_owners,
    asked_of_desk,
    kinds_to_ask,
    pleas_shown_to,
    waiting_pleas,
)
from kedeng.domain.pleas import PleaKind
from kedeng.domain.rights import Right

RETURN, APPEAL, CANCEL = PleaKind
WHY = "演示：附件传错，要换验收意见"


@pytest.fixture
def at_department(record_in, unit_clerk):
    return move(unit_clerk, record_in("in_review"), "pass_on")


@pytest.fixture
def examiner(stage):
    """A reviewer of the province who manages nothing."""
    return person(stage.province, "examiner", *DESK)


def ask(actor, record, kind=RETURN, reason=WHY, **more):
    return actions.plead(actor=actor, registration=record, kind=kind, reason=reason, **more)


def decline(actor, plea, answer="演示：已近办结"):
    actions.decline_plea(actor=actor, plea=plea, answer=answer)


def standing():
    return [(plea.standing, plea.answer) for plea in Plea.objects.all()]


def history(record):
    return [event.kind for event in events_of(record.subject) if event.kind.startswith("plea")]


def test_what_is_asked_for_is_written_down(at_department, author):
    ask(author, at_department, reason=f" {WHY} ")
    plea = Plea.objects.get()
    assert (plea.kind, plea.standing, plea.desk, plea.reason) == ("ask_return", "open", 2, WHY)
    assert (plea.asker_id, plea.asked_by, plea.asked_of) == (
        author.user_id,
        "演示author",
        "演示大学",
    )
    event = events_of(at_department.subject)[-1]
    assert (event.kind, event.details) == (
        "plea.asked",
        {"kind": "ask_return", "plea": "请求退回", "desk": 2, "reason": WHY},
    )


def test_a_return_grants_it(at_department, author, department_reviewer):
    ask(author, at_department)
    move(department_reviewer, at_department, "return", reason="按请求退回", to_desk=0)
    plea = Plea.objects.get()
    assert (plea.standing, plea.answer, plea.answered_of) == ("granted", "退回", "演示省教育厅")
    kinds = [event.kind for event in events_of(at_department.subject)][-2:]
    assert kinds == ["plea.granted", "registration.moved"]
    with refused("plea_settled"):
        decline(department_reviewer, plea)


def test_a_request_for_a_supplement_grants_it_too(record_in, author, provincial_auditor):
    record = record_in("recommended")
    ask(author, record)
    move(provincial_auditor, record, "request_supplement", reason="按请求补正")
    assert standing() == [("granted", "要求补正")]


def test_it_stays_while_the_desk_has_the_record(record_in, author, provincial_auditor):
    record = record_in("recommended")
    ask(author, record)
    record = move(provincial_auditor, record, "accept")
    assert standing() == [("open", "")]
    move(provincial_auditor, record, "refuse", reason="不符合条件")
    assert standing() == [("lapsed", "不予登记")]


def test_it_lapses_when_the_record_leaves_another_way(at_department, author, department_reviewer):
    ask(author, at_department)
    move(department_reviewer, at_department, "recommend", checks=ALL_CHECKED)
    assert standing() == [("lapsed", "推荐")]
    assert history(at_department) == ["plea.asked", "plea.lapsed"]


def test_the_desk_declines_with_an_answer_and_may_be_asked_again(
    at_department, author, department_reviewer
):
    plea = ask(author, at_department)
    with refused("plea_answer_missing"):
        decline(department_reviewer, plea, "  ")
    with refused("reason_too_long"):
        decline(department_reviewer, plea, "长" * 2001)
    decline(department_reviewer, plea)
    assert standing() == [("declined", "演示：已近办结")]
    with refused("plea_settled"):
        decline(department_reviewer, plea)
    ask(author, at_department)
    assert [plea.standing for plea in Plea.objects.all()] == ["open", "declined"]
    assert history(at_department) == ["plea.asked", "plea.declined", "plea.asked"]


def test_who_asked_takes_it_back_and_may_ask_anew(
    at_department, author, unit_clerk, department_reviewer
):
    plea = ask(author, at_department)
    for another in (unit_clerk, department_reviewer):
        with refused("plea_not_yours"):
            actions.take_back_plea(actor=another, plea=plea)
    actions.take_back_plea(actor=author, plea=plea)
    assert standing() == [("withdrawn", "")]
    assert history(at_department) == ["plea.asked", "plea.withdrawn"]
    with refused("plea_settled"):
        actions.take_back_plea(actor=author, plea=plea)
    with refused("plea_settled"):
        decline(department_reviewer, plea)
    ask(author, at_department)
    move(department_reviewer, at_department, "return", reason="按请求退回", to_desk=0)
    assert standing() == [("granted", "退回"), ("withdrawn", "")]


def test_an_appeal_that_was_taken_back_does_not_count(record_in, author, provincial_auditor):
    record = record_in("refused")
    for _ in range(3):
        actions.take_back_plea(actor=author, plea=ask(author, record, APPEAL))
    for _ in range(2):
        decline(provincial_auditor, ask(author, record, APPEAL))
    with refused("plea_made_enough"):
        ask(author, record, APPEAL)


def test_the_owners_list_knows_what_its_side_asks(record_in, author, examiner):
    registered, refused_, quiet = (
        record_in(state) for state in ("registered", "refused", "passed")
    )
    ask(examiner, registered, CANCEL, ground="false")
    ask(author, refused_, APPEAL)
    records = [record.pk for record in (registered, refused_, quiet)]
    assert asked_by_owners(records) == {refused_.pk: "申请复核"}


def test_who_answers_is_who_could_make_the_move(
    stage, at_department, author, unit_clerk, department_reviewer, provincial_auditor
):
    plea = ask(author, at_department)
    writer = person(stage.department, "writer", Right.REVIEW)
    for actor, code in {
        author: "right_missing",
        writer: "right_missing",
        unit_clerk: "not_at_your_desk",
        provincial_auditor: "not_at_your_desk",
    }.items():
        with refused(code):
            decline(actor, plea)
    colleague = person(stage.department, "colleague", *DESK)
    actions.claim(actor=colleague, registration=at_department)
    with refused("claimed_by_another"):
        decline(department_reviewer, plea)
    decline(colleague, plea)


def test_who_may_ask_for_a_return(
    at_department, author, unit_clerk, department_reviewer, provincial_auditor, stranger
):
    asking = {
        who.name: kinds_to_ask(who, at_department)
        for who in (author, unit_clerk, department_reviewer, provincial_auditor, stranger)
    }
    assert list(asking.values()) == [[RETURN], [RETURN], [], [], []]
    with refused("right_missing"):
        ask(department_reviewer, at_department)
    with refused("not_your_record"):
        ask(stranger, at_department)
    with refused("plea_reason_missing"):
        ask(author, at_department, reason=" ")
    with refused("reason_too_long"):
        ask(author, at_department, reason="长" * 2001)
    ask(unit_clerk, at_department)
    with refused("plea_there_already") as params:
        ask(author, at_department)
    assert params == {"label": "请求退回"}


def test_nothing_is_asked_of_oneself(record_in, author, unit_clerk):
    record = record_in("in_review")
    assert (kinds_to_ask(author, record), kinds_to_ask(unit_clerk, record)) == ([RETURN], [])
    with refused("plea_needless"):
        ask(unit_clerk, record)


@pytest.mark.parametrize("state", ["draft", "returned", "not_recommended", "withdrawn", "passed"])
def test_where_nobody_could_return_it_nothing_is_asked(record_in, author, state):
    record = record_in(state)
    with refused("plea_not_now") as params:
        ask(author, record)
    assert (params, kinds_to_ask(author, record)) == ({"label": "请求退回"}, [])


@pytest.mark.parametrize(
    ("state", "reopens", "did"),
    [
        ("refused", "reopen", "重新进入审核"),
        ("not_accepted", "reopen_acceptance", "重新进入受理"),
    ],
)
def test_an_appeal_is_granted_by_reopening(
    record_in, author, provincial_auditor, state, reopens, did
):
    record = record_in(state)
    assert kinds_to_ask(author, record) == [APPEAL]
    assert ask(author, record, APPEAL).desk == 3
    move(provincial_auditor, record, reopens, reason="复核属实")
    assert standing() == [("granted", did)]


def test_an_appeal_is_answered_by_who_manages_and_made_twice_at_most(
    record_in, author, examiner, provincial_auditor
):
    record = record_in("refused")
    plea = ask(author, record, APPEAL)
    with refused("plea_there_already"):
        ask(author, record, APPEAL)
    with refused("right_missing"):
        decline(examiner, plea)
    decline(provincial_auditor, plea)
    decline(provincial_auditor, ask(author, record, APPEAL))
    with refused("plea_made_enough") as params:
        ask(author, record, APPEAL)
    assert (params, kinds_to_ask(author, record)) == ({"label": "申请复核", "most": 2}, [])
    record = move(provincial_auditor, record, "reopen", reason="主动复核")
    record = move(provincial_auditor, record, "refuse", reason="仍不符合")
    assert ask(author, record, APPEAL).is_open  # against a new decision


def test_a_reviewer_proposes_a_cancellation_with_its_ground(
    record_in, author, examiner, provincial_auditor
):
    record = record_in("registered")
    with refused("ground_missing"):
        ask(examiner, record, CANCEL)
    with refused("ground_missing"):
        ask(examiner, record, CANCEL, ground="mood")
    plea = ask(examiner, record, CANCEL, ground="false")
    assert (plea.ground_code, plea.ground, plea.desk) == ("false", "虚假", 3)
    assert events_of(record.subject)[-1].details["ground"] == "虚假"
    record = move(provincial_auditor, record, "report")
    assert standing() == [("open", "")]
    move(provincial_auditor, record, "cancel", reason="查实", reason_code="false")
    assert standing() == [("granted", "注销")]


def test_a_proposal_is_the_provinces_own(
    record_in, author, unit_clerk, department_reviewer, examiner, provincial_auditor, stage
):
    record = record_in("registered")
    for actor, code in {
        author: "right_missing",
        department_reviewer: "not_at_your_desk",
        provincial_auditor: "plea_needless",
    }.items():
        with refused(code):
            ask(actor, record, CANCEL, ground="false")
    plea = ask(examiner, record, CANCEL, ground="false")
    seen = {who.name: pleas_shown_to(who, record) for who in (author, unit_clerk, examiner)}
    assert list(seen.values()) == [[], [], [plea]]
    decline(provincial_auditor, plea, "演示：证据不足")
    assert standing() == [("declined", "演示：证据不足")]


def test_b48_nobody_proposes_to_cancel_what_they_filed(record_in, examiner):
    record = record_in("registered")
    Registration.objects.filter(pk=record.pk).update(filer_id=examiner.user_id)
    with refused("own_record"):
        ask(examiner, reload(record), CANCEL, ground="false")


def test_an_undone_return_opens_it_again(at_department, author, department_reviewer):
    ask(author, at_department)
    act = actions.begin_bulk(
        actor=department_reviewer,
        token="t" * 32,
        transition="return",
        rows={at_department.code: reload(at_department).version},
        reason="按请求退回",
        reason_code="other",
    )
    actions.run_bulk(actor=department_reviewer, act=act)
    assert standing() == [("granted", "退回")]
    assert actions.undo_bulk(actor=department_reviewer, act=act) == 1
    plea = Plea.objects.get()
    assert (plea.standing, plea.answered_at, plea.ended_from) == ("open", None, None)
    decline(department_reviewer, plea)


def statements(act):
    with CaptureQueriesContext(connection) as caught:
        act()
    return [each["sql"] for each in caught if "registrations_plea" in each["sql"]]


def test_a_move_asks_once_for_pleas_and_not_where_there_are_none(
    draft, author, unit_clerk, department_reviewer
):
    record = draft()
    assert statements(lambda: move(author, record, "submit")) == []
    assert len(statements(lambda: move(unit_clerk, reload(record), "pass_on"))) == 1
    ask(author, reload(record))
    told = {"checks": ALL_CHECKED}
    recommend = statements(lambda: move(department_reviewer, reload(record), "recommend", **told))
    assert [sql.split()[0] for sql in recommend] == ["SELECT", "UPDATE"]


def test_the_desk_finds_what_waits_for_it(
    at_department, record_in, author, department_reviewer, provincial_auditor
):
    asked = ask(author, at_department)
    appeal = ask(author, record_in("refused"), APPEAL)
    waiting = {who.name: list(waiting_pleas(who)) for who in (author, department_reviewer)}
    assert list(waiting.values()) == [[], [asked]]
    assert list(waiting_pleas(provincial_auditor)) == [appeal]
    assert asked_of_desk(department_reviewer) == {at_department.pk: "请求退回"}
    assert asked_of_desk(provincial_auditor) == {appeal.registration_id: "申请复核"}


def test_the_why_card_tells_of_it(at_department, author, department_reviewer):
    plea = ask(author, at_department)
    decline(department_reviewer, plea)
    told = why_card(author, reload(at_department)).pleas
    assert [(one.label, one.standing, one.reason, one.answer) for one in told] == [
        ("请求退回", "没有同意", WHY, "演示：已近办结")
    ]
    assert told[0].rule.text.startswith("已经开始审查的")


@pytest.mark.usefixtures("committed")
def test_two_who_ask_at_once_leave_one(record_in, author, unit_clerk):
    record = move(unit_clerk, record_in("in_review"), "pass_on")
    results = at_once([lambda actor=actor: ask(actor, record) for actor in (author, unit_clerk)])
    codes = sorted(getattr(each, "code", "") for each in results)
    assert (codes, Plea.objects.count()) == (["", "plea_there_already"], 1)
