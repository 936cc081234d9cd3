"""What a filer does: opens a draft, types, ticks, picks, adds rows, uploads, submits."""

from pathlib import Path

from playwright.sync_api import Locator
from tests.complete import SLOTS
from tests.journeys.desk import Desk
from tests.journeys.serving import CHECKOUT
from tests.records import picture

from kedeng.definitions.registry import definition
from kedeng.formkit import codec
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.model import Field, Kind, Section

CATALOGUE = Catalogue.from_directory(CHECKOUT / "data" / "codelists")


def open_draft(author: Desk, category: str) -> str:
    """Answer the secrecy question, choose the type; gives the record's code."""
    author.open("/my/")
    author.page.get_by_role("link", name="新建登记").click()
    author.page.locator('input[name="secrecy"][value="2"]').check()
    author.page.locator(f'input[name="category"][value="{category}"]').check()
    author.press("开始填写")
    assert "涉密成果不在网上登记范围内" in author.text()
    author.page.locator('input[name="secrecy"][value="public"]').check()
    author.page.locator(f'input[name="category"][value="{category}"]').check()
    author.press("开始填写")
    return author.page.url.rstrip("/").split("/")[-1]


def fill_form(desk: Desk, code: str, category: str, answers: dict) -> None:
    """Fill every section that has answers, one page after the other."""
    for section in definition(category).sections:
        if section.key in answers:
            fill_section(desk, code, section, answers[section.key])


def fill_section(desk: Desk, code: str, section: Section, content) -> None:
    """Fill a section and save it; a table row by row."""
    desk.open(f"/my/{code}/s/{section.key}/")
    if section.repeats is None:
        _fill_and_save(desk, section, content)
        return
    for place, row in enumerate(content):
        if _rows(desk).count() <= place:
            desk.press("添加一行")
        _fill_and_save(desk, section, row, place)


def _rows(desk: Desk) -> Locator:
    return desk.page.locator('main [name="rows"]')


def _fill_and_save(desk: Desk, section: Section, values: dict, place: int | None = None) -> None:
    """Once is enough, unless an answer waits for a question that another answer brings up.

    Without scripts such a question is on the page after a save.
    """
    complete = _fill(desk, section, _prefix(desk, section, place), values)
    desk.press("保存")
    if not complete:
        _fill(desk, section, _prefix(desk, section, place), values)
        desk.press("保存")


def _prefix(desk: Desk, section: Section, place: int | None) -> str:
    """How the ids of the boxes begin; a new row gets another key when it is saved."""
    if place is None:
        return f"{section.key}-"
    return f"{section.key}-{_rows(desk).nth(place).get_attribute('value')}-"


def _fill(desk: Desk, section: Section, prefix: str, values: dict) -> bool:
    """Answer what the page asks; False where something that has an answer was not asked."""
    wanted = [field for field in section.fields if field.key in values and not field.computed]
    asked = 0
    for field in wanted:
        target = desk.page.locator(f"#{prefix}{field.key}")
        if target.count() and target.is_visible():
            _answer(target, field, values[field.key])
            asked += 1
    return asked == len(wanted)


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
    desk.page.locator("main .flash, main .alert").first.wait_for()


def give_evidence(author: Desk, code: str, category: str, folder: Path) -> None:
    """One file for all slots that the type needs."""
    file = folder / "演示材料.png"
    file.write_bytes(picture(len(code)))
    upload(author, code, file, sorted(SLOTS[category]))
    assert "已上传 演示材料.png" in author.text()


def answer_notes(author: Desk, code: str) -> None:
    """Say of each note of the fix list that it has been mended."""
    author.open(f"/my/{code}/fix/")
    while author.page.get_by_role("button", name="已改好，看下一处").count():
        author.press("已改好，看下一处")
    assert "意见都处理完了" in author.text()


def submit(author: Desk, code: str) -> None:
    """Check and submit; explain what asks for it."""
    author.open(f"/my/{code}/check/")
    for box in author.page.locator('main input[name^="explain:"]').all():
        box.fill("情况属实，演示说明。")
    if author.page.locator('main input[name^="explain:"]').count():
        author.press("保存说明")
    author.press("提交登记")
    assert "已提交" in author.text(), author.text()
