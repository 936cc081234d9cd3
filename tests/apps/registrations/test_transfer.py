"""The transfer-need sheet: voluntary, public only where the unit confirmed it (process.md B67)."""

import pytest
from tests.apps.registrations.test_changes import decide, opened, send, up, write
from tests.records import answer, bring, move, refused, reload

from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.models import TransferSheet
from kedeng.apps.registrations.transfer import (
    faults_of,
    has_demand,
    public_sheet,
    sheet_of,
    starting_sheet,
)

SAID = {
    "sheet": {
        "sheet_title": "演示瓦斯利用装置",
        "sheet_summary": "演示：低浓度瓦斯也能发电。",
        "sheet_modes": ["license"],
        "contact_name": "演示转化办公室",
        "contact_phone": "0351-1234567",
    }
}


@pytest.fixture
def wanted(draft, author):
    """A draft whose form says that it is to be transferred."""
    record = draft(category="applied_technology", title="演示瓦斯利用")
    answer(
        author,
        record,
        "transformation",
        has_transfer_demand=True,
        intended_transfer_modes=["license"],
    )
    return reload(record)


def save(actor, record, answers=SAID, version=0):
    return actions.save_sheet(
        actor=actor, registration=record, answers=answers, expected_version=version
    )


def confirm(actor, record, version=1):
    actions.confirm_sheet(actor=actor, registration=record, expected_version=version)


def lines(record):
    return {line.label: line.text for line in public_sheet(record)}


def test_a_confirmed_sheet_is_public_with_its_registration(wanted, movers, author):
    save(author, wanted)
    confirm(author, wanted)
    record = bring(wanted, "received", movers)
    assert queries.public_registrations(to_transfer=True).count() == 0
    record = move(movers["publish"], record, "publish")
    assert list(queries.public_registrations(to_transfer=True)) == [record]
    assert lines(record) == {
        "成果名称": "演示瓦斯利用装置",
        "可公开的成果简介": "演示：低浓度瓦斯也能发电。",
        "拟采取的转化方式": "技术许可",
        "联系人": "演示转化办公室",
        "联系电话": "0351-1234567",
    }
    actions.withdraw_sheet(actor=author, registration=record)
    actions.withdraw_sheet(actor=author, registration=record)
    assert (lines(record), queries.public_registrations(to_transfer=True).count()) == ({}, 0)
    save(author, record, {"sheet": {**SAID["sheet"], "sheet_terms": "面议"}}, version=1)
    confirm(author, record, version=2)
    assert lines(record)["合作意向或价格"] == "面议"
    kinds = [each.kind for each in events_of(record.subject) if "sheet" in each.kind]
    assert kinds == [
        "transfer_sheet.confirmed",
        "transfer_sheet.withdrawn",
        "transfer_sheet.confirmed",
    ]


def test_a_change_that_ends_the_need_ends_the_offer(
    wanted, movers, author, unit_clerk, department_reviewer, provincial_auditor
):
    save(author, wanted)
    confirm(author, wanted)
    record = bring(wanted, "published", movers)
    change = opened(author, record, reason="已自行转化")
    write(author, change, "transformation", has_transfer_demand=False)
    send(author, change)
    up(change, unit_clerk, department_reviewer)
    assert lines(record)["成果名称"] == "演示瓦斯利用装置"
    decide(actions.approve_change, provincial_auditor, change)
    assert (lines(record), queries.public_registrations(to_transfer=True).count()) == ({}, 0)
    assert sheet_of(record).answers == SAID
    kinds = [each.kind for each in events_of(record.subject)]
    assert kinds[-2:] == ["transfer_sheet.withdrawn", "change.approved"]
    with refused("no_transfer_demand"):
        confirm(author, reload(record))


def test_a_submission_that_names_no_need_ends_the_offer(wanted, author):
    save(author, wanted)
    confirm(author, wanted)
    answer(author, wanted, "transformation", has_transfer_demand=False)
    assert sheet_of(wanted).is_confirmed  # a draft decides nothing yet
    move(author, wanted, "submit")
    assert not sheet_of(wanted).is_confirmed


def test_other_answers_must_be_confirmed_anew(wanted, author, unit_clerk):
    save(author, wanted)
    confirm(unit_clerk, wanted)
    kept = sheet_of(wanted)
    assert (kept.confirmed_by, kept.confirmed_of) == (unit_clerk.name, "演示大学")
    confirm(author, wanted)
    assert sheet_of(wanted).confirmed_by == unit_clerk.name
    assert save(author, wanted, version=7).version == 1  # the same again is no change
    save(author, wanted, {"sheet": {**SAID["sheet"], "sheet_title": "另名"}}, version=1)
    assert not sheet_of(wanted).is_confirmed


def test_what_lacks_or_came_late_is_refused(wanted, draft, author):
    with refused("sheet_incomplete"):
        confirm(author, wanted)
    save(author, wanted, {"sheet": {"sheet_title": "演示"}})
    with refused("sheet_incomplete") as params:
        confirm(author, wanted)
    assert params == {"left": 4}
    with refused("sheet_saved_meanwhile"):
        save(author, wanted, version=9)
    with refused("no_transfer_demand"):
        save(author, draft(title="不转化"))
    assert TransferSheet.objects.count() == 1


def test_only_the_own_side_keeps_it(wanted, stranger, department_reviewer):
    with refused("not_your_record"):
        save(stranger, wanted)
    with refused("right_missing"):
        save(department_reviewer, wanted)


def test_a_new_sheet_starts_with_what_the_form_says(wanted, draft):
    assert has_demand(wanted)
    assert not has_demand(draft(title="软科学"))
    assert starting_sheet(wanted) == {
        "sheet": {"sheet_title": "演示瓦斯利用", "sheet_modes": ["license"]}
    }
    assert faults_of(SAID) == []
