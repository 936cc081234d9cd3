"""The workbook in which a person fills in a form off line."""

from collections.abc import Mapping

from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import FormDefinition
from kedeng.renderings.workbook.book import write_book
from kedeng.renderings.workbook.content import Content, Origin, texts_of


def fill_in_workbook(
    definition: FormDefinition,
    answers: Answers,
    catalogue: Catalogue,
    title: str,
    *,
    code: str = "",
    versions: Mapping[str, int] | None = None,
) -> bytes:
    """Draw a form as .xlsx, filled in as far as the draft is: a sheet a section.

    `answers` are those of the draft, unsettled; `title` the achievement's name, "" where it has
    none yet. `code` is the registration's public code, `versions` the version of each draft
    section: both come back from `read_workbook`, so that a door can tell whose draft it is and what
    has changed since. Raises RefusedWorkbookError("workbook_text_too_long") for a text beyond
    32,767 characters.
    """
    origin = Origin(definition.key, definition.edition, code, title, versions or {})
    texts = texts_of(definition, answers, catalogue)
    return write_book(Content(definition, catalogue, origin, texts))
