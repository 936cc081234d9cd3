"""What a draft's files say beside what is typed: offers that a click takes, nothing by itself.

Only the text layers that were kept when the files came are read (files.page_texts): no service is
asked, and scans without a text layer say nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kedeng.apps.files.page_texts import first_pages
from kedeng.apps.registrations.judgement import Judgement
from kedeng.apps.registrations.models import Evidence, Registration
from kedeng.domain.identifiers import project_key, right_key
from kedeng.domain.proving_papers import PAPERS
from kedeng.domain.suggestions import (
    MOST_LETTERS,
    MOST_PAGES,
    Found,
    Reading,
    readings,
)
from kedeng.formkit.answers import Unread, is_blank, is_unread
from kedeng.formkit.codec import read, show
from kedeng.formkit.limits import most_rows
from kedeng.formkit.model import Field, Kind, Section
from kedeng.formkit.visible import section_asked
from kedeng.lib.names import row_id
from kedeng.lib.text import folded

METHOD = "evaluation.evaluation_method"


@dataclass(frozen=True)
class RowSign:
    """By what a row is known again: its number; its name where that is enough, or without one."""

    number: str
    key: Callable[[str], str]
    name: str
    name_is_enough: bool


ROW_SIGNS = {
    # An invention and a utility model often bear one name.
    "ip_rights": RowSign("ip_number", right_key, "ip_name", name_is_enough=False),
    "projects": RowSign("project_number", project_key, "project_title", name_is_enough=True),
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One answer that a paper gives: the value as the form keeps it, and what is typed now."""

    field: Field
    value: Any
    shown: str
    typed: str  # "" for an open question
    line: str
    page: int

    @property
    def differs(self) -> bool:
        """Whether something else is typed."""
        return bool(self.typed)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What one paper says of one section; `row` is the id of the row that it speaks of, or "".

    `version` is that of the section as it was compared. `same` are answers that are typed already.
    """

    key: str
    paper: str
    evidence: Evidence
    page: int
    section: Section
    version: int
    row: str
    items: tuple[Item, ...]
    same: tuple[Item, ...]

    @property
    def makes_row(self) -> bool:
        """Whether taking it makes a new row."""
        return self.section.repeats is not None and not self.row

    def applied(self, fields: frozenset[str], content: Any) -> Any:
        """Give the section's content with the values of some fields taken."""
        taken = {
            item.field.key: item.value
            for item in (*self.items, *self.same)
            if item.field.key in fields
        }
        if self.section.repeats is None:
            return {**(content or {}), **taken}
        rows = list(content or ())
        if not self.row:
            return [*rows, {"id": row_id(), **taken}]
        return [{**row, **taken} if row["id"] == self.row else row for row in rows]


def offers_for(
    registration: Registration, judgement: Judgement, section: str = "", *, taken: bool = False
) -> list[Offer]:
    """Give what the files say and the draft does not, paper by paper; of one section, or of all.

    With `taken` also papers of which every answer stands in the draft. One read beyond the draft's.
    """
    files = {item.file_id: item for item in reversed(registration.evidence.all())}
    texts = first_pages(files, pages=MOST_PAGES, letters=MOST_LETTERS) if files else {}
    read_all = [(files[digest], each) for digest in texts for each in readings(texts[digest])]
    compare = _Comparison(registration, judgement)
    offers = [
        offer
        for evidence, reading in read_all
        for key in dict.fromkeys(found.section for found in reading.found)
        if section in {"", key} and (offer := compare.offer(evidence, reading, key))
    ]
    agreed = {
        (offer.section.key, item.field.key)
        for offer in offers
        for item in offer.same
        if offer.section.repeats is None
    }
    left = [_without(each, agreed) for each in offers]
    return [offer for offer in left if offer.items or (taken and offer.same)]


def _without(offer: Offer, agreed: set[tuple[str, str]]) -> Offer:
    """Leave out what another paper says otherwise: what is typed stands on one of them."""
    kept = tuple(i for i in offer.items if (offer.section.key, i.field.key) not in agreed)
    return Offer(**{**vars(offer), "items": kept})


