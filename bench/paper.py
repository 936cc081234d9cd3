"""What a print costs beside a whole-form check: each type complete, and as full as can be."""

from datetime import date
from pathlib import Path

from ground import Clock
from tests.complete import complete_answers
from tests.renderings.maximal import maximal

from kedeng.definitions.registry import definitions
from kedeng.domain.evidence import pack_named
from kedeng.formkit.answers import Answers
from kedeng.formkit.check import check
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Stage
from kedeng.formkit.visible import settle
from kedeng.renderings.pdf.form import PrintRecord, print_form

TIMES = 7
CATALOGUE = Catalogue.from_directory(Path(__file__).parents[1] / "data" / "codelists")
FACTS = Facts(today=date(2026, 1, 10), catalogue=CATALOGUE, pack=pack_named("shanxi-2025"))


def main() -> None:
    """Measure without a database and print."""
    clock = Clock()
    for form in definitions():
        record = PrintRecord(
            code="SHANXI2025AB",
            revision=1,
            digest="0" * 64,
            category_title=form.title,
            name="演示成果",
            first_unit="演示大学",
            verify_url="http://localhost:8000/check/SHANXI2025AB/",
        )
        complete = settle(form, Answers(complete_answers(form.key)))
        full = maximal(form, CATALOGUE)
        print_form(form, complete, record, CATALOGUE)  # fonts are read at the first print
        for _ in range(TIMES):
            clock("whole-form check", check, form, complete, Stage.SUBMISSION, FACTS)
            clock(f"print {form.key}", print_form, form, complete, record, CATALOGUE)
            clock(f"print {form.key}, full", print_form, form, full, record, CATALOGUE)
    clock.print("paper", "whole-form check")


if __name__ == "__main__":
    main()
