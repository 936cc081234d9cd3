"""Judges the pages of a printed form by the codes in their footers (process.md B50).

A code is a digest of what stands on the page, of the record and of the page's place; that of the
cover names the version too. So a page that no later version changed has the same code in all of
them, and stays valid whichever version its footer names (decision 0023).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

CODE_LENGTH = 16
COVER = 1
_NOISE = re.compile(r"[\s\-·　]+")
_DIGITS = re.compile(r"[0-9a-f]+")
_MISREAD = str.maketrans("oilOIL", "011011")  # no code has these letters, and eyes mix them up


class PageVerdict(StrEnum):
    """What one page is."""

    CURRENT = "current"
    REPLACED = "replaced"
    FOREIGN = "foreign"  # of no version of this record


@dataclass(frozen=True)
class PrintedVersion:
    """A version and the codes of its pages: more than one printing where the layout differed.

    The newest printing comes last. `covers` are further codes of the cover: what its QR says.
    """

    number: int
    printings: tuple[tuple[str, ...], ...]
    covers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class JudgedPage:
    """One code. `version` is the last that has the page, `changed_in` the one that replaced it."""

    code: str
    verdict: PageVerdict
    page: int | None = None
    version: int | None = None
    changed_in: int | None = None
    repeated: bool = False


@dataclass(frozen=True)
class PaperJudgement:
    """All codes, and what the newest version lacks among them. `total` counts its pages."""

    pages: tuple[JudgedPage, ...]
    missing: tuple[int, ...]
    total: int
    newest: int

    @property
    def replaced(self) -> tuple[int, ...]:
        """Pages in hand that a later version changed, and that it still has."""
        found = {it.page for it in self.pages if it.verdict is PageVerdict.REPLACED and it.page}
        return tuple(sorted(page for page in found if page in self.missing))

    @property
    def foreign(self) -> int:
        """How many codes are of no version of this record."""
        return sum(it.verdict is PageVerdict.FOREIGN for it in self.pages)

    @property
    def lacking(self) -> tuple[int, ...]:
        """Pages of which nothing is in hand, neither current nor replaced."""
        return tuple(page for page in self.missing if page not in self.replaced)

    @property
    def current(self) -> int:
        """How many pages of the newest version are in hand."""
        return self.total - len(self.missing)

    @property
    def whole(self) -> bool:
        """Whether it is the newest version, every page of it, and nothing else."""
        return not self.missing and all(it.verdict is PageVerdict.CURRENT for it in self.pages)


def read_codes(text: str) -> tuple[list[str], list[str]]:
    """Read typed or scanned codes, one or more a line, in groups of four perhaps.

    Of an address the last part counts. Gives (codes in lower case, lines that hold none).
    """
    codes: list[str] = []
    unread: list[str] = []
    for line in filter(str.strip, re.split(r"[\n,，;；、]+", text)):
        told = line.strip().strip("/").rpartition("/")[2]
        digits = _NOISE.sub("", told).translate(_MISREAD).lower()
        whole = digits and len(digits) % CODE_LENGTH == 0 and _DIGITS.fullmatch(digits)
        if not whole:
            unread.append(line.strip())
            continue
        codes += [digits[at : at + CODE_LENGTH] for at in range(0, len(digits), CODE_LENGTH)]
    return codes, unread


def judge_pages(codes: Iterable[str], versions: Sequence[PrintedVersion]) -> PaperJudgement:
    """Judge codes against the versions of a record, oldest first. ValueError without one."""
    if not versions:
        raise ValueError("a record without a version has no paper")
    given = [code.lower() for code in codes]
    base = _base(given, versions[-1])
    seen: Counter[str] = Counter()
    judged = []
    for code in given:
        seen[code] += 1
        judged.append(_judge(code, base, versions, repeated=seen[code] > 1))
    held = {it.page for it in judged if it.verdict is PageVerdict.CURRENT}
    missing = tuple(page for page in range(1, len(base) + 1) if page not in held)
    return PaperJudgement(tuple(judged), missing, len(base), versions[-1].number)


def _base(given: Sequence[str], newest: PrintedVersion) -> tuple[str, ...]:
    """Choose the printing that most of the paper is of; the newest where none is ahead."""
    wanted = set(given)
    ranked = sorted(newest.printings, key=lambda printing: len(wanted & set(printing)))
    return ranked[-1] if ranked else ()


def _judge(
    code: str, base: tuple[str, ...], versions: Sequence[PrintedVersion], *, repeated: bool
) -> JudgedPage:
    newest = versions[-1]
    if code in base:
        page = base.index(code) + 1
        return JudgedPage(code, PageVerdict.CURRENT, page, newest.number, None, repeated)
    if code in _covers(newest):
        return JudgedPage(code, PageVerdict.CURRENT, COVER, newest.number, None, repeated)
    for place in range(len(versions) - 1, -1, -1):
        page_ = _page_in(code, versions[place])
        if page_ is not None:
            later = versions[min(place + 1, len(versions) - 1)].number
            had = versions[place].number
            return JudgedPage(code, PageVerdict.REPLACED, page_, had, later, repeated)
    return JudgedPage(code, PageVerdict.FOREIGN, repeated=repeated)


def _covers(version: PrintedVersion) -> frozenset[str]:
    """Every cover of a version: before and after it got its number, and what the QR says."""
    return version.covers | {printing[0] for printing in version.printings if printing}


def _page_in(code: str, version: PrintedVersion) -> int | None:
    if code in version.covers:
        return COVER
    for printing in version.printings:
        if code in printing:
            return printing.index(code) + 1
    return None


def changed_pages(old: PrintedVersion, new: PrintedVersion) -> tuple[int, ...]:
    """Pages of the new version's latest printing that the old version does not have."""
    kept = {code for printing in old.printings for code in printing}
    latest = new.printings[-1] if new.printings else ()
    return tuple(page for page, code in enumerate(latest, start=1) if code not in kept)
