"""封存文件: codes and times for who manages, destruction by the procedure, the scanner in words."""

import io
from pathlib import Path

import pytest
from django.utils import timezone
from tests.papers import paper
from tests.records import publicise, publicity, reload
from tests.stage import person

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import Held, StoredFile
from kedeng.apps.history.queries import events_of
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.publicity_records import newest_entry
from kedeng.domain.objections import Ground
from kedeng.domain.rights import Right


@pytest.fixture
def held(draft, author, settings, tmp_path):
    """A file of the author's that was held, and its record."""
    settings.QUARANTINE_ROOT = tmp_path / "held"
    record = draft(complete=False)
    data = paper(["研制报告", "机密★10年"])
    with pytest.raises(RefusedFileError):
        actions.add_evidence(
            actor=author,
            registration=record,
            slots=["R-1"],
            stream=io.BytesIO(data),
            size=len(data),
            file_name="雷达报告.pdf",
        )
    return Held.objects.get()


@pytest.fixture
def manager(stage):
    return person(stage.province, "guardian", Right.MANAGE)


def destroy(browser, file, **change):
    told = {"reason": "保密办 6 月 3 日意见", "witness": "李见证", **change}
    return browser.post(f"/console/held/{file.code}/", told, follow=True)


def test_the_province_sees_code_mark_and_sender_and_never_name_or_text(browser_of, manager, held):
    for address in ("/console/held/", f"/console/held/{held.code}/"):
        page = browser_of(manager).get(address).content.decode()
        for word in (held.code, "机密", "在第 1 页文字中", "演示大学", "演示author"):
            assert word in page, (address, word)
        assert held.subject.removeprefix("registration:") in page
        assert "雷达" not in page
        assert "研制报告" not in page


def test_it_is_destroyed_with_reason_and_witness_and_history_says_so(
    browser_of, manager, held, settings
):
    page = destroy(browser_of(manager), held).content.decode()
    assert f"编号 {held.code} 的封存文件已销毁" in page
    held.refresh_from_db()
    assert (held.destroyed_by, held.witnessed_by, held.destroyed_for) == (
        "演示guardian",
        "李见证",
        "保密办 6 月 3 日意见",
    )
    assert list(Path(settings.QUARANTINE_ROOT).iterdir()) == []
    event = events_of(held.subject)[-1]
    assert (event.kind, event.details["witness"]) == ("file.held_destroyed", "李见证")
    again = destroy(browser_of(manager), held)
    assert (again.status_code, len(events_of(held.subject))) == (409, 3)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reason": ""}, "没有填写"),
        ({"witness": ""}, "没有填写"),
        ({"witness": "演示guardian"}, "见证人不能是销毁人本人"),
    ],
)
def test_what_was_typed_stays_on_a_refusal(browser_of, manager, held, change, told):
    page = destroy(browser_of(manager), held, **change)
    text = page.content.decode()
    assert (page.status_code in {409, 422}, told in text) == (True, True)
    told_before = {"reason": "保密办 6 月 3 日意见", "witness": "李见证", **change}
    assert all(f'value="{value}"' in text for value in told_before.values() if value)
    held.refresh_from_db()
    assert held.destroyed_at is None


def test_a_unit_sees_its_own_and_destroys_nothing(browser_of, stage, held):
    head = person(stage.university, "head", Right.MANAGE)
    browser = browser_of(head)
    assert held.code in browser.get("/console/held/").content.decode()
    page = destroy(browser, held)
    assert page.status_code == 403
    assert "由省级登记机构或国家登记机构" in page.content.decode()


def test_what_comes_with_an_objection_is_the_provinces_alone(
    browser_of, manager, stage, record_in, provincial_auditor, settings, tmp_path
):
    settings.QUARANTINE_ROOT = tmp_path / "held"
    publicity(stage.round)
    record = record_in("passed")
    publicity(stage.round)
    publicise(provincial_auditor, record)
    data = paper(["异议材料", "秘密★"])
    with pytest.raises(RefusedFileError):
        actions.object_to(
            entry=newest_entry(record),
            told=actions.Told(
                is_unit=False, name="甲", contact="1", ground=Ground.PEOPLE, text="演示理由"
            ),
            uploads=[actions.Upload(stream=io.BytesIO(data), size=len(data), name="异议.pdf")],
            ticket="a",
            network="",
            arrived_at=timezone.now(),
        )
    code = Held.objects.get().code
    head = person(stage.university, "head", Right.MANAGE)
    assert code in browser_of(manager).get("/console/held/").content.decode()
    assert code not in browser_of(head).get("/console/held/").content.decode()


def test_another_province_sees_nothing_of_it(browser_of, stage, held):
    other = person(stage.other_province, "other", Right.MANAGE)
    browser = browser_of(other)
    assert held.code not in browser.get("/console/held/").content.decode()
    assert browser.get(f"/console/held/{held.code}/").status_code == 404
    assert destroy(browser, held).status_code == 404


def test_the_scanner_is_told_in_words_and_numbers(browser_of, manager, draft):
    clean, infected = draft(title="已查的"), draft(title="带毒的")
    for record, scan in ((clean, "clean"), (infected, "infected")):
        digest = record.evidence.first().file_id
        StoredFile.objects.filter(pk=digest).update(scan=scan)
    page = " ".join(browser_of(manager).get("/console/held/").content.decode().split())
    for words in ('<dt>未查毒</dt> <dd class="num">0 份', '<dt>已查毒</dt> <dd class="num">1 份'):
        assert words in page
    assert "带毒的附件" in page
    assert infected.code in page
    assert "带毒的</" not in page  # the titles of drafts are their filers'


def test_the_desk_says_what_the_scanner_said_of_each_file(
    browser_of, at_department, department_reviewer
):
    record = at_department()
    browser = browser_of(department_reviewer)
    assert "未查毒" in browser.get(f"/desk/r/{record.code}/").content.decode()
    digests = reload(record).evidence.values_list("file_id")
    StoredFile.objects.filter(pk__in=digests).update(scan="infected")
    assert "带毒，不能打开" in browser.get(f"/desk/r/{record.code}/").content.decode()
