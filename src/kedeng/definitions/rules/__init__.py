"""Cross-field rules of the forms (forms.md 12, R1–R60): one named function each, by topic.

`RULES_APPLIED`, `RULES_BASIC` and `RULES_SOFT` go into the definitions. A number that no function here
judges stands in NOTES with the place that does. A number may have several rules.

The rules read values of the policy profile (`facts.profile`): domain/profile_keys.py lists them all with
their defaults and says which rule reads which. Each may be missing or None.
"""

from collections.abc import Mapping
from types import MappingProxyType

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
from kedeng.formkit.rules import Rule

_HEAD = (header.KEYWORDS, dates.RESEARCH_ORDER, header.FIRST_UNIT)
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

_FIELD = "the field's own declaration"
NOTES: Mapping[str, str] = MappingProxyType(
    {
        "R1": "registrations: the category is chosen when a draft is begun, and picks the definition",
        "R2": f"{_FIELD}: overview.achievement_name (required, advised_length, max_length)",
        "R5": (
            "deferred: it compares with the approval month of the primary project, which no question "
            "of the form asks (3.2); judged once a list of projects tells it. Until then the help of "
            "research_start_month says it"
        ),
        "R6": "registrations: asked before a draft exists, and refused there (left_out.py: H10)",
        "R7": "system fields: not on the form, set by registrations when a number is given",
        "R8": "domain/numbering",
        "R10": "domain/similarity and registrations: the guard NOT_DUPLICATE",
        "R13": (
            "formkit.check refuses future dates (in_future); the registration date is the day of "
            "numbering, so it never precedes the evaluation"
        ),
        "R14": "domain/windows and rounds: the guard WINDOW_OPEN",
        "R17": f"{_FIELD}: overview.achievement_form_other (shown_if, required_if)",
        "R18": f"{_FIELD}: overview.achievement_form_theory (one choice, required)",
        "R19": f"{_FIELD}: attribute and stage (one choice, required), on the applied form only",
        "R22": "formkit.check: not_in_list",
        "R25": f"{_FIELD}: projects (required_if of plan type, title and number)",
        "R35": "definitions.computations: the counts are made from the rows",
        "R38": f"{_FIELD}: application.non_application_reasons (shown_if, required_if)",
        "R39": f"{_FIELD}: transformation_modes and its amounts (shown_if)",
        "R40": f"{_FIELD}: transformation.transformation_modes (required_if)",
        "R41": f"{_FIELD}: amounts of each mode (shown_if, required_if)",
        "R56": "domain/workflow: the route, and a reason for each return",
        "R57": "renderings: the printed form carries the digest of its revision",
        "R59": "domain/policy and organisations: accounts one level below, one super administrator",
        "R60": "registrations: the summary table lists what the body recommended in the round",
    }
)
