"""The rules' part of docs/forms.md: one line for each rule number, and how the rest is proved."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kedeng.definitions.proofs import PROOFS
from kedeng.definitions.rules import NOTES
from kedeng.definitions.rules.noted import NotedRule
from kedeng.formkit.model import FormDefinition
from kedeng.formkit.rules import Rule
from kedeng.renderings.markdown import table

PROOF = """No question and no list has a test of its own: each test below walks over all of them, so
that a new one is proved by being declared. The rules are proved one by one, in their table."""


class RuleRow(NamedTuple):
    """A line of the table of rules. `judged` is a dotted name, `tests` are files or functions."""

    number: str
    rule: str
    severity: str
    forms: str
    status: str
    source: str
    judged: str
    tests: tuple[str, ...]
    deferred: str = ""


def _distinct_rules(definitions: Sequence[FormDefinition]) -> list[tuple[Rule, str]]:
    """Every rule once, with the letters of the forms that it judges, by number."""
    letters: dict[int, str] = {}
    rules: dict[int, Rule] = {}
    for form in definitions:
        for rule in form.rules:
            rules[id(rule)] = rule
            letters[id(rule)] = letters.get(id(rule), "") + form.letter
    found = [(rule, letters[key]) for key, rule in rules.items()]
    return sorted(found, key=lambda pair: _number(pair[0].key))


def _number(key: str) -> int:
    return int(key.removeprefix("R"))


def rule_rows(
    definitions: Sequence[FormDefinition],
    rule_tests: Mapping[str, Sequence[str]],
    notes: Mapping[str, NotedRule] = NOTES,
) -> list[RuleRow]:
    """Every rule of the forms and every number that another floor keeps (`notes`), in order."""
    rows = []
    for rule, letters in _distinct_rules(definitions):
        name = rule.judge.__qualname__.partition(".<locals>")[0]
        severity = f"{rule.effective}{', exact' if rule.exact else ''}"
        told = (rule.key, rule.title, severity, letters, rule.status, rule.source)
        tests = tuple(rule_tests.get(rule.key, ()))
        rows.append(RuleRow(*told, f"{rule.judge.__module__}.{name}", tests))
    noted = [
        RuleRow(*note[:-2], tuple(filter(None, [note.test])), note.deferred)
        for note in notes.values()
    ]
    return sorted([*rows, *noted], key=lambda row: _number(row.number))


def rules(definitions: Sequence[FormDefinition], rule_tests: Mapping[str, Sequence[str]]) -> str:
    """The table of rules; `rule_tests` is by rule number: R26 → test files."""
    heads = ("no.", "rule", "severity", "forms", "status", "source", "judged by", "tests")
    lines = []
    for row in rule_rows(definitions, rule_tests):
        judged = f"`{row.judged}`" + (f" (deferred: {row.deferred})" if row.deferred else "")
        lines.append((*row[:6], judged, _tests(row.tests)))
    return "## Rules\n\n" + table(heads, lines)


def proofs() -> str:
    """How questions and lists are proved: once, for each test walks over all of them."""
    lines = [(claim, f"`{test}`") for claim, test in PROOFS]
    return (
        "## How questions and lists are proved\n\n"
        + PROOF
        + "\n\n"
        + table(("what holds for all of them", "test"), lines)
    )


def _tests(paths: Iterable[str]) -> str:
    return ", ".join(f"`{path}`" for path in paths)
