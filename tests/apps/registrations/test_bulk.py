"""One move on many records: a result for each, nothing twice, undone within five minutes."""

from datetime import timedelta

import pytest
from tests.records import ALL_CHECKED, PAYLOADS, answer, move, publicity, refused, reload, windows
from tests.stage import DESK, person

from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.bulk_queries import bulk_act
from kedeng.apps.registrations.models import BulkAct, Registration
from kedeng.apps.registrations.queries import QueueFilter
from kedeng.domain.bulk import BULK, FINAL, TIME_TO_UNDO, undone_by
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS, Guard


@pytest.fixture
def at_department(draft, author, unit_clerk):
    """Give a factory of records that wait at the department."""

    def make(title):
        return move(unit_clerk, move(author, draft(title=title), "submit"), "pass_on")

    return make


def do(actor, transition, records, *, token="t" * 32, skipped=(), **more):
    """Make a bulk move on the records as they are now."""
    act = actions.begin_bulk(
        actor=actor,
        token=token,
        transition=transition,
        rows={record.code: reload(record).version for record in records},
        skipped=[record.code for record in skipped],
        **more,
    )
    actions.run_bulk(actor=actor, act=act)
    return bulk_act(actor, token)


def outcomes(act):
    return [row.outcome for row in act.rows.all()]


def undo(actor, act):
    count = actions.undo_bulk(actor=actor, act=act)
    return count, bulk_act(actor, act.token)


def place_of(record):
    """All that an undo must give back."""
    fresh = reload(record)
    names = ("state", "desk", "reach", "returned_by", "desk_since", "claimed_by_id", "claimed_at")
    return {name: getattr(fresh, name) for name in names}


def later(act, **less):
    """Let the time to undo pass, or all but a little of it."""
    BulkAct.objects.filter(pk=act.pk).update(held_until=act.made_at - timedelta(**less))


# ── doing ────────────────────────────────────────────────────────────────────────────────────────


def test_each_row_has_its_own_move_receipt_and_result(at_department, department_reviewer):
    records = [at_department(f"第 {n} 项") for n in range(3)]
    moved_on = move(department_reviewer, records[1], "not_recommend", reason="材料不齐")
    act = do(department_reviewer, "recommend", records, skipped=[], checks=ALL_CHECKED)
    assert outcomes(act) == ["done", "refused", "done"]
    assert [reload(record).state for record in records] == [
        "recommended",
        "not_recommended",
        "recommended",
    ]
    done, refused_, _ = act.rows.all()
    assert done.move.receipt["state"] == "recommended"
    assert "现在的状态不能这样办理" in refused_.told
    assert moved_on.version == reload(records[1]).version


def test_a_second_press_does_nothing_twice(at_department, department_reviewer):
    record = at_department("一次")
    first = do(department_reviewer, "recommend", [record], checks=ALL_CHECKED)
    again = do(department_reviewer, "recommend", [record], checks=ALL_CHECKED)
    assert (first.pk, outcomes(again)) == (again.pk, ["done"])
    assert record.moves.filter(transition="recommend").count() == 1


def test_what_stopped_half_way_is_finished_by_the_next_press(at_department, department_reviewer):
    records = [at_department(f"第 {n} 项") for n in range(2)]
    act = actions.begin_bulk(
        actor=department_reviewer,
        token="half",
        transition="recommend",
        rows={record.code: record.version for record in records},
        checks=ALL_CHECKED,
    )
    assert outcomes(act) == ["waiting", "waiting"]
    assert outcomes(do(department_reviewer, "recommend", records, token="half")) == ["done"] * 2


def test_what_moved_since_the_preview_is_refused(at_department, department_reviewer):
    record = at_department("先动过")
    move(department_reviewer, record, "not_recommend", reason="不齐")
    move(department_reviewer, record, "reconsider")
    act = actions.begin_bulk(
        actor=department_reviewer,
        token="old",
        transition="recommend",
        rows={record.code: record.version},
        checks=ALL_CHECKED,
    )
    actions.run_bulk(actor=department_reviewer, act=act)
    (row,) = bulk_act(department_reviewer, "old").rows.all()
    assert (row.outcome, "刚刚被办理过" in row.told) == ("refused", True)


def test_what_the_preview_skipped_is_written_down_with_the_reason(
    at_department, department_reviewer, stage
):
    done, skipped = at_department("办"), at_department("跳过")
    Registration.objects.filter(pk=skipped.pk).update(filer_id=department_reviewer.user_id)
    act = do(department_reviewer, "recommend", [done], skipped=[skipped], checks=ALL_CHECKED)
    assert outcomes(act) == ["done", "skipped"]
    assert "不能审查本人填报" in act.rows.last().told
    assert reload(skipped).state == "in_review"


