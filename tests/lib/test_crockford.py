"""Codes from paper: typing forgives what cannot be meant otherwise."""

import pytest

from kedeng.lib.crockford import ALPHABET, grouped, random_code, read

MEANT = "7K3M19TX0H4VZB0C"


@pytest.mark.parametrize(
    "typed",
    [
        "7K3M-19TX-0H4V-ZB0C",
        "7k3m 19tx 0h4v zb0c",
        "7K3MI9TXOH4VZBOC",
        "7k3ml9txoh4vzboc",
        "７Ｋ３Ｍ－１９ＴＸ－０Ｈ４Ｖ－ＺＢ０Ｃ",
        " 7K3M–19TX—0H4V−ZB0C\n",
    ],
)
def test_what_can_be_meant_is_read(typed):
    assert read(typed) == MEANT


@pytest.mark.parametrize(
    "typed", ["", "7K3M", MEANT + "0", "U" * 16, "密码" * 8, "7K3M-19TX-0H4V-ZB0*"]
)
def test_what_cannot_be_a_code_is_none(typed):
    assert read(typed) is None


def test_a_random_code_reads_as_itself():
    codes = {random_code() for _ in range(100)}
    assert len(codes) == 100
    assert all(grouped(read(code)) == code for code in codes)
    assert len(ALPHABET) == 32
