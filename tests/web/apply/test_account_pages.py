"""Asking for an account on the public pages, and deciding on it in the console."""

import re

import pytest
from django.urls import reverse
from tests.stage import PASSWORD, person, user_of

from kedeng.apps.organisations.actions import create_organisation, create_user
from kedeng.apps.organisations.models import AccountApplication, User
from kedeng.apps.organisations.queries import actor_for, user_by_id
from kedeng.domain.rights import Right
from kedeng.lib.credit_code import check_character
from kedeng.web.apply.robots import TRAP, new_ticket

FRONT = "91140000MA0TEXT77"
CODE = FRONT + check_character(FRONT)
PERSON = {
    "name": "李演示",
    "phone": "0351-0000000",
    "email": "li@example.org",
    "reason": "登记本人承担的项目成果",
}
NEW_UNIT = {**PERSON, "unit_name": "演示新公司", "uscc": CODE}


@pytest.fixture
def super_of():
    def make(organisation):
        user = create_user(
            username=f"super-{organisation.pk}",
            name="演示管理员",
            organisation=organisation,
            rights=(),
            password=None,
            is_super=True,
        )
        return actor_for(user_by_id(user.pk))

    return make


def listed(stage, unit=None):
    where = f"&unit={unit.pk}" if unit else "&unlisted=1"
    return f"/apply/account/?department={stage.department.pk}{where}"


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


# ── the way to the form ──────────────────────────────────────────────────────────────────────────


def test_the_way_goes_by_links_from_province_to_department_to_unit(client, stage):
    page = text_of(client.get("/apply/account/"))
    assert f'href="?province={stage.province.pk}"' in page
    page = text_of(client.get(f"/apply/account/?province={stage.province.pk}"))
    assert f'href="?department={stage.department.pk}"' in page
    page = text_of(client.get(f"/apply/account/?department={stage.department.pk}"))
    assert f'unit={stage.university.pk}"' in page
    assert 'unlisted=1"' in page


def test_a_unit_is_searched_by_a_part_of_its_name(client, stage):
    create_organisation(name="演示旱作研究所", rank=4, parent=stage.department)
    here = f"/apply/account/?department={stage.department.pk}"
    page = text_of(client.get(f"{here}&q=旱作"))
    assert ("演示旱作研究所" in page, "演示大学" in page) == (True, False)
    assert "没有名称含“无此”的" in text_of(client.get(f"{here}&q=无此"))


@pytest.mark.parametrize(
    "query", ["province=999999", "department=999999", "department={u}", "department={d}&unit={o}"]
)
def test_what_is_not_offered_is_not_found(client, stage, query):
    ids = {"u": stage.university.pk, "d": stage.department.pk, "o": stage.other_unit.pk}
    assert client.get(f"/apply/account/?{query.format(**ids)}").status_code == 404


def test_the_form_says_that_it_is_a_request_and_who_decides(client, stage):
    page = text_of(client.get(listed(stage)))
    assert "本省不开放自行注册" in page
    assert "演示省教育厅" in page


@pytest.mark.parametrize(
    ("opened", "unlisted", "said"),
    [
        (["units", "persons"], False, "本省允许个人在线申请账号"),
        (["units", "persons"], True, "本省允许单位在线申请账号"),
        (["units"], True, "本省允许单位在线申请账号"),
        (["units"], False, "本省只对单位开放在线申请账号，没有对个人开放"),
        (["persons"], True, "本省只对个人开放在线申请账号，没有对单位开放"),
        ([], True, "本省不开放自行注册"),
    ],
)
def test_units_and_persons_are_told_apart(opened, unlisted, said, client, stage):
    told = {"key": "self_registration", "value": opened, "source": "演示", "status": "SOURCED"}
    profile = stage.round.profile
    profile.entries = [told]
    profile.save(update_fields=["entries"])
    assert said in text_of(client.get(listed(stage, None if unlisted else stage.university)))


# ── sending ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("unpeopled")
def test_a_sent_application_gives_a_number_that_shows_how_it_stands(client, stage, send):
    answer = send(listed(stage), **NEW_UNIT)
    application = AccountApplication.objects.get()
    assert answer["Location"] == f"/apply/account/{application.number}/"
    page = client.get(answer["Location"])
    for said in (application.number, "待办理", "李＊＊", "演示省教育厅"):
        assert said in text_of(page)
    assert "李演示" not in text_of(page)
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("noindex", "private, no-store")
    found = client.get("/apply/", {"number": application.number.lower()})
    assert found["Location"] == f"/apply/account/{application.number}/"
    assert User.objects.count() == 0


def test_an_unknown_number_is_not_found(client, stage):
    assert client.get("/apply/account/NQ7K4JTKY5DV/").status_code == 404
    assert client.get("/apply/", {"number": "NQ7K4JTKY5DV"}).status_code == 404


