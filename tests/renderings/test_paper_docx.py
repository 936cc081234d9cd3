"""Templates of papers are opened again: their chapters, what a draft fills in, nothing of us."""

import io
import zipfile
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.oxml.ns import qn
from tests.complete import complete_answers

from kedeng.domain.evidence import pack_named
from kedeng.domain.paper_templates import OUTLINES, PaperTemplate, offered_to
from kedeng.formkit.answers import Answers
from kedeng.formkit.status import Status
from kedeng.renderings.paper_docx import file_name, known_of, paper_template

REPORT = OUTLINES[PaperTemplate.REPORT]


def opened(content):
    return docx.Document(io.BytesIO(content))


def headings(paper):
    return [each.text for each in paper.paragraphs if each.style.name.startswith("Heading")]


def head(paper):
    return {row.cells[0].text: row.cells[1].text for row in paper.tables[0].rows}


@pytest.mark.parametrize("key", list(PaperTemplate))
def test_a_template_has_its_title_chapters_and_lines_for_the_seal(key):
    outline = OUTLINES[key]
    paper = opened(paper_template(outline))
    assert paper.paragraphs[0].text == outline.name
    assert [text.partition("、")[2] for text in headings(paper)] == [
        part.title for part in outline.parts
    ]
    assert head(paper) == dict.fromkeys([cell.label for cell in outline.head], "")
    texts = [each.text for each in paper.paragraphs]
    assert texts[-len(outline.ends) :] == list(outline.ends)
    for part in outline.parts:
        assert f"（{part.hint}写好后删去本行）" in texts


@pytest.mark.parametrize("key", list(PaperTemplate))
def test_an_outline_says_that_it_is_inferred_and_is_a_paper_of_the_pack(key):
    outline = OUTLINES[key]
    assert (outline.status, bool(outline.source)) == (Status.INFERRED, True)
    labels = [slot.label for slot in pack_named("shanxi-2025").categories[outline.category].slots]
    assert any(outline.name in label.replace("的", "") for label in labels)
    assert key in dict(offered_to(outline.category))


def test_what_a_draft_knows_is_filled_in():
    answers = Answers(complete_answers("applied_technology", "演示大学", "演示成果一号"))
    paper = opened(paper_template(REPORT, known_of(answers)))
    filled = head(paper)
    assert filled["成果名称"] == "演示成果一号"
    assert filled["完成单位"].startswith("演示大学")
    assert all(filled.values())
    assert "年" in filled["研究起止时间"]
    innovation = answers.text("summary.innovation_points")
    texts = "\n".join(each.text for each in paper.paragraphs)
    assert (innovation == "" or innovation in texts) is True


def test_what_is_open_or_unread_is_left_open():
    half = {
        "overview": {
            "achievement_name": {"unread": "甲", "code": "x"},
            "research_start_month": "2025-01",
        },
        "units": [{"id": "a"}, {"id": "b", "unit_name": "演示大学"}],
    }
    assert known_of(Answers(half)) == {"units": "演示大学"}
    assert known_of(Answers({})) == {}


def test_every_part_of_the_file_is_well_formed_and_tells_nothing_of_its_maker():
    content = paper_template(REPORT, {})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
        links = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".rels"))
        assert b'TargetMode="External"' not in links
    facts = opened(content).core_properties
    assert (facts.author, facts.last_modified_by, facts.title) == ("", "", "研制报告")


def test_its_language_is_the_chinese_of_the_mainland():
    styles = opened(paper_template(REPORT)).styles.element
    assert {each.get(qn("w:eastAsia")) for each in styles.iter(qn("w:lang"))} == {"zh-CN"}


def test_chinese_letters_have_a_chinese_font():
    style = opened(paper_template(REPORT)).styles["Heading 1"]
    fonts = style.element.rPr.rFonts.attrib
    assert {key.rpartition("}")[2]: value for key, value in fonts.items()} == {
        "ascii": "黑体",
        "hAnsi": "黑体",
        "eastAsia": "黑体",
    }


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", "研制报告模板.docx"),
        ("演示成果", "研制报告（演示成果）.docx"),
        ("甲/乙:丙?", "研制报告（甲乙丙）.docx"),
    ],
)
def test_a_file_has_a_chinese_name(title, name):
    assert file_name(REPORT, title) == name
