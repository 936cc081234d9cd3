"""An uploaded evidence pack: every fault in a sentence that says where; the shipped have none."""

# ruff: noqa: ARG005 - each change touches the half that it needs

import copy
import json

import pytest
from tests.stage import DATA

from kedeng.domain import evidence
from kedeng.domain.pack_check import pack_faults

PACKS = {
    file.stem: json.loads(file.read_text(encoding="utf-8")) for file in DATA.glob("evidence/*.json")
}


def changed(change):
    content = copy.deepcopy(PACKS["national"])
    change(content, content["categories"]["applied_technology"])
    return content


@pytest.mark.parametrize("key", PACKS)
def test_the_shipped_packs_are_sound(key):
    assert pack_faults(PACKS[key]) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda all_, part: all_.pop("title"), "title（名称）没有写。"),
        (
            lambda all_, part: all_["categories"].pop("soft_science"),
            "categories 要恰好写 applied_technology、basic_theory、soft_science 三类。",
        ),
        (
            lambda all_, part: part["slots"].append({"key": "Y-1", "label": "又一份"}),
            "应用技术：第 16 种材料的代号 Y-1 写了两次。",
        ),
        (
            lambda all_, part: part["slots"][0].update(colour="red"),
            "应用技术：第 1 种材料有不认识的成员：colour。",
        ),
        (
            lambda all_, part: part["slots"][0].update(group="Z"),
            "应用技术：第 1 种材料的分组 Z 没有在 groups 里写明。",
        ),
        (
            lambda all_, part: part["requirements"][0].update(needs={"any": []}),
            (
                "应用技术：第 1 项要求（评价证明和研制报告，或者知识产权证明和用户证明）"
                "的 all（都要）、any（任选）要写成列表，至少一项。"
            ),
        ),
        (
            lambda all_, part: part["requirements"].insert(0, "Y-1"),
            "应用技术：第 1 项要求要写 key（代号）、title（要求）和 article（依据的条款）。",
        ),
        (
            lambda all_, part: part.update(slots={}),
            "应用技术：slots（材料）和 requirements（要求）都要写成列表，材料至少一种。",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(change, fault):
    assert pack_faults(changed(change)) == [fault]


@pytest.mark.parametrize("content", [None, [], "text", 3, {"categories": []}, {"categories": {}}])
def test_anything_else_is_answered_in_words_too(content):
    assert pack_faults(content)


def test_what_has_no_fault_can_be_loaded():
    assert evidence.load(changed(lambda all_, part: None)).key == "national"


def test_a_tree_too_deep_is_refused():
    tree = "Y-1"
    for _ in range(30):
        tree = {"all": [tree]}
    content = changed(lambda all_, part: part["requirements"][0].update(needs=tree))
    assert "层次超过 8 层" in pack_faults(content)[0]
