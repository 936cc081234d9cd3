"""What changed inside a long text, as stretches that were kept, struck out or put in."""

from dataclasses import dataclass
from difflib import SequenceMatcher

_CONTEXT = 18  # characters of unchanged text that are shown on each side of a change
_SAME_TEXT = 0.3  # texts less alike than this are shown whole, one after the other


@dataclass(frozen=True)
class Stretch:
    """A piece of text. `kind` is "kept", "out" or "in"."""

    kind: str
    text: str


def stretches(before: str, after: str) -> list[Stretch]:
    """Tell two versions of a text apart, character by character; … stands for unchanged parts."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if not before or not after or matcher.ratio() < _SAME_TEXT:
        return [Stretch(kind, text) for kind, text in (("out", before), ("in", after)) if text]
    found: list[Stretch] = []
    steps = matcher.get_opcodes()
    for place, (step, i1, i2, j1, j2) in enumerate(steps):
        if step == "equal":
            edges = (place == 0, place == len(steps) - 1)
            found.append(Stretch("kept", _shortened(before[i1:i2], *edges)))
            continue
        if i2 > i1:
            found.append(Stretch("out", before[i1:i2]))
        if j2 > j1:
            found.append(Stretch("in", after[j1:j2]))
    return found


def _shortened(text: str, is_first: bool, is_last: bool) -> str:  # noqa: FBT001 - edges of a row
    """Cut an unchanged part down to what stands next to a change."""
    head = "" if is_first else text[:_CONTEXT]
    tail = "" if is_last else text[-_CONTEXT:]
    if len(text) <= len(head) + len(tail) + 1:
        return text
    return f"{head}…{tail}"
