"""Write the generated pages of docs/; with --check only fail where one is out of date or lacks."""

import argparse
import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kedeng.definitions.proofs import PROOFS
from kedeng.definitions.registry import definitions
from kedeng.definitions.rules import NOTES
from kedeng.definitions.rules.noted import NotedRule
from kedeng.formkit.codelist import Catalogue
from kedeng.lib.home import checkout
from kedeng.renderings.reference import forms_reference
from kedeng.renderings.rule_reference import RuleRow, rule_rows
from kedeng.renderings.workflow_page import workflow_page

# Folders of the tests that judge; others only use a number as an example.
_JUDGING = ("apps", "definitions", "domain", "renderings/pdf", "web")
# R26 in a text, and r26 in the name of a test.
_RULE_NUMBER = re.compile(r"\bR(\d{1,2})\b|_r(\d{1,2})(?:_|\b)")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take --check."""
    parser.add_argument("--check", action="store_true", help="only say which pages are out of date")


def run(options: argparse.Namespace) -> int:
    """Write each page that has changed and say so, and what the table of rules lacks.

    Exit status 1 when --check finds either.
    """
    root = checkout()
    if root is None:
        print("docs: the pages belong to a source checkout", file=sys.stderr)
        return 1
    return bring_up_to_date(root, check=options.check)


def bring_up_to_date(root: Path, *, check: bool) -> int:
    """Do so for a checkout, or with `check` only say what is wrong; gives the exit status."""
    wrong = list(flaws(root))
    for flaw in wrong:
        print(f"docs: {flaw}", file=sys.stderr)
    stale = out_of_date(root)
    for path, text in stale.items():
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"docs: {path.relative_to(root)} {'is out of date' if check else 'written'}")
    return 1 if (stale or wrong) and check else 0


def out_of_date(root: Path) -> dict[Path, str]:
    """Return what the pages should say that are missing or say something else."""
    return {path: text for path, text in pages(root).items() if _read(path) != text}


def pages(root: Path) -> dict[Path, str]:
    """Return the text of every generated page, by its path in the checkout `root`."""
    catalogue = Catalogue.from_directory(root / "data" / "codelists")
    text = forms_reference(definitions(), catalogue, tests_by_rule(root / "tests"))
    return {root / "docs" / "forms.md": text, root / "docs" / "workflow.md": workflow_page()}


def flaws(root: Path, notes: Mapping[str, NotedRule] = NOTES) -> Iterator[str]:
    """Say what the table of rules lacks: an empty cell, a place or a test that is not there."""
    for row in rule_rows(definitions(), tests_by_rule(root / "tests"), notes):
        for name, cell in zip(RuleRow._fields, row, strict=True):
            if not cell and name != "deferred":
                yield f"{row.number}: {name} is empty"
        if row.judged and not _is_defined(root / "src", row.judged):
            yield f"{row.number}: {row.judged} is not there"
        yield from (
            f"{row.number}: {test} is not there" for test in row.tests if _lacks(root, test)
        )
    yield from (f"{claim}: {test} is not there" for claim, test in PROOFS if _lacks(root, test))


def _is_defined(folder: Path, dotted: str) -> bool:
    """Whether a module has a name, by reading it: the rooms need not be started for that."""
    module, _, name = dotted.rpartition(".")
    place = folder.joinpath(*module.split("."))
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return file.is_file() and name in _names(file)


def _lacks(root: Path, test: str) -> bool:
    file, _, name = test.partition("::")
    path = root / file
    return not path.is_file() or bool(name and name not in _names(path))


def _names(file: Path) -> set[str]:
    """Functions, classes and values that stand at the top of a file."""
    found: set[str] = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=targets):
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
    return found


def tests_by_rule(tests: Path) -> dict[str, list[str]]:
    """Rule numbers in the test files: number → files, as the checkout names them."""
    found: dict[str, list[str]] = {}
    judging = (path for room in _JUDGING for path in (tests / room).rglob("test_*.py"))
    for path in sorted(judging):
        text = path.read_text(encoding="utf-8")
        for key in sorted({f"R{int(a or b)}" for a, b in _RULE_NUMBER.findall(text)}):
            found.setdefault(key, []).append(path.relative_to(tests.parent).as_posix())
    return found


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m kedeng.commands.docs", description=__doc__)
    arguments(parser)
    sys.exit(run(parser.parse_args()))
