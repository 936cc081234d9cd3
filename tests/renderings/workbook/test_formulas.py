"""No typed text becomes a formula, a link or a number; each comes back as it was (trust.md 1.9)."""

import io
from itertools import product

import openpyxl

from kedeng.formkit.answers import Answers
from kedeng.renderings.workbook import fill_in_workbook, marked_copy, read_workbook

STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "＝",
    "＋",
    "－",
    "＠",
    "{=",
    "'=",
    '"=',
    " =",
    "%0A-",
    ";=",
    ",@",
]
ENDS = [
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://example.invalid","点")',
    "SUM(A1:A9)*cmd|'/c calc'!A1",
    "IMPORTXML(1,2)",
    "DDE(a;b;c)",
    "WEBSERVICE(1)",
    "A1}",
    "2+5+cmd|' /C x'!A0",
    "1-1",
    "SUM(1+1)*cmd|' /C x'!A0",
    "0123456789012345678",
    "_x000D_=1+1",
]
PAYLOADS = [start + end for start, end in product(STARTS, ENDS)][:200]


def form_of(payloads):
    return Answers(
        {
            "people": [
                {"id": f"p{place}", "name": text, "contribution": text}
                for place, text in enumerate(payloads)
            ],
            "summary": {"achievement_summary": payloads[0]},
            "overview": {"keywords": ["=1+1", "@a"]},
        }
    )


def cells(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def test_two_hundred_payloads_stay_text_and_come_back_identical(soft, catalogue):
    answers = form_of(PAYLOADS)
    data = fill_in_workbook(soft, answers, catalogue, PAYLOADS[0], code="=1")
    assert len(PAYLOADS) == 200
    assert {cell.data_type for cell in cells(data)} == {"s"}
    reading = read_workbook(data, soft, catalogue)
    expected = [text.strip(" \t") for text in PAYLOADS]
    assert [row["name"] for row in reading.answers["people"]] == expected
    assert [row["contribution"] for row in reading.answers["people"]] == expected
    assert reading.answers["overview"] == {"keywords": ["=1+1", "@a"]}
    assert reading.origin.title == PAYLOADS[0]


def test_the_marked_copy_keeps_them_as_text_too(soft, catalogue):
    answers = form_of(PAYLOADS)
    data = fill_in_workbook(soft, answers, catalogue, "")
    copy = marked_copy(data, (), soft, catalogue)
    assert {cell.data_type for cell in cells(copy)} == {"s"}
    again = read_workbook(copy, soft, catalogue)
    assert again.answers == read_workbook(data, soft, catalogue).answers


def test_links_lead_only_within_the_workbook(soft, catalogue):
    data = fill_in_workbook(soft, form_of(["http://example.invalid/"]), catalogue, "")
    book = openpyxl.load_workbook(io.BytesIO(data))
    links = [
        cell.hyperlink
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert {link.target for link in links} == {None}
