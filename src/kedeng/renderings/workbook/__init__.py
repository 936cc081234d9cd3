"""The form as an .xlsx workbook: filled in off line, read back, returned with mistakes marked."""

from kedeng.renderings.workbook.filling import fill_in_workbook
from kedeng.renderings.workbook.marking import marked_copy
from kedeng.renderings.workbook.pasted import Pasted, pasted_rows
from kedeng.renderings.workbook.reading import (
    CellProblem,
    WorkbookReading,
    located,
    read_workbook,
)
from kedeng.renderings.workbook.refusal import RefusedWorkbookError

__all__ = [
    "CellProblem",
    "Pasted",
    "RefusedWorkbookError",
    "WorkbookReading",
    "fill_in_workbook",
    "located",
    "marked_copy",
    "pasted_rows",
    "read_workbook",
]
