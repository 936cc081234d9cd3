"""Cross-field rules of the forms (forms.md 12, R1–R60; R61 is B26): one named function each, by topic.

`RULES_APPLIED`, `RULES_BASIC` and `RULES_SOFT` go into the definitions. A number that no function here
judges stands in NOTES with the place that does. A number may have several rules.

The rules read values of the policy profile (`facts.profile`): domain/profile_keys.py lists them all with
their defaults and says which rule reads which. Each may be missing or None.
"""

from kedeng.definitions.rules import (
    application,
    classification,
    dates,
    evaluation,
    evidence,
    header,
    intellectual_property,
    money,
    people,
    theory,
)
from kedeng.definitions.rules.noted import NOTES
from kedeng.formkit.rules import Rule

__all__ = ["ALL_RULES", "NOTES", "RULES_APPLIED", "RULES_BASIC", "RULES_SOFT"]

_HEAD = (header.KEYWORDS, dates.RESEARCH_ORDER, header.FIRST_UNIT, header.CONTRACT)
_DATES = (dates.WINDOW, dates.FRESHNESS, dates.AFTER_RESEARCH)
_MONEY = (money.PRIMARY, money.SUM, money.PLAUSIBLE, money.SOURCE_MONEY)
_EVALUATION = (evaluation.LEVEL_COPIED, evaluation.POSITIVE, evaluation.COMMITTEE)
_RIGHTS = (
    evaluation.INDEPENDENCE,
    intellectual_property.PATENT_GRANT,
    intellectual_property.GRANT_ORDER,
    intellectual_property.NUMBERS,
)
_PEOPLE = (
    people.UNITS_DIFFER,
    people.CREDIT_CODES,
    people.MODE,
    people.PEOPLE_DIFFER,
    people.EMPLOYERS,
    people.AGES,
)

RULES_APPLIED: tuple[Rule, ...] = (
    *_HEAD,
    *_DATES,
    classification.FORM_COLUMN,
    classification.HIGHEST_STANDARD,
    classification.STAGE,
    *_MONEY,
    evaluation.REPORT,
    *_EVALUATION,
    *_RIGHTS,
    evidence.APPLIED_PATENT,
    evidence.APPLIED_ADMISSION,
    evidence.APPLIED_ACCEPTANCE,
    application.NESTING,
    application.INCOME,
    evidence.USER_REPORT,
    *_PEOPLE,
    evidence.APPLIED_COMPLETE,
    evidence.ENTERPRISE_STANDARD,
    header.SUMMARY,
)
RULES_BASIC: tuple[Rule, ...] = (
    *_HEAD,
    *_DATES,
    *_MONEY,
    *_EVALUATION,
    *_RIGHTS,
    evidence.BASIC_ACCEPTANCE,
    *_PEOPLE,
    evidence.BASIC_COMPLETE,
    theory.PUBLISHED,
    header.SUMMARY,
)
RULES_SOFT: tuple[Rule, ...] = (
    *_HEAD,
    *_DATES,
    *_MONEY,
    *_EVALUATION,
    *_RIGHTS,
    evidence.SOFT_ACCEPTANCE,
    *_PEOPLE,
    evidence.SOFT_COMPLETE,
    theory.PUBLISHED,
    theory.ADOPTION,
    header.SUMMARY,
)
ALL_RULES: tuple[Rule, ...] = (
    *RULES_APPLIED,
    evidence.BASIC_ACCEPTANCE,
    evidence.SOFT_ACCEPTANCE,
    evidence.BASIC_COMPLETE,
    evidence.SOFT_COMPLETE,
    theory.PUBLISHED,
    theory.ADOPTION,
)
