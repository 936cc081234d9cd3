"""基础理论类成果登记表, edition 2025 (forms.md 4). Shares its template with soft science (0.2)."""

from dataclasses import replace

from kedeng.definitions.computations import computations_of
from kedeng.definitions.edition_2025 import overview as o
from kedeng.definitions.edition_2025.evaluation import committee, evaluation
from kedeng.definitions.edition_2025.intellectual_property import ip_rights, ip_summary
from kedeng.definitions.edition_2025.narrative import SUMMARY, summary
from kedeng.definitions.edition_2025.projects import funding, projects
from kedeng.definitions.edition_2025.publications import publication_summary, publications
from kedeng.definitions.edition_2025.units_people import PEOPLE, UNITS
from kedeng.definitions.rules import RULES_BASIC
from kedeng.formkit.conditions import When
from kedeng.formkit.model import (
    Field,
    FormDefinition,
)
from kedeng.formkit.status import Status

TITLE = "科技成果登记表（基础理论、软科学类成果）"

OTHER_FORM = When("achievement_form_theory", {"other"})

NAME = replace(o.ACHIEVEMENT_NAME, ref="B1", source="S4,S5; 35 字 (sibling) S28; 100 字 INFERRED")
KEYWORDS = replace(o.KEYWORDS, ref="B2", source="S2 (general); on this template RECALLED")
FORM = o.FORM_THEORY
FORM_OTHER = replace(
    o.FORM_OTHER, ref="B4", shown_if=OTHER_FORM, required_if=OTHER_FORM, source="S3; limit INFERRED"
)
RESEARCH_MODE = replace(
    o.RESEARCH_MODE, ref="B5", status=Status.RECALLED, source="RECALLED for theory"
)
DISCIPLINE = replace(o.DISCIPLINE, ref="B6")
CLC_NUMBER = replace(o.CLC_NUMBER, ref="B7")
OBJECTIVE = replace(o.OBJECTIVE, ref="B8")
INDUSTRY = replace(o.INDUSTRY, ref="B9", source="(stats) S20; list GB/T 4754-2017 S41")
LEVEL = replace(
    o.LEVEL,
    ref="B10",
    required=False,
    default="未评价",
    status=Status.INFERRED,
    source="INFERRED; list (stats) S8,S19,S21; S2",
)


def overview_fields() -> tuple[Field, ...]:
    """成果概况 of the shared template, in the order of the paper."""
    return (
        NAME,
        KEYWORDS,
        FORM,
        FORM_OTHER,
        LEVEL,
        RESEARCH_MODE,
        o.RESEARCH_START,
        o.RESEARCH_END,
        DISCIPLINE,
        CLC_NUMBER,
        INDUSTRY,
        OBJECTIVE,
    )


SECTIONS = (
    o.overview(*overview_fields()),
    projects("B"),
    funding("B"),
    evaluation("B"),
    committee(),
    publication_summary("B"),
    publications("B"),
    ip_summary("B60"),
    ip_rights("B60"),
    summary(replace(SUMMARY, ref="B80")),
    UNITS,
    PEOPLE,
)

BASIC_THEORY = FormDefinition(
    key="basic_theory",
    edition="2025",
    title=TITLE,
    letter="J",
    sections=SECTIONS,
    rules=RULES_BASIC,
    computations=computations_of(SECTIONS),
)
