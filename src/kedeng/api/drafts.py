"""How this door reads a draft: its sections with their versions, an If-Match, a merge."""

import re
from typing import TYPE_CHECKING, Any

from kedeng.api.errors import ApiError
from kedeng.api.shapes import SectionShape
from kedeng.apps.rounds.queries import catalogue
from kedeng.definitions.registry import definition
from kedeng.formkit.model import FormDefinition, Section
from kedeng.formkit.reading import TooManyRowsError, read_section

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import DraftSection, Registration

_TAG = re.compile(r'(?:W/)?"(0|[1-9][0-9]{0,8})"')
_NEVER = -1  # no section has this version


def form_of(registration: "Registration") -> FormDefinition:
    """Give the form that the registration is filled in on."""
    return definition(registration.category, registration.edition)


def section_named(registration: "Registration", key: str) -> Section:
    """Find a section of the form. Raises 404 for another name."""
    found = form_of(registration).by_key.get(key)
    if found is None:
        params = {"section": key, "category": registration.category}
        raise ApiError(404, "unknown_section", params)
    return found


def draft_sections(registration: "Registration") -> "dict[str, DraftSection]":
    """Give the saved sections by key, read anew."""
    return {row.section: row for row in registration.sections.all()}


def section_now(registration: "Registration", section: Section) -> SectionShape:
    """Give a section as it is saved now, empty where nothing was saved."""
    return section_shape(section, draft_sections(registration).get(section.key))


def sections_now(registration: "Registration") -> list[SectionShape]:
    """Give every section of the form in its order, unsaved ones too."""
    saved = draft_sections(registration)
    form = form_of(registration)
    return [section_shape(section, saved.get(section.key)) for section in form.sections]


def section_shape(section: Section, row: "DraftSection | None") -> SectionShape:
    """Draw a saved section, or the empty one of version 0."""
    if row is None or row.pk is None:
        empty: Any = {} if section.repeats is None else []
        return SectionShape(
            section=section.key, version=0, saved_at=None, saved_by="", content=empty
        )
    return SectionShape(
        section=row.section,
        version=row.version,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
        content=row.content,
    )


def tag(version: int) -> str:
    """Give the ETag of a version."""
    return f'"{version}"'


def expected_version(if_match: str | None, current: int) -> int:
    """Read If-Match: the current version where it is among the tags, else one that never matches.

    Raises 428 without a tag. `*` would overwrite whatever stands there, so it counts as none. A
    weak tag is taken too: a proxy that compresses makes it one.
    """
    if if_match is None or if_match.strip() in {"", "*"}:
        raise ApiError(428, "version_missing")
    tags = {int(found) for found in _TAG.findall(if_match)}
    return current if current in tags else _NEVER


def merged(form: FormDefinition, section: Section, content: Any, sent: Any) -> Any:
    """Content after a PATCH: named fields are set, null clears, the others stay; rows are replaced.

    Raises 422 for fields that the section lacks and for what is no value at all.
    """
    try:
        read = read_section(section, sent, catalogue())
    except KeyError as error:
        names = "、".join(map(str, error.args))
        params = {"section": section.key, "fields": names, "category": form.key}
        raise ApiError(422, "unknown_fields", params) from error
    except TooManyRowsError as error:
        raise ApiError(422, "too_many_rows", vars(error)) from error
    except TypeError as error:
        place = str(error).partition(":")[0]
        raise ApiError(422, "wrong_shape", {"errors": f"{place}：取值的类型不对"}) from error
    if section.repeats is not None:
        return read
    return {**{key: value for key, value in content.items() if key not in sent}, **read}
