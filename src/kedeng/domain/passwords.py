"""Two password policies and what each asks (trust.md 1.2, 1.4).

`modern` follows ASVS 5.0: length, no known password, no rotation, no composition. `dengbao` is what
assessors of GB/T 22239 expect: three of four kinds of characters or a long passphrase, and a new
password from time to time. Both refuse common passwords and words of the context.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kedeng.domain.rights import Right
from kedeng.domain.routes import PROVINCE
from kedeng.lib.text import folded, initials, pinyin

LONGEST = 256  # characters; ASVS 6.2.9 wants 64 at least
PASSPHRASE = 16  # characters that make up for missing kinds
WARNING = timedelta(days=14)

_KINDS = (re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"[0-9]"))
_PLAIN = re.compile(r"[a-zA-Z0-9]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
_OWN_WORDS = ("kjcg", "成果登记", "kedeng", "科登")
_REGION = re.compile(r"^(\w{2,8}?)(?:壮族|回族|维吾尔)?(?:自治区|省|市)")
_SHORTEST_WORD = 4  # Latin letters of a context word: shorter ones stand in any word


@dataclass(frozen=True)
class PasswordPolicy:
    """What a password must be; `days` after which a new one is due, None for never."""

    key: str
    days: int | None
    three_kinds: bool


MODERN = PasswordPolicy("modern", days=None, three_kinds=False)
DENGBAO = PasswordPolicy("dengbao", days=180, three_kinds=True)
DAYS = (180, 90)  # that a site or a province may choose for dengbao (trust.md 1.4)
POLICY_LABELS = {
    "": "按岗位：审查和管理人员执行等保口径，填报人执行现代口径",
    "modern": "现代口径：不强制定期更换，不要求字符种类",
    "dengbao": (
        "等保口径：180 天更换（系统设置或登记政策定为 90 天的，90 天），"
        "四类字符至少三类（16 个字符以上的长口令除外）"
    ),
}


def reviews_or_manages(rights: Collection[Right]) -> bool:
    """Whether somebody does more than filing."""
    return bool(set(rights) - {Right.ENTER})


def policy_for(rights: Collection[Right], chosen: Collection[str] = ()) -> PasswordPolicy:
    """Give the policy of somebody with these rights; `chosen` is what site and bodies above chose.

    The stricter choice wins, so that nobody loosens what a body above asks; without any, whoever
    reviews or manages follows dengbao.
    """
    if DENGBAO.key in chosen:
        return DENGBAO
    if MODERN.key in chosen:
        return MODERN
    return DENGBAO if reviews_or_manages(rights) else MODERN


def may_choose(policy: str, rank: int) -> bool:
    """Whether a body may choose a policy for its subtree: only a province or the nation loosens."""
    return policy in {"", DENGBAO.key} or (policy == MODERN.key and rank <= PROVINCE)


def shortest(rights: Collection[Right]) -> int:
    """Characters that a password has at least."""
    return 12 if reviews_or_manages(rights) else 10


def kinds_of_characters(password: str) -> int:
    """Of small letters, capitals, digits and others (Chinese among them): how many occur."""
    return sum(bool(kind.search(password)) for kind in _KINDS) + bool(_PLAIN.sub("", password))


def context_words(names: Iterable[str], regions: Iterable[str]) -> dict[str, str]:
    """Give what must not stand in a password: folded word → how it is named to the person.

    `names` are of the unit, its login and its person, as written; `regions` the names of the
    bodies above, from which the province's own name is taken.
    """
    places = [found[1] for name in regions if (found := _REGION.match(name))]
    words = {folded(word): word for word in _OWN_WORDS}
    for name in [*places, *names]:
        words |= dict.fromkeys(_spellings(name), name)
    return words


def _spellings(name: str) -> Iterable[str]:
    """Name as it stands, its pinyin, and the initials of its pinyin."""
    whole = folded(name)
    if len(whole) >= (_SHORTEST_WORD if whole.isascii() else 2):
        yield whole
    for spelled in (pinyin(name), initials(name)):
        if len(spelled) >= _SHORTEST_WORD:
            yield spelled


def context_word_in(password: str, words: dict[str, str]) -> str | None:
    """Give the longest context word, or the year, that stands in a password, as people know it."""
    plain = folded(password)
    found = [word for word in words if word in plain]
    if found:
        return words[max(found, key=len)]
    year = _YEAR.search(password)
    return year[0] if year else None


def due_on(
    set_at: datetime | None, policy: PasswordPolicy, days: Iterable[int] = ()
) -> datetime | None:
    """Give the instant from which a new password is due; None for never.

    Of the policy's days and those that site and province chose the fewest count; what never asks
    for a new one still does not. It never falls due inside an open window: whoever asks puts it
    off (trust.md 1.4).
    """
    if policy.days is None or set_at is None:
        return None
    return set_at + timedelta(days=min(policy.days, *days))
