"""Write the generated pages of docs/; with --check only fail where one is out of date."""

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from kedeng.definitions.registry import definitions
from kedeng.definitions.rules import NOTES
from kedeng.formkit.codelist import Catalogue
from kedeng.lib.home import checkout
from kedeng.renderings.reference import RuleNote, forms_reference
from kedeng.renderings.workflow_page import workflow_page

# Folders of the tests that judge; others only use a number as an example.
_JUDGING = ("apps", "definitions", "domain", "renderings/pdf", "web")
# R26 in a text, and r26 in the name of a test.
_RULE_NUMBER = re.compile(r"\bR(\d{1,2})\b|_r(\d{1,2})(?:_|\b)")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take --check."""
    parser.add_argument("--check", action="store_true", help="only say which pages are out of date")


def run(options: argparse.Namespace) -> int:
    """Write each page that has changed and say so. Exit status 1 when --check finds such a page."""
    root = checkout()
    if root is None:
        print("docs: the pages belong to a source checkout", file=sys.stderr)
        return 1
    stale = out_of_date(root)
    for path, text in stale.items():
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"docs: {path.relative_to(root)} {'is out of date' if options.check else 'written'}")
    return 1 if stale and options.check else 0


def out_of_date(root: Path) -> dict[Path, str]:
    """Return what the pages should say that are missing or say something else."""
    return {path: text for path, text in pages(root).items() if _read(path) != text}


def pages(root: Path) -> dict[Path, str]:
    """Return the text of every generated page, by its path in the checkout `root`."""
    catalogue = Catalogue.from_directory(root / "data" / "codelists")
    text = forms_reference(definitions(), catalogue, rule_notes(root / "tests"))
    return {root / "docs" / "forms.md": text, root / "docs" / "workflow.md": workflow_page()}


def rule_notes(tests: Path) -> Mapping[str, RuleNote]:
    """Tell which test files name a rule number, and where a number without a rule is judged."""
    named = _numbers_in(tests)
    keys = {rule.key for form in definitions() for rule in form.rules} | NOTES.keys()
    return {key: RuleNote(tuple(named.get(key, ())), NOTES.get(key, "")) for key in sorted(keys)}


def _numbers_in(tests: Path) -> dict[str, list[str]]:
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
