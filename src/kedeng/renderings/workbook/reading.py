"""Reads a filled workbook back: answers for the draft, and what could not be read, cell by cell."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.formkit.answers import AnswerMap, Answers, Unread, Values, is_unread, row_path
from kedeng.formkit.check import Problem, unread_problem
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import FormDefinition, Section
from kedeng.formkit.reading import TooManyRowsError, read_rows, read_values
from kedeng.renderings.messages import place, sentence
from kedeng.renderings.workbook import layout as at
from kedeng.renderings.workbook.container import inspect
from kedeng.renderings.workbook.content import Origin
from kedeng.renderings.workbook.finding import Grid, SectionSheet, find_sheets, text_at
from kedeng.renderings.workbook.refusal import RefusedWorkbookError


@dataclass(frozen=True)
class CellProblem:
    """What is wrong, and where in the uploaded file; `cell` is "" for what has none there."""

    sheet: str
    cell: str
    label: str
    sentence: str
    problem: Problem


@dataclass(frozen=True)
class WorkbookReading:
    """What a workbook holds.

    `answers` has every section whose sheet was found; a section without its sheet is missing there
    and best left as it is. `places` says where each answered path stands in the uploaded file;
    `texts` holds the cells as they were typed; `notices` are sentences about what was passed over.
    """

    origin: Origin
    answers: AnswerMap
    problems: tuple[CellProblem, ...]
    notices: tuple[str, ...]
    places: Mapping[str, at.Place]
    texts: Mapping[str, Any]


def read_workbook(data: bytes, definition: FormDefinition, catalogue: Catalogue) -> WorkbookReading:
    """Read a workbook that `fill_in_workbook` made and people filled in.

    Sheets and columns are found by hidden signs and by labels: their order, further sheets and the
    file's name do not matter. The same bytes always give the same row ids. Raises
    RefusedWorkbookError for a file that is no workbook of ours, of another form or edition, broken
    or beyond the bounds.
    """
    inspect(data)
    grids = read_grids(data)
    origin = _origin(grids)
    _refuse_another_form(origin, definition)
    sheets = find_sheets(definition, grids, salt=sha256(data).hexdigest())
    answers = {sheet.section.key: _answers(sheet, catalogue) for sheet in sheets}
    places = {path: place for sheet in sheets for path, place in sheet.places.items()}
    found = {sheet.section.key for sheet in sheets}
    missing = [
        f"没有找到工作表“{at.sheet_name(section)}”，这一部分保持原样。"
        for section in definition.sections
        if section.key not in found
    ]
    return WorkbookReading(
        origin=origin,
        answers=answers,
        problems=tuple(
            _at_cell(problem, places[problem.path], definition)
            for problem in _unread(definition, answers, catalogue)
        ),
        notices=(*missing, *(notice for sheet in sheets for notice in sheet.notices)),
        places=places,
        texts={sheet.section.key: sheet.texts for sheet in sheets},
    )


def _answers(sheet: SectionSheet, catalogue: Catalogue) -> Any:
    """Texts of a sheet as draft content; a number whose end Excel has lost counts as unread."""
    section = sheet.section
    if section.repeats is None:
        values = read_values(section, sheet.values, catalogue)
        _mark_lost(section.key, values, sheet)
        return values
    try:
        rows = read_rows(section, sheet.rows, catalogue)
    except TooManyRowsError as error:
        raise RefusedWorkbookError("workbook_too_long_list", **vars(error)) from error
    for row in rows:
        _mark_lost(row_path(section.key, row["id"]), row, sheet)
    return rows


def _mark_lost(prefix: str, values: Values, sheet: SectionSheet) -> None:
    for key, value in values.items():
        if f"{prefix}.{key}" in sheet.lost and not is_unread(value):
            values[key] = Unread(str(value), "digits_lost").as_json()


def located(
    problems: Iterable[Problem], reading: WorkbookReading, definition: FormDefinition
) -> Iterator[CellProblem]:
    """Say where in the uploaded file problems of its answers stand.

    What has no cell stands at its sheet, or on the page only.
    """
    answers = Answers(reading.answers)
    for problem in problems:
        found = reading.places.get(problem.path)
        if found is not None:
            yield _at_cell(problem, found, definition)
            continue
        has_sheet = problem.section in reading.answers
        sheet = at.sheet_name(definition.by_key[problem.section]) if has_sheet else at.ON_THE_PAGE
        told = place(problem, definition, answers)
        yield CellProblem(sheet, "", told, sentence(problem), problem)


def _at_cell(problem: Problem, found: at.Place, form: FormDefinition) -> CellProblem:
    where = at.spot(problem.path)
    label = form.by_key[where.section].by_key[where.field].label
    return CellProblem(found.sheet, found.address, label, sentence(problem), problem)


def _unread(
    definition: FormDefinition, answers: AnswerMap, catalogue: Catalogue
) -> Iterator[Problem]:
    for section, prefix, values in _groups(definition, answers):
        for key, value in values.items():
            if is_unread(value):
                yield unread_problem(section.by_key[key], f"{prefix}.{key}", value, catalogue)


def _groups(
    definition: FormDefinition, answers: AnswerMap
) -> Iterator[tuple[Section, str, Values]]:
    for section in definition.sections:
        content = answers.get(section.key)
        if isinstance(content, dict):
            yield section, section.key, content
        for row in content if isinstance(content, list) else []:
            yield section, row_path(section.key, row["id"]), row


def read_grids(data: bytes) -> dict[str, Grid]:
    """Every sheet as rows of cells, from A1 on."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return {
                name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for name in book.sheet_names
            }
    except (CalamineError, OSError, ValueError) as error:
        raise RefusedWorkbookError("workbook_broken") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the Rust reader's panic is no Exception
            raise RefusedWorkbookError("workbook_broken") from error
        raise


def _origin(grids: Mapping[str, Grid]) -> Origin:
    """Read to what the workbook belongs from the sheet that bears our sign."""
    for grid in grids.values():
        if text_at(grid, 0, 0) == at.RECORD_SIGN:
            record = {text_at(grid, row, 0): text_at(grid, row, 1) for row in range(len(grid))}
            return Origin(
                form=record.get("form", ""),
                edition=record.get("edition", ""),
                code=record.get("code", ""),
                title=record.get("title", ""),
                versions=_versions(record.get("versions", "")),
            )
    raise RefusedWorkbookError("workbook_not_ours")


def _versions(text: str) -> dict[str, int]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if type(value) is int}


def _refuse_another_form(origin: Origin, definition: FormDefinition) -> None:
    if origin.form != definition.key:
        found = CATEGORY_NAMES.get(origin.form, origin.form)
        wanted = CATEGORY_NAMES.get(definition.key, definition.title)
        raise RefusedWorkbookError("workbook_other_form", found=found, wanted=wanted)
    if origin.edition != definition.edition:
        raise RefusedWorkbookError(
            "workbook_other_edition", found=origin.edition, wanted=definition.edition
        )
