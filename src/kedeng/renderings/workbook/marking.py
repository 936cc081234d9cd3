"""A filled workbook given back: the same texts, exactly the wrong cells marked and explained."""

from collections.abc import Iterable

from kedeng.formkit.check import Problem
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import FormDefinition
from kedeng.renderings.workbook.book import write_book
from kedeng.renderings.workbook.content import Content
from kedeng.renderings.workbook.reading import read_workbook


def marked_copy(
    data: bytes, problems: Iterable[Problem], definition: FormDefinition, catalogue: Catalogue
) -> bytes:
    """Give a workbook back with what could not be read, and `problems`, marked and explained.

    `problems` are those of `check` over the answers that `read_workbook` gave for these bytes; what
    a rule says of a cell that could not be read is left out. Every text stands as it was typed;
    rows keep their ids, so a mended copy can be sent again. The sheet 问题清单 lists all problems,
    those without a cell too. The copy is written anew in our order: sheets and columns that people
    added are not in it. Raises what `read_workbook` raises.
    """
    reading = read_workbook(data, definition, catalogue)
    unread = {found.problem.path: found.problem for found in reading.problems}
    judged = [problem for problem in problems if problem.path not in unread]
    return write_book(
        Content(definition, catalogue, reading.origin, reading.texts, (*unread.values(), *judged))
    )
