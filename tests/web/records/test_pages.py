"""Pages of PDFs as pictures without anything active; words found by file and page."""

import io

import pytest
from django.urls import reverse
from PIL import Image
from tests.papers import paper
from tests.records import move

from kedeng.apps.history.models import AccessNote
from kedeng.apps.registrations import actions, queries

DATA = paper(["研制报告", "项目编号 2025-01"], ["第二章", "耐盐水稻", "新品种选育"])


@pytest.fixture
def record(draft, author, settings, tmp_path):
    settings.PREVIEW_ROOT = tmp_path / "previews"
    registration = draft()
    actions.add_evidence(
        actor=author,
        registration=registration,
        slots=["R-1"],
        stream=io.BytesIO(DATA),
        size=len(DATA),
        file_name="研究报告.pdf",
    )
    return registration


def digest_of(record):
    names = {item.file_name: item.file_id for item in queries.evidence_of(record)}
    return names["研究报告.pdf"]


def page_of(browser, record, page, query=""):
    return browser.get(reverse("record_page", args=[record.code, digest_of(record), page]) + query)


def test_a_page_is_a_picture_and_is_drawn_once(browser_of, author, record, settings):
    first = page_of(browser_of(author), record, 2)
    assert (first["Content-Type"], first["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert Image.open(io.BytesIO(first.content)).size == (1000, 1500)
    [kept] = [path for path in settings.PREVIEW_ROOT.rglob("*") if path.is_file()]
    kept.write_bytes(b"kept")
    assert page_of(browser_of(author), record, 2).content == b"kept"
    small = page_of(browser_of(author), record, 2, "?small=1")
    assert Image.open(io.BytesIO(small.content)).size == (160, 240)


def test_who_saw_a_page_is_noted(browser_of, author, record):
    page_of(browser_of(author), record, 1)
    noted = AccessNote.objects.filter(kind="file.opened").values_list("item", flat=True)
    assert list(noted) == [digest_of(record)]


@pytest.mark.parametrize("page", [0, 3, 999])
def test_a_page_that_is_none_is_not_found(browser_of, author, record, page):
    assert page_of(browser_of(author), record, page).status_code == 404


def test_pages_of_a_foreign_record_do_not_exist(browser_of, stranger, record):
    browser = browser_of(stranger)
    assert page_of(browser, record, 1).status_code == 404
    for name in ("record_pages", "record_find"):
        args = [record.code, digest_of(record)][: 2 if name == "record_pages" else 1]
        assert browser.get(reverse(name, args=args)).status_code == 404


def test_all_pages_stand_one_below_the_other(browser_of, author, record):
    page = browser_of(author).get(reverse("record_pages", args=[record.code, digest_of(record)]))
    assert page.content.decode().count("<img") == 2
    assert page["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("耐盐水稻", [2]),
        ("水稻新品种", [2]),  # over the end of a line
        ("2025-01", [1]),
        ("第二章", [2]),
        ("没有的词", []),
        ("", []),
    ],
)
def test_words_are_found_by_file_and_page(browser_of, author, record, words, pages):
    answer = browser_of(author).get(reverse("record_find", args=[record.code]), {"words": words})
    told = answer.content.decode()
    shown = [page for page in (1, 2) if f"#page={page}&amp;view=FitH" in told]
    assert (shown, "研究报告.pdf" in told) == (pages, bool(pages))


def test_the_desk_looks_into_what_was_submitted(
    browser_of, author, unit_clerk, record, django_assert_max_num_queries
):
    move(author, record, "submit")
    browser = browser_of(unit_clerk)
    desk = browser.get(reverse("desk", args=[record.code])).content.decode()
    assert f'action="/records/{record.code}/find/" target="pane"' in desk
    with django_assert_max_num_queries(20):
        told = browser.get(reverse("record_find", args=[record.code]), {"words": "水稻"})
    assert "第二章" in told.content.decode()
