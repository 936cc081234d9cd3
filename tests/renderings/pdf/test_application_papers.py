"""The application of an institution and the list of contacts, on paper."""

from datetime import date
from pathlib import Path

from kedeng.definitions.institution import INSTITUTION_FORM, offered, title_of
from kedeng.formkit.answers import Answers
from kedeng.formkit.codelist import Catalogue
from kedeng.renderings.pdf.contacts import ContactLine, print_contacts
from kedeng.renderings.pdf.institution import ROWS, InstitutionPaper, print_institution
from kedeng.renderings.pdf.pages import page_texts

CATALOGUE = offered(Catalogue.from_directory(Path(__file__).parents[3] / "data/codelists"))
TITLE = "演示省科技成果登记组织管理部门申请表"
ANSWERS = Answers(
    {
        "institution": {"org_name": "演示市科学技术局", "org_kind": "city_science_office"},
        "administrator": {"admin_name": "李演示", "scope_description": "本市各单位。"},
    }
)


def printed(answers, **more):
    paper = InstitutionPaper(title=TITLE, province="演示省科学技术厅", **more)
    return print_institution(paper, answers, CATALOGUE)


def test_the_paper_asks_what_the_form_asks():
    asked = {f"{section.key}.{field.key}" for section, field in INSTITUTION_FORM.fields()}
    assert {path for row in ROWS for path in row} == asked


def test_a_province_names_the_form_after_itself():
    assert title_of("演示省科学技术厅") == TITLE
    assert title_of("国家中心") == "科技成果登记组织管理部门申请表"


def test_it_stands_on_one_page_with_places_to_sign_and_seal():
    (page,) = page_texts(printed(ANSWERS, number="ABCD", digest="0123456789abcdef" * 4))
    for said in (
        *(TITLE, "演示市科学技术局", "1-市科技管理部门", "李演示", "本市各单位。"),
        *("负责人（签字）", "经办人（签字）", "（盖章）", "报演示省科学技术厅审核"),
        *("申请编号 ABCD", "内容校验码 0123 4567 89AB CDEF"),
    ):
        assert said in page


def test_a_blank_one_bears_no_number():
    (page,) = page_texts(printed(Answers({})))
    assert "申请编号" not in page
    assert "校验码" not in page


def test_the_same_input_gives_the_same_bytes():
    assert printed(ANSWERS) == printed(ANSWERS)


def test_contacts_are_listed_over_as_many_pages_as_they_need():
    line = ContactLine(
        name="演示市科学技术局",
        contact_name="成果科",
        contact_phone="0351-0000000",
        address="演示路",
    )
    pages = page_texts(print_contacts("联系方式", [line] * 60, date(2026, 1, 15)))
    assert len(pages) > 1
    assert all("组织管理部门" in page for page in pages)
