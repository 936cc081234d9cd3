"""The manual as pages and as paper."""

import pypdfium2
import pytest

from kedeng.web.manual.books import BOOKS
from kedeng.web.public.manual import marked


@pytest.mark.parametrize("rank", BOOKS)
def test_a_book_is_a_page_with_its_chapters_in_order(client, db, rank):
    page = client.get(f"/manual/{rank}/").content.decode()
    places = [page.index(f'<h2 id="{one.key}">{one.title}</h2>') for one in BOOKS[rank].chapters]
    assert places == sorted(places)
    assert f'href="/manual/{rank}/manual.pdf"' in page


def test_the_page_of_a_form_part_leads_to_its_chapter(client, db):
    assert '<h3 id="people">完成人</h3>' in client.get("/manual/4/").content.decode()


def test_a_book_is_printed_from_the_same_chapters(client, db):
    answer = client.get("/manual/1/manual.pdf")
    printed = pypdfium2.PdfDocument(answer.content)
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in printed)
    for chapter in BOOKS[1].chapters:
        assert chapter.title in text
    assert "登记回到“已登记，待上报”，登记号不变。" in text


def test_what_stands_on_the_screen_is_set_off():
    assert marked("点【提交登记】<b>") == '点<b class="press">提交登记</b>&lt;b&gt;'


def test_there_is_no_book_of_a_fifth_rank(client, db):
    paths = ("/manual/5/", "/manual/5/manual.pdf")
    assert [client.get(path).status_code for path in paths] == [404, 404]


def test_the_login_page_leads_to_the_manual(client, db):
    assert 'href="/manual/"' in client.get("/login/").content.decode()


@pytest.mark.parametrize("section", ["overview", "funding", "units", "people"])
def test_every_section_leads_to_its_place_in_the_manual(section, draft, author, browser_of):
    page = browser_of(author).get(f"/my/{draft().code}/s/{section}/").content.decode()
    assert f'href="/manual/4/#{section}"' in page