def test_what_is_wrong_is_told_and_what_was_typed_stays(client, stage, send):
    answer = send(listed(stage), **{**NEW_UNIT, "uscc": CODE[:-1] + "?", "email": "li"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "统一社会信用代码：不对" in page
    assert "邮箱：写得不对，例如 zhang@example.org。" in page
    assert 'value="李演示"' in page
    assert not AccountApplication.objects.exists()


def test_a_second_click_gives_the_same_receipt(client, stage):
    fields = {**NEW_UNIT, "ticket": new_ticket(age=60)}
    first, second = (client.post(listed(stage), fields) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert AccountApplication.objects.count() == 1


def test_a_duplicate_is_told_in_words(stage, send):
    send(listed(stage), **NEW_UNIT)
    answer = send(listed(stage), **NEW_UNIT)
    assert answer.status_code == 422
    assert "已有一份申请正在办理" in text_of(answer)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({TRAP: "http://spam.example"}, "“网址”一栏"),
        ({"ticket": ""}, "页面已失效"),
        ({"ticket": "forged"}, "页面已失效"),
    ],
)
def test_robots_are_turned_away_and_people_told_what_to_do(stage, send, how, said):
    answer = send(listed(stage), **{**NEW_UNIT, **how})
    assert (answer.status_code, said in text_of(answer)) == (422, True)
    assert 'value="李演示"' in text_of(answer)
    assert not AccountApplication.objects.exists()


@pytest.mark.parametrize(("age", "said"), [(0, "提交得太快了"), (13 * 3600, "页面打开得太久")])
def test_a_page_is_sent_neither_at_once_nor_the_next_day(stage, send, age, said):
    answer = send(listed(stage), **NEW_UNIT, ticket=new_ticket(age=age))
    assert (answer.status_code, said in text_of(answer)) == (422, True)
    assert not AccountApplication.objects.exists()


# ── the console ──────────────────────────────────────────────────────────────────────────────────


def test_from_the_application_to_an_account_that_waits_for_its_code(
    client, stage, send, super_of, browser_of
):
    number = send(listed(stage), **NEW_UNIT)["Location"].split("/")[-2]
    desk = browser_of(super_of(stage.department))
    assert "李演示" in text_of(desk.get("/console/applications/"))
    page = text_of(desk.get(f"/console/applications/{number}/"))
    assert 'value="liyanshi"' in page
    answer = desk.post(
        f"/console/applications/{number}/",
        {"decision": "approve", "username": "liyanshi", "rights": ["enter"]},
    )
    assert answer["Location"] == f"/console/applications/{number}/"
    user = User.objects.get(username="liyanshi")
    assert (user.organisation.name, user.has_usable_password()) == ("演示新公司", False)
    page = text_of(desk.get(answer["Location"]))
    assert "下一步：发放激活码" in page
    assert f'href="{reverse("console_code", args=[user.pk])}"' in page
    assert "已同意" in text_of(client.get(f"/apply/account/{number}/"))


def test_a_refusal_reaches_the_applicant(client, stage, send, super_of, browser_of):
    number = send(listed(stage), **NEW_UNIT)["Location"].split("/")[-2]
    desk, here = browser_of(super_of(stage.department)), f"/console/applications/{number}/"
    answer = desk.post(here, {"decision": "refuse", "opinion": ""})
    assert (answer.status_code, "请写明理由" in text_of(answer)) == (422, True)
    desk.post(here, {"decision": "refuse", "opinion": "请向科研处申请"})
    assert "请向科研处申请" in text_of(client.get(f"/apply/account/{number}/"))


def test_of_two_managers_the_second_is_told(stage, send, super_of, browser_of):
    number = send(listed(stage), **NEW_UNIT)["Location"].split("/")[-2]
    here = f"/console/applications/{number}/"
    first = browser_of(super_of(stage.department))
    second = browser_of(person(stage.department, "second", Right.MANAGE))
    first.post(here, {"decision": "approve", "username": "liyanshi", "rights": ["enter"]})
    answer = second.post(here, {"decision": "refuse", "opinion": "不"})
    assert (answer.status_code, "刚刚由同事办理过" in text_of(answer)) == (422, True)
    assert AccountApplication.objects.get().state == "approved"


def test_a_manager_without_the_right_is_told_who_can(stage, send, browser_of):
    create_user(
        username="university-super",
        name="演示",
        organisation=stage.university,
        rights=(),
        password=PASSWORD,
        is_super=True,
    )
    number = send(listed(stage, stage.university), **PERSON)["Location"].split("/")[-2]
    desk = browser_of(person(stage.university, "manager", Right.MANAGE))
    here = f"/console/applications/{number}/"
    assert "请由本机构超级管理员办理" in text_of(desk.get(here))
    answer = desk.post(here, {"decision": "approve", "username": "liyanshi", "rights": ["enter"]})
    assert answer.status_code == 403
    assert not User.objects.filter(username="liyanshi").exists()


def test_strangers_find_no_application(stage, send, super_of, browser_of, department_reviewer):
    number = send(listed(stage), **NEW_UNIT)["Location"].split("/")[-2]
    here = f"/console/applications/{number}/"
    elsewhere = browser_of(super_of(stage.other_province))
    for answer in (elsewhere.get(here), elsewhere.post(here, {"decision": "refuse"})):
        assert answer.status_code == 404
    assert "李演示" not in text_of(elsewhere.get("/console/applications/"))
    assert browser_of(department_reviewer).get(here).status_code == 403
    assert user_of(department_reviewer).is_active
