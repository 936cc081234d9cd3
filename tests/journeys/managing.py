"""What those who manage do on the console's pages: bodies, accounts, codes, a policy, a round."""

import io
import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

import openpyxl
import pypdfium2
from tests.journeys.desk import Desk
from tests.journeys.people import Person

from kedeng.domain.roster import COLUMNS, SHEET_TITLES, Sheet


def create_body(desk: Desk, name: str, rank: str) -> None:
    """Create a body below the own one; the page leads on to its super administrator."""
    desk.open("/console/")
    desk.follow("新建下级机构")
    desk.page.fill("#id_name", name)
    desk.page.get_by_label(rank, exact=True).check()
    desk.press("创建")
    assert "接着指定它的超级管理员" in desk.text(), desk.text()


def appoint(desk: Desk, person: Person, *rights: str) -> None:
    """Define the super administrator of the body that was just created."""
    _describe(desk, person, rights)
    desk.press("指定")
    assert "超级管理员。接着发放登录用的激活码" in desk.text(), desk.text()


def define_user(desk: Desk, person: Person, *rights: str) -> None:
    """Define a user of the own body."""
    desk.open("/console/")
    desk.follow("本机构用户")
    desk.follow("新建用户")
    _describe(desk, person, rights)
    desk.press("建立账号")
    assert "接着发放登录用的激活码" in desk.text(), desk.text()


def _describe(desk: Desk, person: Person, rights: tuple[str, ...]) -> None:
    desk.page.fill("#id_name", person.name)
    desk.page.fill("#id_username", person.username)
    for right in rights:
        desk.page.get_by_label(right, exact=True).check()


def issue_code(desk: Desk, person: Person) -> str:
    """Issue a code for the person whose page is open, and read it off the screen: it shows once."""
    desk.follow("去发放激活码")
    page = desk.page.url
    desk.press("发放并在屏幕上显示")
    assert person.username in desk.text()
    code = desk.page.locator("main .slip__code").inner_text()
    desk.page.goto(page)
    assert code not in desk.page.content()
    return code


def print_codes(desk: Desk, people: list[Person]) -> dict[str, str]:
    """Print slips for all who wait for a code, and read them: login name to code."""
    desk.open("/console/codes/")
    boxes = desk.page.locator('main input[name="user"]:checked')
    assert boxes.count() == len(people), desk.text()
    token = desk.page.locator('main input[name="csrfmiddlewaretoken"]').first.input_value()
    ticked = [("user", box.input_value()) for box in boxes.all()]
    paper = _posted(desk, "/console/codes/", [("csrfmiddlewaretoken", token), *ticked])
    document = pypdfium2.PdfDocument(paper)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return {person.username: _code_of(person, text) for person in people}


def _posted(desk: Desk, path: str, fields: list[tuple[str, str]]) -> bytes:
    """Post what the form would: the answer is a paper, which the browser would show or save."""
    answer = desk.context.request.post(
        desk.service.url + path,
        data=urlencode(fields),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.headers["content-type"] == "application/pdf", answer.status
    return answer.body()


def _code_of(person: Person, text: str) -> str:
    found = re.search(
        rf"{re.escape(person.username)}\D*?([0-9A-Z]{{4}}(?:-[0-9A-Z]{{4}}){{3}})", text
    )
    assert found, text
    return found[1]


def send_roster(desk: Desk, file: Path, lines: dict[Sheet, list[dict[str, str]]]) -> None:
    """Fill the blank roster in and send it: checked first, taken on a second word."""
    desk.open("/console/")
    desk.follow("成批设立")
    address = desk.page.get_by_role("link", name="下载空白名册").get_attribute("href")
    blank = desk.context.request.get(desk.service.url + address)
    file.write_bytes(_filled(blank.body(), lines))
    desk.page.set_input_files("#file", str(file))
    desk.press("上传并检查")
    total = sum(map(len, lines.values()))
    assert "检查结果（还没有导入）" in desk.text(), desk.text()
    desk.press(f"导入没有问题的 {total} 行")
    assert f"新建 {total} 行" in desk.text(), desk.text()


def _filled(blank: bytes, lines: dict[Sheet, list[dict[str, str]]]) -> bytes:
    """Write lines below the two heads of each sheet, as a person would in Excel."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for sheet, rows in lines.items():
        places = {column.key: place for place, column in enumerate(COLUMNS[sheet], start=1)}
        for number, row in enumerate(rows, start=3):
            for key, text in row.items():
                book[SHEET_TITLES[sheet]].cell(number, places[key], text)
    filled = io.BytesIO()
    book.save(filled)
    return filled.getvalue()


def put_a_policy_into_force(desk: Desk, template: str, title: str) -> None:
    """Copy a ready policy, look it through, see its examples pass, put it into force."""
    desk.open("/console/")
    desk.follow("去登记政策")
    card = desk.page.locator("main section", has=desk.page.get_by_role("link", name=template))
    card.get_by_label("复制为").fill(title)
    card.get_by_role("button", name="复制成草稿").click()
    desk.page.wait_for_load_state()
    desk.press("保存为草稿")
    assert "已保存为草稿" in desk.text(), desk.text()
    desk.follow("试算")
    assert "全部一致" in desk.text(), desk.text()
    desk.follow(title)
    desk.press("启用")
    assert "已启用" in desk.text(), desk.text()


def open_a_round(desk: Desk, title: str, today: date | None = None) -> None:
    """Open a round whose windows are open today; the other dates come from the policy."""
    desk.open("/console/")
    desk.follow("开设登记批次")
    desk.page.fill("#id_title", title)
    today = today or date.today()
    for day, told in (("from", "2025-01-01"), ("to", "2025-12-31")):
        desk.page.fill(f"#id_evidence_{day}", told)  # a policy need not say it
    desk.page.fill("#id_year", "2025")
    for step, days in (("submit", 20), ("recommend", 25), ("paper", 30)):
        desk.page.fill(f"#id_{step}_opens", str(today - timedelta(days=1)))
        desk.page.fill(f"#id_{step}_closes", str(today + timedelta(days=days)))
    desk.press("开设")
    assert "登记批次已开设" in desk.text(), desk.text()
