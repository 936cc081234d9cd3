"""The review desk: evidence, comparison, notes, claims, moves, and on to the next record."""

import pytest
from tests.records import move, reload
from tests.stage import DESK, person

from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.sent_back import unanswered
from kedeng.domain.answers_to_notes import Outcome
from kedeng.domain.rights import Right


@pytest.fixture
def desk(browser_of, department_reviewer):
    return browser_of(department_reviewer)


CHECKED = {"check:truth": "on", "check:completeness": "on", "check:form": "on"}


def press(browser, record, transition, query="", **typed):
    """Press a button of the desk's form."""
    posted = {"transition": transition, "version": record.version, **typed}
    return browser.post(f"/desk/r/{record.code}/move/{query}", posted)


def test_the_desk_shows_evidence_and_form_side_by_side(desk, at_department):
    record = at_department()
    page = desk.get(f"/desk/r/{record.code}/").content.decode()
    digest = record.revisions.get().evidence[0]["digest"]
    assert '<iframe class="pane" name="pane" title="选中的附件"' in page
    assert f'src="/records/{record.code}/files/{digest}/picture/"' in page  # it is a PNG
    assert f"/records/{record.code}/form.pdf?revision=1" in page
    assert "第 1 项，共 1 项" in page
    assert "应当登记：课题来源有" in page
    assert "没有名称相近的登记。" in page
    for label in ("真实性：", "完整性：", "规范性："):
        assert label in page


def test_no_script_or_style_stands_in_the_page(desk, at_department):
    page = desk.get(f"/desk/r/{at_department().code}/").content.decode()
    assert "<script>" not in page
    assert " style=" not in page
    assert " onclick=" not in page


def test_offered_moves_are_buttons(desk, at_department):
    answer = desk.get(f"/desk/r/{at_department().code}/")
    offered = answer.context["offered"]
    assert offered.main.name == "recommend"
    assert [row.name for row in offered.stops] == ["not_recommend", "return"]
    assert [stop.position for stop in answer.context["earlier"]] == [1, 0]


def test_a_recommendation_leads_to_the_next_record(desk, at_department):
    first, second = at_department(title="第一项"), at_department(title="第二项")
    answer = press(desk, first, "recommend", "?category=soft_science", **CHECKED)
    assert answer["Location"] == f"/desk/r/{second.code}/?category=soft_science"
    assert reload(first).state == "recommended"
    assert "已推荐：第一项" in desk.get(answer["Location"]).content.decode()
    assert press(desk, second, "recommend", **CHECKED)["Location"] == "/desk/"


def test_a_repeated_press_changes_nothing(desk, at_department):
    record = at_department()
    first, again = (press(desk, record, "recommend", **CHECKED) for _ in range(2))
    assert (first.status_code, again.status_code) == (302, 302)
    assert reload(record).version == record.version + 1


