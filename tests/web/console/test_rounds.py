"""The pages of rounds: overview, earlier windows, opening a round, extensions."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.records import move, windows
from tests.stage import person

from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.rounds import actions, queries
from kedeng.apps.rounds.models import Extension, Round
from kedeng.domain.profiles import Basis, Told, write_entries
from kedeng.domain.rights import Right
from kedeng.domain.routes import StopKind
from kedeng.domain.windows import ROUND_KIND_LABELS, RoundKind, Step, Window
from kedeng.lib.instants import read_instant, show_instant

DAY = timedelta(days=1)


@pytest.fixture
def province(browser_of, provincial_auditor):
    return browser_of(provincial_auditor)


@pytest.fixture
def department(browser_of, stage):
    return browser_of(person(stage.department, "manager", Right.MANAGE))


def at(stage, tail=""):
    return f"/console/rounds/{stage.round.pk}/{tail}"


def day(days):
    return (timezone.localdate() + days * DAY).isoformat()


def test_a_manager_sees_the_own_windows_and_whom_to_ask(department, stage):
    page = department.get("/console/rounds/").content.decode()
    closes = show_instant(queries.windows_of(stage.round)[Step.SUBMIT].closes, ends=True)
    assert f"{closes} 前" in page
    assert "演示省教育厅；演示省科学技术厅" in page


def test_the_nation_has_nobody_to_ask(browser_of, stage):
    page = browser_of(person(stage.nation, "manager", Right.MANAGE)).get("/console/rounds/")
    assert (page.status_code, "咨询" in page.content.decode().partition("<main")[2]) == (200, False)


def test_the_nation_reads_whose_each_round_is(browser_of, stage):
    page = browser_of(person(stage.nation, "manager", Right.MANAGE)).get("/console/rounds/")
    assert "<h2>演示省科学技术厅：演示省 2025 年度登记</h2>" in page.content.decode()


def test_a_department_sets_an_earlier_closing_for_a_unit(department, stage):
    posted = {"whom": "演示大学", "step": "submit", "closes": day(5)}
    assert department.post(at(stage, "windows/"), posted)["Location"] == at(stage)
    window = queries.desk_window(stage.round, stage.university, StopKind.FILER, Step.SUBMIT)
    assert window.closes == read_instant(day(5), ends=True)
    page = department.get(at(stage)).content.decode()
    assert "取消演示大学的在线提交时间" in page
    row = stage.round.windows.get(organisation=stage.university)
    assert department.post(at(stage, f"windows/{row.pk}/drop/")).status_code == 302
    assert not stage.round.windows.filter(organisation=stage.university).exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"closes": day(400)}, "截止时间不得晚于上级规定的"),
        ({"closes": "下周"}, "“下周”读不出"),
        ({"whom": "没有的大学"}, "没有名为“没有的大学”的机构"),
        ({"whom": "外省演示公司"}, "只能为本机构以下的单位"),
        ({"whom": ""}, "只能为本机构以下的单位"),
        ({"step": "weather"}, "请选择环节"),
    ],
)
def test_a_refused_window_stays_as_it_was_typed(department, stage, changed, says):
    posted = {"whom": "演示大学", "step": "submit", "closes": day(5)} | changed
    answer = department.post(at(stage, "windows/"), posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>错误：" in page
    assert page.index("没有设置时间") < page.index(says) < page.index("本机构的时间")
    assert f'value="{posted["closes"]}"' in page


@pytest.fixture
def new_round(province, stage):
    """What the form of a new round says by itself, from the province's policy."""
    profile = stage.round.profile
    profile.entries = write_entries(
        {
            "evidence_pack": Told("shanxi-2025", "演示", Basis.SOURCED),
            "evidence_period": Told(["2025-01-01", "2025-12-31"], "演示", Basis.SOURCED),
            "window_submit": Told(
                {"opens": None, "closes": "2026-01-22T00:00:00+08:00"}, "演示", Basis.SOURCED
            ),
        }
    )
    profile.save(update_fields=["entries"])
    form = province.get("/console/rounds/new/").context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_a_round_is_opened_from_an_active_profile(province, stage, new_round):
    assert new_round["submit_closes"] == "2026-01-21 24:00"
    posted = {**new_round, "title": "第二批", "kind": "batch"}
    profile = stage.round.profile
    answer = province.post("/console/rounds/new/", posted)
    opened = Round.objects.get(title="第二批")
    assert answer["Location"] == f"/console/rounds/{opened.pk}/"
    assert (opened.kind, opened.profile, opened.pack) == ("batch", profile, stage.round.pack)
    again = province.post("/console/rounds/new/", posted)
    assert (again.status_code, "已有名为“第二批”的登记批次" in again.content.decode()) == (
        422,
        True,
    )


