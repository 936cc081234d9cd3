"""Two that may be one result: strong signs wait for a coded decision (process.md f, B75)."""

import pytest
from tests.apps.registrations.test_bulk import do, undo
from tests.records import ALL_CHECKED, move, refused, reload

from kedeng.apps.history.queries import events_of
from kedeng.apps.insight.alike import alike
from kedeng.apps.insight.why import why_card
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.duplicates import signs_of
from kedeng.apps.registrations.models import DuplicateDecision, IdentifierEntry
from kedeng.domain.duplicates import Sign

TITLE = "演示用低浓度瓦斯利用方法"


@pytest.fixture
def pair(record_in):
    """Two of one project with nearly the same title: the older is registered, the newer audited."""
    older = record_in("registered", title=f"{TITLE}（一）")
    newer = record_in("accepted", title=f"{TITLE}（二）")
    IdentifierEntry.objects.filter(kind="project").update(folded="2022DEMO01")
    return older, newer


def decide(actor, record, other, verdict="different", reason="演示：技术内容不同"):
    return actions.decide_duplicate(
        actor=actor, registration=record, other_id=other.pk, verdict=verdict, reason=reason
    )


def register(actor, record):
    return move(actor, record, "register", checks=ALL_CHECKED)


def firsts(actor, record):
    return [(each.is_own_first, each.is_other_first) for each in alike(actor, record)]


def test_b73_of_two_recommendations_the_earlier_one_is_marked(pair, provincial_auditor):
    older, newer = pair
    [seen] = alike(provincial_auditor, newer)
    assert (seen.own.body, seen.recommended.body) == ("演示省教育厅", "演示省教育厅")
    assert seen.recommended.at == older.moves.get(transition="recommend").moved_at
    assert firsts(provincial_auditor, newer) == [(False, True)]
    assert firsts(provincial_auditor, older) == [(True, False)]


def test_what_came_back_counts_from_its_new_recommendation(
    record_in, author, unit_clerk, department_reviewer, provincial_auditor
):
    first, second = (record_in("recommended", title=f"{TITLE}（{each}）") for each in "一二")
    assert firsts(provincial_auditor, second) == [(False, True)]
    asked = move(provincial_auditor, first, "request_supplement", reason="演示补正")
    assert firsts(provincial_auditor, second) == [(False, True)]
    first = move(author, asked, "resupply")
    first = move(provincial_auditor, first, "return", reason="演示", to_desk=2)
    assert firsts(provincial_auditor, second) == [(False, False)]
    move(department_reviewer, first, "recommend", checks=ALL_CHECKED)
    assert firsts(provincial_auditor, second) == [(True, False)]


def test_a_recommendation_that_is_undone_never_was(
    record_in, movers, department_reviewer, provincial_auditor
):
    first = move(movers["pass_on"], record_in("in_review", title=f"{TITLE}（一）"), "pass_on")
    second = record_in("recommended", title=f"{TITLE}（二）")
    act = do(department_reviewer, "recommend", [first], checks=ALL_CHECKED)
    assert firsts(provincial_auditor, second) == [(True, False)]
    undo(department_reviewer, act)
    assert firsts(provincial_auditor, second) == [(False, False)]


def test_a_strong_sign_waits_for_a_decision(pair, provincial_auditor):
    older, newer = pair
    assert signs_of(newer) == {older.pk: (Sign.PROJECT,)}
    with refused("duplicates_undecided") as params:
        register(provincial_auditor, newer)
    assert params == {"left": 1}
    made = decide(provincial_auditor, newer, older)
    assert decide(provincial_auditor, newer, older) == made
    assert register(provincial_auditor, newer).state == "registered"
    last = [event for event in events_of(newer.subject) if "duplicate" in event.kind][-1]
    assert last.details == {
        "other": older.code,
        "unit": "演示大学",
        "verdict": "不同成果",
        "reason": "演示：技术内容不同",
    }


def test_the_same_result_is_not_registered_again(pair, provincial_auditor):
    older, newer = pair
    decide(provincial_auditor, newer, older, "same")
    with refused("duplicate_same") as params:
        register(provincial_auditor, newer)
    assert params == {"unit": "演示大学", "department": "演示省教育厅"}
    decide(provincial_auditor, newer, older, "follow_up", "演示：认定有误")
    assert register(provincial_auditor, newer).state == "registered"
    assert DuplicateDecision.objects.count() == 2


def test_what_was_decided_from_the_other_side_counts_unless_it_says_the_same(
    pair, provincial_auditor
):
    older, newer = pair
    decide(provincial_auditor, older, newer, "same")
    with refused("duplicates_undecided"):
        register(provincial_auditor, newer)
    decide(provincial_auditor, older, newer, "part")
    assert register(provincial_auditor, newer).state == "registered"


def test_what_lacks_is_named_and_strangers_are_not_compared(pair, record_in, provincial_auditor):
    older, newer = pair
    far = record_in("accepted", title="山地苹果轻简栽培")
    with refused("verdict_missing"):
        decide(provincial_auditor, newer, older, "perhaps")
    with refused("verdict_reason_missing"):
        decide(provincial_auditor, newer, older, reason="")
    for other in (far, newer):
        with refused("not_alike"):
            decide(provincial_auditor, newer, other)


def test_who_decides(pair, author, department_reviewer, national_receiver):
    older, newer = pair
    with refused("right_missing"):
        decide(author, newer, older)
    for actor in (department_reviewer, national_receiver):
        with refused("not_at_your_desk"):
            decide(actor, newer, older)


def test_the_nation_decides_before_it_receives(record_in, national_receiver):
    older = record_in("reported", title=f"{TITLE}（一）", category="basic_theory")
    newer = record_in("reported", title="山地苹果轻简栽培")
    newer.title = older.title
    newer.save(update_fields=["title"])
    assert signs_of(newer) == {older.pk: (Sign.TITLE,)}
    with refused("duplicates_undecided"):
        move(national_receiver, newer, "receive")
    decide(national_receiver, newer, older, "part")
    assert move(national_receiver, newer, "receive").state == "received"


def test_a_common_right_or_file_is_a_sign(record_in, draft, author):
    one = record_in("accepted", title="山地苹果轻简栽培")
    other = draft(title="大棚番茄滴灌")
    for record in (one, other):
        record.identifiers.create(kind="right", folded="202110123456")
    assert signs_of(other) == {one.pk: (Sign.RIGHT,)}
    file = one.evidence.first()
    other.evidence.create(slot=file.slot, file=file.file, file_name="同.png", added_by=author.name)
    assert signs_of(other) == {one.pk: (Sign.RIGHT, Sign.FILE)}
    assert signs_of(one) == {}  # a draft is nobody's duplicate


def test_the_desk_sees_signs_likeness_and_decision(pair, provincial_auditor, author):
    older, newer = pair
    [found] = alike(provincial_auditor, newer)
    assert (found.signs, found.is_open, found.code) == (
        ("课题编号相同、名称相近",),
        True,
        older.code,
    )
    assert found.percent > 80
    decide(provincial_auditor, newer, older)
    [found] = alike(provincial_auditor, newer)
    assert (found.is_open, found.decision.verdict) == (False, "different")
    [kept] = why_card(author, reload(newer)).decisions
    assert kept.reason == "演示：技术内容不同"