def test_an_open_checklist_is_refused_and_nothing_typed_is_lost(desk, at_department):
    record = at_department()
    typed = {
        "check:truth": "on",
        "reason": "再看一遍",
        "note:overview.keywords": "少了一个",
        "note:people[q1]": "工作单位不对",
        "at:people[q1]": "people[q1].employer",
    }
    answer = press(desk, record, "recommend", **typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "还没有确认：完整性；规范性" in page
    assert '<input type="checkbox" name="check:truth" checked' in page
    assert '<a href="#checks">去勾选审查清单</a>' in page
    assert answer.context["first_open"] == "completeness"
    assert "data-typed" in page
    assert "再看一遍</textarea>" in page
    assert "少了一个</textarea>" in page
    assert '<option value="people[q1].employer" selected>' in page
    assert reload(record).state == "in_review"


def test_a_missing_reason_is_asked_for_where_it_is_written(desk, at_department):
    answer = press(desk, at_department(), "return", to_desk="0")
    page = answer.content.decode()
    assert '<a href="#reason">去写理由</a>' in page
    assert 'maxlength="2000" autofocus' in page


def test_the_reason_of_the_last_move_stands_at_the_top(desk, at_department):
    record = at_department()
    press(desk, record, "not_recommend", reason="材料不齐")
    page = desk.get(f"/desk/r/{record.code}/").content.decode()
    head = page.partition("登记内容</h2>")[0]
    assert "<b>演示省教育厅不予推荐的理由：</b>材料不齐" in head


def test_notes_are_taken_only_where_somebody_will_mend(browser_of, provincial_auditor, record_in):
    desk = browser_of(provincial_auditor)
    taken = {}
    for state in ("accepted", "registered"):
        page = desk.get(f"/desk/r/{record_in(state).code}/").content.decode()
        taken[state] = 'name="note:overview.keywords"' in page
    assert taken == {"accepted": True, "registered": False}


def test_a_row_shows_a_name_and_its_labels(desk, at_department):
    page = desk.get(f"/desk/r/{at_department().code}/").content.decode()
    assert "<b>演示大学</b>" in page
    assert '<span class="pairs__label">联系电话</span>' in page


def test_a_return_carries_notes_on_fields_rows_and_files(desk, at_department):
    record = at_department()
    press(
        desk,
        record,
        "return",
        reason="请逐项修改",
        to_desk="0",
        **{
            "note:overview.keywords": "请补充一个关键词。",
            "note:people[q1]": "与验收意见不一致。",
            "at:people[q1]": "people[q1].employer",
            "note:units[u1]": "缺邮编。",
            "note:evidence.R-1": "缺盖章页。",
            "note:nowhere.nothing": "没有这一项。",
            "note:overview.achievement_name": "   ",
        },
    )
    record = reload(record)
    notes = record.moves.last().notes.order_by("path").values_list("path", "place", "text")
    assert (record.state, record.desk) == ("returned", 0)
    assert list(notes) == [
        ("evidence.R-1", "证明材料 · 研究报告", "缺盖章页。"),
        ("overview.keywords", "关键词", "请补充一个关键词。"),
        ("people[q1].employer", "完成人第 1 位 · 工作单位", "与验收意见不一致。"),
        ("units[u1]", "完成单位第 1 位", "缺邮编。"),
    ]


def test_a_return_to_an_earlier_desk(desk, at_department):
    record = at_department()
    press(desk, record, "return", reason="请单位核对", to_desk="1")
    assert (reload(record).state, reload(record).desk) == ("returned", 1)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"reason_code": "seal_missing"}, "盖章或签字不全"),
        ({"reason_code": "seal_missing", "reason": "封面没有公章"}, "盖章或签字不全：封面没有公章"),
        ({"reason": "盖章或签字不全，请补"}, "盖章或签字不全，请补"),
    ],
)
def test_a_usual_reason_is_written_out(desk, at_department, typed, kept):
    record = at_department()
    press(desk, record, "return", to_desk="0", **typed)
    assert reload(record).moves.last().reason == kept


def test_a_long_reason_is_refused_whole(desk, at_department):
    record = at_department()
    answer = press(desk, record, "return", reason="长" * 2001, to_desk="0")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "理由有 2001 个字，最多 2000 个字" in page
    assert "长" * 2001 in page


def test_a_return_without_a_reason_is_refused(desk, at_department):
    answer = press(desk, at_department(), "return", to_desk="0")
    assert answer.status_code == 409
    assert "请写明理由" in answer.content.decode()


def test_a_stale_page_is_refused(desk, at_department):
    record = at_department()
    record.version -= 1
    answer = press(desk, record, "recommend", **CHECKED)
    assert "页面上的内容已不是最新的" in answer.content.decode()