def test_windows_that_are_over_already_are_named(province, new_round):
    dates = {"submit_closes": day(-1), "recommend_closes": day(3)}
    posted = {**new_round, "title": "去年的批次", "kind": "batch", **dates}
    page = province.post("/console/rounds/new/", posted, follow=True).content.decode()
    assert "这些环节写的截止时间已经过去：在线提交。" in page


def test_a_round_without_anything_is_refused_in_words(province, stage):
    answer = province.post("/console/rounds/new/", {})
    assert answer.status_code == 422
    assert "没有填写" in answer.content.decode()


def test_only_a_province_opens_rounds(department):
    assert department.get("/console/rounds/new/").status_code == 403


def test_a_round_is_renamed_and_keeps_the_rest(province, stage):
    posted = {"title": "新名称", "kind": "quarter", "notice": "说明"}
    assert province.post(at(stage, "edit/"), posted).status_code == 302
    stage.round.refresh_from_db()
    assert (stage.round.title, stage.round.kind) == ("新名称", "quarter")


def test_a_second_save_resets_nothing_that_another_changed_meanwhile(province, stage, drawn_in):
    edit = at(stage, "edit/")
    drawn = drawn_in(province.get(edit).content.decode())
    opened = {"title": stage.round.title, "kind": "year", "notice": "", "drawn": drawn}
    first = {**opened, "kind": "quarter", "notice": "第一行\r\n第二行"}
    assert [province.post(edit, first).status_code for _ in range(2)] == [302, 302]
    answer = province.post(edit, {**opened, "title": "新名称"})
    text = answer.content.decode()
    assert (answer.status_code, 'value="新名称"' in text) == (422, True)
    for present in (f"“{ROUND_KIND_LABELS[RoundKind('quarter')]}”", "“第一行\n第二行”"):
        assert f"打开页面以后有人改过，现在是{present}" in text
    stage.round.refresh_from_db()
    assert (stage.round.title, stage.round.kind) == (opened["title"], "quarter")
    read_now = {**first, "title": "新名称", "drawn": drawn_in(text)}
    assert province.post(edit, read_now).status_code == 302
    stage.round.refresh_from_db()
    assert (stage.round.title, stage.round.kind) == ("新名称", "quarter")


def test_another_province_finds_no_such_round(browser_of, stage):
    neighbour = browser_of(person(stage.other_province, "neighbour", Right.MANAGE))
    assert neighbour.get(at(stage)).status_code == 404
    assert neighbour.post(at(stage, "extensions/")).status_code == 404
    assert neighbour.post(at(stage, "windows/")).status_code == 404


# ── extensions ───────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def closed(stage):
    windows(stage.round, submit=timezone.now() - timedelta(hours=1))


def test_a_draft_is_extended_by_the_code_that_its_filer_told(
    province, browser_of, stage, draft, author, closed
):
    registration = draft()
    posted = {"whom": registration.code, "until": day(2), "reason": "验收文件迟发"}
    assert province.post(at(stage, "extensions/"), posted).status_code == 302
    page = browser_of(author).get(f"/my/{registration.code}/").content.decode()
    assert "验收文件迟发" in page
    assert move(author, registration, "submit").state == "in_review"