def test_a_foreign_record_is_not_in_the_act(at_department, department_reviewer, stranger):
    record = at_department("别人的")
    with refused("right_missing"):
        do(stranger, "register", [record], checks=ALL_CHECKED)
    act = do(stranger, "pass_on", [record])
    assert outcomes(act) == []


@pytest.mark.parametrize(
    ("transition", "more", "code"),
    [
        ("recommend", {}, "checklist_open"),
        ("return", {}, "reason_missing"),
        ("return", {"reason_code": "x"}, "unknown_reason"),
        ("not_recommend", {"reason": "不"}, "right_missing"),
        ("register", {"checks": ALL_CHECKED}, "right_missing"),
        ("nothing", {}, "right_missing"),
    ],
)
def test_what_is_asked_for_all_is_asked_at_once(
    at_department, department_reviewer, transition, more, code
):
    record = at_department("一项")
    with refused(code):
        do(department_reviewer, transition, [record], **more)
    assert not BulkAct.objects.exists()


def test_nothing_and_too_much_are_refused(department_reviewer):
    for count, code in ((0, "nothing_chosen"), (201, "too_many_chosen")):
        with refused(code):
            actions.begin_bulk(
                actor=department_reviewer,
                token="x",
                transition="return",
                rows={f"CODE{n}": 1 for n in range(count)},
                reason="改",
            )


def test_approvals_take_numbers_and_are_not_undone(record_in, provincial_auditor):
    records = [record_in("accepted", title=f"第 {n} 项") for n in range(2)]
    act = do(provincial_auditor, "register", records, checks=ALL_CHECKED)
    numbers = [row.move.receipt["number"] for row in act.rows.all()]
    assert numbers == ["9142025R0001", "9142025R0002"]
    assert act.held_until is None
    with refused("not_undone"):
        actions.undo_bulk(actor=provincial_auditor, act=act)


@pytest.mark.parametrize("name", FINAL)
def test_a_province_and_the_nation_do_many_at_once(record_in, movers, stage, name):
    if name == "pass_audit":
        publicity(stage.round)
    [state] = TRANSITIONS[name].sources
    records = [record_in(state.value, title=f"第 {n} 项") for n in range(2)]
    act = do(movers[name], name, records, checks=ALL_CHECKED)
    assert (act.held_until, outcomes(act)) == (None, ["done", "done"])
    assert {reload(one).state for one in records} == {TRANSITIONS[name].target.value}


# ── undoing ──────────────────────────────────────────────────────────────────────────────────────


def test_every_bulk_move_but_the_final_ones_has_its_way_back():
    held = [name for name in BULK if name not in FINAL]
    pairs = {(name, state) for name in held for state in TRANSITIONS[name].sources}
    for name, state in pairs:
        back = TRANSITIONS[undone_by(name, state)]
        assert (back.target, back.right) == (state, TRANSITIONS[name].right)
        assert TRANSITIONS[name].target in back.sources
    undoing = {n for n, row in TRANSITIONS.items() if Guard.UNDOABLE in row.guards}
    assert {undone_by(*pair) for pair in pairs} == undoing


def ready(name, state, record_in, movers, provincial_auditor):
    """Bring a record to a desk in a state from which a bulk move leads on; who makes it."""
    clerk, reviewer = movers["pass_on"], movers["recommend"]
    if state == "returned":
        record = record_in("recommended")
        to_desk = 1 if name == "pass_on" else 2
        record = move(provincial_auditor, record, "return", reason="缺章", to_desk=to_desk)
        return record, clerk if name == "pass_on" else reviewer
    if state != "in_review":
        return record_in(state), provincial_auditor
    record = record_in("in_review")
    return (record, clerk) if name == "pass_on" else (move(clerk, record, "pass_on"), reviewer)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("pass_on", "in_review"),
        ("pass_on", "returned"),
        ("recommend", "in_review"),
        ("recommend", "returned"),
        ("return", "in_review"),
        ("return", "returned"),
        ("return", "recommended"),
        ("return", "accepted"),
    ],
)
def test_an_undo_gives_everything_back(record_in, movers, provincial_auditor, name, state):
    record, actor = ready(name, state, record_in, movers, provincial_auditor)
    if State(record.state) is not State.RETURNED:
        actions.claim(actor=actor, registration=record)
    before = place_of(record)
    payload = {key: said for key, said in PAYLOADS.get(name, {}).items() if key != "to_desk"}
    act = do(actor, name, [record], **payload)
    assert place_of(record) != before
    count, act = undo(actor, act)
    assert (count, outcomes(act), place_of(record)) == (1, ["undone"], before)
    made, back = [e for e in events_of(record.subject) if e.kind == "registration.moved"][-2:]
    assert made.details["held_until"] == act.held_until.isoformat()
    assert back.details["undoes"] == made.sequence
    assert back.details["transition"] == undone_by(name, State(state))


def test_a_return_one_desk_down_goes_to_the_desk_before(at_department, department_reviewer):
    record = at_department("退一级")
    do(department_reviewer, "return", [record], reason="改", to_filer=False)
    assert (reload(record).state, reload(record).desk) == ("returned", 1)


