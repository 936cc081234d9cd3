import csv
import json
from datetime import date
from io import StringIO

import pytest

from kedeng.formkit.codelist import Catalogue, CodeList, from_table, load
from kedeng.formkit.status import Status


def entry(code, label, parent=None, rank=1, **more):
    return {
        "code": code,
        "label": label,
        "parent": parent,
        "source": "S41",
        "status": "SOURCED",
        "rank": rank,
        **more,
    }


def trades(**more):
    """A small list in the shape of its file: two sections, one of which shares its label."""
    return {
        "key": "trade",
        "title": "行业",
        "version": 1,
        "valid_from": "2025-01-01",
        "source": "S41",
        "status": "SOURCED",
        "licence_note": "…",
        "open": False,
        "groups": {"old": "旧"},
        "traits": {"free_text": "A5"},
        "entries": [
            entry("K", "房地产业", rank=1),
            entry("70", "房地产业", "K"),
            entry("P", "教育(含培训)", rank=2, traits=["free_text"]),
            entry("Z", "旧行业", rank=3, group="old", valid_to="2016-12-31"),
            entry("Y", "不开放", rank=4, selectable=False),
        ],
        **more,
    }


@pytest.fixture
def trade() -> CodeList:
    return load(trades())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("K", "K"),
        ("Ｋ", "K"),
        (" 7 0 ", "70"),
        ("70 房地产业", "70"),
        ("７０　房地产业", "70"),
        ("K房地产业", "K"),
        ("教育(含培训)", "P"),
        ("教育（含 培训）", "P"),
        ("Z 旧行业", "Z"),
        ("旧行业", "Z"),
        ("K70", "70"),
        ("Ｋ 70 房地产业", "70"),
    ],
)
def test_find_resolves_code_label_or_both(trade, text, code):
    assert trade.find(text) == trade.by_code[code]


@pytest.mark.parametrize("text", ["", "房地产业", "70 教育", "教育", "k", "71", "P70", "K71"])
def test_find_refuses_unknown_and_ambiguous_texts(trade, text):
    assert trade.find(text) is None


def test_find_ignores_the_composition_of_characters():
    codes = load(trades(entries=[entry("1", "caf\u00e9")]))
    assert codes.find("cafe\u0301") == codes.by_code["1"]


def test_children_and_path_follow_the_tree(trade):
    assert [child.code for child in trade.children(None)] == ["K", "P", "Z", "Y"]
    assert [child.code for child in trade.children("K")] == ["70"]
    assert trade.path("70") == ("房地产业", "房地产业")
    assert trade.path("P") == ("教育(含培训)",)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2016, 12, 31), ["K", "70", "P", "Z"]),
        (date(2017, 1, 1), ["K", "70", "P"]),
    ],
)
def test_active_leaves_out_retired_and_unselectable_entries(trade, day, codes):
    assert [active.code for active in trade.active(day)] == codes


def test_having_gives_the_codes_of_a_trait(trade):
    assert trade.having("free_text") == {"P"}
    with pytest.raises(KeyError):
        trade.having("fre_text")


def test_search_looks_into_code_and_label_up_to_a_limit(trade):
    assert [found.code for found in trade.search("房地")] == ["K", "70"]
    assert [found.code for found in trade.search("房地", limit=1)] == ["K"]
    assert [found.code for found in trade.search("ｋ")] == ["K"]
    assert trade.search("不开放") == ()


def test_a_list_survives_the_way_to_data_and_back(trade):
    assert load(trade.as_dict()) == trade
    assert load(trade.as_dict()).digest == trade.digest


