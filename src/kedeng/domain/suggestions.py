"""What a certificate's text layer says of questions of the form (peers.md "What none has" 10).

What is read is only ever offered beside its line, and a person takes it or not.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from kedeng.domain.paper_lines import Lines
from kedeng.domain.proving_papers import LINES, PAPERS, Paper, Shape

MOST_PAGES = 20  # of a file that are looked at, from its first one
MOST_LETTERS = 4000  # of a page
_HEAD_LINES = 8  # a heading stands among the first lines of a page
_LONGEST_HEADING = 60
_BESIDE = 14  # characters that may stand beside it in its line: the rest is prose
_LABELS = frozenset(label for line in LINES for label in line.labels)


@dataclass(frozen=True, kw_only=True)
class Found:
    """An answer as it stands on the paper, with its line and the page that it was read from."""

    field: str
    text: str
    line: str
    page: int

    @property
    def section(self) -> str:
        """The section of its question."""
        return self.field.partition(".")[0]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One paper in a file, from the page with its heading on."""

    paper: Paper
    page: int
    found: tuple[Found, ...]

    def tells_of_method(self, method: str) -> bool:
        """Whether it tells of an evaluation by this method ("" for one not chosen yet)."""
        row = PAPERS[self.paper]
        return method in row.methods if method else row.unanswered


def readings(pages: Mapping[int, str]) -> list[Reading]:
    """Read what papers stand in a file, page by page; pages without text are left out."""
    lines = {
        page: Lines(_plain(text)[:MOST_LETTERS], _LABELS) for page, text in sorted(pages.items())
    }
    heads = {page: known for page, each in lines.items() if (known := _heading(each))}
    found = []
    for page, (paper, head) in heads.items():
        later = (page + step for step in range(1, PAPERS[paper].pages))
        own = [page, *(each for each in later if each in lines and each not in heads)]
        answers = _answers(paper, head, {each: lines[each] for each in own})
        if any(answer.line != head for answer in answers):  # the heading alone says too little
            found.append(Reading(paper=paper, page=page, found=tuple(answers)))
    return found


def _heading(lines: Lines) -> tuple[Paper, str] | None:
    """Know a paper by a line near the top that is its heading and little else."""
    for raw in lines.rows[:_HEAD_LINES]:
        bare = "".join(raw.split())
        if len(bare) > _LONGEST_HEADING:
            continue
        for paper, row in PAPERS.items():
            match = re.search(row.heading, bare)
            if match and len(bare) - len(match[0]) <= _BESIDE and "：" not in bare:
                return paper, raw.strip()
    return None


def _answers(paper: Paper, head: str, pages: Mapping[int, Lines]) -> list[Found]:
    found: dict[str, Found] = {}
    for line in LINES:
        if paper not in line.papers or line.field in found:
            continue
        if line.says:
            page = next(iter(pages))
            found[line.field] = Found(field=line.field, text=line.says, line=head, page=page)
            continue
        for page, lines in pages.items():
            read = lines.labelled(line.labels, line.pattern, wraps=line.wraps)
            if read:
                text = _shaped(line.shape, read.text)
                found[line.field] = Found(field=line.field, text=text, line=read.line, page=page)
                break
    return list(found.values())


def _shaped(shape: Shape, text: str) -> str:
    return text if shape is Shape.TEXT else "".join(text.split())


def _plain(text: str) -> str:
    """Letters of full width become plain ones, but for the colon, which parts label and answer."""
    return unicodedata.normalize("NFKC", text.replace("：", "\0")).replace("\0", "：")