def test_an_organisation_needs_a_second_person(province, browser_of, stage, closed):
    posted = {"whom": "演示大学", "step": "submit", "until": day(2), "reason": "停电"}
    assert province.post(at(stage, "extensions/"), posted).status_code == 302
    extension = Extension.objects.get()
    where = at(stage, f"extensions/{extension.pk}/agree/")
    own = province.post(where)
    assert (own.status_code, "同一人只能同意一次" in own.content.decode()) == (409, True)
    assert "待同意" in province.get(at(stage)).content.decode()
    second = browser_of(person(stage.province, "second", Right.MANAGE))
    assert second.post(where).status_code == 302
    assert "已生效" in second.get(at(stage)).content.decode()


def test_a_passed_deadline_is_not_typed_over(province, stage, closed):
    held = queries.windows_of(stage.round)[Step.SUBMIT]
    answer = province.post(at(stage, "windows/"), {"step": "submit", "closes": day(400)})
    page = answer.content.decode()
    assert (answer.status_code, "一个人不能再改晚" in page) == (422, True)
    assert queries.windows_of(stage.round)[Step.SUBMIT] == held


def test_a_whole_round_is_put_off_by_two(province, browser_of, stage, closed):
    posted = {"whom": "演示省科学技术厅", "step": "submit", "until": day(2), "reason": "全省断网"}
    assert province.post(at(stage, "extensions/"), posted).status_code == 302
    assert "待同意" in province.get(at(stage)).content.decode()
    second = browser_of(person(stage.province, "second", Right.MANAGE))
    where = at(stage, f"extensions/{Extension.objects.get().pk}/agree/")
    assert second.post(where).status_code == 302
    closes = queries.windows_of(stage.round)[Step.SUBMIT].closes
    assert closes == read_instant(day(2), ends=True)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"reason": ""}, "请写明理由"),
        ({"until": "2026-01-01"}, "新的截止时间要晚于现在的"),
        ({"until": "下周"}, "新的截止时间请写成"),
        ({"whom": "没有的大学"}, "没有找到"),
        ({"whom": "外省演示公司"}, "不在本批次范围内"),
    ],
)
def test_a_refused_extension_stays_as_it_was_typed(province, stage, closed, changed, says):
    posted = {"whom": "演示大学", "step": "submit", "until": day(2), "reason": "停电"} | changed
    answer = province.post(at(stage, "extensions/"), posted)
    page = answer.content.decode()
    assert (answer.status_code, says in page) == (422, True)
    assert f'value="{posted["whom"]}"' in page


# ── what filers read ─────────────────────────────────────────────────────────────────────────────
def test_a_late_submission_names_the_closing_and_whom_to_ask(
    browser_of, stage, draft, author, closed
):
    registration = draft()
    posted = {"transition": "submit", "version": registration.version}
    answer = browser_of(author).post(f"/my/{registration.code}/submit/", posted)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "在线提交已于" in page
    assert "演示省教育厅 或 演示省科学技术厅" in page


def test_an_office_that_only_receives_paper_opens_the_summary_and_nothing_else(browser_of, stage):
    office = create_organisation(name="演示收件中心", rank=3, parent=stage.province)
    browser = browser_of(person(office, "receiving", Right.RECEIVE))
    assert browser.get("/desk/summary/").status_code == 200
    for where in ("/desk/", "/my/", "/console/rounds/", at(stage)):
        assert browser.get(where).status_code == 403


def test_those_below_read_a_round_and_change_nothing_of_it(department, stage):
    row = actions.set_window(
        actor=person(stage.province, "setter", Right.MANAGE),
        round_=stage.round,
        step=Step.SUBMIT,
        window=Window(None, timezone.now() + 5 * DAY),
        organisation=stage.university,
    )
    assert department.get(at(stage)).status_code == 200
    answers = [
        department.get(at(stage, "edit/")),
        department.post(at(stage, "edit/"), {"title": "改名", "kind": "batch"}),
        department.post(at(stage, "extensions/"), {"whom": "演示大学"}),
        department.post(at(stage, f"windows/{row.pk}/drop/")),
    ]
    assert [each.status_code for each in answers] == [403, 403, 403, 403]
    assert stage.round.windows.filter(pk=row.pk).exists()
