"""应用技术类成果登记表, edition 2025 (forms.md 3)."""

from kedeng.definitions.computations import computations_of
from kedeng.definitions.edition_2025 import overview as o
from kedeng.definitions.edition_2025.application import application, transformation
from kedeng.definitions.edition_2025.evaluation import committee, evaluation
from kedeng.definitions.edition_2025.intellectual_property import ip_rights, ip_summary
from kedeng.definitions.edition_2025.narrative import (
    INDICATORS,
    INNOVATION_POINTS,
    SUMMARY,
    summary,
)
from kedeng.definitions.edition_2025.projects import funding, projects
from kedeng.definitions.edition_2025.units_people import PEOPLE, UNITS
from kedeng.definitions.rules import RULES_APPLIED
from kedeng.formkit.model import FormDefinition

SECTIONS = (
    o.overview(
        o.ACHIEVEMENT_NAME,
        o.KEYWORDS,
        o.FORM_TECHNOLOGY,
        o.FORM_STANDARD,
        o.FORM_OTHER,
        o.ATTRIBUTE,
        o.STAGE,
        o.LEVEL,
        o.RESEARCH_MODE,
        o.RESEARCH_START,
        o.RESEARCH_END,
        o.DISCIPLINE,
        o.CLC_NUMBER,
        o.HITECH_FIELD,
        o.INDUSTRY,
        o.OBJECTIVE,
        o.EMERGING_INDUSTRY,
        o.KEY_FIELD,
    ),
    projects("A"),
    funding("A"),
    evaluation("A"),
    committee(),
    ip_summary(),
    ip_rights(),
    application(),
    transformation(),
    summary(SUMMARY, INDICATORS, INNOVATION_POINTS),
    UNITS,
    PEOPLE,
)

APPLIED_TECHNOLOGY = FormDefinition(
    key="applied_technology",
    edition="2025",
    title="科技成果登记表（应用技术类成果）",
    letter="Y",
    sections=SECTIONS,
    rules=RULES_APPLIED,
    computations=computations_of(SECTIONS),
)
