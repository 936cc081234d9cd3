"""Every move of the workflow table: what it changes, what it leaves, what it asks for."""

import pytest
from tests.records import ALL_CHECKED, PAYLOADS, answer, move, refused, reload

from kedeng.apps.history.queries import broken_link, events_of
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.models import Registration
from kedeng.domain.checklist import checks_of, short_label
from kedeng.domain.states import State
from kedeng.domain.workflow import TRANSITIONS, Guard

# Transition → a state that it leads out of, and the desk to which it then leads.
LEADS_TO = {
    "submit": ("draft", 1),
    "resubmit": ("returned", 1),
    "resupply": ("supplement", 3),
    "recall": ("in_review", 0),
    "recall_supplement": ("resupplied", 0),
    "withdraw": ("returned", 0),
    "pass_on": ("in_review", 2),
    "not_recommend": ("passed", 2),
    "recommend": ("passed", 3),
    "reconsider": ("not_recommended", 2),
    "take_back": ("recommended", 2),
    "return": ("passed", 0),
    "give_up": ("not_recommended", 0),
    "take_up": ("not_recommended", 3),
    "uphold": ("not_recommended", 3),
    "accept": ("recommended", 3),
    "request_supplement": ("recommended", 0),
    "decline": ("recommended", 3),
    "decline_unsupplied": ("supplement", 3),
    "register": ("accepted", 3),
    "refuse": ("accepted", 3),
    "report": ("registered", 4),
    "recall_report": ("reported", 3),
    "reopen_acceptance": ("not_accepted", 3),
    "reopen": ("refused", 3),
    "cancel": ("published", 4),
    "receive": ("reported", 4),
    "send_back": ("received", 3),
    "file_elsewhere": ("elsewhere", 3),
    "publish": ("received", 4),
    "unpublish": ("published", 4),
}


@pytest.fixture
def ready(record_in, movers):
    """Give a record on which a transition can be made next: `ready("accept")`."""

    def make(name):
        source = LEADS_TO[name][0]
        if source == "passed":
            return move(movers["pass_on"], record_in("in_review"), "pass_on")
        if source == "elsewhere":
            record = move(movers["reopen"], record_in("filed"), "reopen", reason="演示")
            return reload(record)
        if source == "resupplied":
            return move(movers["resupply"], record_in("supplement"), "resupply")
        return record_in(source)

    return make


def test_every_transition_is_tried_here():
    undoing = {name for name, row in TRANSITIONS.items() if Guard.UNDOABLE in row.guards}
    shown = {State.PASSED, State.PUBLICISED, State.DISPUTED}
    publicity = {name for name, row in TRANSITIONS.items() if shown & {row.target, *row.sources}}
    # What undoes a bulk act: test_bulk. What leads through publicity: test_publicity. What an
    # approved request does: test_changes.
    assert set(LEADS_TO) | publicity | {"deregister"} == set(TRANSITIONS) - undoing


@pytest.mark.parametrize("name", LEADS_TO)
def test_a_move_is_offered_asks_for_its_reason_and_leads_where_its_row_says(name, ready, movers):
    row, before, payload = TRANSITIONS[name], ready(name), PAYLOADS.get(name, {})
    assert (row in queries.offered_moves(movers[name], before)) is (name not in queries.ELSEWHERE)
    if row.needs_reason:
        with refused("reason_missing"):
            move(movers[name], before, name, **{**payload, "reason": " \n"})
    moved = move(movers[name], before, name, **payload)
    written = moved.moves.get(expected_version=before.version)
    assert (moved.state, moved.desk, moved.version) == (
        row.target.value,
        LEADS_TO[name][1],
        before.version + 1,
    )
    assert (written.transition, written.from_state, written.to_state) == (
        name,
        before.state,
        moved.state,
    )
    assert (written.from_desk, written.to_desk) == (before.desk, moved.desk)
    assert (written.actor_name, written.organisation_name) == (
        movers[name].name,
        movers[name].organisation_name,
    )
    last = events_of(moved.subject)[-1]
    assert (last.kind, last.details["transition"], last.details["to"]) == (
        "registration.moved",
        name,
        moved.state,
    )
    assert broken_link(moved.subject) is None


