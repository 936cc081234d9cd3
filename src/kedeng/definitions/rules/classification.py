"""Rules of how an applied result is classed: form, standard, stage (forms.md 3.1)."""

from collections.abc import Iterator

from kedeng.definitions.rules.reading import count, label
from kedeng.formkit.answers import Answers
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status

TECHNOLOGY = "overview.achievement_form_technology"
STANDARD = "overview.achievement_form_standard"
LEVELS = ("international", "national", "industry", "local", "enterprise")  # highest first

# Stage of the result and state of use that do not go together (R23).
ODD_PAIRS = frozenset({("early", "industrialized"), ("mature", "not_applied")})


def one_form_column_is_filled(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R15 (S2): technology or standard, at least one of the two columns."""
    del facts
    if not answers.text(TECHNOLOGY) and not answers.text(STANDARD):
        yield Finding(TECHNOLOGY, {}, "no_form_of_the_result", lacking=True)


def standard_is_the_highest(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R16 (S2): with standards counted, the column names the highest of them.

    An empty column is confirmed only: that counted standards are a form of the result is our reading.
    """
    counted = [level for level in LEVELS if count(answers, f"ip_summary.standards_{level}") > 0]
    chosen = answers.text(STANDARD)
    if not counted or chosen == counted[0]:
        return
    params = {"highest": label(facts, "achievement_form_standard", counted[0])}
    if chosen:
        chosen_label = label(facts, "achievement_form_standard", chosen)
        yield Finding(STANDARD, {**params, "chosen": chosen_label}, "standard_not_the_highest")
    else:
        yield Finding(STANDARD, params, "standard_not_chosen", Severity.CONFIRM)


def stage_fits_the_use(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R23 (INFERRED): an early result is hardly in industrial use, a mature one hardly unused."""
    stage = answers.text("overview.achievement_stage")
    use = answers.text("application.application_status")
    if (stage, use) in ODD_PAIRS:
        params = {
            "stage": label(facts, "achievement_stage", stage),
            "use": label(facts, "application_status", use),
        }
        yield Finding("overview.achievement_stage", params, "stage_against_use")


FORM_COLUMN = Rule(
    key="R15",
    title="成果体现形式至少填一栏",
    severity=Severity.ERROR,
    status=Status.SOURCED,
    source="forms.md R15、S2",
    judge=one_form_column_is_filled,
)
HIGHEST_STANDARD = Rule(
    key="R16",
    title="标准取最高级别",
    severity=Severity.ERROR,
    status=Status.SOURCED,
    source="forms.md R16、S2",
    judge=standard_is_the_highest,
)
STAGE = Rule(
    key="R23",
    title="所处阶段与应用状态相符",
    severity=Severity.WARNING,
    status=Status.INFERRED,
    source="forms.md R23",
    judge=stage_fits_the_use,
)
