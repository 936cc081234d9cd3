"""GB 32100-2015: codes as they stand in public registers, and every slip of one key."""

import pytest

from kedeng.lib.credit_code import ALPHABET, check_character, impossible_place, is_right

# The sample that is quoted with the standard, and codes that large companies print on invoices.
REAL = [
    "91350100M000100Y43",
    "91110000600037341L",
    "91440300708461136T",
    "914403001922038216",
    "91330100799655058B",
]


@pytest.mark.parametrize("code", REAL)
def test_codes_that_were_given_out_are_right(code):
    assert is_right(code)
    assert check_character(code[:17]) == code[17]


@pytest.mark.parametrize("code", REAL)
def test_every_change_of_one_character_is_found(code):
    changed = [
        code[:place] + other + code[place + 1 :]
        for place in range(18)
        for other in ALPHABET
        if other != code[place]
    ]
    assert len(changed) == 18 * 30
    assert [each for each in changed if is_right(each)] == []


@pytest.mark.parametrize("code", REAL)
def test_every_exchange_of_neighbours_is_found(code):
    exchanged = {
        code[:place] + code[place + 1] + code[place] + code[place + 2 :] for place in range(17)
    }
    assert [each for each in exchanged - {code} if is_right(each)] == []


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("91110000600037341L", None),
        ("N2230229MF2345678T", None),
        ("9111000060003734IL", 17),
        ("O1110000600037341L", 1),
        ("9111O000600037341L", 5),
        ("91A10000600037341L", 3),
        ("91110000600037341l", 18),
        ("9111000060003734１L", 17),
        ("91110000 00037341L", 9),
    ],
)
def test_a_character_that_cannot_stand_there_is_found(code, place):
    assert impossible_place(code) == place


@pytest.mark.parametrize("code", ["", "9111000060003734L", "91110000600037341LL", "１" * 18])
def test_what_is_no_code_is_not_right(code):
    assert not is_right(code)
