"""Which notes concern which changes."""

import pytest

from kedeng.apps.insight.changed import concerns


@pytest.mark.parametrize(
    ("noted", "changed", "expected"),
    [
        ("overview.keywords", "overview.keywords", True),
        ("people[q1]", "people[q1].employer", True),
        ("people[q1].employer", "people[q1]", True),
        ("people", "people[q1].name", True),
        ("overview.key", "overview.keywords", False),
        ("people[q1]", "people[q12].name", False),
        ("evidence.R-2", "evidence.R-2b", False),
        ("overview.keywords", "overview.achievement_name", False),
    ],
)
def test_a_note_concerns_what_lies_where_it_stands(noted, changed, expected):
    assert concerns(noted, changed) is expected
