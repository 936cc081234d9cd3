"""A reviewer's notes stand where the filer mends them, in every layout and at both widths."""

import pytest
from tests.records import move

from kedeng.apps.registrations import actions


@pytest.fixture
def noted(at_department, department_reviewer, author, browser_of):
    """Give a function that sends a record back with notes, (path, text) each, to its filer."""

    def send_back(*notes, category="soft_science"):
        record = move(
            department_reviewer,
            at_department(category=category),
            "return",
            reason="请修改",
            to_desk=0,
            notes=[actions.Note(path, "完成人第 1 位", text) for path, text in notes],
        )
        return record, browser_of(author)

    return send_back


def told(page, address):
    return " ".join(page.get(address).content.decode().split())


@pytest.mark.parametrize(
    ("category", "path", "section"),
    [
        ("soft_science", "people[q1]", "people"),
        ("soft_science", "people[q1].employer", "people"),
        ("soft_science", "units[u1]", "units"),
        ("soft_science", "units[u1].address", "units"),
        ("soft_science", "funding.funding_own", "funding"),
        ("soft_science", "summary", "summary"),
        ("applied_technology", "overview.keywords", "overview"),
    ],
)
def test_a_note_stands_in_its_section_once(noted, category, path, section):
    record, page = noted((path, "请与验收意见核对。"), category=category)
    for address in (f"/my/{record.code}/s/{section}/", f"/my/{record.code}/whole/"):
        assert told(page, address).count("请与验收意见核对。") == 1


def test_a_note_on_a_row_that_is_gone_keeps_its_place_in_words(noted):
    record, page = noted(("people[x9].name", "姓名与证书不符。"))
    shown = told(page, f"/my/{record.code}/s/people/")
    assert "<b>审查意见：</b>完成人第 1 位：姓名与证书不符。" in shown


def test_two_notes_on_one_place_are_both_shown(noted):
    record, page = noted(("overview.keywords", "太少。"), ("overview.keywords", "太泛。"))
    assert "<b>审查意见：</b>太少。<br>太泛。" in told(page, f"/my/{record.code}/s/overview/")


def test_a_note_on_a_slot_follows_its_label_as_a_block(noted):
    record, page = noted(("evidence.R-1", "缺盖章页。"))
    shown = told(page, f"/my/{record.code}/evidence/")
    slot = shown.partition('<div id="evidence-R-1">')[2].partition("</label>")[2]
    assert slot.startswith(' <div class="note"> <b>审查意见：</b>缺盖章页。 </div>')


def test_a_link_to_missing_evidence_ticks_its_slot(draft, author, browser_of):
    record = draft(complete=False)
    page = browser_of(author)
    link = f"/my/{record.code}/evidence/?slot=R-1#evidence-R-1"
    assert link in told(page, f"/my/{record.code}/check/")
    assert 'value="R-1" checked' in told(page, link)
