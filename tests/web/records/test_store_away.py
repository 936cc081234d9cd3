"""A store that does not answer is said on every page; nothing answers 500, nothing is lost."""

import io

import pytest
from django.urls import reverse
from tests.records import picture

from kedeng.apps.registrations import queries
from kedeng.project.environment import files

NOBODY_THERE = files("s3+http://key:secret@127.0.0.1:9/kedeng")


@pytest.fixture
def away(settings):
    """Call to take the store away."""

    def take() -> None:
        settings.STORAGES = settings.STORAGES | {"default": NOBODY_THERE}

    return take


def test_a_file_says_that_the_store_is_away(browser_of, author, draft, away):
    record = draft()
    item = queries.evidence_of(record)[0]
    browser = browser_of(author)
    away()
    answer = browser.get(reverse("record_file", args=[record.code, item.pk]))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "文件库暂时没有应答" in answer.content.decode()


def test_an_upload_is_refused_in_words_and_keeps_what_was_ticked(browser_of, author, draft, away):
    record = draft(complete=False)
    browser = browser_of(author)
    away()
    file = io.BytesIO(picture(3))
    file.name = "验收意见.png"
    answer = browser.post(reverse("evidence", args=[record.code]), {"file": file, "slots": ["R-1"]})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "验收意见.png：文件库暂时没有应答，请过几分钟再试" in page
    assert queries.evidence_of(record) == []
