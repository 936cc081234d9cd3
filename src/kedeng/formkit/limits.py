"""How hard the limits of a declaration are: what blocks, and what asks for an explanation.

A limit that is SOURCED blocks. Any other asks, and a technical bound far beyond it blocks, so that
a pasted book is no title (decision 29).
"""

from kedeng.formkit.model import Field, Kind, Section
from kedeng.formkit.status import Status

ROOM = 10  # so many times an unsure limit is the bound on characters and items
ROOM_FOR_ROWS = 4  # rows are many answers each: a page of them must still open
LONGEST_UNLISTED = 100  # characters of an answer that stands in no list
_UNBOUNDED_ROWS = 200  # rows of a section that states no bound


def hard_length(field: Field) -> int:
    """Characters beyond which an answer is refused; 0 where nothing limits it."""
    return field.max_length * _room(field.length_status)


def hard_items(field: Field) -> int:
    """Items beyond which an answer is refused; 0 where nothing limits it."""
    return field.max_items * _room(field.items_status)


def most_rows(section: Section) -> int:
    """Rows that are read at all, so that a paste can be pruned and a page still opens."""
    return ROOM_FOR_ROWS * section.repeats[1] if section.repeats else _UNBOUNDED_ROWS


def hard_rows(section: Section) -> int:
    """Rows beyond which a section is refused at submission."""
    sure = section.most_rows_status is Status.SOURCED
    return section.repeats[1] if sure and section.repeats else most_rows(section)


def minimum_blocks(field: Field) -> bool:
    """Whether a smaller figure is refused: a count below nothing is none, whatever its source."""
    return field.kind is Kind.INTEGER or field.minimum_status is Status.SOURCED


def _room(status: Status) -> int:
    return 1 if status is Status.SOURCED else ROOM
