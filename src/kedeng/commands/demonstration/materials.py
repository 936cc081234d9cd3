"""Evidence files: small real PDFs that say 演示材料, one a kind of paper, drawn once."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kedeng.commands.demonstration.facts import MARK
from kedeng.commands.demonstration.plan import Plan
from kedeng.commands.demonstration.use import adoption_of
from kedeng.commands.demonstration.values import method_of
from kedeng.domain.evidence import CategoryPack, EvidencePack, assess
from kedeng.domain.evidence_tree import Slot, needs
from kedeng.renderings.pdf.press import compile_pdf

# Slots that an evaluation method or an adoption makes one expect.
_OF_METHOD = {
    "acceptance": ("Y-2.1b", "J-3", "R-2b"),
    "conclusion": ("J-3", "R-2b"),
    "institution_evaluation": ("Y-2.1a",),
    "appraisal": ("Y-2.1a",),
    "patent_grant": ("Y-2.4a",),
    "review": ("J-5", "R-2a"),
}
_VOLUNTARY = {"soft_science": "R-2x", "applied_technology": "O-2", "basic_theory": "O-2"}
_NAMES = {"R-2x": f"智库要报采用通知（{MARK}）", "O-2": f"完成人证明（{MARK}）"}

VOLUME = "证明材料合订本"
_SAYS = (
    "这是演示材料，用来展示怎样上传和查看附件，没有真实内容。单位、人员、日期和结论都是虚构的。",
    "演示材料第二页。",
    "演示材料第三页。",
)
_MADE = date(2025, 6, 18)


class Paper(NamedTuple):
    """A file to be: the slots that it fills, its name in a named slot, and what it is."""

    slots: tuple[str, ...]
    slot_name: str
    label: str


def materials_for(plan: Plan, pack: EvidencePack) -> list[Paper]:
    """Files of a complete registration.

    What the method makes one expect comes first; then whatever the round's pack still asks for.
    """
    category = pack.categories[plan.category]
    wanted = [key for key in _expected(plan) if key in category.by_key]
    for _ in range(len(category.slots)):
        missing = next(iter(_missing(plan, pack, frozenset(wanted))), None)
        if missing is None:
            break
        wanted.append(missing.key)
    return _papers(plan, wanted, category)


def _expected(plan: Plan) -> Iterator[str]:
    yield from _OF_METHOD.get(method_of(plan), ())
    if plan.category == "soft_science" and adoption_of(plan) != "not_adopted":
        yield "R-2d"
    if plan.serial % 7 == 0:
        yield _VOLUNTARY[plan.category]


def _missing(plan: Plan, pack: EvidencePack, filled: frozenset[str]) -> Iterator[Slot]:
    """Yield the slots that the pack still asks for, of a record of a plan or fund."""
    for standing in assess(pack, plan.category, filled, frozenset({"plan_or_fund"})).missing:
        for need in needs(standing.rest):
            yield need.slot


def _papers(plan: Plan, wanted: list[str], category: CategoryPack) -> list[Paper]:
    """Give one file a slot; every second record has them bound in one volume instead."""
    papers = [Paper((key,), _NAMES.get(key, ""), category.by_key[key].label) for key in wanted]
    if plan.serial % 2:
        return papers
    bound = tuple(paper.slots[0] for paper in papers if not paper.slot_name)
    return [Paper(bound, "", VOLUME), *(paper for paper in papers if paper.slot_name)]


def pdf(label: str, serial: int) -> bytes:
    """A PDF with the paper's name, of one registration alone: a common file says one result."""
    return _drawn(label) + f"\n% {serial}\n".encode()


@cache
def _drawn(label: str) -> bytes:
    """Draw one to three pages; the same bytes for the same name."""
    told = {"title": f"{MARK}材料：{label}", "pages": _SAYS[: 1 + len(label) % len(_SAYS)]}
    return compile_pdf("material.typ", told, _MADE, root=Path(__file__).parent)