@pytest.mark.parametrize("name", ["recommend", "register"])
def test_a_checklist_names_what_is_still_open(name, ready, movers):
    registration = ready(name)
    with refused("checklist_open") as params:
        move(movers[name], registration, name, checks={**ALL_CHECKED, "truth": False, "form": None})
    assert params == {"open": "真实性；规范性"}
    with refused("checklist_open") as params:
        move(movers[name], registration, name)
    assert params == {"open": "；".join(map(short_label, checks_of(name)))}


def test_the_three_confirmations_of_the_national_rules_are_the_provinces(ready, movers):
    assert [short_label(key) for key in checks_of("recommend")] == ["真实性", "完整性", "规范性"]
    assert checks_of("pass_audit") == checks_of("register")
    registration = ready("register")
    with refused("checklist_open") as params:
        checks = dict.fromkeys(checks_of("recommend"), True)
        move(movers["register"], registration, "register", checks=checks)
    assert params == {"open": "材料规范、完整；评价结论肯定；不违背法律、法规和政策"}


def test_an_unknown_move_is_refused(author, draft):
    registration = draft()
    for name in ("", "fly", "SUBMIT"):
        with refused("not_in_this_state"):
            move(author, registration, name)


@pytest.mark.parametrize("to_desk", [None, -1, 2, 3, 99])
def test_a_return_goes_to_an_earlier_desk(to_desk, ready, movers):
    registration = ready("return")
    with refused("desk_missing"):
        move(movers["return"], registration, "return", reason="缺页", to_desk=to_desk)


# ── receipts ─────────────────────────────────────────────────────────────────────────────────────


def make(actor, registration, name, version, **payload):
    return actions.move(
        actor=actor,
        registration=registration,
        transition=name,
        expected_version=version,
        **payload,
    )


def test_a_receipt_tells_what_the_move_left(author, draft):
    registration = draft()
    receipt = make(author, registration, "submit", 0)
    revision = registration.revisions.get()
    assert (receipt.code, receipt.transition, receipt.state) == (
        registration.code,
        "submit",
        "in_review",
    )
    assert (receipt.version, receipt.revision, receipt.digest, receipt.number, receipt.by) == (
        1,
        1,
        revision.digest,
        "",
        "演示author",
    )
    assert receipt.moved_at.endswith("+08:00")


def test_a_repeat_much_later_still_gets_the_first_receipt(author, unit_clerk, draft):
    registration = draft()
    first = make(author, registration, "submit", 0)
    move(unit_clerk, registration, "pass_on")
    assert make(author, registration, "submit", 0) == first
    assert reload(registration).version == 2


def test_another_payload_or_another_actor_is_no_repeat(author, unit_clerk, movers, ready):
    registration = ready("return")
    version = registration.version
    make(movers["return"], registration, "return", version, reason="缺页", to_desk=0)
    for actor, payload in (
        (movers["return"], {"reason": "缺章", "to_desk": 0}),
        (movers["return"], {"reason": "缺页", "to_desk": 1}),
        (unit_clerk, {"reason": "缺页", "to_desk": 0}),
    ):
        with refused("moved_meanwhile"):
            make(actor, registration, "return", version, **payload)


def test_blanks_around_a_reason_make_no_other_payload(movers, ready):
    registration = ready("return")
    payload = {"to_desk": 0}
    version = registration.version
    first = make(movers["return"], registration, "return", version, reason=" 缺页\n", **payload)
    again = make(movers["return"], registration, "return", version, reason="缺页", **payload)
    assert first == again


def test_a_refused_move_leaves_nothing(author, draft):
    registration = draft(complete=False)
    events = len(events_of(registration.subject))
    with refused("form_incomplete"):
        make(author, registration, "submit", 0)
    fresh = reload(registration)
    assert (fresh.version, fresh.state, fresh.submissions) == (0, "draft", 0)
    assert (fresh.stops.count(), fresh.revisions.count(), fresh.moves.count()) == (0, 0, 0)
    assert len(events_of(registration.subject)) == events


# ── what a submission freezes ────────────────────────────────────────────────────────────────────


