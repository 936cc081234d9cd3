"""A NUL in a query or a form drops out, wherever it is looked up or kept."""

import io

import pytest
from tests.records import picture, publicity, reload

from kedeng.apps.registrations.judgement import judge


@pytest.fixture
def named_slot(draft):
    record = draft()
    pack = judge(record).facts.pack.categories[record.category]
    return record, next(slot.key for slot in pack.slots if slot.named)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/my/new/?copy_of=%00", 200),
        ("/my/new/?copy_of=%00NQ7K4JTKY5DV", 404),
        ("/desk/certificates/certificates.pdf?pick=%00", 403),
        ("/register/?text=%00", 200),
        ("/register/?%00text=%00", 200),
    ],
)
def test_a_query(browser_of, stage, author, address, status):
    assert browser_of(author).get(address).status_code == status


def test_the_name_of_a_piece_of_evidence(browser_of, author, named_slot):
    record, slot = named_slot
    told = {"slots": slot, "slot_name": "演示\0证明", "file": io.BytesIO(picture(5))}
    browser_of(author).post(f"/my/{record.code}/evidence/", told)
    assert record.evidence.get(slot=slot).slot_name == "演示证明"


def test_an_explanation(browser_of, author, draft):
    record = draft()
    section = record.sections.get(section="overview")
    section.content["discipline_code"] = ["矿山史"]
    section.save()
    box = "explain:unlisted:overview.discipline_code"
    browser_of(author).post(f"/my/{record.code}/check/", {box: "交叉\0学科", "\0a": "\0"})
    assert reload(record).explanations.get().text == "交叉学科"


def test_what_a_province_ticks(browser_of, stage, provincial_auditor):
    publicity(stage.round)
    desk = browser_of(provincial_auditor)
    where = f"/desk/publicity/rounds/{stage.round.pk}/"
    assert desk.post(where, {"title": "演\0示", "code": "\0"}).status_code == 422
    told = {"pick": "\0", "to": "演示", "way": "mailed", "on": "2026-01-01"}
    assert desk.post("/desk/certificates/hand-out/", told).status_code == 422
