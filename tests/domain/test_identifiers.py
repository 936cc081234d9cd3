"""Numbers of projects and rights, folded for comparison (process.md f)."""

import pytest

from kedeng.domain.identifiers import IdentifierKind, key_of, project_key, right_key


@pytest.mark.parametrize(
    "written", ["2023-YFB-0001", "2023yfb0001", "２０２３ＹＦＢ０００１", "〔2023〕YFB 0001"]
)
def test_one_project_number_in_many_hands(written):
    assert project_key(written) == "2023YFB0001"


@pytest.mark.parametrize(
    "written",
    [
        "ZL 2021 1 0123456.7",
        "ZL202110123456.7",
        "CN202110123456.7",
        "202110123456",
        "zl2021101234567",
    ],
)
def test_an_application_and_its_patent_are_one(written):
    assert right_key(written) == "202110123456"


def test_numbers_that_stay_apart():
    assert [right_key(text) for text in ("CN112345678B", "ZL98101234.X", "2021SR0012345", "")] == [
        "CN112345678B",
        "98101234",
        "2021SR0012345",
        "",
    ]


def test_a_kind_chooses_its_fold():
    assert key_of(IdentifierKind.PROJECT, "ZL202110123456.7") == "ZL2021101234567"
    assert key_of(IdentifierKind.RIGHT, "ZL202110123456.7") == "202110123456"
