"""Lines of a paper's text layer: labels may be spaced out (专 利 号), answers may go on below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LABEL = re.compile(r"^\s*(?:\S\s*){2,12}[:：]")
_NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]+|\d+)\s*[、.．]")
_LONG = 12  # characters: a shorter answer never needed a second line
_LONGEST = 200  # characters of an answer
_CJK_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


@dataclass(frozen=True)
class Read:
    """An answer, and the line or lines that it was read from."""

    text: str
    line: str


class Lines:
    """The lines of a page that say something."""

    def __init__(self, text: str, labels: frozenset[str] = frozenset()) -> None:
        self.rows = [" ".join(row.split()) for row in text.splitlines() if row.strip()]
        self._labels = labels  # all that are known: a line that is one of them answers nothing

    def labelled(
        self, labels: Sequence[str], pattern: str = "", *, wraps: bool = False
    ) -> Read | None:
        """Find the answer behind the first of the labels that has one, else None.

        An empty rest of a line is answered by the next one; so is a line that is a label alone, as
        the cells of a table are. Without labels the pattern is looked for as a line of its own; a
        group in it is the answer.
        """
        if not labels:
            return self._alone(pattern)
        for label in labels:
            for at, row in enumerate(self.rows):
                rest = _rest(label, row)
                read = None if rest is None else self._behind(rest, at, pattern, wraps=wraps)
                if read:
                    return read
        return None

    def _behind(self, rest: str, at: int, pattern: str, *, wraps: bool) -> Read | None:
        shown = [self.rows[at]]
        following = self.rows[at + 1] if at + 1 < len(self.rows) else ""
        if not rest and following and not self._is_label(following):
            rest = following
            shown.append(following)
        elif wraps and _goes_on(rest, following):
            rest = f"{rest}{following}"
            shown.append(following)
        if pattern:
            match = re.search(pattern, rest)
            rest = match[0] if match else ""
        else:
            rest = _until_next_label(rest)
        text = _CJK_GAP.sub("", rest).strip(" ;；。")
        return Read(text[:_LONGEST], " ".join(shown)) if text else None

    def _is_label(self, row: str) -> bool:
        return bool(_LABEL.match(row)) or "".join(row.split()) in self._labels

    def _alone(self, pattern: str) -> Read | None:
        found = [row for row in self.rows if re.fullmatch(rf"\W*(?:{pattern})\W*", row)]
        if not found:
            return None
        match = re.search(pattern, found[-1])
        return Read(match[match.lastindex or 0], found[-1]) if match else None


def _rest(label: str, row: str) -> str | None:
    """Give what stands behind a label in a line; None where the line does not have it."""
    match = re.search(rf"(?<![\u3400-\u9fff]){spaced(label)}\s*[:：]\s*(.*)$", row)
    if match:
        return match[1]
    return "" if re.fullmatch(spaced(label), row) else None


def _goes_on(rest: str, following: str) -> bool:
    """Whether a long text runs on: no label, no numbered heading and no longer line follows."""
    if len(rest) < _LONG or not following or len(following) > len(rest):
        return False
    return not _LABEL.match(following) and not _NUMBERED.match(following)


def spaced(label: str) -> str:
    """Write a pattern for a label whose characters may stand apart."""
    return r"\s*".join(map(re.escape, label))


def _until_next_label(rest: str) -> str:
    """Cut an answer where the next label of the same line begins."""
    match = re.search(r"\s+[\u3400-\u9fff]{2,8}\s*[:：]", rest)
    return rest[: match.start()] if match else rest
