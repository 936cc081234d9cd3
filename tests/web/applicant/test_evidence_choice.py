"""A filer says in the notice's words what papers there are, and the page lists those."""

import re

import pytest
from tests.records import reload

from kedeng.apps.registrations.models import EvidenceChoice

ALL = "其他材料</summary>"


@pytest.fixture
def bare(draft):
    return draft(category="applied_technology", complete=False)


def page_of(browser, record, query=""):
    return browser.get(f"/my/{record.code}/evidence/{query}").content.decode()


def choose(browser, record, *ways):
    return browser.post(f"/my/{record.code}/evidence/choice/", {"have": ways}, follow=True)


def offered(page):
    """Slots before the fold, and after it."""
    before, _, after = page.partition(ALL)
    return tuple(re.findall(r'name="slots" value="([^"]+)"', part) for part in (before, after))


def test_it_is_asked_in_the_notices_words_and_all_slots_are_there_without_an_answer(
    browser_of, author, bare
):
    page = page_of(browser_of(author), bare)
    for words in ("手里有下面哪种材料？", "科技成果评价证明", "评价证书或评价报告", "专利证书"):
        assert words in page
    wanted, others = offered(page)
    assert ("O-1" in wanted, others) == (True, [])
    alone = browser_of(author).get(f"/my/{bare.code}/evidence/choice/").content.decode()
    assert "不选，列出全部材料" in alone
    assert "先选有哪些材料" in browser_of(author).get(f"/my/{bare.code}/").content.decode()


def test_a_choice_is_kept_for_the_draft_and_may_be_changed(browser_of, author, bare):
    browser = browser_of(author)
    page = choose(browser, bare, "Y-2:Y-2.4a").content.decode()
    assert "已有的材料：专利证书" in page
    assert "按勾选的材料，还缺：专利证书" in page
    assert offered(page)[0] == ["Y-1", "Y-3", "Y-2.4a"]
    assert "Y-2.1a" in offered(page)[1]
    page = choose(browser, bare, "Y-2:Y-2.1b", "Y-2:Y-2.2b").content.decode()
    assert offered(page)[0] == ["Y-1", "Y-3", "Y-2.1b", "Y-2.2b"]
    assert offered(choose(browser, bare).content.decode())[1] == []
    assert not EvidenceChoice.objects.exists()


def test_no_file_is_lost_or_hidden_by_a_choice(browser_of, author, draft):
    record = draft(category="applied_technology")  # its files lie in Y-1, Y-2.1b, Y-3
    page = choose(browser_of(author), record, "Y-2:Y-2.4a").content.decode()
    assert offered(page)[0] == ["Y-1", "Y-3", "Y-2.1b", "Y-2.4a"]
    assert reload(record).evidence.count() == 3
    check = browser_of(author).get(f"/my/{record.code}/check/").content.decode()
    assert "没有上传" not in check


def test_a_slot_that_is_asked_for_by_its_address_is_not_folded_away(browser_of, author, bare):
    choose(browser_of(author), bare, "Y-2:Y-2.4a")
    page = page_of(browser_of(author), bare, "?slot=Y-2.2b")
    assert "Y-2.2b" in offered(page)[0]


def test_a_way_that_the_pack_does_not_offer_is_refused(browser_of, author, bare):
    page = choose(browser_of(author), bare, "Y-2:Y-9").content.decode()
    assert "勾选的材料不在本批次的材料要求里" in page
    assert not EvidenceChoice.objects.exists()


def test_neither_a_stranger_nor_a_late_filer_chooses(
    browser_of, author, stranger, bare, at_department
):
    assert choose(browser_of(stranger), bare, "Y-2:Y-2.4a").status_code == 404
    sent = at_department()
    choose(browser_of(author), sent, "R-2:R-2a")
    assert not EvidenceChoice.objects.exists()


def test_a_deleted_draft_takes_its_choice_along(browser_of, author, bare):
    choose(browser_of(author), bare, "Y-2:Y-2.4a")
    browser_of(author).post(f"/my/{bare.code}/delete/")
    assert not EvidenceChoice.objects.exists()


def test_the_types_are_told_with_the_papers_that_the_notice_asks_for(browser_of, author, stage):
    page = " ".join(browser_of(author).get("/my/new/").content.decode().split())
    assert "要交的材料：研制报告；评价性材料（科技成果评价证明，或已发布实施的标准、工法" in page
    assert "相关证明（相关证明" not in page
