import json
from copy import deepcopy
from pathlib import Path

import pytest

from kedeng.domain.evidence import assess, load, pack_named
from kedeng.domain.evidence_tree import AllOf, AnyOf, If, Need, Slot, remaining, settle, words
from kedeng.formkit.status import Status

FOLDER = Path(__file__).resolve().parents[2] / "data" / "evidence"
PACKS = sorted(path.stem for path in FOLDER.glob("*.json"))
CATEGORIES = ["applied_technology", "basic_theory", "soft_science"]


@pytest.fixture(scope="module")
def shanxi():
    return pack_named("shanxi-2025")


@pytest.fixture(scope="module")
def national():
    return pack_named("national")


# ── the packs ────────────────────────────────────────────────────────────────────────────────────


def test_the_packs_are_known():
    assert PACKS == ["national", "shanxi-2025"]


@pytest.mark.parametrize("key", PACKS)
def test_a_pack_is_named_as_its_file_and_covers_the_categories(key):
    pack = pack_named(key)
    assert (pack.key, pack.status, list(pack.categories)) == (key, Status.SOURCED, CATEGORIES)


@pytest.mark.parametrize("key", PACKS)
def test_packs_ask_only_for_conditions_that_the_rules_know(key):
    known = {
        "plan_or_fund",
        "either_basic_opinion",
        "stamped_form_required",
        "publicity_letter_required",
    }
    assert pack_named(key).conditions() <= known


@pytest.mark.parametrize("key", PACKS)
@pytest.mark.parametrize("category", CATEGORIES)
def test_every_slot_says_what_it_takes(key, category):
    pack = pack_named(key).categories[category]
    voluntary = {slot.key for slot in pack.voluntary}
    assert [slot.key for slot in pack.slots if not slot.label] == []
    assert [s.key for s in pack.slots if not s.article and s.key not in voluntary | {"P-1"}] == []
    assert [slot.key for slot in pack.slots if slot.named and "例如" not in slot.help] == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_stamped_form_and_the_sheets_are_voluntary_in_shanxi(shanxi, category):
    voluntary = [slot.key for slot in shanxi.categories[category].voluntary]
    assert voluntary == ["O-1", "O-2", "D0"]


def test_each_list_of_the_notice_that_ends_in_others_has_a_named_slot(shanxi):
    named = {
        category: [slot.key for slot in pack.slots if slot.named]
        for category, pack in shanxi.categories.items()
    }
    assert named == {
        "applied_technology": ["Y-2.1x", "Y-2.4x", "O-2"],
        "basic_theory": ["O-2"],
        "soft_science": ["R-2x", "O-2"],
    }


def test_no_pack_takes_an_enterprise_standard(shanxi, national):
    labels = [
        slot.label
        for pack in (shanxi, national)
        for category in pack.categories.values()
        for slot in category.slots
    ]
    assert [label for label in labels if "企业标准" in label] == []


def test_a_slot_means_the_same_in_every_pack(shanxi, national):
    for category in CATEGORIES:
        ours = shanxi.categories[category].by_key
        theirs = national.categories[category].by_key
        assert theirs.keys() - ours.keys() <= {"P-1"}


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def data():
    return deepcopy(json.loads((FOLDER / "shanxi-2025.json").read_text(encoding="utf-8")))


def test_a_slot_given_twice_is_refused(data):
    slots = data["categories"]["soft_science"]["slots"]
    slots.append(slots[0])
    with pytest.raises(ValueError, match="soft_science: a slot is given twice"):
        load(data)


def test_an_undeclared_group_is_refused(data):
    data["categories"]["soft_science"]["slots"][0]["group"] = "R-9"
    with pytest.raises(ValueError, match=r"undeclared groups \['R-9'\]"):
        load(data)


def test_a_requirement_of_an_unknown_slot_is_refused(data):
    data["categories"]["soft_science"]["requirements"][0]["needs"] = "R-9"
    with pytest.raises(KeyError, match="R-9"):
        load(data)


def test_a_requirement_of_another_form_is_refused(data):
    data["categories"]["soft_science"]["requirements"][0]["needs"] = {"most": ["R-1"]}
    with pytest.raises(ValueError, match="not a requirement"):
        load(data)


def test_an_unknown_pack_is_an_error():
    with pytest.raises(FileNotFoundError):
        pack_named("atlantis")


# ── the algebra ──────────────────────────────────────────────────────────────────────────────────

A, B, C, D = (Need(Slot(key=key, label=key.upper())) for key in "abcd")
TREE = AnyOf((AllOf((AnyOf((A, B), "甲"), C)), D))


