"""The notice's alternatives as a question, and how an answer parts the slots of a page."""

import pytest

from kedeng.domain.evidence import assess, pack_named
from kedeng.domain.evidence_tree import NOTHING, remaining, settle
from kedeng.domain.evidence_ways import (
    in_short,
    questions,
    shown,
    still_wanted,
    ways_of,
)

NOTHING_HOLDS = frozenset()


def category(pack, key):
    return pack_named(pack).categories[key]


def asked(pack, held=NOTHING_HOLDS):
    return {each.requirement.key: [way.key for way in each.ways] for each in questions(pack, held)}


@pytest.fixture(scope="module")
def applied():
    return category("shanxi-2025", "applied_technology")


def keys(slots):
    return [slot.key for slot in slots]


def test_a_question_has_the_notices_words_under_its_headings(applied):
    [question] = questions(applied, NOTHING_HOLDS)
    assert [heading for heading, _ in question.groups] == [
        "科技成果评价证明",
        "已发布实施的标准、工法",
        "品种、新药证书",
        "知识产权证明",
    ]
    assert [way.words for way in question.groups[0][1]][:2] == [
        "评价证书或评价报告",
        "科技计划项目验收意见、通知、报告或绩效评价意见",
    ]


def test_what_leaves_no_choice_is_not_asked(applied):
    assert set(asked(applied)) == {"Y-2"}
    theory = category("shanxi-2025", "basic_theory")
    assert asked(theory) == {"J-1": ["J-1", "J-2"], "J-3": ["J-4", "J-5"]}
    assert asked(theory, frozenset({"plan_or_fund"}))["J-3"] == ["J-3+J-4", "J-3+J-5"]
    assert asked(theory, frozenset({"either_basic_opinion"}))["J-3"] == ["J-3", "J-4", "J-5"]


def test_a_way_of_two_papers_is_one_choice():
    national = category("national", "applied_technology")
    [question] = questions(national, NOTHING_HOLDS)
    assert question.ways[0].key == "Y-2.1a+Y-1"
    assert question.ways[0].words == "鉴定证书或鉴定报告，和研制报告"
    assert len(question.ways) == 9


@pytest.mark.parametrize("name", ["shanxi-2025", "national"])
def test_every_way_meets_its_requirement_and_no_part_of_it_does(name):
    for pack in pack_named(name).categories.values():
        for question in questions(pack, NOTHING_HOLDS):
            tree = settle(question.requirement.tree, NOTHING_HOLDS)
            for way in question.ways:
                filled = frozenset(keys(way.slots))
                assert remaining(tree, filled) == NOTHING
                assert all(remaining(tree, filled - {key}) != NOTHING for key in filled)


def test_without_a_choice_every_slot_is_shown(applied):
    parted = shown(applied, NOTHING_HOLDS, {})
    assert (parted.wanted, parted.others, parted.ways) == (applied.slots, (), {})
    assert shown(applied, NOTHING_HOLDS, {"Y-2": ["gone"]}) == parted


def test_a_choice_leaves_what_is_wanted_and_folds_the_others(applied):
    parted = shown(applied, NOTHING_HOLDS, {"Y-2": ["Y-2.4a"]}, also={"Y-2.2a", "unknown"})
    assert keys(parted.wanted) == ["Y-1", "Y-2.2a", "Y-2.4a", "Y-3"]
    assert {*keys(parted.wanted), *keys(parted.others)} == set(applied.by_key)
    assert "O-1" in keys(parted.others)


def test_a_choice_changes_nothing_of_what_is_judged(applied):
    pack = pack_named("shanxi-2025")
    filled = frozenset({"Y-1", "Y-2.1a", "Y-3"})
    parted = shown(applied, NOTHING_HOLDS, {"Y-2": ["Y-2.4a"]}, also=filled)
    assert assess(pack, "applied_technology", filled).complete
    assert "Y-2.1a" in keys(parted.wanted)


def test_what_is_left_is_that_of_the_nearest_way():
    [question] = questions(category("national", "applied_technology"), NOTHING_HOLDS)
    report, patent = question.ways[0], question.ways[5]
    assert still_wanted([report, patent], {"Y-3"}) == "专利证书"
    assert still_wanted([report, patent], {"Y-3", "Y-2.4a"}) == ""
    assert still_wanted([], set()) == ""


def test_a_tree_is_said_in_short_by_its_headings(applied):
    tree = applied.requirements[1].tree
    assert in_short(applied, tree) == (
        "科技成果评价证明，或已发布实施的标准、工法，或品种、新药证书，或知识产权证明，有一种即可"
    )
    assert in_short(applied, applied.requirements[0].tree) == "研制报告"
    soft = category("national", "soft_science")
    assert in_short(soft, soft.requirements[1].tree) == (
        "软科学成果评审证书，或验收报告，或其他同类评价证明，有一种即可"
    )


def test_too_many_ways_are_not_asked_about(applied, monkeypatch):
    monkeypatch.setattr("kedeng.domain.evidence_ways.MOST_WAYS", 3)
    assert ways_of(applied.requirements[1].tree) == []
