"""The summary table: page, workbook and PDF from one query."""

import io

import openpyxl
import pypdfium2
import zxingcpp
from tests.records import ALL_CHECKED, move

from kedeng.apps.rounds.models import Round


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


def test_workbook_and_paper_have_the_columns_that_the_page_shows(
    browser_of, department_reviewer, at_department
):
    move(department_reviewer, at_department(), "recommend", checks=ALL_CHECKED)
    browser = browser_of(department_reviewer)
    page = browser.get("/desk/summary/?col=level&col=contact")
    wanted = ["序号", "成果名称", "成果水平", "联系人及电话"]
    assert [column.title for column in page.context["columns"]] == wanted
    query = page.context["query"]
    assert page.content.decode().count(query.replace("&", "&amp;")) == 2
    book = openpyxl.load_workbook(
        io.BytesIO(browser.get(f"/desk/summary/summary.xlsx?{query}").content)
    )
    assert [cell.value for cell in book["汇总表"][3]] == wanted
    text = text_of(browser.get(f"/desk/summary/summary.pdf?{query}").content)
    found = [title for title in (*wanted, "主要完成人", "课题来源", "登记号") if title in text]
    assert found == wanted
    assert page.context["table"].digest[:16].upper() in text


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return "".join(text.split())


def test_the_code_on_the_paper_leads_to_the_batch_of_just_these_lines(
    browser_of, department_reviewer, at_department, settings
):
    move(department_reviewer, at_department(), "recommend", checks=ALL_CHECKED)
    browser = browser_of(department_reviewer)
    paper = browser.get("/desk/summary/summary.pdf").content
    document = pypdfium2.PdfDocument(paper)
    picture = document[len(document) - 1].render(scale=3).to_pil()
    [code] = [found.text for found in zxingcpp.read_barcodes(picture)]
    made = browser.get("/desk/summary/").context
    assert code == f"{settings.KEDENG_URL}/desk/batches/?code={made['table'].batch}"
    address = code.removeprefix(settings.KEDENG_URL)
    assert "可能还没有定稿" in browser.get(address).content.decode()
    browser.post("/desk/batches/make/", {"round": made["chosen"].key})
    assert browser.get(address)["Location"] == f"/desk/batches/{made['table'].batch}/"


def test_the_nation_lands_on_all_provinces_of_a_year_in_which_it_received(
    browser_of, national_receiver, record_in, stage
):
    received = record_in("received", title="演示甲")
    record_in("reported", title="演示乙")
    later = Round.objects.get(pk=stage.round.pk)
    later.pk, later.year, later.title = None, 2026, "外省 2026 年度登记"
    later.organisation = stage.other_province
    later.save()
    browser = browser_of(national_receiver)
    answer = browser.get("/desk/summary/")
    assert [each.title for each in answer.context["rounds"]] == [
        "2026 年，全部省份",
        "2025 年，全部省份",
        "外省科学技术厅（演示）：外省 2026 年度登记",
        "演示省科学技术厅：演示省 2025 年度登记",
    ]
    assert answer.context["chosen"].key == "y2025"
    assert [row["number"] for row in answer.context["table"].rows] == [received.number]
    assert "生成批次" not in answer.content.decode().partition("<main")[2].partition("<footer")[0]
    assert browser.get("/desk/summary/summary.pdf?round=y2025").status_code == 200
    empty = browser.get(f"/desk/summary/?round={later.pk}")
    assert empty.context["lines"] == []


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
    assert digest in text_of(paper.content)


def test_a_round_of_another_province_is_not_found(browser_of, stranger, stage):
    assert browser_of(stranger).get(f"/desk/summary/?round={stage.round.pk}").status_code == 404


def test_a_province_without_rounds_has_an_empty_page(browser_of, stranger):
    page = browser_of(stranger).get("/desk/summary/").content.decode()
    assert "还没有登记批次。" in page
    assert browser_of(stranger).get("/desk/summary/summary.pdf").status_code == 404
