"""The tree on screen: what the law allows is a button, and nothing else can be posted."""

import pytest
from tests.stage import again, person, superior

from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.organisations.models import Organisation, User
from kedeng.domain.rights import Right
from kedeng.lib.credit_code import check_character

FRONT = "12140000MB7654321"
CODE = FRONT + check_character(FRONT)
NEW = {"name": "演示学院", "rank": 4, "has_office": "on"}
PAGES = ("", "edit/", "move/", "merge/", "close/", "super/", "users/", "users/new/")


def where(body, page=""):
    return f"/console/bodies/{body.pk}/{page}"


@pytest.fixture
def heir(stage):
    return create_organisation(name="承接大学", rank=4, parent=stage.department)


def test_a_body_is_offered_the_kinds_that_fit_its_rank(department, stage):
    page = department.get(where(stage.university, "edit/")).content.decode()
    offered = page.partition('name="kind"')[2].partition("</select>")[0]
    assert ("完成单位" in offered, "国家科技成果登记机构" in offered) == (True, False)


@pytest.mark.usefixtures("unpeopled")
def test_the_overview_counts_what_is_below(department, author, draft, said):
    draft()
    status, text = said(department.get("/console/"))
    assert status == 200
    assert '下级机构 <b class="num">1</b> 个，用户 <b class="num">2</b> 人' in text
    assert '在办登记 <b class="num">1</b> 项' in text
    assert "有 1 个机构还没有超级管理员" in text
    assert "演示大学" in text
    assert "外省" not in text


def test_a_search_finds_bodies_by_name(department, heir, said):
    _, text = said(department.get("/console/", {"q": "承接"}))
    assert ("承接大学" in text, "演示大学" in text) == (True, False)
    assert "没有找到这样的机构" in said(department.get("/console/", {"q": "无此机构"}))[1]


def test_only_who_manages_enters(browser_of, author, department, said):
    assert browser_of(author).get("/console/").status_code == 403
    assert "机构与账号" in department.get("/", follow=True).content.decode()
    assert "机构与账号" not in browser_of(author).get("/", follow=True).content.decode()


def test_a_body_is_created_and_its_super_administrator_named(department, stage):
    answer = department.post("/console/bodies/new/", NEW)
    body = Organisation.objects.get(name="演示学院")
    assert answer["Location"] == where(body, "super/")
    answer = department.post(
        where(body, "super/"),
        {"name": "李四", "username": "li.si", "rights": ["enter", "review"]},
    )
    user = User.objects.get(username="li.si")
    assert answer["Location"] == f"/console/users/{user.pk}/"
    assert (user.is_super, user.has_usable_password()) == (True, False)
    assert set(user.rights.values_list("right", flat=True)) == {"enter", "review"}


