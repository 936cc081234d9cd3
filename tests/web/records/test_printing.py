"""Prints: exactly the version that is asked for, a marked draft, a way out for rare characters."""

import io

import pypdfium2
import pytest
from tests.records import move, picture

from kedeng.apps.insight import printing
from kedeng.apps.registrations import actions


def text_of(answer):
    document = pypdfium2.PdfDocument(answer.content)
    return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_submitted_form_is_printed(browser_of, author, draft):
    record = move(author, draft(), "submit")
    answer = browser_of(author).get(f"/records/{record.code}/form.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    text = text_of(answer)
    assert "演示用低浓度瓦斯利用方法" in text
    assert record.code in text
    assert "草稿" not in text


def test_a_draft_is_printed_as_a_draft_for_its_owner(browser_of, author, draft):
    answer = browser_of(author).get(f"/records/{draft().code}/form.pdf")
    assert "草稿，未提交" in text_of(answer)


def test_each_version_prints_as_it_was(browser_of, department_reviewer, resubmitted):
    browser = browser_of(department_reviewer)
    first = text_of(browser.get(f"/records/{resubmitted.code}/form.pdf?revision=1"))
    newest = text_of(browser.get(f"/records/{resubmitted.code}/form.pdf"))
    assert "瓦斯利用" in first
    assert "第 1 版" in first
    assert "第 2 版" in newest
    assert browser.get(f"/records/{resubmitted.code}/form.pdf?revision=3").status_code == 404


def test_the_number_stands_on_the_newest_version_alone(registered):
    revision = registered.revisions.get()
    record = printing.print_record(registered, revision, printing.Answers(revision.answers))
    assert (record.number, record.approving_organisation) == ("9142025R0001", "演示省科学技术厅")
    assert record.recommending_organisation == "演示省教育厅"
    assert record.verify_url.endswith(f"/check/{registered.code}/{revision.digest[:16]}/")
    registered.stops.filter(kind="department").delete()  # as under a ministry
    assert registered.recommending_name() == "演示大学"
    registered.submissions = 2  # as after a further submission
    older = printing.print_record(registered, revision, printing.Answers(revision.answers))
    assert (older.number, older.approving_organisation, older.registered_on) == ("", "", None)


RARE = "\ue863"  # private use: no face may draw it


@pytest.fixture
def rare(draft, author):
    return move(author, draft(title=f"演示{RARE}方法"), "submit")


def test_a_character_without_a_face_stops_the_print_with_a_way_out(browser_of, author, rare):
    answer = browser_of(author).get(f"/records/{rare.code}/form.pdf?revision=1")
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "U+E863" in shown
    assert 'name="as.E863"' in shown
    assert '<input type="hidden" name="revision" value="1">' in shown


def test_the_way_out_prints(browser_of, author, rare):
    answer = browser_of(author).get(f"/records/{rare.code}/form.pdf", {"as.E863": "（某字）"})
    assert answer.status_code == 200
    assert "演示（某字）方法" in text_of(answer)


def test_nothing_but_what_no_face_draws_is_replaced(browser_of, author, rare):
    told = {"as.E863": "左石右某", f"as.{ord('演'):04X}": "假"}
    text = text_of(browser_of(author).get(f"/records/{rare.code}/form.pdf", told))
    assert "演示（左石右某）方法" in text
    assert "假" not in text


def test_a_busy_press_asks_to_come_back(browser_of, author, draft, monkeypatch):
    record = draft()
    monkeypatch.setattr(printing, "_PATIENCE", 0)
    with printing.press(), printing.press():
        answer = browser_of(author).get(f"/records/{record.code}/form.pdf")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


def test_the_materials_are_listed_with_their_pages(browser_of, author, draft):
    record = move(author, draft(), "submit")
    text = text_of(browser_of(author).get(f"/records/{record.code}/materials.pdf"))
    assert "科技成果登记表" in text
    assert "研究报告" in text
    assert "演示材料.png" in text


def test_a_file_in_two_slots_is_one_material(browser_of, author, draft):
    record = draft()
    slots = list(dict.fromkeys(record.evidence.values_list("slot", flat=True)))[:2]
    content = picture(999)
    actions.add_evidence(
        actor=author,
        registration=record,
        slots=slots,
        stream=io.BytesIO(content),
        size=len(content),
        file_name="两用.png",
    )
    record = move(author, record, "submit")
    text = text_of(browser_of(author).get(f"/records/{record.code}/materials.pdf"))
    files = {line["digest"] for line in record.revisions.get().evidence}
    assert len(slots) == 2
    assert text.count("两用.png") == 1
    assert f"合计（{len(files) + 1} 件）" in text


def test_a_draft_has_no_list_of_materials(browser_of, author, draft):
    assert browser_of(author).get(f"/records/{draft().code}/materials.pdf").status_code == 404