def test_a_claim_and_a_release(desk, department_reviewer, at_department):
    record = at_department()
    desk.post(f"/desk/r/{record.code}/claim/", {"op": "claim"})
    assert reload(record).claimed_by_id == department_reviewer.user_id
    assert "放回队列" in desk.get(f"/desk/r/{record.code}/").content.decode()
    desk.post(f"/desk/r/{record.code}/claim/", {"op": "release"})
    assert reload(record).claimed_by is None


def test_a_colleagues_claim_is_told(desk, stage, at_department):
    colleague = person(stage.department, "colleague", *DESK)
    record = at_department()
    actions.claim(actor=colleague, registration=record)
    page = desk.get(f"/desk/r/{record.code}/").content.decode()
    assert "演示colleague于 " in page
    answer = press(desk, record, "recommend", **CHECKED)
    assert "演示colleague正在审查这项登记" in answer.content.decode()


def test_a_resubmission_begins_with_what_changed(desk, resubmitted):
    comparison = desk.get(f"/desk/r/{resubmitted.code}/").context["comparison"]
    (item,) = comparison.changes
    assert (comparison.since.number, item.change.place) == (1, "关键词")
    assert (item.change.before, item.change.after) == ("瓦斯利用；低浓度瓦斯", "甲；乙；丙")
    assert [note.text for note in item.notes] == ["请补充一个关键词。"]
    assert [told.text for told in comparison.reasons] == ["关键词不全"]
    assert comparison.open == ()


def test_a_note_that_was_not_heeded_stands_open(
    desk, returned, author, unit_clerk, department_reviewer
):
    (note,) = unanswered(returned)
    actions.answer_note(
        actor=author,
        registration=returned,
        note_id=note.pk,
        outcome=Outcome.NOT_CHANGED,
        text="两个关键词已够检索。",
    )
    record = move(unit_clerk, move(author, returned, "resubmit"), "pass_on")
    comparison = desk.get(f"/desk/r/{record.code}/").context["comparison"]
    assert comparison.changes == ()
    assert [note.text for note in comparison.open] == ["请补充一个关键词。"]
    page = desk.get(f"/desk/r/{record.code}/").content.decode()
    assert "没有改" in page
    assert "填报人：不改，已说明" in page
    assert "演示author回复：两个关键词已够检索。" in page


def test_a_record_elsewhere_offers_nothing_but_is_read(desk, registered):
    answer = desk.get(f"/desk/r/{registered.code}/")
    assert answer.context["offered"].is_empty
    assert "当前环节是演示省科学技术厅，本机构没有要办理的事项。" in answer.content.decode()


def test_similar_titles_are_hinted_at(desk, at_department, stage, draft, author):
    at_department(title="低浓度瓦斯发电利用技术研究与示范")
    record = at_department(title="低浓度瓦斯发电利用技术研究与应用示范")
    (found,) = desk.get(f"/desk/r/{record.code}/").context["alike"]
    assert (found.unit, found.title) == ("演示大学", "低浓度瓦斯发电利用技术研究与示范")


def test_a_similar_title_off_the_route_is_named_by_unit_and_department_alone(
    browser_of, unit_clerk, stage, draft, author
):
    other = create_organisation(name="别的大学（演示）", rank=4, parent=stage.department)
    filer = person(other, "elsewhere", Right.ENTER, *DESK)
    move(filer, draft(title="低浓度瓦斯发电利用技术研究", actor=filer), "submit")
    record = move(author, draft(title="低浓度瓦斯发电利用技术的研究"), "submit")
    answer = browser_of(unit_clerk).get(f"/desk/r/{record.code}/")
    (found,) = answer.context["alike"]
    assert (found.unit, found.department, found.title, found.code) == (
        "别的大学（演示）",
        "演示省教育厅",
        "",
        "",
    )


def test_a_draft_has_no_place_on_the_desk(browser_of, unit_clerk, draft):
    record = draft()
    answer = browser_of(unit_clerk).get(f"/desk/r/{record.code}/")
    assert answer["Location"] == f"/records/{record.code}/"
