import pytest

from kedeng.domain.similarity import duplicate_key, normalise_title, same_name, similar_titles

TITLE = "煤矿低浓度瓦斯安全输送与利用技术"


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        (" 低浓度　瓦斯 利用 ", "低浓度瓦斯利用"),
        ("“低浓度”瓦斯《利用》、（示范）", "低浓度瓦斯利用示范"),
        ("CO₂—捕集－与-利用—–−技术", "co2捕集与利用技术"),
        ("ＡＩ辅助ＣＴ（Ⅱ期）", "ai辅助ctii期"),
        ("瓦斯\u200b利用\ufeff", "瓦斯利用"),
        ("C#与C++", "c#与c++"),
        ("含量5%的合金", "含量5%的合金"),
        ("——", "——"),
        ("", ""),
    ],
)
def test_a_title_is_folded_to_what_makes_it_that_title(text, normalised):
    assert normalise_title(text) == normalised


@pytest.mark.parametrize("text", [TITLE, "ＡＩ辅助ＣＴ（Ⅱ期）", "ﬁne Straße İ", "——"])
def test_folding_twice_changes_nothing(text):
    assert normalise_title(normalise_title(text)) == normalise_title(text)


def test_names_are_the_same_whatever_their_brackets():
    assert same_name("演示（集团）有限公司", "演示(集团) 有限公司")
    assert not same_name("演示大学", "演示大学附属医院")


def test_the_duplicate_key_is_stable_over_releases():
    assert duplicate_key("applied_technology", TITLE, "12140000405700123X") == (
        "2372717c5ba15f13e93e4df3b7570c04b9fafc1351ee34e56a2a0570f45e3096"
    )


@pytest.mark.parametrize(
    "other",
    [
        ("applied_technology", f"“{TITLE}”", "12140000405700123X"),
        ("applied_technology", f"{TITLE[:4]} {TITLE[4:]}", "12140000405700123x"),
    ],
)
def test_the_same_result_has_the_same_key(other):
    assert duplicate_key(*other) == duplicate_key("applied_technology", TITLE, "12140000405700123X")


@pytest.mark.parametrize(
    "other",
    [
        ("basic_theory", TITLE, "12140000405700123X"),
        ("applied_technology", f"{TITLE}（二期）", "12140000405700123X"),
        ("applied_technology", TITLE, "91140000MA0GTXYZ1X"),
    ],
)
def test_another_category_title_or_unit_is_another_result(other):
    assert duplicate_key(*other) != duplicate_key("applied_technology", TITLE, "12140000405700123X")


def test_alike_titles_come_the_likest_first():
    candidates = {
        1: "煤矿低浓度瓦斯安全输送及利用技术",
        2: "煤矿低浓度瓦斯，安全输送与利用技术",
        3: "谷子新品种选育",
        4: "煤矿低浓度瓦斯利用",
    }
    assert similar_titles(TITLE, candidates, 0.7) == [(2, 1.0), (1, 0.9375), (4, 0.72)]


def test_without_candidates_nothing_is_alike():
    assert similar_titles(TITLE, {}, 0.7) == []
