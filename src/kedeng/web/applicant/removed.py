"""The row that was deleted last can be put back: it is kept in the session until the next one."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, QueryDict

from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Kind, Section
from kedeng.renderings.formviews import SectionView
from kedeng.web.applicant.posted import Received, posted_content

_KEY = "removed_row"


def received_part(
    request: HttpRequest, registration: Any, post: QueryDict, this: Section, catalogue: Catalogue
) -> Received:
    """Read a posted section; `remove:` keeps its row in the session, `undo` puts that one back."""
    received = posted_content(post, this, catalogue)
    if received.removed is not None:
        request.session[_KEY] = [registration.code, this.key, *received.removed]
    if post.get("op") != "undo" or (kept := _kept(request, registration, this)) is None:
        return received
    place, row = kept
    rows = received.content
    if row["id"] in {each["id"] for each in rows}:
        return received
    del request.session[_KEY]
    return replace(received, content=[*rows[:place], row, *rows[place:]])


def with_removed(
    request: HttpRequest, registration: Any, view: SectionView, this: Section
) -> SectionView:
    """Offer the row on the page of its section, as long as it is not there again."""
    kept = _kept(request, registration, this)
    if kept is None or kept[1]["id"] in {row.id for row in view.rows}:
        return view
    place, row = kept
    names = (row.get(field.key) for field in this.fields if field.kind is Kind.TEXT)
    name = next((name for name in names if isinstance(name, str) and name), "")
    return replace(view, removed=(place + 1, name))


def _kept(request: HttpRequest, registration: Any, this: Section) -> tuple[int, Any] | None:
    code, key, place, row = request.session.get(_KEY) or ("", "", 0, None)
    return (place, row) if (code, key) == (registration.code, this.key) else None
