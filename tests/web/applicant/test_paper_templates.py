"""Templates are taken empty by anybody, and from a draft with what it knows."""

import io
from urllib.parse import unquote

import docx

from kedeng.renderings.paper_docx import DOCX


def named(answer):
    return unquote(answer["Content-Disposition"])


def test_anybody_takes_an_empty_one(client, db):
    page = client.get("/forms/").content.decode()
    for key, name in (
        ("report", "研制报告"),
        ("user-report", "用户报告"),
        ("academic-opinion", "学术部门评价意见"),
    ):
        assert f"/forms/{key}.docx" in page
        answer = client.get(f"/forms/{key}.docx")
        assert (answer.status_code, answer["Content-Type"]) == (200, DOCX)
        assert f"{name}模板.docx" in named(answer)
        assert docx.Document(io.BytesIO(answer.content)).paragraphs[0].text == name
    assert client.get("/forms/no-such.docx").status_code == 404


def test_a_filer_takes_one_that_knows_the_draft(browser_of, author, stranger, draft):
    record = draft(category="applied_technology", title="演示成果一号")
    browser = browser_of(author)
    page = browser.get(f"/my/{record.code}/evidence/").content.decode()
    address = f"/my/{record.code}/papers/report.docx"
    assert address in page
    assert "academic-opinion" not in page
    answer = browser.get(address)
    assert "研制报告（演示成果一号）.docx" in named(answer)
    table = docx.Document(io.BytesIO(answer.content)).tables[0]
    assert table.rows[0].cells[1].text == "演示成果一号"
    assert browser_of(stranger).get(address).status_code == 404
    assert browser.get(f"/my/{record.code}/papers/none.docx").status_code == 404
