"""The documents of a desk's moves, by their names, in the reviewer's own words."""

import io
from datetime import datetime

import pypdfium2
import pytest
from django.utils.timezone import get_current_timezone
from tests.records import move, reload, windows

from kedeng.api.shapes import MoveMade
from kedeng.apps.insight.changed import compare_versions
from kedeng.apps.insight.reading import read_revision
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.actions.moves import Note
from kedeng.domain.notices import NOTICES
from kedeng.domain.workflow import TRANSITIONS


def text_of(answer) -> str:
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    document = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    found = "".join(page.get_textpage().get_text_bounded() for page in document)
    return "".join(found.split())


def address(registration) -> str:
    return f"/records/{registration.code}/notices/{registration.version}.pdf"


def test_every_document_belongs_to_a_move_of_the_table() -> None:
    assert [name for name in NOTICES if name not in TRANSITIONS] == []
    silent = [
        n for n, row in NOTICES.items() if "{title}" not in row.says or "{code}" not in row.says
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("state", "title", "issuer"),
    [
        ("accepted", "受理通知单", "演示省科学技术厅"),
        ("supplement", "补正通知单", "演示省科学技术厅"),
        ("not_accepted", "不予受理告知书", "演示省科学技术厅"),
        ("refused", "不予登记告知书", "演示省科学技术厅"),
        ("not_recommended", "不予推荐告知书", "演示省教育厅"),
        ("returned", "退回修改通知单", "演示省教育厅"),
    ],
)
def test_a_move_makes_its_document(browser_of, author, record_in, state, title, issuer) -> None:
    registration = record_in(state)
    page = browser_of(author).get(f"/records/{registration.code}/?revision=1").content.decode()
    assert f'href="{address(registration)}">{title}</a>' in page
    text = text_of(browser_of(author).get(address(registration)))
    number = f"编号：{registration.code}-{registration.version}"
    missing = [part for part in (title, number, issuer, "演示大学：") if part not in text]
    assert missing == []
    reason = registration.moves.latest("expected_version").reason
    assert "".join(reason.split()) in text


def test_a_notice_lists_what_is_to_be_mended_and_until_when(
    browser_of, stage, author, provincial_auditor, record_in
) -> None:
    windows(stage.round, audit=datetime(2099, 12, 31, 18, tzinfo=get_current_timezone()))
    registration = record_in("recommended")
    notes = [Note("overview.keywords", "成果概况 · 关键词", "请写三个关键词。")]
    asked = move(
        provincial_auditor, registration, "request_supplement", reason="材料不齐。", notes=notes
    )
    text = text_of(browser_of(author).get(address(asked)))
    parts = [
        "材料不齐。",
        "成果概况·关键词：请写三个关键词。",
        "办理期限2099年12月31日18:00以前",
        "逾期没有补正的",
    ]
    assert [part for part in parts if part not in text] == []
    move(provincial_auditor, asked, "decline_unsupplied", reason="逾期。")
    assert "办理期限" not in text_of(browser_of(author).get(address(asked)))


def test_a_move_without_a_document_and_a_stranger_find_none(
    browser_of, author, stranger, record_in
) -> None:
    registration = record_in("accepted")
    submitted = f"/records/{registration.code}/notices/1.pdf"
    assert browser_of(author).get(submitted).status_code == 404
    assert browser_of(stranger).get(address(reload(registration))).status_code == 404


def test_a_return_that_was_undone_is_no_document_and_asks_for_nothing(
    browser_of, author, department_reviewer, at_department
) -> None:
    registration = at_department()
    act = actions.begin_bulk(
        actor=department_reviewer,
        token="u" * 32,
        transition="return",
        rows={registration.code: registration.version},
        reason="退错了",
    )
    actions.run_bulk(actor=department_reviewer, act=act)
    wrong = address(reload(registration))
    assert browser_of(author).get(wrong).status_code == 200
    actions.undo_bulk(actor=department_reviewer, act=act)
    registration = move(
        department_reviewer, reload(registration), "return", reason="关键词不全", to_desk=0
    )

    mine = browser_of(author)
    assert mine.get(wrong).status_code == 404
    page = mine.get(f"/records/{registration.code}/?revision=1").content.decode()
    assert (wrong in page, page.count("已撤销"), address(registration) in page) == (False, 1, True)
    moves = queries.moves_of(registration)
    told = [(each.reason, each.is_undone) for each in map(MoveMade.of, moves) if each.reason]
    assert told == [("退错了", True), ("关键词不全", False)]
    old = read_revision(registration, registration.revisions.get())
    assert [each.text for each in compare_versions(old, old, moves).reasons] == ["关键词不全"]
