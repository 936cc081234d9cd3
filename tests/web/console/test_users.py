"""Users on screen: rights, suspension, hand-over, deputations, leave-taking, the log."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.records import reload
from tests.stage import again, person, superior, user_of

from kedeng.apps.organisations.models import Deputation, User
from kedeng.domain.rights import Right


def page(actor, part=""):
    return f"/console/users/{actor.user_id}/{part}"


def grid(stage):
    return f"/console/bodies/{stage.university.pk}/users/"


# ── users ────────────────────────────────────────────────────────────────────────────────────────


def test_the_grid_shows_rights_and_activation(university, stage, author, said):
    User.objects.create(username="new", name="新人", organisation=stage.university)
    status, text = said(university.get(grid(stage)))
    assert status == 200
    assert [
        word for word in ("演示author", "已激活", "新人", "未发放", "超级管理员") if word in text
    ]
    row = text.partition("演示author：录入")[2][:80]
    assert "checked" in row
    assert "受理" not in text  # no right of a unit's


def test_a_user_is_defined_on_the_page(university, stage):
    posted = {"name": "李四", "username": "li.si", "rights": ["enter"]}
    answer = university.post(f"{grid(stage)}new/", posted)
    user = User.objects.get(username="li.si")
    assert answer["Location"] == f"/console/users/{user.pk}/"
    assert list(user.rights.values_list("right", flat=True)) == ["enter"]


def test_the_page_of_a_new_account_begins_with_its_code(university, stage, author, said):
    new = User.objects.create(username="new", name="新人", organisation=stage.university)
    first = said(university.get(f"/console/users/{new.pk}/"))[1].partition("保存权限")[0]
    assert "下一步：发放激活码" in first
    assert f"/console/users/{new.pk}/code/" in first
    assert "下一步" not in said(university.get(page(author)))[1]


def test_nobody_grants_by_page_what_they_do_not_hold(manager, stage, author, said):
    posted = {"name": "李四", "username": "li.si", "rights": ["enter"]}
    status, text = said(manager.post(f"{grid(stage)}new/", posted))
    assert (status, "不能授予或收回这些权限：录入" in text) == (403, True)
    answer = manager.post(page(author, "rights/"), {"rights": ["forward"], "expected": "enter"})
    assert answer.status_code == 403
    assert again(author).rights == {Right.ENTER}


def test_a_managers_grid_leaves_alone_what_is_not_his(manager, author):
    manager.post(page(author, "rights/"), {"rights": ["review"], "expected": "enter "})
    assert again(author).rights == {Right.ENTER, Right.REVIEW}


def test_a_right_that_is_taken_is_gone_at_the_next_request(university, unit_clerk, browser_of):
    clerk = browser_of(unit_clerk)
    assert clerk.get("/desk/").status_code == 200
    university.post(
        page(unit_clerk, "rights/"),
        {"rights": ["enter"], "expected": "enter review forward return"},
    )
    assert clerk.get("/desk/").status_code == 403


def test_a_stale_grid_is_refused_with_what_stands_there_now(university, author, said):
    posted = {"rights": ["review"], "expected": "enter review"}
    status, text = said(university.post(page(author, "rights/"), posted))
    assert (status, "权限刚刚被改过，现在是：录入" in text) == (422, True)


def test_a_suspended_user_is_out_at_the_next_request(university, author, browser_of):
    filer = browser_of(author)
    assert filer.get("/my/").status_code == 200
    university.post(page(author, "suspend/"), {"reason": "离岗"})
    assert filer.get("/my/").status_code == 302
    university.post(page(author, "reactivate/"))
    assert browser_of(author).get("/my/").status_code == 200


def test_what_is_known_of_a_person_is_changed(university, author, said):
    university.post(page(author), {"name": "新名", "phone": "0351-1"})
    assert user_of(author).name == "新名"
    status, text = said(university.post(page(author), {"name": "新名", "email": "无"}))
    assert (status, 'value="无"' in text) == (422, True)


def test_a_second_save_resets_nothing_that_another_changed_meanwhile(
    university, author, said, drawn_in
):
    drawn = drawn_in(said(university.get(page(author)))[1])
    opened = {"name": author.name, "phone": "0351-0000000", "drawn": drawn}
    assert university.post(page(author), {**opened, "phone": "0351-1"}).status_code == 302
    mailed = {**opened, "email": "li@example.org"}
    status, text = said(university.post(page(author), mailed))
    assert (status, "打开页面以后有人改过，现在是“0351-1”" in text) == (422, True)
    assert 'value="li@example.org"' in text
    assert (user_of(author).phone, user_of(author).email) == ("0351-1", "")
    again_ = {**mailed, "phone": "0351-1", "drawn": drawn_in(text)}
    assert university.post(page(author), again_).status_code == 302
    assert (user_of(author).phone, user_of(author).email) == ("0351-1", "li@example.org")


def test_people_of_other_bodies_do_not_exist(university, department, stranger, author, unit_clerk):
    for browser, actor in ((university, stranger), (department, author)):
        assert browser.get(page(actor)).status_code == 404
        for part in ("rights/", "suspend/", "reactivate/", "leave/"):
            assert browser.post(page(actor, part), {"expected": ""}).status_code == 404, part


def test_a_manager_does_not_touch_the_super_administrator(manager, stage):
    holder = superior(stage.university)
    assert manager.post(page(holder, "suspend/")).status_code == 403
    assert manager.post(page(holder, "rights/"), {"expected": ""}).status_code == 403
    assert again(holder) == holder


@pytest.mark.parametrize("body_id", ["9" * 30, "0"])
def test_a_number_that_is_nobodys_is_not_found(body_id, university):
    assert university.get(f"/console/bodies/{body_id}/").status_code == 404
    assert university.get(f"/console/users/{body_id}/").status_code == 404


# ── the role ─────────────────────────────────────────────────────────────────────────────────────


def test_the_role_is_handed_over_after_a_confirmation(university, author, said):
    _, text = said(university.get("/console/hand-over/", {"to": author.user_id}))
    assert "演示author成为演示大学的超级管理员" in text
    assert not again(author).is_super
    university.post("/console/hand-over/", {"to": author.user_id})
    assert again(author).is_super
    assert university.get("/console/").status_code == 403


def test_nobody_else_hands_the_role_over(manager, author, stage):
    assert manager.get("/console/hand-over/").status_code == 403
    assert manager.post("/console/hand-over/", {"to": author.user_id}).status_code == 403


# ── deputations ──────────────────────────────────────────────────────────────────────────────────


def test_a_deputation_is_arranged_and_ended(university, author, unit_clerk, browser_of, said):
    today = timezone.localdate()
    posted = {
        "giver": unit_clerk.user_id,
        "deputy": author.user_id,
        "from_day": today,
        "through_day": today + timedelta(days=3),
        "reason": "出差",
    }
    university.post("/console/deputations/", posted)
    deputy = browser_of(author)
    assert deputy.get("/desk/").status_code == 200
    assert "代办中" in said(university.get("/console/deputations/"))[1]
    university.post(f"/console/deputations/{Deputation.objects.get().pk}/end/")
    assert deputy.get("/desk/").status_code == 403
    status, text = said(
        university.post("/console/deputations/", {**posted, "through_day": "2020-1-1"})
    )
    assert (status, "截止日期早于开始日期" in text) == (422, True)


def test_a_foreign_deputation_does_not_exist(department, author, unit_clerk):
    today = timezone.localdate()
    made = Deputation.objects.create(
        giver=user_of(unit_clerk), deputy=user_of(author), from_day=today, through_day=today
    )
    assert department.post(f"/console/deputations/{made.pk}/end/").status_code == 404


# ── leave-taking ─────────────────────────────────────────────────────────────────────────────────


def test_a_leaver_hands_over_what_is_listed(university, author, stage, draft, said):
    record = draft(title="未完的成果")
    heir = person(stage.university, "heir", Right.ENTER)
    _, text = said(university.get(page(author, "leave/"), {"colleague": heir.user_id}))
    assert ("未完的成果" in text, "交给演示heir" in text) == (True, True)
    university.post(page(author, "leave/"), {"colleague": heir.user_id, "reason": "调离"})
    assert (reload(record).filer, again(author)) == (user_of(heir), None)


def test_a_leave_says_which_deputation_ended_with_it(university, author, stage, said):
    heir, lender = person(stage.university, "heir", Right.ENTER), person(stage.university, "lender")
    today = timezone.localdate()
    Deputation.objects.create(
        giver=user_of(lender), deputy=user_of(author), from_day=today, through_day=today
    )
    posted = {"colleague": heir.user_id}
    _, text = said(university.post(page(author, "leave/"), posted, follow=True))
    assert "没有转给演示heir的代办，已结束：代演示lender。" in text


def test_a_leave_that_cannot_be_is_refused_in_words(university, author, stage, draft, said):
    draft()
    heir = person(stage.university, "heir", Right.REVIEW)
    status, text = said(university.post(page(author, "leave/"), {"colleague": heir.user_id}))
    assert (status, "没有“录入”权限" in text) == (422, True)
    status, text = said(university.post(page(author, "leave/"), {}))
    assert (status, "请选择接手的同事" in text) == (422, True)


# ── the log ──────────────────────────────────────────────────────────────────────────────────────


def test_the_log_is_narrowed_by_person_right_and_day(university, author, unit_clerk, said):
    def lines(**asked):
        return said(university.get("/console/grants/", asked))[1].partition("<tbody>")[2]

    assert ("author" in lines(), "clerk" in lines()) == (True, True)
    assert "clerk" not in lines(text="author")
    assert "author" not in lines(right="forward")
    assert lines(from_day="2999-01-01") == ""
    assert "请填写年月日" in said(university.get("/console/grants/", {"from_day": "昨天"}))[1]


def test_the_log_goes_no_further_than_the_subtree(university, stranger, department_reviewer, said):
    _, text = said(university.get("/console/grants/"))
    assert ("stranger" in text, "reviewer" in text) == (False, False)


def test_long_lists_come_in_pages(university, stage, said):
    for number in range(60):
        person(stage.university, f"person-{number}", Right.ENTER)
    text = said(university.get("/console/grants/", {"page": 2}))[1]
    assert "第 51–100 项" in text
    assert "page=3" in text


@pytest.mark.parametrize("path", ["bodies/{}/super/", "bodies/{}/users/new/", "bodies/{}/edit/"])
def test_an_empty_post_where_nothing_may_be_posted_gets_a_sentence(manager, stage, said, path):
    status, text = said(manager.post(f"/console/{path.format(stage.university.pk)}"))
    assert status in {403, 404, 422}
    assert text or status == 404