def test_only_units_are_asked_whether_they_have_an_office(super_at, department, stage, said):
    asked = "设有科研管理部门"
    assert asked not in said(super_at("nation").get("/console/bodies/new/"))[1]
    assert asked not in said(super_at("province").get(where(stage.department, "edit/")))[1]
    assert asked in said(department.get(where(stage.university, "edit/")))[1]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "没有填写"),
        ({"uscc": "12140000MB7654321X"}, "统一社会信用代码"),
        ({"name": "演示大学"}, "已经有名称相同的机构"),
        ({"rank": 2}, ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(wrong, sentence, department, said):
    answer = department.post("/console/bodies/new/", {**NEW, "address": "某路", **wrong})
    status, text = said(answer)
    assert status == 422
    assert "<title>错误：新建下级机构 · 科登</title>" in answer.content.decode()
    assert sentence in text
    assert "某路" in text


def test_a_second_super_administrator_is_refused(department, stage, said):
    superior(stage.university)
    posted = {"name": "李四", "username": "li.si"}  # from a page opened while there was none
    status, text = said(department.post(where(stage.university, "super/"), posted))
    assert (status, "每个机构只有一位超级管理员" in text) == (422, True)
    assert User.objects.filter(organisation=stage.university, is_super=True).count() == 1


def test_one_of_the_bodys_own_users_is_named_by_login_name(department, stage, author, said):
    page = where(stage.university, "super/")
    status, _ = said(department.post(page, {"name": "别人", "username": "author"}))
    assert (status, again(author).is_super) == (422, False)
    department.post(page, {"name": author.name, "username": "author"})
    assert again(author).is_super


def test_a_name_is_changed_and_the_old_one_kept(department, stage, said):
    department.post(where(stage.university, "edit/"), {"name": "演示理工大学"})
    _, text = said(department.get(where(stage.university)))
    assert ("演示理工大学" in text, "演示大学（用到" in text) == (True, True)


def test_a_second_save_resets_nothing_that_another_changed_meanwhile(
    department, stage, said, drawn_in
):
    edit = where(stage.university, "edit/")
    drawn = drawn_in(said(department.get(edit))[1])
    opened = {"name": "演示大学", "uscc": stage.university.uscc, "has_office": "on"}
    first = {**opened, "contact_phone": "0351-1", "drawn": drawn}
    assert department.post(edit, first).status_code == 302
    second = {**opened, "address": "演示路 9 号", "drawn": drawn}
    status, text = said(department.post(edit, second))
    assert (status, "打开页面以后有人改过，现在是“0351-1”" in text) == (422, True)
    assert 'value="演示路 9 号"' in text
    stage.university.refresh_from_db()
    assert (stage.university.contact_phone, stage.university.address) == ("0351-1", "")
    read_now = {**second, "contact_phone": "0351-1", "drawn": drawn_in(text)}
    assert department.post(edit, read_now).status_code == 302
    stage.university.refresh_from_db()
    assert (stage.university.contact_phone, stage.university.address) == ("0351-1", "演示路 9 号")


def test_a_save_that_is_pressed_twice_is_a_save(department, stage, said, drawn_in):
    edit = where(stage.university, "edit/")
    posted = {
        "name": "演示理工大学",
        "uscc": CODE.lower(),
        "drawn": drawn_in(said(department.get(edit))[1]),
    }
    assert [department.post(edit, posted).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("drawn", ["", "[", "[]", '{"name": 1}', "[" * 15_000])
def test_a_form_that_does_not_say_what_it_was_drawn_with_is_saved(drawn, department, stage):
    edit = where(stage.university, "edit/")
    assert department.post(edit, {"name": "演示理工大学", "drawn": drawn}).status_code == 302


def test_what_a_form_was_drawn_with_outlives_a_mistake(department, stage, said, drawn_in):
    edit = where(stage.university, "edit/")
    drawn = drawn_in(said(department.get(edit))[1])
    department.post(edit, {"name": "演示大学", "contact_phone": "0351-1", "drawn": drawn})
    status, text = said(department.post(edit, {"name": "", "drawn": drawn}))
    assert (status, drawn_in(text)) == (422, drawn)


def test_a_move_is_confirmed_with_its_consequences(super_at, stage, said):
    province = super_at("province")
    bureau = create_organisation(name="演示市科技局", rank=3, parent=stage.province)
    page = where(stage.university, "move/")
    assert "演示市科技局" in said(province.get(page))[1]
    _, text = said(province.get(page, {"target": bureau.pk}))
    assert "上级由“演示省教育厅”改为“演示市科技局”" in text
    province.post(page, {"target": bureau.pk})
    stage.university.refresh_from_db()
    assert stage.university.parent == bureau


def test_a_move_that_makes_a_cycle_is_refused(department, stage, said):
    faculty = create_organisation(name="演示学院", rank=4, parent=stage.university)
    status, text = said(department.post(where(stage.university, "move/"), {"target": faculty.pk}))
    assert (status, "不能把机构移到它自己" in text) == (422, True)


def test_a_merger_names_its_consequences_and_happens(
    department, stage, heir, author, record_in, said
):
    record = record_in("in_review")
    page = where(stage.university, "merge/")
    _, text = said(department.get(page, {"target": heir.pk}))
    assert "本机构填报的在办登记 1 项、正等本机构审查的 1 项，全部转到承接大学" in text
    assert "2 位用户转入承接大学" in text
    answer = department.post(page, {"target": heir.pk})
    assert answer["Location"] == where(heir)
    record.refresh_from_db()
    assert record.filer_organisation == heir
    assert "由承接大学承接" in said(department.get(where(stage.university)))[1]


@pytest.mark.usefixtures("unpeopled")
def test_closing_says_that_accounts_end(department, stage, heir, author, said):
    _, text = said(department.get(where(stage.university, "close/"), {"target": heir.pk}))
    assert "1 位用户的账号随机构停用" in text


@pytest.mark.parametrize("page", PAGES)
def test_a_body_outside_the_subtree_does_not_exist(page, department, stage):
    for body in (stage.province, stage.other_unit):
        assert department.get(where(body, page)).status_code == 404
        if page:
            assert department.post(where(body, page), {"target": body.pk}).status_code in {404, 405}


def test_a_target_outside_the_subtree_does_not_exist(department, stage):
    for page in ("move/", "merge/", "close/"):
        posted = {"target": stage.other_unit.pk}
        assert department.post(where(stage.university, page), posted).status_code == 404


def test_a_manager_sees_no_button_and_posts_in_vain(browser_of, stage, said):
    manager = browser_of(person(stage.department, "manager", Right.MANAGE))
    _, text = said(manager.get(where(stage.university)))
    assert [page for page in PAGES[1:6] if where(stage.university, page) in text] == []
    for page in PAGES[1:6]:
        assert manager.get(where(stage.university, page)).status_code == 403, page
        posted = {"target": stage.department.pk, "name": "名", "username": "name"}
        assert manager.post(where(stage.university, page), posted).status_code in {403, 404}, page
    assert manager.post("/console/bodies/new/", NEW).status_code == 403
    assert not Organisation.objects.filter(name="演示学院").exists()
