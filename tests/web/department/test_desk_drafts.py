"""What a reviewer typed is put by, comes back, is nobody else's, and goes with the move."""

import pytest
from tests.records import reload
from tests.stage import DESK, person

from kedeng.apps.registrations.models import DeskDraft

TYPED = {
    "reason": "再核对一遍",
    "note:overview.keywords": "少了一个",
    "why:overview.keywords": "其他",
    "note:people[q1]": "工作单位不对",
    "at:people[q1]": "people[q1].employer",
    "check:truth": "on",
    "to_desk": "0",
}


@pytest.fixture
def desk(browser_of, department_reviewer):
    return browser_of(department_reviewer)


def put_by(desk, record, **headers):
    return desk.post(f"/desk/r/{record.code}/draft/", TYPED, **headers)


def shown(desk, record):
    return desk.get(f"/desk/r/{record.code}/").content.decode()


def test_what_was_put_by_comes_back_whole(desk, at_department):
    record = at_department()
    assert put_by(desk, record)["Location"] == f"/desk/r/{record.code}/"
    page = shown(desk, record)
    for part in (
        "再核对一遍</textarea>",
        "少了一个</textarea>",
        '<option value="people[q1].employer" selected>',
        'name="check:truth" checked',
        f'name="version" value="{record.version}"',
        'value="其他"',
    ):
        assert part in page


def test_a_save_in_the_background_says_when(desk, at_department):
    record = at_department()
    answer = put_by(desk, record, headers={"X-Requested-With": "autosave"})
    assert sorted(answer.json()) == ["saved", "session"]
    assert DeskDraft.objects.get().content["reason"] == "再核对一遍"


def test_an_emptied_form_drops_it(desk, at_department):
    record = at_department()
    put_by(desk, record)
    desk.post(f"/desk/r/{record.code}/draft/", {"reason": "  "})
    assert DeskDraft.objects.count() == 0


def test_a_colleague_reads_nothing_of_it(desk, browser_of, at_department, stage):
    record = at_department()
    put_by(desk, record)
    colleague = browser_of(person(stage.department, "colleague", *DESK))
    assert "再核对一遍" not in shown(colleague, record)


def test_the_move_takes_it_away(desk, at_department):
    record = at_department()
    put_by(desk, record)
    desk.post(
        f"/desk/r/{record.code}/move/",
        {**TYPED, "transition": "return", "version": record.version},
    )
    assert reload(record).state == "returned"
    assert DeskDraft.objects.count() == 0


def test_too_much_is_refused_and_stays_on_the_page(desk, at_department):
    record = at_department()
    answer = desk.post(f"/desk/r/{record.code}/draft/", {"reason": "长" * 60_001})
    assert answer.status_code == 409
    assert "暂存的内容太多" in answer.content.decode()


def test_a_desk_that_has_not_got_it_puts_nothing_by(
    desk, at_department, provincial_auditor, browser_of, record_in
):
    record = record_in("recommended", title="已经上去的")
    answer = put_by(desk, record, headers={"X-Requested-With": "autosave"})
    assert answer.status_code == 403
    assert DeskDraft.objects.count() == 0


def test_who_manages_assigns_on_the_desk(browser_of, provincial_auditor, record_in, stage):
    record = record_in("recommended")
    colleague = person(stage.province, "colleague", *DESK)
    page = browser_of(provincial_auditor)
    assert "指派给" in shown(page, record)
    page.post(f"/desk/r/{record.code}/assign/", {"reviewer": colleague.user_id})
    assert reload(record).claimed_by_id == colleague.user_id
    assert "指派给" not in shown(browser_of(colleague), record)
    page.post(f"/desk/r/{record.code}/assign/", {"reviewer": "999999"})
    assert "不能指派" in shown(page, record)
    page.post(f"/desk/r/{record.code}/claim/", {"op": "release"})
    assert reload(record).claimed_by_id is None


def test_an_office_puts_nothing_by_that_lies_elsewhere(browser_of, unit_clerk, at_department):
    answer = put_by(browser_of(unit_clerk), at_department())
    assert (answer.status_code, DeskDraft.objects.count()) == (403, 0)


def test_what_was_never_submitted_lies_on_no_desk(browser_of, unit_clerk, draft):
    record = draft()
    answer = put_by(browser_of(unit_clerk), record)
    assert answer["Location"] == f"/records/{record.code}/"
    assert not DeskDraft.objects.exists()
