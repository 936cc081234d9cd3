"""What a workbook is written from: texts by section, what it belongs to, what is marked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kedeng.formkit.answers import Answers, Values
from kedeng.formkit.check import Problem
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, FormDefinition, Section
from kedeng.formkit.rules import Severity
from kedeng.renderings.marks import hint
from kedeng.renderings.messages import sentence
from kedeng.renderings.workbook.kinds import cell_text, guidance
from kedeng.renderings.workbook.layout import Place, asked_fields, place_of, sheet_name
from kedeng.renderings.workbook.refusal import RefusedWorkbookError

LONGEST_CELL = 32_767  # characters that Excel lets stand in a cell
_ORDER = list(Severity)


@dataclass(frozen=True)
class Origin:
    """To what a workbook belongs: form and edition, the draft's code, title and versions."""

    form: str
    edition: str
    code: str = ""
    title: str = ""
    versions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """What is wrong at one cell; `severity` is the gravest of its problems."""

    place: Place
    severity: Severity
    problems: tuple[Problem, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is wrong and how to mend it."""
        return tuple(sentence(problem) for problem in self.problems)


@dataclass(frozen=True)
class Content:
    """All that is written. `texts`: `{section: {field: text}}`, or a list of rows with their "id".

    A section that `texts` lacks gets no sheet: read again, a blank one would wipe out the draft's.
    """

    definition: FormDefinition
    catalogue: Catalogue
    origin: Origin
    texts: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()

    def sections(self) -> list[Section]:
        """Sections that get a sheet."""
        return [section for section in self.definition.sections if section.key in self.texts]

    def rows(self, section: Section) -> list[dict[str, str]]:
        """Texts of the rows of a repeating section."""
        found: list[dict[str, str]] = self.texts.get(section.key) or []
        return found

    def guidance(self, section: Section, field: Field) -> str:
        """All that a filer must know at the cells of a question."""
        told = hint(field, section, self.definition, self.catalogue)
        return guidance(field, told, self.catalogue)

    def values(self, section: Section) -> dict[str, str]:
        """Texts of a plain section."""
        found: dict[str, str] = self.texts.get(section.key) or {}
        return found

    def marks(self) -> list[Mark]:
        """Cells with problems, in the order of the form; those of one cell stand together."""
        ids = {
            section.key: [row["id"] for row in self.rows(section)]
            for section in self.definition.sections
            if section.repeats is not None
        }
        found: dict[Place, list[Problem]] = {}
        for problem in self.problems:
            place = place_of(self.definition, ids, problem.path)
            if place is not None and problem.section in self.texts:
                found.setdefault(place, []).append(problem)
        order = {sheet_name(section): n for n, section in enumerate(self.definition.sections)}
        places = sorted(found, key=lambda place: (order[place.sheet], place.row, place.column))
        return [Mark(place, _gravest(found[place]), tuple(found[place])) for place in places]

    def elsewhere(self) -> list[Problem]:
        """Problems that have no cell here, such as evidence that is missing."""
        sections = self.definition.by_key.keys() & self.texts.keys()
        return [problem for problem in self.problems if problem.section not in sections]


def _gravest(problems: list[Problem]) -> Severity:
    return min((problem.severity for problem in problems), key=_ORDER.index)


def texts_of(definition: FormDefinition, answers: Answers, catalogue: Catalogue) -> dict[str, Any]:
    """Answers as the texts of cells.

    Raises RefusedWorkbookError("workbook_text_too_long") for what no cell of Excel can hold.
    """
    texts: dict[str, Any] = {}
    for section in definition.sections:
        if section.repeats is None:
            texts[section.key] = _texts(section, answers.section(section.key), catalogue)
        else:
            texts[section.key] = [
                {"id": row["id"], **_texts(section, row, catalogue)}
                for row in answers.rows(section.key)
            ]
    return texts


def _texts(section: Section, values: Values, catalogue: Catalogue) -> dict[str, str]:
    texts = {}
    for item in asked_fields(section):
        text = cell_text(item, values.get(item.key), catalogue)
        if len(text) > LONGEST_CELL:
            raise RefusedWorkbookError("workbook_text_too_long", label=item.label, count=len(text))
        texts[item.key] = text
    return texts
