"""Declaration + answers → a plain view model of a section's page (web/components draws it)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kedeng.formkit import codec
from kedeng.formkit.answers import Answers, Values, is_blank, is_unread, row_path
from kedeng.formkit.check import Problem
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Kind, Section
from kedeng.formkit.rules import Severity
from kedeng.formkit.visible import asked, row_lookup
from kedeng.renderings.formviews import (
    Choice,
    FieldView,
    HeadView,
    Noted,
    RowView,
    SectionView,
    anchor,
)
from kedeng.renderings.marks import mark_now, mark_of
from kedeng.renderings.messages import sentence
from kedeng.renderings.summary import place_in, split_path

FEW = 12  # so many options are read through at a glance; more go into a select


def section_view(  # noqa: PLR0913 - a page has this many sides
    section: Section,
    content: Any,
    version: int,
    answers: Answers,
    problems: Iterable[Problem],
    catalogue: Catalogue,
    *,
    blank_rows: Iterable[str] = (),
    noted: Sequence[Noted] = (),
    hints: Mapping[str, str] | None = None,
    prefix: str = "",
) -> SectionView:
    """Draw a section.

    `content` is what was typed there (dict, or rows), `answers` all that was typed; `problems` are
    shown where they stand; `blank_rows` are ids of empty rows to offer; `noted` a reviewer's notes;
    `hints` (of renderings.marks) say more than the help of the fields. `prefix` stands before the
    names of all inputs, so that several sections can share a form.
    """
    here = [problem for problem in problems if problem.section == section.key]
    by_path: dict[str, list[Problem]] = {}
    for problem in here:
        by_path.setdefault(problem.path, []).append(problem)
    draw = _Drawer(section, answers, by_path, catalogue, by_place(noted), hints or {}, prefix)
    whole = by_path.get(section.key, [])
    typed = Answers({section.key: content})
    places = [(anchor(problem.path), place_in(section, problem.path, typed)) for problem in here]
    view = SectionView(
        section,
        version,
        errors=_errors(whole),
        notes=_notes(whole),
        summary=tuple(
            (at, f"{place}：{sentence(problem)}")
            for problem, (at, place) in zip(here, places, strict=True)
            if problem.severity is Severity.ERROR and not problem.is_gap
        ),
        missing=tuple(place for problem, place in zip(here, places, strict=True) if problem.is_gap),
        prefix=prefix,
    )
    if section.repeats is None:
        view = replace(view, fields=draw.fields(section.key, f"{prefix}f", content or {}))
    else:
        rows = draw.rows(content or [], list(blank_rows))
        view = replace(view, rows=rows, heads=draw.heads())
    return replace(view, was=_noted_elsewhere(view, noted))


def by_place(noted: Iterable[Noted]) -> dict[str, str]:
    """Path → what was noted there; two desks may have a say on one place."""
    found: dict[str, str] = {}
    for note in noted:
        found[note.path] = "\n".join(filter(None, (found.get(note.path), note.text)))
    return found


def _noted_elsewhere(view: SectionView, noted: Iterable[Noted]) -> tuple[str, ...]:
    """Notes on the section as a whole, on a row that is gone, or on what is no longer asked."""
    fields = [*view.fields, *(item for row in view.rows for item in row.fields)]
    shown = {item.id for item in fields if item.shown} | {row.anchor for row in view.rows}
    return tuple(
        note.text if note.path == view.section.key else f"{note.place}：{note.text}"
        for note in noted
        if split_path(note.path)[0] == view.section.key and anchor(note.path) not in shown
    )


@dataclass(frozen=True)
class _Drawer:
    section: Section
    answers: Answers
    problems: Mapping[str, list[Problem]]
    catalogue: Catalogue
    noted: Mapping[str, str]
    hints: Mapping[str, str]
    prefix: str

    def rows(self, rows: list[Values], blank: list[str]) -> tuple[RowView, ...]:
        """Rows as typed, then blank ones."""
        every = [*rows, *({"id": key} for key in blank)]
        return tuple(
            RowView(
                id=row["id"],
                anchor=anchor(row_path(self.section.key, row["id"])),
                place=place,
                title=f"{self.section.row_title or self.section.title} {place}",
                fields=self.fields(
                    row_path(self.section.key, row["id"]), f"{self.prefix}r.{row['id']}", row
                ),
                first=place == 1,
                last=place == len(every),
                errors=_errors(self.problems.get(row_path(self.section.key, row["id"]), [])),
                was=self.noted.get(row_path(self.section.key, row["id"]), ""),
            )
            for place, row in enumerate(every, start=1)
        )

    def heads(self) -> tuple[HeadView, ...]:
        """One head a question; what a row's answers change stands in the row."""
        return tuple(
            HeadView(item, mark_of(item), self.hints.get(item.key, item.help))
            for item in self.section.fields
        )

    def fields(self, prefix: str, name: str, values: Values) -> tuple[FieldView, ...]:
        """Every field of a section or row, hidden ones included: the page shows them when asked."""
        lookup = row_lookup(self.section, values, self.answers)
        return tuple(
            self.one(item, f"{prefix}.{item.key}", f"{name}.{item.key}", values, lookup)
            for item in self.section.fields
        )

    def one(self, item: Field, path: str, name: str, values: Values, lookup: Any) -> FieldView:
        """One field with its value, choices and what is wrong with it."""
        value = values.get(item.key)
        here = self.problems.get(path, [])
        view = FieldView(
            field=item,
            widget="computed" if item.computed else WIDGETS[item.kind],
            name=name,
            id=anchor(path),
            mark=mark_now(item, lookup),
            help=self.hints.get(item.key, item.help),
            shown=asked(item, lookup),
            errors=_errors(here),
            notes=_notes(here),
            missing=any(problem.is_gap for problem in here),
            was=self.noted.get(path, ""),
        )
        return BUILDERS[item.kind](view, value, self.catalogue)


