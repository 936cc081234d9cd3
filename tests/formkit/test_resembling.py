"""What a text may have meant is offered, the likeliest first."""

from pathlib import Path

import pytest

from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.resembling import resembling

LISTS = Path(__file__).resolve().parents[2] / "data" / "codelists"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.from_directory(LISTS)


@pytest.mark.parametrize(
    ("key", "text", "codes"),
    [
        ("industry", "C3912", ["39"]),  # a finer level of the standard
        ("industry", "c39", ["39"]),
        ("industry", "6", ["60", "61", "62", "63", "64", "65", "66", "67", "68", "69"]),
        ("industry", "房地产业", ["K", "70"]),  # a label of two levels
        ("industry", "软件", ["I", "65"]),
        ("industry", "计算机软件业", ["39", "I", "65"]),
        ("industry", "新能源汽车", ["36"]),
        ("discipline", "440.15", ["440"]),
        ("discipline", "农业", ["210"]),
        ("discipline", "999", []),
        ("discipline", "業", []),
        ("discipline", " ", []),
    ],
)
def test_a_text_that_names_no_option_is_met_with_those_like_it(catalogue, key, text, codes):
    assert [entry.code for entry in resembling(catalogue[key], text)] == codes


def test_no_more_are_offered_than_a_sentence_holds(catalogue):
    assert len(resembling(catalogue["industry"], "制造业")) == 10


def test_a_short_list_offers_only_what_bears_the_text(catalogue):
    titles = catalogue["professional_title"]
    assert resembling(titles, "大师", loosely=False) == ()
    assert [entry.code for entry in resembling(titles, "正高级教授", loosely=False)] == ["senior"]
