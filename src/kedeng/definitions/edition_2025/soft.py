"""软科学类成果登记表, edition 2025 (forms.md 5): the theory form with a few differences."""

from dataclasses import replace

from kedeng.definitions.computations import computations_of
from kedeng.definitions.edition_2025 import basic, overview as o
from kedeng.definitions.edition_2025.application import adoption
from kedeng.definitions.edition_2025.publications import publication_summary, publications
from kedeng.definitions.rules import RULES_SOFT
from kedeng.formkit.model import (
    Field,
    FormDefinition,
    Section,
)
from kedeng.formkit.status import Status

FORM = replace(o.FORM_THEORY, ref="C3", default="研究报告", source="list S3; default INFERRED")
RESEARCH_MODE = replace(o.RESEARCH_MODE, ref="C5", status=Status.SOURCED, source="(stats) S8")


def _overview_fields() -> tuple[Field, ...]:
    """The theory form's questions, two of them in this form's words, and the type of soft science."""
    own = {FORM.key: FORM, RESEARCH_MODE.key: RESEARCH_MODE}
    shared = tuple(own.get(field.key, field) for field in basic.overview_fields())
    return (*shared, o.SOFT_SCIENCE_TYPE)


def _sections() -> tuple[Section, ...]:
    """The theory form's sections in their order; adoption stands before the summary."""
    own = {
        "overview": o.overview(*_overview_fields()),
        "publication_summary": publication_summary("C"),
        "publications": publications("C"),
    }
    sections = [own.get(section.key, section) for section in basic.SECTIONS]
    before = [section.key for section in sections].index("summary")
    return (*sections[:before], adoption(), *sections[before:])


SECTIONS = _sections()

SOFT_SCIENCE = FormDefinition(
    key="soft_science",
    edition="2025",
    title=basic.TITLE,
    letter="R",
    sections=SECTIONS,
    rules=RULES_SOFT,
    computations=computations_of(SECTIONS),
)
