"""Explanations belong to the values that were judged, and lapse when these change."""

from tests.complete import UNIT
from tests.records import answer, move, refused, reload

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.actions.explanations import Kept
from kedeng.apps.registrations.judgement import judge, sections_read
from kedeng.definitions.registry import definition

SHORT = ("summary_short", "summary.achievement_summary")
PARTNERS = ("independent_with_partners", "overview.research_mode")


def explain(actor, registration, place, text="按任务书填写", **more):
    return actions.explain(actor=actor, registration=registration, texts={place: text}, **more)


def open_confirmations(registration):
    return [
        (item.problem.code, item.problem.path) for item in judge(reload(registration)).unexplained
    ]


def with_partner(registration, author, name="演示合作单位"):
    """Add a second unit to a record that says it is independent research (R46)."""
    row = registration.sections.get(section="units")
    partner = {**row.content[0], "id": "u2", "unit_name": name}
    actions.save_section(
        actor=author,
        registration=registration,
        section="units",
        content=[row.content[0], partner],
        expected_version=row.version,
    )


def test_a_confirmation_blocks_until_it_is_explained(draft, author):
    registration = draft()
    with_partner(registration, author)
    assert open_confirmations(registration) == [PARTNERS]
    with refused("form_incomplete") as params:
        move(author, registration, "submit")
    assert params == {"errors": 0, "unexplained": 1}
    assert explain(author, registration, PARTNERS).count == 1
    assert move(author, registration, "submit").state == "in_review"


def test_the_reviewer_reads_the_explanation_in_the_revision(draft, author):
    registration = draft()
    with_partner(registration, author)
    explain(author, registration, PARTNERS, "合作单位只提供样品")
    [explanation] = move(author, registration, "submit").revisions.get().explanations
    assert (explanation["code"], explanation["path"], explanation["text"]) == (
        *PARTNERS,
        "合作单位只提供样品",
    )
    assert explanation["sentence"]


def test_an_explanation_lapses_when_a_judged_value_changes(draft, author):
    registration = draft()
    with_partner(registration, author)
    explain(author, registration, PARTNERS)
    with_partner(registration, author, "另一个演示单位")  # in another section than the problem
    assert open_confirmations(registration) == [PARTNERS]


def test_an_explanation_stands_when_other_values_change(draft, author):
    registration = draft()
    with_partner(registration, author)
    explain(author, registration, PARTNERS)
    answer(author, registration, "funding", funding_own="13.00")
    assert open_confirmations(registration) == []


def test_an_explanation_comes_back_with_the_values_that_it_explained(draft, author):
    registration = draft()
    with_partner(registration, author)
    explain(author, registration, PARTNERS)
    with_partner(registration, author, "另一个演示单位")
    with_partner(registration, author)
    assert open_confirmations(registration) == []


def test_a_blank_text_takes_an_explanation_away(draft, author):
    registration = draft()
    with_partner(registration, author)
    explain(author, registration, PARTNERS)
    assert explain(author, registration, PARTNERS, "  ").count == 0
    assert open_confirmations(registration) == [PARTNERS]


def test_an_explanation_of_values_seen_before_they_changed_is_left_out(draft, author):
    registration = draft()
    with_partner(registration, author)
    [seen] = judge(registration).confirmations
    with_partner(registration, author, "另一个演示单位")
    assert explain(author, registration, PARTNERS, judged={PARTNERS: seen.judged}) == Kept(
        0, frozenset({PARTNERS})
    )
    [now] = judge(reload(registration)).confirmations
    assert explain(author, registration, PARTNERS, judged={PARTNERS: now.judged}) == Kept(
        1, frozenset()
    )


def test_what_asks_for_no_explanation_gets_none(draft, author):
    registration = draft()
    assert explain(author, registration, SHORT) == Kept(0, frozenset())
    assert registration.explanations.count() == 0


def test_only_who_may_edit_explains(draft, author, stranger):
    registration = draft()
    with_partner(registration, author)
    with refused("not_your_record"):
        explain(stranger, registration, PARTNERS)


def test_a_rule_is_known_by_the_sections_that_it_reads(draft):
    judgement = judge(draft())
    rules = {rule.key: rule for rule in definition("soft_science").rules}
    read = {
        key: sections_read(rules[key], judgement.settled, judgement.facts)
        for key in ("R3", "R4", "R46")
    }
    assert read == {
        "R3": {"overview"},
        "R4": {"overview"},
        "R46": {"overview", "units"},
    }
    assert judgement.settled.rows("units")[0]["unit_name"] == UNIT