@pytest.mark.parametrize(
    ("filled", "rest"),
    [
        ("", TREE),
        ("a", AnyOf((C, D))),
        ("c", AnyOf((AnyOf((A, B), "甲"), D))),
        ("ac", AllOf(())),
        ("d", AllOf(())),
    ],
)
def test_what_is_filled_shortens_a_tree(filled, rest):
    assert remaining(TREE, frozenset(filled)) == rest


def test_an_if_is_settled_by_its_condition():
    tree = AllOf((If("planned", A, B), AnyOf((If("planned", C, D),))))
    assert settle(tree, frozenset({"planned"})) == AllOf((A, AnyOf((C,))))
    assert settle(tree, frozenset()) == AllOf((B, AnyOf((D,))))


def test_words_pass_over_what_a_condition_leaves_out():
    slot = Slot(key="1", label="评价意见")
    tree = settle(AllOf((If("plan", Need(slot), AllOf(())), Need(slot))), frozenset())
    assert words(tree) == "评价意见"


def test_an_unsettled_tree_has_no_rest_and_no_words():
    for judge in (lambda tree: remaining(tree, frozenset()), words):
        with pytest.raises(TypeError, match="settle the tree first"):
            judge(If("planned", A, B))


def test_a_tree_reads_as_words():
    assert words(TREE.parts[0]) == "甲（A、B任选一项），和C"


# ── assessment ───────────────────────────────────────────────────────────────────────────────────


def standings(pack, category, filled, conditions=frozenset()):
    """Per requirement: its key, whether it is met, by which slots, what else would meet it."""
    return [
        (item.requirement.key, item.met, [slot.key for slot, _ in item.by], item.alternatives)
        for item in assess(pack, category, filled, conditions).standings
    ]


def test_shanxi_applied_is_complete_with_one_of_the_pool(shanxi):
    filled = {"Y-1": ("研制报告.pdf",), "Y-2.1b": ("验收意见.pdf",), "Y-3": ("用户报告.pdf",)}
    found = assess(shanxi, "applied_technology", filled)
    pool = found.standings[1]
    by_key = shanxi.categories["applied_technology"].by_key
    assert found.complete
    assert pool.by == ((by_key["Y-2.1b"], ("验收意见.pdf",)),)
    assert [slot.key for slot in pool.spared][:3] == ["Y-2.1a", "Y-2.1c", "Y-2.1d"]
    assert len(pool.spared) == 17


def test_an_empty_slot_is_not_filled(shanxi):
    found = assess(shanxi, "applied_technology", {"Y-1": (), "Y-2.1b": ("验收意见.pdf",)})
    assert [item.requirement.key for item in found.missing] == ["Y-1", "Y-3"]


def test_shanxi_basic_asks_a_plan_for_its_acceptance(shanxi):
    filled = frozenset({"J-2", "J-5", "J-6"})
    assert standings(shanxi, "basic_theory", filled) == [
        ("J-1", True, ["J-2"], ()),
        ("J-3", True, ["J-5"], ()),
        ("J-6", True, ["J-6"], ()),
    ]
    assert standings(shanxi, "basic_theory", filled, frozenset({"plan_or_fund"}))[1] == (
        "J-3",
        False,
        ["J-5"],
        ("科技计划项目验收报告、意见、通知",),
    )


def test_shanxi_soft_lacks_only_its_proof(shanxi):
    assert standings(shanxi, "soft_science", frozenset({"R-1"}))[1][:3] == ("R-2", False, [])


@pytest.mark.parametrize(
    ("filled", "complete"),
    [
        ({"Y-2.1a", "Y-1"}, True),
        ({"Y-2.4c", "Y-3"}, True),
        ({"Y-2.1a", "Y-3"}, False),
        ({"Y-2.4c", "Y-1"}, False),
        ({"Y-1", "Y-3"}, False),
    ],
)
def test_national_applied_takes_either_pair(national, filled, complete):
    assert assess(national, "applied_technology", frozenset(filled)).complete is complete


def test_a_profile_may_ask_for_the_stamped_form_and_a_publicity_letter(national):
    required = frozenset({"stamped_form_required", "publicity_letter_required"})
    found = assess(national, "soft_science", frozenset({"R-1", "R-2a", "P-1"}), required)
    assert [item.requirement.key for item in found.missing] == ["D0"]


def test_a_category_without_a_pack_is_an_error(shanxi):
    with pytest.raises(KeyError):
        assess(shanxi, "poetry", frozenset())