def test_a_revision_holds_answers_files_and_the_lists_that_it_used(author, draft):
    registration = move(author, draft(title="冻结的成果"), "submit")
    revision = registration.revisions.get()
    assert revision.answers["overview"]["achievement_name"] == "冻结的成果"
    assert [(item["slot"], item["file_name"]) for item in revision.evidence] == [
        ("R-1", "演示材料.png"),
        ("R-2b", "演示材料.png"),
    ]
    assert revision.list_versions["discipline"] == 2
    assert (revision.edition, revision.pack, len(revision.digest)) == (
        registration.edition,
        "shanxi-2025 v1",
        64,
    )


def test_two_revisions_of_the_same_answers_differ_by_their_number(author, draft):
    registration = draft()
    for name in ("submit", "recall", "submit"):
        move(author, registration, name)
    first, second = registration.revisions.all()
    assert (first.answers, first.evidence) == (second.answers, second.evidence)
    assert first.digest != second.digest


def test_a_submission_fills_what_is_searched_and_counted(author, draft):
    registration = move(author, draft(title="瓦斯 利用"), "submit")
    assert (registration.title, registration.first_unit, registration.duty) == (
        "瓦斯 利用",
        "演示大学",
        "mandatory",
    )
    assert [unit.name for unit in registration.units.all()] == ["演示大学"]
    assert [one.name for one in registration.people.all()] == ["张三（演示）"]
    assert registration.code.lower() in registration.search_text


def test_a_recalled_draft_keeps_its_route_and_its_first_day(author, draft):
    registration = move(author, draft(), "submit")
    stops = [stop.pk for stop in registration.stops.all()]
    again = move(author, move(author, registration, "recall"), "submit")
    assert [stop.pk for stop in again.stops.all()] == stops
    assert again.first_submitted_at == registration.first_submitted_at
    assert again.submitted_at > registration.submitted_at


def test_the_desk_counts_its_days_anew(movers, ready):
    registration = ready("recommend")
    moved = move(movers["recommend"], registration, "recommend", checks=ALL_CHECKED)
    accepted = move(movers["accept"], moved, "accept")
    assert registration.desk_since < moved.desk_since == accepted.desk_since


def test_a_draft_was_never_anywhere_and_is_not_withdrawn(author, draft):
    with refused("never_submitted"):
        move(author, draft(), "withdraw")


def test_nobody_judges_the_own_registration(stage, draft, unit_clerk, provincial_auditor, movers):
    """A clerk files, and is then moved to the department's desk (process.md B48)."""
    registration = move(unit_clerk, draft(actor=unit_clerk), "submit")
    registration = move(movers["pass_on"], registration, "pass_on")
    reviewer = movers["recommend"]
    Registration.objects.filter(pk=registration.pk).update(filer_id=reviewer.user_id)
    for name in ("recommend", "not_recommend"):
        with refused("own_record"):
            move(reviewer, registration, name, reason="演示", checks=ALL_CHECKED)


def test_publishing_opens_a_record_to_everybody(record_in):
    registration = record_in("received")
    assert queries.public_registration(registration.number) is None
    published = record_in("published", title="公布的成果")
    assert queries.public_registration(published.number) == published
    assert queries.public_registration(published.code) == published
    assert list(queries.public_registrations("公布的")) == [published]
    assert published.published_at is not None


def test_what_is_cancelled_leaves_the_register_and_keeps_its_number(record_in, movers):
    published = record_in("published")
    cancelled = move(
        movers["cancel"], published, "cancel", reason="抄袭", reason_code="plagiarised"
    )
    assert (cancelled.state, cancelled.number) == (State.CANCELLED, published.number)
    assert queries.public_registration(published.number) is None


def test_a_mended_answer_is_in_the_next_revision_alone(author, movers, record_in):
    registration = record_in("returned")
    answer(author, registration, "overview", keywords=["甲", "乙"])
    registration = move(author, registration, "resubmit")
    assert [
        revision.answers["overview"]["keywords"] for revision in registration.revisions.all()
    ] == [
        ["瓦斯利用", "低浓度瓦斯"],
        ["甲", "乙"],
    ]
