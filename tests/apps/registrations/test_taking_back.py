"""A sender takes back what nobody has touched since; and nothing else (process.md B47)."""

from tests.records import ALL_CHECKED, move, refused

from kedeng.apps.registrations import queries


def offered(actor, registration):
    return [row.name for row in queries.offered_moves(actor, registration)]


def test_a_unit_takes_back_what_the_department_has_not_touched(author, unit_clerk, draft):
    registration = move(unit_clerk, move(author, draft(), "submit"), "pass_on")
    registration = move(unit_clerk, registration, "take_back")
    assert (registration.state, registration.desk) == ("in_review", 1)


def test_what_the_unit_took_back_its_author_no_longer_recalls(author, unit_clerk, draft):
    registration = move(unit_clerk, move(author, draft(), "submit"), "pass_on")
    registration = move(unit_clerk, registration, "take_back")
    assert offered(author, registration) == []
    with refused("handled_since"):
        move(author, registration, "recall")


def test_a_department_does_not_take_back_what_the_province_took_up(
    record_in, department_reviewer, provincial_auditor
):
    registration = move(
        provincial_auditor, record_in("not_recommended"), "take_up", reason="材料其实齐全"
    )
    assert offered(department_reviewer, registration) == []
    with refused("handled_since"):
        move(department_reviewer, registration, "take_back")


def test_nor_a_supplement_nor_what_was_opened_again(
    record_in, author, department_reviewer, provincial_auditor
):
    supplied = move(author, record_in("supplement"), "resupply")
    reopened = move(
        provincial_auditor, record_in("not_accepted"), "reopen_acceptance", reason="材料已补"
    )
    for registration in (supplied, reopened):
        with refused("handled_since"):
            move(department_reviewer, registration, "take_back")


def test_nor_does_a_unit_what_the_department_reconsiders(
    record_in, unit_clerk, department_reviewer
):
    registration = move(department_reviewer, record_in("not_recommended"), "reconsider")
    with refused("handled_since"):
        move(unit_clerk, registration, "take_back")


def test_a_second_pass_is_taken_back_like_the_first(
    record_in, department_reviewer, provincial_auditor
):
    registration = record_in("recommended")
    registration = move(provincial_auditor, registration, "return", reason="缺章", to_desk=2)
    registration = move(department_reviewer, registration, "recommend", checks=ALL_CHECKED)
    assert offered(department_reviewer, registration) == ["take_back"]
    assert move(department_reviewer, registration, "take_back").desk == 2


def test_a_resubmission_is_recalled_to_a_draft_and_submitted_again(record_in, author):
    registration = move(author, record_in("returned"), "resubmit")
    registration = move(author, registration, "recall")
    assert (registration.state, registration.desk) == ("draft", 0)
    registration = move(author, registration, "submit")
    assert (registration.state, registration.submissions) == ("in_review", 3)


# ── what is taken back unread is not shown above any more ────────────────────────────────────────


def test_a_department_no_longer_sees_what_was_taken_back_unread(
    author, unit_clerk, department_reviewer, draft
):
    registration = move(unit_clerk, move(author, draft(), "submit"), "pass_on")
    assert queries.registration_for(department_reviewer, registration.code) is not None
    registration = move(unit_clerk, registration, "take_back")
    assert registration.reach == 1
    assert queries.registration_for(department_reviewer, registration.code) is None


def test_a_department_that_had_it_before_goes_on_seeing_it(
    record_in, author, unit_clerk, department_reviewer
):
    registration = move(author, record_in("returned"), "resubmit")
    registration = move(unit_clerk, registration, "pass_on")
    registration = move(unit_clerk, registration, "take_back")
    assert registration.reach == 2
    assert queries.registration_for(department_reviewer, registration.code) is not None


def test_a_province_that_was_asked_goes_on_seeing_it(
    record_in, unit_clerk, department_reviewer, provincial_auditor
):
    registration = move(department_reviewer, record_in("not_recommended"), "reconsider")
    registration = move(department_reviewer, registration, "return", reason="缺页", to_desk=1)
    registration = move(unit_clerk, registration, "pass_on")
    registration = move(unit_clerk, registration, "take_back")
    assert registration.reach == 3
    assert queries.registration_for(provincial_auditor, registration.code) is not None


def test_the_nation_no_longer_sees_a_recalled_report(
    record_in, provincial_auditor, national_receiver
):
    registration = move(provincial_auditor, record_in("reported"), "recall_report")
    assert queries.registration_for(national_receiver, registration.code) is None
