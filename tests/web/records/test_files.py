"""Evidence files: who gets them, under which name, bound by which headers."""

import io

import pytest
from tests.records import move, picture

from kedeng.apps.registrations import actions


@pytest.fixture
def submitted(draft, author):
    return move(author, draft(), "submit")


def test_a_file_is_shown_in_a_frame_of_our_own(browser_of, author, draft):
    record = draft()
    item = record.evidence.first()
    answer = browser_of(author).get(f"/records/{record.code}/files/{item.pk}/")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert {name: answer[name] for name in WATCHED} == {
        "Content-Type": "image/png",
        "Content-Disposition": "inline; filename*=utf-8''%E6%BC%94%E7%A4%BA%E6%9D%90%E6%96%99.png",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Content-Security-Policy": "default-src 'none'; img-src 'self'; "
        "style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
        "Cache-Control": "private, no-cache",
    }


WATCHED = (
    "Content-Type",
    "Content-Disposition",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Content-Security-Policy",
    "Cache-Control",
)


def test_a_picture_stands_on_a_page_that_fits_it_to_the_frame(browser_of, author, draft):
    record = draft()
    digest = record.evidence.first().file_id
    answer = browser_of(author).get(f"/records/{record.code}/files/{digest}/picture/")
    assert f'<img src="/records/{record.code}/files/{digest}/"' in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Content-Security-Policy"].endswith("frame-ancestors 'self'")


def test_a_picture_of_another_record_answers_404(browser_of, stranger, draft):
    record = draft()
    digest = record.evidence.first().file_id
    answer = browser_of(stranger).get(f"/records/{record.code}/files/{digest}/picture/")
    assert answer.status_code == 404


def test_a_saved_file_may_do_nothing(browser_of, author, draft):
    record = draft()
    digest = record.evidence.first().file_id
    answer = browser_of(author).get(f"/records/{record.code}/files/{digest}/?download=1")
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )


def test_a_known_file_is_not_sent_again(browser_of, author, draft):
    record = draft()
    digest = record.evidence.first().file_id
    answer = browser_of(author).get(
        f"/records/{record.code}/files/{digest}/", headers={"If-None-Match": f'"{digest}"'}
    )
    assert answer.status_code == 304
    # Its headers replace those that the browser kept: the frame must stay allowed.
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_a_desk_opens_what_was_submitted(browser_of, unit_clerk, submitted):
    digest = submitted.revisions.get().evidence[0]["digest"]
    where = f"/records/{submitted.code}/files/{digest}/"
    assert browser_of(unit_clerk).get(where).status_code == 200


def test_a_desk_does_not_open_what_the_filer_has_since_added(
    browser_of, author, department_reviewer, returned
):
    data = picture(77_777)
    added = actions.add_evidence(
        actor=author,
        registration=returned,
        slots=["R-1"],
        stream=io.BytesIO(data),
        size=len(data),
        file_name="新附件.png",
    )[0]
    where = f"/records/{returned.code}/files/{added.file_id}/"
    assert browser_of(author).get(where).status_code == 200
    assert browser_of(department_reviewer).get(where).status_code == 404


@pytest.mark.parametrize("file", ["0", "999999", "a" * 64, "..", "x", "9" * 30])
def test_an_unknown_file_is_not_found(browser_of, author, draft, file):
    where = f"/records/{draft().code}/files/{file}/"
    assert browser_of(author).get(where).status_code == 404


def test_a_file_of_another_record_is_not_found(browser_of, author, draft):
    one, other = draft(), draft(title="另一项")
    foreign = other.evidence.first()
    browser = browser_of(author)
    assert browser.get(f"/records/{one.code}/files/{foreign.pk}/").status_code == 404
    assert browser.get(f"/records/{one.code}/files/{foreign.file_id}/").status_code == 404