class _Comparison:
    """Lays papers beside a draft."""

    def __init__(self, registration: Registration, judgement: Judgement) -> None:
        self.judgement = judgement
        self.lists = judgement.facts.catalogue
        self.rows = {row.section: row for row in registration.sections.all()}

    def offer(self, evidence: Evidence, reading: Reading, key: str) -> Offer | None:
        """Compare one paper with one section; None where it has nothing to say there."""
        section = self.judgement.form.by_key.get(key)
        if section is None or not section_asked(section, self.judgement.typed):
            return None
        method = self.judgement.typed.text(METHOD)
        if key == "evaluation" and not reading.tells_of_method(method):
            return None
        values = self._values(reading, section)
        content = self.rows[key].content if key in self.rows else None
        row = self._row(section, content, values)
        if section.repeats is not None and not self._may_make_row(section, content, values, row):
            return None
        beside = (row or {}) if section.repeats is not None else (content or {})
        items = [self._item(section, found, value, beside) for found, value in values]
        return Offer(
            key=f"{evidence.file_id[:16]}-{reading.page}-{key}",
            paper=PAPERS[reading.paper].name,
            evidence=evidence,
            page=reading.page,
            section=section,
            version=self.rows[key].version if key in self.rows else 0,
            row=row["id"] if row else "",
            items=tuple(item for item, same in items if not same),
            same=tuple(item for item, same in items if same),
        )

    def _values(self, reading: Reading, section: Section) -> list[tuple[Found, Any]]:
        """What the paper says of the section, as the codec reads it; the unreadable is left out."""
        values = []
        for found in reading.found:
            key = found.field.partition(".")[2]
            if found.section != section.key or key not in section.by_key:
                continue
            field = section.by_key[key]
            value = read(field, _within(field, found.text), self.lists)
            if not isinstance(value, Unread) and not is_blank(value):
                values.append((found, value))
        return values

    def _row(self, section: Section, content: Any, values: list[tuple[Found, Any]]) -> Any:
        """Find the row of which a paper speaks; None for none, and for a plain section."""
        if section.repeats is None:
            return None
        sign, told = ROW_SIGNS[section.key], _told(values)
        number, name = sign.key(told.get(sign.number, "")), folded(told.get(sign.name, ""))
        rows = [row for row in content or () if isinstance(row, dict)]
        for row in rows:
            if number and sign.key(_text(row.get(sign.number))) == number:
                return row
        for row in rows:
            may = sign.name_is_enough or not (number and _text(row.get(sign.number)))
            if may and name and folded(_text(row.get(sign.name))) == name:
                return row
        return None

    def _may_make_row(
        self, section: Section, content: Any, values: list[tuple[Found, Any]], row: Any
    ) -> bool:
        sign, told = ROW_SIGNS[section.key], _told(values)
        if row is not None:
            return True
        named = bool(told.get(sign.number) or told.get(sign.name))
        return named and len(content or ()) < most_rows(section)

    def _item(self, section: Section, found: Found, value: Any, beside: Any) -> tuple[Item, bool]:
        field = section.by_key[found.field.partition(".")[2]]
        typed = beside.get(field.key)
        item = Item(
            field=field,
            value=value,
            shown=show(field, value, self.lists),
            typed=show(field, typed, self.lists),
            line=found.line,
            page=found.page,
        )
        return item, _is_same(section, field, value, typed)


def _told(values: list[tuple[Found, Any]]) -> dict[str, str]:
    return {found.field.partition(".")[2]: _text(value) for found, value in values}


def _text(value: Any) -> str:
    return value["unread"] if is_unread(value) else value if isinstance(value, str) else ""


def _within(field: Field, text: str) -> str:
    return text[: field.max_length] if field.max_length and field.kind is Kind.TEXT else text


def _is_same(section: Section, field: Field, value: Any, typed: Any) -> bool:
    """Whether two answers say the same, whatever blanks and brackets stand in them."""
    if is_blank(typed):
        return False
    sign = ROW_SIGNS.get(section.key)
    if sign and field.key == sign.number:
        return sign.key(_text(typed)) == sign.key(value)
    if field.kind in {Kind.TEXT, Kind.LONG_TEXT}:
        return folded(_text(typed)) == folded(value)
    return bool(typed == value)
