"""What a reviewer confirms, and which move asks for which (办法 Art. 7; notice 三)."""

from enum import StrEnum


class Check(StrEnum):
    """One line of the checklist."""

    TRUTH = "truth"
    COMPLETENESS = "completeness"
    FORM = "form"
    PAPERS = "papers"
    CONCLUSIONS = "conclusions"
    LAWFUL = "lawful"


CHECK_LABELS: dict[str, str] = {
    Check.TRUTH.value: "真实性：成果名称、完成单位、完成人及排序与证明材料一致",
    Check.COMPLETENESS.value: "完整性：登记表填写完整，应交的证明材料齐全",
    Check.FORM.value: "规范性：填写和附件符合要求，公章、签字、日期齐全有效",
    Check.PAPERS.value: "材料规范、完整",
    Check.CONCLUSIONS.value: "评价结论肯定",
    Check.LAWFUL.value: "不违背法律、法规和政策",
}
CHECKS: tuple[str, ...] = tuple(CHECK_LABELS)

_OF_REVIEW = (Check.TRUTH.value, Check.COMPLETENESS.value, Check.FORM.value)
OF_METHOD = frozenset({Check.PAPERS.value, Check.CONCLUSIONS.value, Check.LAWFUL.value})
"""The three conditions of the national rules (《科技成果登记办法》第七条)."""
_ASKED: dict[str, tuple[str, ...]] = {
    "recommend": _OF_REVIEW,
    "register": CHECKS,
    "pass_audit": CHECKS,
}
"""Transition → what it asks to confirm; the three of Art. 7 of who gives the number."""


def checks_of(transition: str) -> tuple[str, ...]:
    """Give the keys that a move asks to confirm; () for one without a checklist."""
    return _ASKED.get(transition, ())


def labels_of(transition: str) -> dict[str, str]:
    """Give what a move asks to confirm, key → words."""
    return {key: CHECK_LABELS[key] for key in checks_of(transition)}


def short_label(key: str) -> str:
    """Name a line briefly, as a refusal does."""
    return CHECK_LABELS[key].partition("：")[0]
