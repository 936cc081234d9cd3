"""The summary table: page, workbook and PDF from one query."""

import pypdfium2
from tests.cast import ALL_CHECKED, move


def test_the_page_shows_what_was_recommended(browser_of, department_reviewer, at_department):
    move(department_reviewer, at_department(), "recommend", checks=ALL_CHECKED)
    at_department(title="还没有推荐")
    answer = browser_of(department_reviewer).get("/desk/summary/")
    page = answer.content.decode()
    assert "演示用低浓度瓦斯利用方法" in page
    assert "还没有推荐" not in page
    assert len(answer.context["lines"]) == 1


def test_the_page_shows_the_columns_that_are_chosen(browser_of, department_reviewer, at_department):
    move(department_reviewer, at_department(), "recommend", checks=ALL_CHECKED)
    browser = browser_of(department_reviewer)
    shown = {
        query: [column.key for column in browser.get(f"/desk/summary/{query}").context["columns"]]
        for query in ("?col=level&col=contact", "?col=nonsense")
    }
    assert shown["?col=level&col=contact"] == ["serial", "name", "level", "contact"]
    assert len(shown["?col=nonsense"]) == 15


def test_an_empty_table_says_what_to_do(browser_of, department_reviewer):
    page = browser_of(department_reviewer).get("/desk/summary/").content.decode()
    assert "这一批还没有可以汇总的登记。" in page


def test_workbook_and_pdf_bear_the_same_digest(browser_of, department_reviewer, at_department):
    move(department_reviewer, at_department(), "recommend", checks=ALL_CHECKED)
    browser = browser_of(department_reviewer)
    digest = browser.get("/desk/summary/").context["table"].digest[:16].upper()
    book = browser.get("/desk/summary/summary.xlsx")
    assert book.content.startswith(b"PK")
    assert book["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    paper = browser.get("/desk/summary/summary.pdf")
    document = pypdfium2.PdfDocument(paper.content)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert digest in text.replace(" ", "")


def test_a_round_of_another_province_is_not_found(browser_of, stranger, stage):
    assert browser_of(stranger).get(f"/desk/summary/?round={stage.round.pk}").status_code == 404


def test_a_province_without_rounds_has_an_empty_page(browser_of, stranger):
    page = browser_of(stranger).get("/desk/summary/").content.decode()
    assert "还没有登记批次。" in page
    assert browser_of(stranger).get("/desk/summary/summary.pdf").status_code == 404
