"""Codes by the clock, against the vectors of RFC 6238 (appendix B, SHA-1, last six digits)."""

import pytest

from kedeng.lib.totp import address_for_app, base32, code_at, matching_step, new_secret

SECRET = b"12345678901234567890"
VECTORS = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}


@pytest.mark.parametrize("moment", VECTORS)
def test_the_codes_are_those_of_the_standard(moment):
    assert code_at(SECRET, moment // 30) == VECTORS[moment]


@pytest.mark.parametrize("late", [-30, 0, 30])
def test_a_telephone_may_be_half_a_minute_off(late):
    assert matching_step(SECRET, VECTORS[59], at=59 + late, after=0) == 1


@pytest.mark.parametrize(
    ("code", "at", "after"),
    [
        (VECTORS[59], 59, 1),  # used
        (VECTORS[59], 59 + 60, 0),  # of a minute ago
        ("28708", 59, 0),
        ("２８７０８２", 59, 0),
        ("", 59, 0),
    ],
)
def test_no_other_code_is_taken(code, at, after):
    assert matching_step(SECRET, code, at=at, after=after) is None


def test_an_app_gets_the_secret_with_a_name():
    assert address_for_app(SECRET, service="科登", account="a b") == (
        "otpauth://totp/%E7%A7%91%E7%99%BB%3Aa%20b"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E7%A7%91%E7%99%BB&digits=6&period=30"
    )


def test_a_new_secret_has_160_bits():
    assert (len(new_secret()), len(base32(new_secret()))) == (20, 32)
