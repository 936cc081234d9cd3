"""Each form goes the whole way in a browser.

Filled in, mended, submitted, returned, recommended, audited, numbered, printed, published.
"""

import pypdfium2
import pytest
from tests.complete import complete_answers
from tests.journeys.filling import answer_notes, fill_form, give_evidence, open_draft, submit

from kedeng.lib.names import random_code

pytestmark = pytest.mark.journey

LETTERS = {"soft_science": "R", "basic_theory": "J", "applied_technology": "Y"}
LABELS = {
    "soft_science": "软科学成果",
    "basic_theory": "基础理论成果",
    "applied_technology": "应用技术成果",
}


@pytest.mark.parametrize("category", list(LETTERS))
def test_an_achievement_travels_from_the_desk_to_the_register(category, log_in, service, tmp_path):
    unit = service.account("author")["organisation"]
    title = f"演示旅程 {random_code(4)}：{LABELS[category]}的全程登记"
    author = log_in("author")
    code = open_draft(author, category)
    answers = complete_answers(category, unit, title)
    fill_form(author, code, category, answers)
    give_evidence(author, code, category, tmp_path)
    mend_a_mistake(author, code)
    submit(author, code)
    take_back_and_submit_again(author, code)

    clerk = log_in("unit_clerk")
    decide(clerk, code, "审查通过，报送上级")
    reviewer = log_in("department_reviewer")
    send_back(reviewer, code)
    see_notes_and_mend(author, code)
    answer_notes(author, code)
    submit(author, code)
    decide(clerk, code, "审查通过，报送上级")
    see_the_change(reviewer, code)
    decide(reviewer, code, "推荐", checked=True)

    auditor = log_in("provincial_auditor")
    decide(auditor, code, "受理")
    decide(auditor, code, "审核通过，赋登记号", checked=True)
    number = number_of(author, code)
    assert number[7] == LETTERS[category]
    assert_print_bears(author, code, [number[:3], title, "批准登记号"])
    decide(auditor, code, "上报国家")
    receiver = log_in("national_receiver")
    decide(receiver, code, "接收")
    decide(receiver, code, "公布")
    assert_public(log_in, number, title, answers)
    assert_hidden_from_strangers(log_in, code)


def mend_a_mistake(author, code) -> None:
    """A figure that is none is named, with a link; what was typed stays until it is mended."""
    author.open(f"/my/{code}/s/funding/")
    author.page.fill("#funding-funding_local", "1,2oo")
    author.press("保存")
    author.open(f"/my/{code}/check/")
    author.page.get_by_role("link", name="地方投入：请填写数字").click()
    author.page.wait_for_load_state()
    box = author.page.locator("#funding-funding_local")
    assert box.input_value() == "1,2oo"
    box.fill("1200")
    author.press("保存")
    assert "有 1 处需要修改" not in author.text()


def take_back_and_submit_again(author, code) -> None:
    """Nobody has begun to review: the record can be recalled."""
    author.open(f"/records/{code}/")
    author.press("收回修改")
    submit(author, code)


def tell_apart(desk, code) -> None:
    """Say of every registration that shares a number with this one that it is another result."""
    desk.open(f"/desk/r/{code}/alike/")
    while desk.page.locator("main details[open] form").count():
        form = desk.page.locator("main details[open] form").first
        form.locator('input[value="different"]').check()
        form.locator("textarea").fill("同一课题的另一项成果。（演示）")
        form.locator("button").click()
        desk.page.wait_for_load_state()


def decide(desk, code, name, *, checked=False) -> None:
    """Claim where it can be claimed, tick the checklist, press the button."""
    if checked:
        tell_apart(desk, code)
    desk.open(f"/desk/r/{code}/")
    claim = desk.page.locator("main").get_by_role("button", name="开始审查")
    if claim.count():
        claim.click()
        desk.page.wait_for_load_state()
    if checked:
        for box in desk.page.locator('main input[name^="check:"]').all():
            box.check()
    desk.page.locator('main button[name="transition"]', has_text=name).first.click()
    desk.page.wait_for_load_state()
    assert "没有办理" not in desk.text(), desk.text()


def send_back(reviewer, code) -> None:
    """Return to the filer with a reason and a note on one field."""
    reviewer.open(f"/desk/r/{code}/")
    reviewer.press("开始审查")
    box = reviewer.page.locator('main textarea[name="note:overview.keywords"]')
    box.locator("xpath=ancestor::details[1]/summary").click()
    box.fill("请补充一个关键词。")
    reviewer.page.fill("#reason", "关键词不全，请补充后重新提交。")
    reviewer.page.select_option("#to_desk", "0")
    reviewer.page.locator('main button[name="transition"][value="return"]').click()
    reviewer.page.wait_for_load_state()
    assert "没有办理" not in reviewer.text()


def see_notes_and_mend(author, code) -> None:
    """The filer sees why, and where; the note stands beside the field."""
    author.open(f"/my/{code}/")
    assert "关键词不全，请补充后重新提交。" in author.text()
    author.open(f"/my/{code}/s/overview/")
    assert "请补充一个关键词。" in author.text()
    author.page.fill("#overview-keywords", "瓦斯利用；低浓度瓦斯；安全输送")
    author.press("保存")


def see_the_change(reviewer, code) -> None:
    """The second review shows what changed."""
    reviewer.open(f"/desk/r/{code}/")
    assert "改了 1 处" in reviewer.text()
    assert "安全输送" in reviewer.text()


def number_of(author, code) -> str:
    """The number as the filer sees it."""
    author.open(f"/my/?text={code}")
    row = author.page.locator("main tr", has_text=code)
    return row.locator("td").nth(4).inner_text()


def assert_print_bears(author, code, words) -> None:
    """The 登记表 is printed from what was submitted."""
    answer = author.context.request.get(f"{author.service.url}/records/{code}/form.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.body())
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    squeezed = "".join(text.split())
    for word in words:
        assert "".join(word.split()) in squeezed, word


def assert_public(log_in, number, title, answers) -> None:
    """Everybody finds it in the register; contacts and birth months stay inside."""
    desk = log_in("stranger")
    desk.open(f"/register/?q={number}")
    assert title in desk.text()
    desk.open(f"/register/{number}/")
    shown = desk.page.content()
    assert title in shown
    person, unit = answers["people"][0], answers["units"][0]
    for hidden in (person["birth_month"], unit["contact_mobile"], unit["contact_phone"]):
        assert hidden not in shown


def assert_hidden_from_strangers(log_in, code) -> None:
    """Another province's people get 404 off the route."""
    stranger = log_in("stranger")
    for path in (f"/records/{code}/", f"/desk/r/{code}/", f"/my/{code}/"):
        answer = stranger.page.goto(stranger.service.url + path)
        assert answer.status == 404, path