def _errors(problems: list[Problem]) -> tuple[str, ...]:
    wrong = [item for item in problems if not item.is_gap]
    return tuple(sentence(item) for item in wrong if item.severity is Severity.ERROR)


def _notes(problems: list[Problem]) -> tuple[str, ...]:
    odd = [item for item in problems if not item.is_gap]
    return tuple(sentence(item) for item in odd if item.severity is not Severity.ERROR)


def _build_text(view: FieldView, value: Any, catalogue: Catalogue) -> FieldView:
    return replace(view, text=codec.edit(view.field, value, catalogue))


def _build_choice(view: FieldView, value: Any, catalogue: Catalogue) -> FieldView:
    chosen = value if isinstance(value, list) else [] if is_blank(value) else [value]
    choices, heading = [], ""
    entries = catalogue[view.field.options]
    for entry in entries.entries:
        if not entry.selectable and entry.code not in chosen:
            continue
        group = entries.groups.get(entry.group or "", "")
        choices.append(
            Choice(
                entry.code,
                entry.label,
                entry.code in chosen,
                entry.meaning,
                group if group != heading else "",
            )
        )
        heading = group
    widget = view.widget
    if widget == "radios" and len(choices) > FEW:
        widget = "select"
    unlisted = [item for item in chosen if isinstance(item, str) and item not in entries.by_code]
    text = value["unread"] if is_unread(value) else "；".join(unlisted)
    return replace(view, choices=tuple(choices), widget=widget, text=text)


def _build_yes_no(view: FieldView, value: Any, catalogue: Catalogue) -> FieldView:
    del catalogue
    options = ((codec.YES, True), (codec.NO, False))
    choices = tuple(Choice(label, label, value is answer) for label, answer in options)
    return replace(view, choices=choices, text=value["unread"] if is_unread(value) else "")


def _build_codes(view: FieldView, value: Any, catalogue: Catalogue) -> FieldView:
    """So many inputs as the field may hold; each is searched on its own."""
    values = value if isinstance(value, list) else [value] if value else []
    room = max(view.field.max_items, len(values), 1)
    single = replace(view.field, kind=Kind.CODE)
    texts = [codec.edit(single, item, catalogue) for item in values]
    return replace(view, texts=tuple(texts + [""] * (room - len(texts))))


Builder = Callable[[FieldView, Any, Catalogue], FieldView]

WIDGETS: dict[Kind, str] = {
    Kind.TEXT: "text",
    Kind.LONG_TEXT: "long_text",
    Kind.TEXTS: "texts",
    Kind.INTEGER: "number",
    Kind.MONEY: "number",
    Kind.YES_NO: "radios",
    Kind.DATE: "date",
    Kind.MONTH: "date",
    Kind.CHOICE: "radios",
    Kind.CHOICES: "checkboxes",
    Kind.CODE: "codes",
    Kind.CODES: "codes",
}

BUILDERS: dict[Kind, Builder] = {
    Kind.TEXT: _build_text,
    Kind.LONG_TEXT: _build_text,
    Kind.TEXTS: _build_text,
    Kind.INTEGER: _build_text,
    Kind.MONEY: _build_text,
    Kind.YES_NO: _build_yes_no,
    Kind.DATE: _build_text,
    Kind.MONTH: _build_text,
    Kind.CHOICE: _build_choice,
    Kind.CHOICES: _build_choice,
    Kind.CODE: _build_codes,
    Kind.CODES: _build_codes,
}
