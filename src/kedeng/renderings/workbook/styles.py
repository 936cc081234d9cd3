"""Formats of the workbook: one look for the form, its marked copy and the summary table."""

from typing import Any

from kedeng.formkit.rules import Severity
from kedeng.renderings.marks import COMPUTED, MUST, REASONED, SOMETIMES

FONT = "微软雅黑"
A4 = 9
INK, GREY, LINE = "#1F2933", "#5F6B7A", "#B8C2CC"
HEAD_FILL = "#E3EAF2"

# Fills by how far an answer is wanted; the word stands beside it, so colour never speaks alone.
WANTED_FILLS = {MUST: "#FFF6D6", REASONED: "#FFF6D6", SOMETIMES: "#F1F6E8", COMPUTED: "#ECEFF2"}
PROBLEM_FILLS = {
    Severity.ERROR: "#F5B5B0",
    Severity.CONFIRM: "#F9CF92",
    Severity.WARNING: "#BBD6F2",
}
PROBLEM_WORDS = {
    Severity.ERROR: "必须修改",
    Severity.CONFIRM: "请核对或说明",
    Severity.WARNING: "请留意",
}


class Styles:
    """Hands out each format once. A cell for answers is text, so that nothing typed is reshaped."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        """Give the format with these properties of XlsxWriter, upon our font and alignment."""
        base = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
        wanted = {**base, **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    @property
    def title(self) -> Any:
        """Title of a sheet."""
        return self.get(bold=True, font_size=14)

    @property
    def note(self) -> Any:
        """Explaining text."""
        return self.get(font_color=GREY, text_wrap=True, valign="top")

    @property
    def head(self) -> Any:
        """Head of a table."""
        return self.get(bold=True, bg_color=HEAD_FILL, border=1, border_color=LINE, text_wrap=True,
                        align="center")  # fmt: skip

    @property
    def body(self) -> Any:
        """A cell that explains: label, mark, unit, help."""
        return self.get(border=1, border_color=LINE, text_wrap=True)

    @property
    def quiet(self) -> Any:
        """A cell of help, in grey."""
        return self.get(border=1, border_color=LINE, text_wrap=True, font_color=GREY, font_size=9)

    @property
    def hidden(self) -> Any:
        """What only the reader of the file needs."""
        return self.get(num_format="@", font_color=GREY)

    @property
    def text(self) -> Any:
        """A plain text cell without a border, for what people may add below a table."""
        return self.get(num_format="@", text_wrap=True, valign="top", locked=False)

    @property
    def link(self) -> Any:
        """A cell that leads to another place in the workbook."""
        return self.get(border=1, border_color=LINE, font_color="#1F5FA8", underline=1)

    def answer(self, wanted: str, severity: Severity | None = None, *, tall: bool = True) -> Any:
        """A cell for an answer: coloured by how far it is wanted, or by what is wrong with it.

        Texts of several lines begin at the top of a `tall` cell.
        """
        fill = PROBLEM_FILLS[severity] if severity else WANTED_FILLS.get(wanted, "#FFFFFF")
        return self.get(
            num_format="@",
            text_wrap=True,
            valign="top" if tall else "vcenter",
            border=1,
            border_color=LINE,
            bg_color=fill,
            locked=wanted == "自动计算",
        )