def test_the_digest_depends_on_content_alone(trade):
    reordered = dict(reversed(trades().items()))
    assert load(reordered).digest == trade.digest
    assert load(trades(version=2)).digest != trade.digest
    assert len(trade.digest) == 64


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"entries": [entry("1", "甲"), entry("1", "乙")]}, "codes given twice: 1"),
        ({"entries": [entry("1", "甲", "9")]}, "entry '1': unknown parent '9'"),
        ({"entries": [entry("1", "甲", "2"), entry("2", "乙", "1")]}, "form a cycle"),
        ({"entries": [entry("1", "甲", "1")]}, "entry '1': its parents form a cycle"),
        ({"entries": [entry("1", "甲"), entry("2", "甲 ")]}, "a sibling has the same label"),
        ({"entries": [entry("1", "甲", source="")]}, "entry '1': missing source"),
        ({"entries": [entry("1", "甲", status=None)]}, "entry '1': missing status"),
        ({"entries": [entry("1", "甲", status="GUESSED")]}, "'GUESSED' is not a valid Status"),
        ({"entries": [entry("1", "甲", status="INFERRED")]}, "calls itself SOURCED"),
        ({"entries": [entry("1", "甲", colour="red")]}, "entry '1': unknown colour"),
        ({"entries": [entry("1", "甲", traits=["x"])]}, "entry '1': undeclared trait 'x'"),
        ({"entries": [entry("1", "甲", group="x")]}, "entry '1': undeclared group 'x'"),
        ({"entries": [entry("1", "甲", selectable="false")]}, "selectable is 'false'"),
        ({"entries": [entry(110, "数学")]}, "code is 110, not of type str"),
        (
            {"entries": [entry("1", "甲", valid_from="2020-01-01", valid_to="2019-12-31")]},
            "entry '1': valid_to lies before valid_from",
        ),
        ({"entries": [entry("1", "甲", valid_to="2019")]}, "Invalid isoformat string"),
        ({"source": ""}, "code list 'trade': missing source"),
        ({"status": None}, "code list 'trade': missing status"),
    ],
)
def test_load_names_what_is_wrong(change, message):
    with pytest.raises(ValueError, match="code list 'trade'") as caught:
        load(trades(**change))
    assert message in str(caught.value)


def test_an_alias_finds_its_entry_and_never_hides_a_label(trade):
    aliased = load(trades(aliases={"楼市": "K", "Z": "P"}, aliases_source="INFERRED"))
    assert aliased.find(" 楼 市 ").code == "K"
    assert aliased.find("Z").code == "Z"
    assert trade.find("楼市") is None
    assert load(aliased.as_dict()) == aliased


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"aliases": {"楼市": "X"}, "aliases_source": "S1"}, "alias '楼市' of an unknown code 'X'"),
        ({"aliases": {"旧行业": "K"}, "aliases_source": "S1"}, "alias '旧行业' is a label"),
        ({"aliases": {"楼市": "K"}}, "its aliases have no source"),
    ],
)
def test_an_alias_that_does_not_fit_is_refused(more, message):
    with pytest.raises(ValueError, match=message):
        load(trades(**more))


def test_load_refuses_a_file_under_a_foreign_name(tmp_path, trade):
    text = json.dumps(trades())
    (tmp_path / "trade.json").write_text(text, encoding="utf-8")
    (tmp_path / "industry.json").write_text(text, encoding="utf-8")
    assert load(tmp_path / "trade.json") == trade
    with pytest.raises(ValueError, match=r"industry\.json holds the code list 'trade'"):
        load(tmp_path / "industry.json")


def test_a_catalogue_knows_the_version_of_each_list(trade):
    catalogue = Catalogue([trade, load(trades(key="other", version=3))])
    assert catalogue.versions() == {"trade": 1, "other": 3}
    assert catalogue["trade"] == trade
    assert "colour" not in catalogue
    with pytest.raises(ValueError, match="'trade' is given twice"):
        Catalogue([trade, trade])


def table(text):
    return csv.DictReader(StringIO(text))


NEXT = {"valid_from": date(2026, 1, 1), "source": "GB/T 4754-2017", "status": Status.RECALLED}


def test_from_table_makes_the_next_version_with_deeper_levels(trade):
    rows = table(
        "code,label,parent\n70,房地产业,K\n7010,房地产开发经营,701\n701,房地产开发经营,70\n"
    )
    deeper = from_table(trade, rows, **NEXT)
    assert (deeper.version, deeper.valid_from) == (2, date(2026, 1, 1))
    assert (deeper.source, deeper.status) == ("S41; GB/T 4754-2017", Status.RECALLED)
    assert deeper.path("7010") == ("房地产业", "房地产业", "房地产开发经营", "房地产开发经营")
    assert deeper.by_code["701"].rank == 1
    assert len(deeper.entries) == len(trade.entries) + 2
    assert trade.version == 1


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "code,label,parent\n70,住宅业,K\n",
            "row 1 says otherwise about '70', known as '房地产业'",
        ),
        ("code,label,parent\n70,房地产业,P\n", "row 1 says otherwise about '70'"),
        ("code,label,parent\n71,,K\n", "row 1 lacks a code or a label"),
        ("code,label,parent\n71,租赁业,L\n", "entry '71': unknown parent 'L'"),
    ],
)
def test_from_table_refuses_rows_that_do_not_fit(trade, rows, message):
    with pytest.raises(ValueError, match="code list 'trade'") as caught:
        from_table(trade, table(rows), **NEXT)
    assert message in str(caught.value)
