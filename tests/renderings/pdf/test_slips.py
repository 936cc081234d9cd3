"""Slips: four on a page, each with what its owner needs and nothing for anybody else."""

from datetime import datetime

import pypdfium2
import pytest

from kedeng.renderings.pdf.slips import Slip, print_slips, scanned_address

SITE = "https://chengguo.example.org"
PRINTED = datetime(2026, 1, 15, 9, 0)


def slip(**more):
    usual = {
        "organisation": "演示大学",
        "name": "王㛃",
        "username": "wangjie",
        "code": "7K3M-Q9TX-2H4V-ZB0C",
        "until": datetime(2026, 1, 22, 9, 5),
        "contact": "演示大学 科研处 李老师 0351-1234567",
    }
    return Slip(**usual | more)


def print_them(*slips):
    return print_slips(slips, site=SITE, printed_at=PRINTED)


def test_a_slip_says_what_its_owner_needs(texts):
    [page] = texts(print_them(slip()))
    for told in (
        "演示大学",
        "王㛃",
        "wangjie",
        "7K3M-Q9TX-2H4V-ZB0C",
        "2026 年 1 月 22 日 09:05",
        "李老师 0351-1234567",
        f"{SITE}/activate/",
        "最多输错 5 次",
    ):
        assert told in page.replace("\r\n", ""), told


def test_four_slips_stand_on_a_page(texts):
    pages = texts(print_them(*(slip(username=f"user{place}") for place in range(9))))
    assert ["user0" in pages[0], "user4" in pages[1], "user8" in pages[2], len(pages)] == [
        True,
        True,
        True,
        3,
    ]


def test_a_qr_code_says_name_and_code_behind_the_hash():
    found = scanned_address(SITE, slip(username="李 雷&x"))
    assert found == f"{SITE}/activate/#%E6%9D%8E%20%E9%9B%B7%26x&7K3M-Q9TX-2H4V-ZB0C"
    path, _, fragment = found.partition("#")
    assert path == f"{SITE}/activate/"
    assert fragment.count("&") == 1


@pytest.mark.parametrize(
    "more",
    [
        {"organisation": "很长的机构名称" * 30},
        {"name": "长" * 100, "contact": "电" * 300},
        {"username": "a" * 60, "organisation": "很长的机构名称" * 30},
    ],
)
def test_long_texts_stay_on_their_strip(more, places, texts):
    pdf = print_them(slip(**more), slip(username="next"))
    page = pypdfium2.PdfDocument(pdf)[0]
    [(_, _, _, top_of_next)] = places(page, "next")
    lowest = min(bottom for _, bottom, _, _ in places(page, "过期或遗失"))
    assert len(texts(pdf)) == 1
    assert lowest < top_of_next
    assert max(bottom for _, bottom, _, _ in places(page, "过期或遗失")) > top_of_next + 15


def test_a_character_without_a_face_does_not_stop_the_print(texts):
    [page] = texts(print_them(slip(name="王\U000323af")))
    assert "王〓" in page


def test_the_same_slips_give_the_same_bytes():
    assert print_them(slip()) == print_them(slip())
