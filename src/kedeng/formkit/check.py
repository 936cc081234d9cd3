"""The one judge behind every door: `check(definition, answers, stage, facts) → [Problem]`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from kedeng.formkit import codec
from kedeng.formkit.answers import Answers, Values, is_blank, is_unread, row_path
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.facts import Facts
from kedeng.formkit.limits import (
    LONGEST_UNLISTED,
    hard_items,
    hard_length,
    hard_rows,
    minimum_blocks,
)
from kedeng.formkit.model import (
    Field,
    FormDefinition,
    Kind,
    Section,
)
from kedeng.formkit.resembling import resembling
from kedeng.formkit.rules import Severity, Stage
from kedeng.formkit.status import Status
from kedeng.formkit.visible import asked, row_lookup, section_asked

GAPS = frozenset({"required", "too_few_rows"})


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, and how hard. Its sentence is made by renderings.messages.

    `path` is `section.field`, `section[row].field`, `section` or `evidence.slot`; `rule` is
    R26 for a cross-field rule, "" for what the field itself demands; `lacking` is what a rule says
    of its finding.
    """

    code: str
    path: str
    severity: Severity
    params: Mapping[str, Any] = field(default_factory=dict)
    rule: str = ""
    lacking: bool = False

    @property
    def section(self) -> str:
        """Key of the section that the problem stands in."""
        return self.path.partition(".")[0].partition("[")[0]

    @property
    def is_gap(self) -> bool:
        """Whether something is lacking, rather than wrong."""
        return self.lacking or self.code in GAPS


def check(
    definition: FormDefinition, answers: Answers, stage: Stage, facts: Facts
) -> list[Problem]:
    """Judge a form. `answers` are computed and visible ones (see `visible.settle`).

    At stage draft only the shape of what was typed is judged; at submission also completeness and
    the cross-field rules. What is to be mended is not to be explained as well.
    Pure: nothing is read beyond the arguments.
    """
    problems: list[Problem] = []
    for section in definition.sections:
        if section_asked(section, answers):
            problems.extend(_check_section(section, answers, stage, facts))
    if stage is Stage.SUBMISSION:
        for rule in definition.rules:
            for found in rule.judge(answers, facts):
                severity = found.severity or rule.effective
                code = found.code or rule.key
                problems.append(
                    Problem(code, found.path, severity, found.params, rule.key, found.lacking)
                )
    errors = (each for each in problems if each.severity is Severity.ERROR)
    wrong = {each.path for each in errors if not each.is_gap}
    return [
        each for each in problems if each.severity is not Severity.CONFIRM or each.path not in wrong
    ]


def _check_section(
    section: Section, answers: Answers, stage: Stage, facts: Facts
) -> Iterator[Problem]:
    if section.repeats is None:
        yield from _check_values(
            section, section.key, answers.section(section.key), answers, stage, facts
        )
        return
    rows = answers.rows(section.key)
    if stage is Stage.SUBMISSION:
        yield from _check_row_count(section, rows, answers)
    for row in rows:
        yield from _check_values(
            section, row_path(section.key, row["id"]), row, answers, stage, facts
        )


def _check_row_count(section: Section, rows: list[Values], answers: Answers) -> Iterator[Problem]:
    least, most = section.repeats or (0, 0)
    wanted = section.required_rows_if
    if wanted is not None and wanted.holds(row_lookup(section, {}, answers)):
        least = max(least, 1)
    params = {"rows": len(rows), "least": least, "most": most, "row_title": section.row_title}
    if len(rows) < least:
        sure = section.required_status is Status.SOURCED
        yield Problem(
            "too_few_rows", section.key, Severity.ERROR if sure else Severity.CONFIRM, params
        )
    if len(rows) > hard_rows(section):
        bound = {**params, "most": hard_rows(section)}
        yield Problem("too_many_rows", section.key, Severity.ERROR, bound)
    elif len(rows) > most:
        yield Problem("unusually_many_rows", section.key, Severity.CONFIRM, params)
    elif section.advised_rows and len(rows) > section.advised_rows:
        yield Problem(
            "many_rows", section.key, Severity.WARNING, {**params, "advised": section.advised_rows}
        )


def _check_values(
    section: Section, prefix: str, values: Values, answers: Answers, stage: Stage, facts: Facts
) -> Iterator[Problem]:
    lookup = row_lookup(section, values, answers)
    for item in section.fields:
        if not asked(item, lookup):
            continue
        path, value = f"{prefix}.{item.key}", values.get(item.key)
        if is_unread(value):
            yield unread_problem(item, path, value, facts.catalogue)
        elif is_blank(value):
            if stage is Stage.SUBMISSION and _wanted(item, lookup):
                sure = item.mark_status is Status.SOURCED
                severity = Severity.ERROR if sure else Severity.CONFIRM
                yield Problem("required", path, severity, {"label": item.label})
        else:
            yield from _check_limits(item, path, value, facts)


