"""The evidence page's script sends large files in pieces, and goes on after a new login."""

from hashlib import sha256

import pytest
from django.test import Client
from tests.records import picture

from kedeng.apps.files.arriving import PIECE
from kedeng.apps.registrations import queries

DATA = picture(1) + b"\1" * PIECE


@pytest.fixture
def bare(draft):
    return draft(complete=False)


def begin(browser, record, size=None):
    told = {"name": "报告.png", "size": len(DATA) if size is None else size, "fingerprint": "7"}
    return browser.post(f"/my/{record.code}/evidence/pieces/", told)


def send(browser, record, upload, number):
    piece = DATA[number * PIECE : (number + 1) * PIECE]
    return browser.post(
        f"/my/{record.code}/evidence/pieces/{upload}/{number}/?digest={sha256(piece).hexdigest()}",
        piece,
        content_type="application/octet-stream",
        headers={"X-Requested-With": "pieces"},
    )


def test_a_file_comes_in_pieces_and_goes_on_after_a_new_login(browser_of, author, bare):
    first = begin(browser_of(author), bare).json()
    assert (first["piece"], first["pieces"], first["here"]) == (PIECE, 2, [])
    assert send(browser_of(author), bare, first["upload"], 0).json() == {"number": 0}
    assert send(Client(), bare, first["upload"], 1).status_code == 401
    again = browser_of(author)
    assert begin(again, bare).json() == first | {"here": [0]}
    send(again, bare, first["upload"], 1)
    page = again.post(
        f"/my/{bare.code}/evidence/", {"arrived": first["upload"], "slots": ["R-1"]}, follow=True
    )
    assert "已上传 报告.png。" in page.content.decode()
    [item] = queries.evidence_of(bare)
    assert (item.slot, item.file_name, item.file_id) == (
        "R-1",
        "报告.png",
        sha256(DATA).hexdigest(),
    )


def test_a_refusal_is_a_sentence(browser_of, author, bare):
    browser = browser_of(author)
    assert begin(browser, bare, 0).json()["code"] == "file_empty"
    gone = send(browser, bare, "GONE", 0)
    assert (gone.status_code, gone.json()["message"]) == (
        409,
        "这次上传已过期或已取消，请重新选择文件上传。",
    )
    upload = begin(browser, bare).json()["upload"]
    page = browser.post(f"/my/{bare.code}/evidence/", {"arrived": upload, "slots": ["R-1"]})
    assert page.status_code == 422
    assert "文件还没有传完，请继续上传。" in page.content.decode()


def test_a_foreign_record_takes_no_pieces(browser_of, stranger, author, bare):
    upload = begin(browser_of(author), bare).json()["upload"]
    assert begin(browser_of(stranger), bare).status_code in {403, 404}
    assert send(browser_of(stranger), bare, upload, 0).status_code in {403, 404}
