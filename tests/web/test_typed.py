"""What is typed into boxes is tidied before anything reads it."""

import pytest

from kedeng.web.typed import typed, typed_number


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (None, ""),
        ("  理由 ", "理由"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("坏\x00字\x1b符", "坏字符"),
        ("半个\ud83d", "半个"),
        ("长" * 3000, "长" * 2000),
    ],
)
def test_typed_text_is_tidied(given, read):
    assert typed(given) == read


@pytest.mark.parametrize(
    ("given", "read"),
    [("3", 3), ("0", 0), (None, None), ("", None), ("-1", None), ("３", None), ("9" * 12, None)],
)
def test_typed_number_reads_plain_digits_alone(given, read):
    assert typed_number(given) == read
