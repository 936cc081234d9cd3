"""How templates are laid out, and the tag that keeps the layout from showing."""

from pathlib import Path

import pytest
from django.template import Context, Template

from kedeng import web

FOLDER = Path(web.__file__).parent / "templates"
LONGEST = 140


def test_no_line_is_long() -> None:
    assert [
        f"{file.relative_to(FOLDER)}:{number}"
        for file in sorted(FOLDER.rglob("*.html"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST
    ] == []


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("甲。\n  乙。", "甲。乙。"),
        ("甲 · \n  乙", "甲 ·乙"),
        ("甲　\n  乙", "甲　乙"),  # a full-width space is meant
        ("甲\n  {% if yes %}\n    乙\n  {% endif %}\n  丙", "甲乙丙"),
        ("甲{% if yes %} 乙{% endif %}", "甲 乙"),
        (
            '<a\n href="x"\n {% if yes %}id="y"{% endif %}>\n  甲\n</a>',
            '<a\n href="x"\n id="y">甲</a>',
        ),
        ("{{ text }}", "first\nsecond"),
        ("{% blocktranslate %}甲\n乙{% endblocktranslate %}", "甲\n乙"),
    ],
)
def test_joined_lines_show_no_space(lines, shown) -> None:
    told = Template(f"{{% joined %}}{lines}{{% endjoined %}}").render(
        Context({"yes": True, "text": "first\nsecond"})
    )
    assert told == shown