def test_one_row_is_undone_and_the_others_stay(at_department, department_reviewer):
    records = [at_department(f"第 {n} 项") for n in range(3)]
    act = do(department_reviewer, "recommend", records, checks=ALL_CHECKED)
    undone = actions.undo_bulk(actor=department_reviewer, act=act, code=records[1].code)
    act = bulk_act(department_reviewer, act.token)
    assert (undone, outcomes(act), act.undone_at) == (1, ["done", "undone", "done"], None)
    assert [reload(one).state for one in records] == ["recommended", "in_review", "recommended"]
    assert undo(department_reviewer, act)[0] == 2


def test_nobody_undoes_after_five_minutes(at_department, department_reviewer):
    record = at_department("太晚")
    act = do(department_reviewer, "return", [record], reason="改")
    assert act.held_until - act.made_at == TIME_TO_UNDO == timedelta(minutes=5)
    later(act, seconds=1)
    act.refresh_from_db()
    with refused("undo_too_late"):
        actions.undo_bulk(actor=department_reviewer, act=act)
    with refused("undo_too_late"):
        move(department_reviewer, record, "undo_return")


def test_where_somebody_has_acted_nothing_is_undone(
    at_department, department_reviewer, provincial_auditor, author
):
    claimed, moved, untouched = (at_department(f"第 {n} 项") for n in range(3))
    act = do(department_reviewer, "recommend", [claimed, moved, untouched], checks=ALL_CHECKED)
    actions.claim(actor=provincial_auditor, registration=reload(claimed))
    move(provincial_auditor, moved, "accept")
    count, act = undo(department_reviewer, act)
    assert (count, outcomes(act)) == (1, ["done", "done", "undone"])
    told = [row.told for row in act.rows.all()]
    assert told[0] == "办理以后已有人处理过这项登记，不能撤销。"
    assert told[1]
    assert [reload(one).state for one in (claimed, moved, untouched)] == [
        "recommended",
        "accepted",
        "in_review",
    ]


def test_a_filer_who_has_begun_to_mend_has_acted(at_department, department_reviewer, author):
    record = at_department("已在改")
    act = do(department_reviewer, "return", [record], reason="改")
    answer(author, reload(record), "overview", keywords=["甲", "乙"])
    assert undo(department_reviewer, act)[0] == 0
    assert reload(record).state == "returned"


def test_only_who_did_it_undoes_it(at_department, department_reviewer, provincial_auditor, stage):
    record = at_department("别人办的")
    do(department_reviewer, "recommend", [record], checks=ALL_CHECKED)
    colleague = person(stage.department, "colleague", *DESK)
    assert bulk_act(colleague, "t" * 32) is None
    with refused("handled_since"):
        move(colleague, record, "undo_forward")


def test_an_ordinary_move_is_not_undone(at_department, department_reviewer):
    record = move(department_reviewer, at_department("单项"), "recommend", checks=ALL_CHECKED)
    with refused("handled_since"):
        move(department_reviewer, record, "undo_forward")


def test_what_was_undone_counts_as_if_it_had_not_been(
    at_department, department_reviewer, author, unit_clerk
):
    record = at_department("撤销过的")
    act = do(department_reviewer, "return", [record], reason="改")
    undo(department_reviewer, act)
    assert queries.queue(department_reviewer, QueueFilter(scope="desk")).count() == 1
    act = do(department_reviewer, "recommend", [record], token="second", checks=ALL_CHECKED)
    undo(department_reviewer, act)
    assert queries.queue(department_reviewer, QueueFilter(scope="passed")).count() == 0
    record = move(department_reviewer, record, "recommend", checks=ALL_CHECKED)
    assert record.state == "recommended"


def test_an_undo_by_the_move_alone_is_written_down_at_its_row(at_department, department_reviewer):
    records = [at_department(f"第 {n} 项") for n in range(2)]
    act = do(department_reviewer, "recommend", records, checks=ALL_CHECKED)
    move(department_reviewer, records[0], "undo_forward")
    assert outcomes(bulk_act(department_reviewer, act.token)) == ["undone", "done"]
    assert undo(department_reviewer, act)[0] == 1


def test_a_second_undo_finds_nothing(at_department, department_reviewer):
    act = do(department_reviewer, "return", [at_department("两次")], reason="改")
    assert [undo(department_reviewer, act)[0] for _ in range(2)] == [1, 0]


def test_a_closed_window_is_told_at_the_row(at_department, department_reviewer, stage):
    record = at_department("过期的")
    windows(stage.round, recommend=reload(record).submitted_at - timedelta(days=1))
    (row,) = do(department_reviewer, "recommend", [record], checks=ALL_CHECKED).rows.all()
    assert (row.outcome, "截止" in row.told) == ("refused", True)
