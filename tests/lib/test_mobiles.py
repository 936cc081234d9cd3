import pytest

from kedeng.lib.mobiles import is_mobile


@pytest.mark.parametrize(
    ("number", "mobile"),
    [
        ("13900001111", True),
        ("19912345678", True),
        ("0351-0000000", False),
        ("12900001111", False),
        ("139000011112", False),
        ("+8613900001111", False),
        ("１３９００００１１１１", False),
        ("", False),
    ],
)
def test_a_mobile_number_has_eleven_digits_from_13_to_19(number, mobile):
    assert is_mobile(number) is mobile
