"""Without a token: the public register, the code lists, the forms as JSON Schema."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from kedeng.api.envelope import Category, Paging, Words, page_of
from kedeng.api.errors import failures, not_found
from kedeng.apps.registrations import queries
from kedeng.apps.registrations.transfer import public_sheet
from kedeng.apps.rounds.queries import catalogue
from kedeng.definitions.registry import (
    CATEGORY_NAMES,
    CURRENT_EDITION,
    definition,
    definitions,
    editions,
)
from kedeng.formkit.answers import Answers
from kedeng.formkit.model import Privacy
from kedeng.renderings.apischema import answers_of_privacy, form_schema

if TYPE_CHECKING:
    from kedeng.apps.registrations.models import Registration

router = Router(tags=["公开"], auth=None)
_NUMBER = re.compile(r"[0-9A-Za-z]{1,16}")
_PUBLIC = frozenset({Privacy.PUBLIC})
Edition = Literal[editions()]  # type: ignore[valid-type]


class PublicHead(Schema):
    """A published registration in a list."""

    number: str
    category: str
    category_name: str
    title: str
    units: list[str]
    registered_on: date | None
    published_at: datetime | None


class PublicPage(Schema):
    """A page of the register."""

    count: int
    page: int
    page_size: int
    items: list[PublicHead]


class PublicRecord(PublicHead):
    """A published registration with its public answers."""

    people: list[str]
    registered_by: str
    edition: str
    answers: dict[str, Any]
    transfer_sheet: dict[str, str]  # 信息表（有转化需求）, where its unit confirmed one


class RegisterWanted(Paging):
    """What the register is narrowed to."""

    text: Words = ""
    category: Category | None = None
    to_transfer: bool = False  # only those that their units offer for transfer


class EntryShape(Schema):
    """An option of a code list."""

    code: str
    label: str
    parent: str | None
    meaning: str
    is_selectable: bool


class ListHead(Schema):
    """A code list: its version, where it comes from, how far it can be trusted."""

    key: str
    title: str
    version: int
    status: str
    source: str
    is_open: bool
    entries: int


class ListShape(Schema):
    """A code list with its options."""

    key: str
    title: str
    version: int
    status: str
    source: str
    is_open: bool
    entries: list[EntryShape]


class FormHead(Schema):
    """A form of the current edition."""

    category: str
    category_name: str
    edition: str
    title: str
    letter: str


@router.get("/register", response={200: PublicPage, **failures()}, summary="已公布的登记")
def register(request: HttpRequest, wanted: Query[RegisterWanted]) -> dict[str, Any]:
    """Search the public register by title, unit or number."""
    del request
    found = queries.public_registrations(
        wanted.text, wanted.category or "", to_transfer=wanted.to_transfer
    )
    return page_of(found, wanted, _public_head)


@router.get(
    "/register/{number}", response={200: PublicRecord, **failures(404)}, summary="一项已公布的登记"
)
def register_record(request: HttpRequest, number: str) -> dict[str, Any]:
    """Read a published registration by its number: public answers and names only."""
    del request
    found = queries.public_registration(number) if _NUMBER.fullmatch(number) else None
    revision = queries.revision_of(found) if found else None
    if found is None or revision is None:
        raise not_found()
    form = definition(found.category, revision.edition)
    return {
        **_public_head(found),
        "people": [person.name for person in found.people.all()],
        "registered_by": found.registered_by,
        "edition": revision.edition,
        "answers": answers_of_privacy(form, Answers(revision.answers), _PUBLIC),
        "transfer_sheet": {line.label: line.text for line in public_sheet(found)},
    }


def _public_head(found: "Registration") -> dict[str, Any]:
    return {
        "number": found.number or "",
        "category": found.category,
        "category_name": CATEGORY_NAMES[found.category],
        "title": found.title,
        "units": [unit.name for unit in found.units.all()],
        "registered_on": found.registered_on,
        "published_at": found.published_at,
    }


@router.get("/lists", response=list[ListHead], summary="代码表目录")
def code_lists(request: HttpRequest) -> list[dict[str, Any]]:
    """Name every code list in force."""
    del request
    return [_list_head(codes) | {"entries": len(codes.entries)} for codes in catalogue().values()]


@router.get("/lists/{key}", response={200: ListShape, **failures(404)}, summary="一个代码表")
def code_list(request: HttpRequest, key: str) -> dict[str, Any]:
    """Give the options of a code list, retired ones too."""
    del request
    codes = catalogue().get(key)
    if codes is None:
        raise not_found()
    entries = [
        {
            "code": entry.code,
            "label": entry.label,
            "parent": entry.parent,
            "meaning": entry.meaning,
            "is_selectable": entry.selectable,
        }
        for entry in codes.entries
    ]
    return _list_head(codes) | {"entries": entries}


def _list_head(codes: Any) -> dict[str, Any]:
    return {
        "key": codes.key,
        "title": codes.title,
        "version": codes.version,
        "status": codes.status.value,
        "source": codes.source,
        "is_open": codes.open,
    }


@router.get("/forms", response=list[FormHead], summary="登记表目录")
def forms(request: HttpRequest) -> list[dict[str, Any]]:
    """Name the forms of the current edition."""
    del request
    return [
        {
            "category": form.key,
            "category_name": CATEGORY_NAMES[form.key],
            "edition": form.edition,
            "title": form.title,
            "letter": form.letter,
        }
        for form in definitions()
    ]


@router.get(
    "/forms/{category}/schema",
    response={200: dict[str, Any], **failures()},
    summary="登记表的 JSON Schema",
)
def schema(
    request: HttpRequest,
    category: Category,
    edition: Edition = CURRENT_EDITION,
) -> dict[str, Any]:
    """Draw a form as JSON Schema (2020-12): sections, fields, options, conditions."""
    del request
    return form_schema(definition(category.value, edition), catalogue())
