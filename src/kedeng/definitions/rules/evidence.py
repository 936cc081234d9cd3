"""Rules of the evidence: what the pack demands, and what the answers make one expect (notice 四)."""

from collections.abc import Callable, Iterator

from kedeng.definitions.rules.reading import cell, has_trait, label, primary_project
from kedeng.domain.evidence import EvidencePack, Standing, assess, pack_named
from kedeng.formkit.answers import Answers
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status

DEFAULT_PACK = "shanxi-2025"
METHOD = "evaluation.evaluation_method"
STANDARD_SLOTS = frozenset({"Y-2.2a", "Y-2.2b", "Y-2.2c", "Y-2.2d"})


def conditions(answers: Answers, facts: Facts) -> frozenset[str]:
    """Conditions that hold of a registration, by the names that the packs use.

    plan_or_fund: the primary project is one (R50). either_basic_opinion: the profile's
    `basic_evidence_grouping` is "either". Besides these, every profile switch that is true.
    """
    held = {key for key, value in facts.profile.items() if value is True}
    source = cell(primary_project(answers) or {}, "project_source")
    if any(has_trait(facts, "project_source", source, trait) for trait in ("plan", "fund")):
        held.add("plan_or_fund")
    if facts.profile.get("basic_evidence_grouping") == "either":
        held.add("either_basic_opinion")
    return frozenset(held)


def pack_of(facts: Facts) -> EvidencePack:
    """Return the round's pack, else the one that the profile names: the key of a file of data/evidence."""
    if isinstance(facts.pack, EvidencePack):
        return facts.pack
    return pack_named(facts.profile.get("evidence_pack", DEFAULT_PACK))


def evidence_is_complete(category: str) -> Callable[[Answers, Facts], Iterator[Finding]]:
    """R50, R51, R54: judge the evidence by `profile["evidence_pack"]` (B13–B16, B21).

    A requirement whose grouping is only our reading of the notice blocks while nothing of it is there,
    and confirms once something is.
    """

    def judge(answers: Answers, facts: Facts) -> Iterator[Finding]:
        found = assess(pack_of(facts), category, facts.filled_slots, conditions(answers, facts))
        for standing in found.missing:
            item = standing.requirement
            params = {
                "title": item.title,
                "article": item.article,
                "alternatives": list(standing.alternatives),
            }
            path, severity = f"evidence.{item.key}", _severity(standing)
            yield Finding(path, params, "evidence_missing", severity, lacking=True)

    return judge


def _severity(standing: Standing) -> Severity:
    begun = bool(standing.by) and standing.requirement.status is not Status.SOURCED
    return Severity.CONFIRM if begun else Severity.ERROR


def expected_paper(
    category: str, trait: str, requirement: str, slots: tuple[str, ...]
) -> Callable[[Answers, Facts], Iterator[Finding]]:
    """R31–R33 (INFERRED): an evaluation method with this trait shows a paper in one of these slots.

    `slots` are beginnings of slot keys. Silent where the pack itself demands such a paper.
    """

    def judge(answers: Answers, facts: Facts) -> Iterator[Finding]:
        method = answers.text(METHOD)
        if not has_trait(facts, "evaluation_method", method, trait):
            return
        if any(slot.startswith(slots) for slot in facts.filled_slots):
            return
        pack = pack_of(facts)
        known = pack.categories[category].slots
        if not any(slot.key.startswith(slots) for slot in known):
            return  # the pack has no place for such a paper
        others = frozenset(slot.key for slot in known if not slot.key.startswith(slots))
        if assess(pack, category, others, conditions(answers, facts)).missing:
            return
        params = {
            "method": label(facts, "evaluation_method", method),
            "papers": [slot.label for slot in known if slot.key.startswith(slots)],
        }
        yield Finding(f"evidence.{requirement}", params, "expected_paper")

    return judge


def user_report_fits_the_use(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R44, second half (INFERRED): a user report of a result that nobody uses; for the reviewer to see.

    That Y-3 is there at all the pack demands.
    """
    unused = has_trait(
        facts, "application_status", answers.text("application.application_status"), "no_mode"
    )
    if unused and "Y-3" in facts.filled_slots:
        yield Finding("evidence.Y-3", {}, "user_report_though_unused")


def enterprise_standard_is_no_evidence(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R55 (list: notice 四.1(2)): 企业标准 does not count.

    The pack has no slot for it; here it is suspected in the slot of another standard.
    """
    standard = answers.text("overview.achievement_form_standard")
    papers = {slot for slot in facts.filled_slots if slot.startswith("Y-2.")}
    if (
        papers
        and papers <= STANDARD_SLOTS
        and has_trait(facts, "achievement_form_standard", standard, "no_evidence")
    ):
        yield Finding("evidence.Y-2", {}, "enterprise_standard_as_evidence")


def _completeness(key: str, category: str, article: str) -> Rule:
    return Rule(
        key=key,
        title="证明材料齐全",
        severity=Severity.ERROR,
        status=Status.SOURCED,
        source=article,
        judge=evidence_is_complete(category),
        exact=True,
    )


def _expectation(key: str, category: str, trait: str, requirement: str, *slots: str) -> Rule:
    return Rule(
        key=key,
        title="证明材料与评价方式相符",
        severity=Severity.ERROR,
        status=Status.INFERRED,
        source=f"forms.md {key}",
        judge=expected_paper(category, trait, requirement, slots),
    )


APPLIED_COMPLETE = _completeness("R54", "applied_technology", "通知第四条第1项；B13")
BASIC_COMPLETE = _completeness("R50", "basic_theory", "通知第四条第2项；B15")
SOFT_COMPLETE = _completeness("R51", "soft_science", "通知第四条第3项；B16")

APPLIED_PATENT = _expectation("R31", "applied_technology", "needs_granted_patent", "Y-2", "Y-2.4a")
APPLIED_ADMISSION = _expectation(
    "R32", "applied_technology", "needs_admission_proof", "Y-2", "Y-2.1c", "Y-2.2", "Y-2.3"
)
APPLIED_ACCEPTANCE = _expectation(
    "R33", "applied_technology", "needs_acceptance_paper", "Y-2", "Y-2.1b"
)
BASIC_ACCEPTANCE = _expectation("R33", "basic_theory", "needs_acceptance_paper", "J-3", "J-3")
SOFT_ACCEPTANCE = _expectation(
    "R33", "soft_science", "needs_acceptance_paper", "R-2", "R-2b", "R-2c"
)
USER_REPORT = Rule(
    key="R44",
    title="用户报告与应用状态相符",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R44",
    judge=user_report_fits_the_use,
)
ENTERPRISE_STANDARD = Rule(
    key="R55",
    title="企业标准不作为评价性材料",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="通知第四条第1项（2）；forms.md R55",
    judge=enterprise_standard_is_no_evidence,
)
