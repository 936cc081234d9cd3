"""Registration numbers: twelve characters (forms.md 8.1, process.md B58–B61; rule R8)."""

import pytest

from kedeng.domain.numbering import Number, SerialsExhaustedError, compose, parse


def test_a_number_has_body_year_letter_and_serial():
    number = compose("914", 2025, "Y", 7)
    assert (str(number), len(str(number))) == ("9142025Y0007", 12)
    assert number == Number("914", 2025, "Y", 7)


@pytest.mark.parametrize("serial", [1, 42, 9999])
def test_what_is_composed_is_parsed_again(serial):
    number = compose("914", 2025, "R", serial)
    assert parse(str(number)) == number


def test_the_serial_after_9999_is_refused():
    with pytest.raises(SerialsExhaustedError):
        compose("914", 2025, "Y", 10000)


@pytest.mark.parametrize(
    ("body", "year", "letter", "serial"),
    [
        ("91", 2025, "Y", 1),
        ("9144", 2025, "Y", 1),
        ("91A", 2025, "Y", 1),
        ("914", 1825, "Y", 1),
        ("914", 2125, "Y", 1),
        ("914", 2025, "X", 1),
        ("914", 2025, "y", 1),
        ("914", 2025, "Y", 0),
        ("914", 2025, "Y", -1),
    ],
)
def test_parts_of_another_shape_make_no_number(body, year, letter, serial):
    with pytest.raises(ValueError, match="is no registration number"):
        compose(body, year, letter, serial)


def test_blanks_around_a_number_do_not_matter():
    assert parse(" 9142025J0012\n") == Number("914", 2025, "J", 12)


@pytest.mark.parametrize("text", ["", "9142025Y001", "9142025Y00011", "9142025Z0001", "科9142025Y"])
def test_other_texts_are_no_number(text):
    assert parse(text) is None
