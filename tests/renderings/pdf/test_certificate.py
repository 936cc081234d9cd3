"""Certificates: one sheet each, with all that a reader checks, however much stands on it."""

from datetime import date

import pypdfium2
import pytest

from kedeng.domain.certificates import DISCLAIMERS, Layout
from kedeng.renderings.pdf.certificate import CertificateSheet, print_certificates
from kedeng.renderings.pdf.coverage import UncoveredCharacters

MANY_UNITS = [
    f"演示省第{n}煤炭地质勘查与环境监测研究院有限责任公司" for n in "一二三四五六七八九十"
]
MANY_PEOPLE = [f"欧阳演示{n}" for n in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰"]


def sheet(**more):
    usual = {
        "number": "9142025Y0001",
        "title": "煤层气协同抽采关键技术",
        "category": "应用技术成果",
        "units": ["演示大学", "演示煤业公司"],
        "people": ["王演示", "张㛃"],
        "registered_on": date(2026, 1, 5),
        "issuer": "演示省科学技术厅",
        "issued_on": date(2026, 1, 6),
        "disclaimers": [each.text for each in DISCLAIMERS],
        "version": 2,
        "code": "7K3MQ9TX2H4VZB0C",
        "digest": "3fa091c277bd10e4" * 4,
        "check_url": "https://chengguo.example.org/certificates/7K3MQ9TX2H4VZB0C/",
    }
    return CertificateSheet(**usual | more)


def test_a_sheet_says_what_is_registered_and_how_to_check_it(texts):
    [page] = texts(print_certificates([sheet()]))
    page = page.replace("\r\n", "")
    assert page.startswith("科 技 成 果 登 记 证 书")
    for told in (
        "登记号：9142025Y0001",
        "煤层气协同抽采关键技术",
        "应用技术成果",
        "演示大学、演示煤业公司",
        "王演示、张㛃",
        "2026 年 1 月 5 日",
        "演示省科学技术厅",
        "不作为确认科技成果权属的直接依据",
        "登记不确定成果等级",
        "7K3M-Q9TX-2H4V-ZB0C",
        "第 2 版",
        "证书校验码 3FA0 91C2 77BD 10E4",
        "/certificates/7K3MQ9TX2H4VZB0C/",
    ):
        assert told in page, told


@pytest.mark.parametrize("layout", Layout)
def test_the_longest_still_stands_on_one_sheet(texts, layout):
    much = {"title": "面向复杂条件的关键技术" * 27, "units": MANY_UNITS, "people": MANY_PEOPLE}
    printed = print_certificates([sheet(layout=layout, **much)])
    [page] = texts(printed)
    assert MANY_PEOPLE[-1] in page
    width, height = pypdfium2.PdfDocument(printed)[0].get_size()
    assert (width > height) is (layout is Layout.LYING)


def test_several_stand_in_one_file_and_what_does_not_hold_says_so(texts):
    pages = texts(print_certificates([sheet(), sheet(void="已被第 3 版替换")]))
    assert ["已被第 3 版替换" in page for page in pages] == [False, True]


def test_the_same_certificate_gives_the_same_bytes():
    assert print_certificates([sheet()]) == print_certificates([sheet()])


def test_a_character_that_no_face_draws_is_named_and_can_be_replaced(texts):
    rare = sheet(people=["王\ue863"])
    with pytest.raises(UncoveredCharacters):
        print_certificates([rare])
    [page] = texts(print_certificates([rare], drawn_as={"\ue863": "〓"}))
    assert "王〓" in page
