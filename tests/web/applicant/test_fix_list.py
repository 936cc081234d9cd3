"""The fix list: what the reviewer typed is what the filer reads, answers and marks done."""

import pytest
from tests.records import reload

PLACES = {
    "note:overview.keywords": "请补充一个关键词。",
    "why:overview.keywords": "成果简介不符合要求",
    "note:people[q1]": "与验收意见\n不一致 <b>。",
    "at:people[q1]": "people[q1].employer",
    "note:evidence.R-1": "缺盖章页。",
    "why:evidence.R-1": "盖章或签字不全",
}


@pytest.fixture
def sent_back(browser_of, department_reviewer, at_department):
    """A record that the department returned on the desk's own page, typed into its boxes."""
    record = at_department()
    browser_of(department_reviewer).post(
        f"/desk/r/{record.code}/move/",
        {
            "transition": "return",
            "version": record.version,
            "to_desk": "0",
            "reason_code": "unit_or_person_incomplete",
            "reason": "请逐项核对，\n改好再报。",
            **PLACES,
        },
    )
    return reload(record)


@pytest.fixture
def page(browser_of, author):
    return browser_of(author)


def notes(page, record):
    """The notes of the page, in its order."""
    groups = page.get(f"/my/{record.code}/fix/").context["groups"]
    return [note for group in groups for note in group["notes"]]


def send(page, record, place, outcome, text=""):
    """Answer the note at a place of the list."""
    note = notes(page, record)[place]
    return page.post(f"/my/{record.code}/fix/{note['id']}/", {"outcome": outcome, "text": text})


def test_what_the_reviewer_typed_is_what_the_filer_reads(sent_back, page):
    answer = page.get(f"/my/{sent_back.code}/fix/")
    (group,) = answer.context["groups"]
    assert (group["told"], group["reason"]) == (
        "演示省教育厅退回",
        "完成单位或完成人信息不完整：请逐项核对，\n改好再报。",
    )
    assert [(note["place"], note["why"], note["text"]) for note in group["notes"]] == [
        ("关键词", "成果简介不符合要求", "请补充一个关键词。"),
        ("完成人第 1 位 · 工作单位", "完成单位或完成人信息不完整", "与验收意见\n不一致 <b>。"),
        ("证明材料 · 研究报告", "盖章或签字不全", "缺盖章页。"),
    ]
    shown = answer.content.decode()
    for text in ("请补充一个关键词。", "与验收意见\n不一致 &lt;b&gt;。", "缺盖章页。"):
        assert text in shown
    assert '还有 <b class="num">3</b> 处要处理，共 3 处' in shown


def test_each_note_leads_to_its_place_and_back(sent_back, page):
    wheres = [note["where"] for note in notes(page, sent_back)]
    assert wheres == [
        f"/my/{sent_back.code}/s/overview/?all=1#overview-keywords",
        f"/my/{sent_back.code}/s/people/?all=1#people-q1-employer",
        f"/my/{sent_back.code}/evidence/?slot=R-1#evidence-R-1",
    ]
    first = notes(page, sent_back)[0]["id"]
    for where in wheres:
        shown = page.get(where.partition("#")[0]).content.decode()
        assert f"/my/{sent_back.code}/fix/#note-{first}" in shown
        assert "（还有 3 处要处理，共 3 处）" in shown


def test_an_answer_leads_to_the_next_open_note(sent_back, page):
    ids = [note["id"] for note in notes(page, sent_back)]
    here = f"/my/{sent_back.code}/fix/"
    assert send(page, sent_back, 0, "done")["Location"] == f"{here}#note-{ids[1]}"
    kept = send(page, sent_back, 1, "not_changed", "以人事档案为准。")
    assert kept["Location"] == f"{here}#note-{ids[2]}"
    assert send(page, sent_back, 2, "done")["Location"] == here
    shown = page.get(here).content.decode()
    assert "3 处都处理完了，可以检查并提交。" in shown
    assert "回复：以人事档案为准。" in shown
    assert send(page, sent_back, 0, "reopened")["Location"] == f"{here}#note-{ids[0]}"


def test_not_changed_without_a_reason_is_refused_beside_its_box(sent_back, page):
    answer = send(page, sent_back, 0, "not_changed")
    assert answer.status_code == 409
    assert "不改的，请写明理由" in answer.content.decode()
    long = "理" * 501
    answer = send(page, sent_back, 0, "not_changed", long)
    assert (answer.status_code, f"{long}</textarea>" in answer.content.decode()) == (409, True)


def test_the_check_page_waits_for_the_list(sent_back, page):
    shown = page.get(f"/my/{sent_back.code}/check/").content.decode()
    assert "还有 3 条审查意见没有处理（共 3 条），处理完才能提交" in shown
    assert "提交登记</button>" not in shown
    for place in range(3):
        send(page, sent_back, place, "done")
    assert "提交登记</button>" in page.get(f"/my/{sent_back.code}/check/").content.decode()


def test_a_submission_that_did_not_wait_is_refused_in_words(sent_back, page):
    answer = page.post(
        f"/my/{sent_back.code}/submit/",
        {"transition": "resubmit", "version": sent_back.version},
    )
    assert answer.status_code == 409
    assert "还有 3 条审查意见没有处理（共 3 条）" in answer.content.decode()


def test_the_list_is_the_filers_alone(sent_back, browser_of, stranger, department_reviewer):
    for actor, status in ((stranger, 404), (department_reviewer, 403)):
        assert browser_of(actor).get(f"/my/{sent_back.code}/fix/").status_code == status


def test_what_cannot_be_edited_has_no_list(at_department, page):
    record = at_department(title="在审的")
    answer = page.get(f"/my/{record.code}/fix/")
    assert answer["Location"] == f"/records/{record.code}/"


def test_a_reason_that_the_list_lacks_stays_typed(browser_of, department_reviewer, at_department):
    record = at_department()
    answer = browser_of(department_reviewer).post(
        f"/desk/r/{record.code}/move/",
        {
            "transition": "return",
            "version": record.version,
            "reason": "改",
            "to_desk": "0",
            "note:overview.keywords": "补",
            "why:overview.keywords": "随便写的",
        },
    )
    shown = answer.content.decode()
    assert (answer.status_code, "“随便写的”不在退回原因里" in shown) == (409, True)
    assert 'value="随便写的"' in shown
