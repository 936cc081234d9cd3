"""Who sees a record: its owners, and every desk that it has reached. Nobody else knows of it."""

import pytest
from tests.records import move, reload
from tests.stage import person

from kedeng.apps.registrations import queries
from kedeng.apps.registrations.models import Registration
from kedeng.domain.policy import sees
from kedeng.domain.rights import Right


@pytest.fixture
def cast(
    stage, author, unit_clerk, department_reviewer, provincial_auditor, national_receiver, stranger
):
    return {
        "author": author,
        "colleague": person(stage.university, "colleague", Right.ENTER),
        "clerk": unit_clerk,
        "reviewer": department_reviewer,
        "auditor": provincial_auditor,
        "receiver": national_receiver,
        "stranger": stranger,
    }


def seen_by(cast, registration):
    """Who finds the record by its code."""
    return [
        name
        for name, actor in cast.items()
        if queries.registration_for(actor, registration.code) is not None
    ]


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("draft", ["author", "clerk"]),
        ("in_review", ["author", "clerk"]),
        ("returned", ["author", "clerk", "reviewer"]),
        ("not_recommended", ["author", "clerk", "reviewer", "auditor"]),
        ("recommended", ["author", "clerk", "reviewer", "auditor"]),
        ("registered", ["author", "clerk", "reviewer", "auditor"]),
        ("reported", ["author", "clerk", "reviewer", "auditor", "receiver"]),
        ("withdrawn", ["author", "clerk"]),
    ],
)
def test_a_record_is_seen_up_to_the_desk_that_it_reached(state, names, cast, record_in):
    assert seen_by(cast, record_in(state)) == names


def test_lists_and_policy_agree_in_every_case(cast, record_in):
    for state in ("draft", "in_review", "returned", "not_recommended", "reported"):
        record_in(state)
    for registration in Registration.objects.all():
        facts = registration.facts()
        for actor in cast.values():
            listed = queries.visible_to(actor).filter(pk=registration.pk).exists()
            assert listed is sees(actor, facts)


def test_an_unknown_code_and_a_foreign_one_look_the_same(stranger, draft):
    assert queries.registration_for(stranger, draft().code) is None
    assert queries.registration_for(stranger, "ZZZZZZZZZZZZ") is None


def test_whoever_moves_on_takes_no_records_along(stage, record_in, department_reviewer, cast):
    """A desk sees by its organisation: its next person sees what the last one did."""
    registration = record_in("recommended")
    successor = person(stage.department, "successor", Right.REVIEW)
    assert queries.registration_for(successor, registration.code) == registration


def test_an_author_lists_the_own_records_and_an_office_all_of_its_unit(cast, draft):
    own = draft(title="甲")
    other = draft(title="乙", actor=cast["colleague"])
    assert list(queries.my_registrations(cast["author"])) == [own]
    assert list(queries.my_registrations(cast["colleague"])) == [other]
    assert list(queries.my_registrations(cast["clerk"])) == [other, own]
    assert list(queries.my_registrations(cast["reviewer"])) == []


def test_the_public_sees_the_register_alone(record_in):
    registration = record_in("received")
    assert queries.public_registration(registration.code) is None
    assert list(queries.public_registrations()) == []
    checked = queries.registration_by_code_for_print_check(registration.code)
    assert checked == registration


def test_a_record_read_afresh_shows_what_happened_meanwhile(author, draft):
    registration = draft()
    move(author, registration, "submit")
    assert (registration.state, reload(registration).state) == ("draft", "in_review")
