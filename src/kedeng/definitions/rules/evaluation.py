"""Rules of the evaluation: conclusion, committee, level (forms.md 3.4)."""

from collections.abc import Iterator

from kedeng.definitions.rules.reading import at, cell, has_trait, label
from kedeng.domain.eligibility import Refusal
from kedeng.domain.similarity import normalise_title
from kedeng.formkit.answers import Answers
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status

METHOD = "evaluation.evaluation_method"
LEVEL = "overview.achievement_level"
LEAST_MEMBERS = 3


def level_has_a_report(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R20 (second half, INFERRED): a level that the method does not state needs a report (Y-2.1a).

    That 未评价 is allowed needs no rule. 评估 may state a level; then its report is expected too.
    """
    method, level = answers.text(METHOD), answers.text(LEVEL)
    stated = level and level != "not_evaluated"
    silent = method == "assessment" or has_trait(
        facts, "evaluation_method", method, "gives_no_level"
    )
    if stated and silent and "Y-2.1a" not in facts.filled_slots:
        params = {
            "method": label(facts, "evaluation_method", method),
            "level": label(facts, "achievement_level", level),
        }
        yield Finding(LEVEL, params, "level_without_report")


def appraisal_states_a_level(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R21 (INFERRED): an appraisal concludes with a level."""
    method = answers.text(METHOD)
    if answers.text(LEVEL) == "not_evaluated" and has_trait(
        facts, "evaluation_method", method, "gives_level"
    ):
        params = {"method": label(facts, "evaluation_method", method)}
        yield Finding(LEVEL, params, "level_not_copied")


def conclusion_is_positive(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R29 (办法第七条; B10): a negative conclusion cannot be registered."""
    del facts
    if answers.get("evaluation.evaluation_is_positive") is False:
        yield Finding("evaluation.evaluation_is_positive", {}, Refusal.NEGATIVE_EVALUATION)


def committee_is_complete(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R30 (second half, INFERRED): at least three members, exactly one chair.

    For 鉴定 and 评审. That there is a list and an opinion the form's own conditions demand.
    """
    rows = answers.rows("committee")
    method = answers.text(METHOD)
    if not rows or not has_trait(facts, "evaluation_method", method, "has_expert_opinion"):
        return
    if len(rows) < LEAST_MEMBERS:
        yield Finding(
            "committee", {"rows": len(rows), "least": LEAST_MEMBERS}, "committee_too_small"
        )
    chairs = [row for row in rows if row.get("committee_role") == "chair"]
    if not chairs:
        yield Finding("committee", {}, "committee_without_chair")
    for row in chairs[1:]:
        yield Finding(at("committee", row, "committee_role"), {}, "committee_second_chair")


def no_member_is_a_completer(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R34 (INFERRED): nobody judges the own result: same name and same employer."""
    del facts
    completers = {
        (normalise_title(cell(row, "name")), normalise_title(cell(row, "employer")))
        for row in answers.rows("people")
    }
    for row in answers.rows("committee"):
        member = normalise_title(cell(row, "name")), normalise_title(cell(row, "employer"))
        if all(member) and member in completers:
            yield Finding(
                at("committee", row, "name"), {"name": row["name"]}, "member_is_a_completer"
            )


REPORT = Rule(
    key="R20",
    title="成果水平有评价报告为证",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R20",
    judge=level_has_a_report,
)
LEVEL_COPIED = Rule(
    key="R21",
    title="鉴定结论中的成果水平",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R21",
    judge=appraisal_states_a_level,
)
POSITIVE = Rule(
    key="R29",
    title="评价结论肯定",
    severity=Severity.ERROR,
    status=Status.SOURCED,
    source="科技成果登记办法第七条；B10",
    judge=conclusion_is_positive,
)
COMMITTEE = Rule(
    key="R30",
    title="评价委员会名单完整",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R30；B25",
    judge=committee_is_complete,
)
INDEPENDENCE = Rule(
    key="R34",
    title="评价委员不是完成人",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R34",
    judge=no_member_is_a_completer,
)