def unread_problem(item: Field, path: str, value: Values, catalogue: Catalogue) -> Problem:
    """Say of a text why it is no answer; `candidates` are the options that it may have meant."""
    params = {"label": item.label, "text": value["unread"], "unit": item.unit}
    if value["code"] == "not_in_list":
        pieces = codec.pieces(item, value["unread"])
        params["candidates"] = _candidates(item, pieces, catalogue)
    return Problem(value["code"], path, Severity.ERROR, params)


def _candidates(item: Field, pieces: list[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Options like the first of some texts that names none, as a person would type them."""
    codes = catalogue[item.options]
    for piece in pieces:
        if codes.find(piece) is None:
            found = resembling(codes, piece, loosely=item.kind in {Kind.CODE, Kind.CODES})
            return tuple(codec.show_code(item, entry.code, catalogue) for entry in found)
    return ()


def _wanted(item: Field, lookup: Any) -> bool:
    return item.required or (item.required_if is not None and item.required_if.holds(lookup))


def _check_limits(item: Field, path: str, value: Any, facts: Facts) -> Iterator[Problem]:
    texts = value if isinstance(value, list) else [value]
    if item.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS}:
        yield from _check_length(item, path, texts)
    if item.max_items and isinstance(value, list):
        yield from _check_count(item, path, len(value))
    if (
        item.kind in {Kind.INTEGER, Kind.MONEY}
        and item.minimum is not None
        and not item.computed
        and Decimal(value) < item.minimum
    ):
        params = {"label": item.label, "least": item.minimum, "unit": item.unit}
        if minimum_blocks(item):
            yield Problem("below_minimum", path, Severity.ERROR, params)
        else:
            yield Problem("unusually_low", path, Severity.CONFIRM, params)
    if item.kind in {Kind.DATE, Kind.MONTH} and value > facts.today.isoformat()[: len(value)]:
        yield Problem("in_future", path, Severity.ERROR, {"label": item.label})
    if item.kind in {Kind.CHOICE, Kind.CHOICES, Kind.CODE, Kind.CODES}:
        yield from _check_codes(item, path, texts, facts)


def _check_count(item: Field, path: str, count: int) -> Iterator[Problem]:
    params = {"label": item.label, "most": item.max_items, "count": count}
    if count > hard_items(item):
        bound = {**params, "most": hard_items(item)}
        yield Problem("too_many_items", path, Severity.ERROR, bound)
    elif count > item.max_items:
        yield Problem("unusually_many_items", path, Severity.CONFIRM, params)


def _check_length(item: Field, path: str, texts: list[str]) -> Iterator[Problem]:
    longest = max(map(len, texts))
    params = {
        "label": item.label,
        "count": longest,
        "most": item.max_length,
        "least": item.min_length,
    }
    if item.max_length and longest > hard_length(item):
        yield Problem("too_long", path, Severity.ERROR, {**params, "most": hard_length(item)})
    elif item.max_length and longest > item.max_length:
        yield Problem("unusually_long", path, Severity.CONFIRM, params)
    elif item.advised_length and longest > item.advised_length:
        yield Problem(
            "rather_long", path, Severity.WARNING, {**params, "advised": item.advised_length}
        )
    if item.min_length and longest < item.min_length:
        yield Problem("too_short", path, Severity.CONFIRM, params)


def _check_codes(item: Field, path: str, codes: list[str], facts: Facts) -> Iterator[Problem]:
    """Judge codes by their list; all that an unsure list lacks is one problem, explained once."""
    options = facts.catalogue[item.options]
    unknown = [code for code in codes if code not in options.by_code]
    refused = [c for c in codes if c in options.by_code and not options.by_code[c].selectable]
    for code in [*refused, *(unknown if options.closed else ())]:
        yield Problem("not_in_list", path, Severity.ERROR, {"label": item.label, "text": code})
    if options.closed or not unknown:
        return
    longest = max(map(len, unknown))
    if longest > LONGEST_UNLISTED:
        bound = {"label": item.label, "count": longest, "most": LONGEST_UNLISTED}
        yield Problem("too_long", path, Severity.ERROR, bound)
        return
    found = _candidates(item, unknown, facts.catalogue)
    params = {"label": item.label, "text": "；".join(unknown), "candidates": found}
    yield Problem("unlisted", path, Severity.CONFIRM, params)


def as_date(value: str) -> date:
    """A stored date, or the first day of a stored month."""
    return date.fromisoformat(value if len(value) > len("2025-01") else f"{value}-01")
