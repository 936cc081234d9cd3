"""The numbers that a registration names, kept in a table of their own so that they can be found.

Written by whatever writes answers: a saved section, a new draft, a submission.
"""

from collections.abc import Mapping
from typing import Any

from kedeng.apps.registrations.models import IdentifierEntry, Registration
from kedeng.domain.identifiers import IdentifierKind, key_of

_PLACES = {
    "projects": (IdentifierKind.PROJECT, "project_number"),
    "ip_rights": (IdentifierKind.RIGHT, "ip_number"),
}
"""Section → kind of its numbers, and the field of a row that has one."""


def project_identifiers(registration: Registration, sections: Mapping[str, Any]) -> None:
    """Keep the numbers of the sections given; those of a section that is not given stay."""
    for section in _PLACES.keys() & sections.keys():
        kind, _ = _PLACES[section]
        registration.identifiers.filter(kind=kind.value).delete()
        IdentifierEntry.objects.bulk_create(
            IdentifierEntry(registration=registration, kind=kind.value, folded=number)
            for number in numbers_in(section, sections[section])
        )


def numbers_in(section: str, rows: Any) -> list[str]:
    """Give the folded numbers of a section's rows, each once; what could not be read has none."""
    kind, field = _PLACES[section]
    typed = [row.get(field) for row in rows or () if isinstance(row, dict)]
    keys = [key_of(kind, text) for text in typed if isinstance(text, str)]
    return sorted({key for key in keys if key})
