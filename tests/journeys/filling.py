"""Fills the form's pages as a person would: types, ticks, picks, adds rows."""

from pathlib import Path

from playwright.sync_api import Locator
from tests.journeys.conftest import CHECKOUT, Desk

from kedeng.definitions.registry import definition
from kedeng.formkit import codec
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Kind, Section

CATALOGUE = Catalogue.from_directory(CHECKOUT / "data" / "codelists")


def fill_form(desk: Desk, code: str, category: str, answers: dict) -> None:
    """Fill every section that has answers, one page after the other."""
    for section in definition(category).sections:
        if section.key in answers:
            fill_section(desk, code, section, answers[section.key])


def fill_section(desk: Desk, code: str, section: Section, content) -> None:
    """Fill a section and save it, as often as a choice brings up further questions."""
    desk.open(f"/my/{code}/s/{section.key}/")
    if section.repeats is None:
        for _ in range(2):  # without scripts a condition shows its questions after a save
            _fill(desk, section, f"{section.key}-", content)
            desk.press("保存")
        return
    for place, row in enumerate(content):
        rows = desk.page.locator('main [name="rows"]')
        if rows.count() <= place:
            desk.press("添加一行")
            rows = desk.page.locator('main [name="rows"]')
        _fill(desk, section, f"{section.key}-{rows.nth(place).get_attribute('value')}-", row)
        desk.press("保存")
        key = desk.page.locator('main [name="rows"]').nth(place).get_attribute("value")
        _fill(desk, section, f"{section.key}-{key}-", row)
        desk.press("保存")


def _fill(desk: Desk, section: Section, prefix: str, values: dict) -> None:
    for field in section.fields:
        if field.key in values and not field.computed:
            target = desk.page.locator(f"#{prefix}{field.key}")
            if target.count() and target.is_visible():
                _answer(target, field, values[field.key])


def _answer(target: Locator, field: Field, value) -> None:
    tag = target.evaluate("e => e.tagName")
    text = codec.edit(field, value, CATALOGUE)
    if tag == "DIV":
        _tick(target, field, value)
    elif tag == "SELECT":
        target.select_option(label=codec.show(field, value, CATALOGUE))
    elif field.kind is Kind.CODES:
        target.fill(text.split("；")[0])
    else:
        target.fill(text)


def _tick(target: Locator, field: Field, value) -> None:
    chosen = value if isinstance(value, list) else [value]
    if field.kind is Kind.YES_NO:
        chosen = [codec.YES if value else codec.NO]
    for code in chosen:
        target.locator(f'input[value="{code}"]').check()


def upload(desk: Desk, code: str, file: Path, slots: list[str]) -> None:
    """Upload a file into slots."""
    desk.open(f"/my/{code}/evidence/")
    desk.page.set_input_files("#file", str(file))
    for slot in slots:
        desk.page.locator(f'main input[name="slots"][value="{slot}"]').check()
    desk.press("上传")
