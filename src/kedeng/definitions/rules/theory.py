"""Rules of papers, books and adoption (forms.md 4 and 5)."""

from collections.abc import Iterator

from kedeng.definitions.rules.evidence import pack_of
from kedeng.definitions.rules.reading import count, label
from kedeng.formkit.answers import Answers
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status

SUMMARY = "publication_summary"
FORM = "overview.achievement_form_theory"
ADOPTION_SLOTS = frozenset({"R-2d", "R-2e"})
WITNESSES = {"paper": "papers_total", "monograph": "monographs_total"}


def form_of_the_result_is_published(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R52 (INFERRED): 论文 has a paper, 著作 has a book.

    That 国外 and 国内 add up to the total the computation of these counts sees to.
    """
    form = answers.text(FORM)
    field = WITNESSES.get(form)
    if field and count(answers, f"{SUMMARY}.{field}") < 1:
        params = {"form": label(facts, "achievement_form_theory", form)}
        yield Finding("publications", params, "form_without_publication")


def adoption_has_its_paper(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R53 (INFERRED): an adopted study shows the adoption (R-2d) or the instruction (R-2e).

    Adopting body and date are the form's own conditions. Silent where the pack has neither slot.
    """
    if not ADOPTION_SLOTS & pack_of(facts).categories["soft_science"].by_key.keys():
        return
    adopted = facts.catalogue["adoption_status"].having("adopted")
    shown = facts.filled_slots & ADOPTION_SLOTS
    if answers.text("adoption.adoption_status") in adopted and not shown:
        yield Finding("evidence.R-2", {}, "adoption_without_paper")


PUBLISHED = Rule(
    key="R52",
    title="论文、著作数与体现形式相符",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R52",
    judge=form_of_the_result_is_published,
)
ADOPTION = Rule(
    key="R53",
    title="采纳有证明",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R53",
    judge=adoption_has_its_paper,
)
