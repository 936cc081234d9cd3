"""Home, register and code lists, as a guest reads them."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.records import move, windows

from kedeng.apps.registrations.models import Registration
from kedeng.apps.rounds.actions import create_round
from kedeng.apps.rounds.models import Extension
from kedeng.apps.rounds.queries import windows_of
from kedeng.domain.windows import Step
from kedeng.lib.text import pinyin_key
from kedeng.renderings.refusals import instant


def shown(client, where):
    return client.get(where).content.decode()


def test_the_home_page_shows_the_round_and_the_way_in(client, stage):
    page = shown(client, "/")
    assert "登录，开始办理" in page
    assert "演示省 2025 年度登记" in page
    assert "可以提交" in page
    assert "进行中" in page


def test_open_rounds_stand_in_the_order_of_their_bodies(client, stage):
    """山西 and 陕西 share their pinyin; the newer round does not push the other down."""
    for body, name in (
        (stage.province, "山西省科学技术厅"),
        (stage.other_province, "陕西省科学技术厅"),
    ):
        body.name, body.sort_key = name, pinyin_key(name)
        body.save()
    windows = {Step.SUBMIT: windows_of(stage.round)[Step.SUBMIT]}
    create_round(
        organisation=stage.other_province,
        title="陕西登记",
        year=2025,
        evidence_period=(stage.round.evidence_from, stage.round.evidence_to),
        profile=stage.round.profile,
        pack=stage.round.pack,
        windows=windows,
    )
    bodies = [each.body for each in client.get("/").context["rounds"]]
    assert bodies == ["山西省科学技术厅", "陕西省科学技术厅"]


def test_the_nation_has_no_round_at_its_head_and_nobody_to_ask(browser_of, national_receiver):
    context = browser_of(national_receiver).get("/desk/").context
    assert "round_bar" not in context
    assert "contacts" not in context


def test_the_others_see_their_round_and_the_body_above(browser_of, department_reviewer):
    context = browser_of(department_reviewer).get("/desk/").context
    assert context["round_bar"]["title"] == "演示省 2025 年度登记"
    assert list(map(str, context["contacts"])) == ["演示省科学技术厅"]


@pytest.mark.parametrize("left", [-1, 1])
def test_the_bar_shows_what_was_agreed_for_the_body_whether_the_round_is_over_or_not(
    stage, browser_of, author, left
):
    windows(stage.round, submit=timezone.now() + timedelta(days=left))
    later = timezone.now() + timedelta(days=10, hours=1)
    Extension.objects.create(
        round=stage.round,
        step="submit",
        organisation=stage.university,
        about=stage.university.name,
        closes=later,
        reason="演示",
        needed=1,
        agreed_at=timezone.now(),
    )
    step = browser_of(author).get("/my/").context["round_bar"]["steps"][0]
    assert (step["closes"], step["left"]) == (instant(timezone.localtime(later)), "还有 10 天")


@pytest.mark.parametrize(
    ("who", "start"),
    [
        ("author", "/my/"),
        ("unit_clerk", "/desk/"),
        ("department_reviewer", "/desk/"),
        ("national_receiver", "/desk/"),
    ],
)
def test_people_are_led_to_their_work(browser_of, request, who, start):
    assert browser_of(request.getfixturevalue(who)).get("/")["Location"] == start


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1),
        ("?text=瓦斯", 1),
        ("?text=演示大学", 1),
        ("?text=9142025R0001", 1),
        ("?text=没有这个词", 0),
        ("?category=soft_science", 1),
        ("?category=basic_theory", 0),
        ("?category=nonsense", 1),
        ("?text=%00", 1),
    ],
)
def test_the_register_is_searched_by_title_unit_and_number(client, published, query, found):
    assert client.get(f"/register/{query}").context["page"].paginator.count == found


def test_only_what_was_published_is_in_the_register(client, registered):
    assert client.get("/register/").context["page"].paginator.count == 0
    assert client.get("/register/9142025R0001/").status_code == 404


def test_a_published_record_shows_names_and_nothing_else_of_people(client, published):
    page = shown(client, "/register/9142025R0001/")
    for told in (
        "演示用低浓度瓦斯利用方法",
        "9142025R0001",
        "软科学成果",
        "演示省科学技术厅",
        "演示大学",
        "张三（演示）",
        "瓦斯利用；低浓度瓦斯",
        "演示简介。",
    ):
        assert told in page
    for kept in (
        "性别",
        "1980-05",
        "博士",
        "13800000000",
        "0351-1234567",
        "演示联系人",
        "030001",
        "提出总体方案",
        "演示author",
    ):
        assert kept not in page


def test_a_cancelled_record_answers_with_word_and_day_alone(client, published, provincial_auditor):
    record = move(provincial_auditor, published, "cancel", reason="演示注销", reason_code="false")
    answer = client.get("/register/9142025R0001/")
    page = answer.content.decode()
    day = f"{record.moves.last().moved_at.astimezone():%Y-%m-%d}"
    assert answer.status_code == 410
    assert "已注销" in page
    assert day[:4] in page
    for kept in (record.title, "演示大学", "演示注销", record.code):
        assert kept not in page
    assert record.title not in shown(client, "/register/")


def test_the_register_has_pages(client, published):
    page = shown(client, "/register/?page=99")
    assert (
        page.count('<a href="/register/914')
        == Registration.objects.filter(state="published").count()
    )


def test_a_code_list_shows_its_hierarchy(client, stage):
    lines = client.get("/lists/industry/").context["lines"]
    assert [(line.entry.code, line.depth) for line in lines[:2]] == [("A", 0), ("01", 1)]


def test_a_code_list_is_searched_without_a_script(client, stage):
    answer = client.get("/lists/industry/?q=煤炭 06")
    assert [line.entry.code for line in answer.context["lines"]] == ["06"]
    assert "采矿业 › " in answer.content.decode()
    assert "没有找到“没有”" in shown(client, "/lists/industry/?q=没有")


def test_demo_accounts_are_listed_in_a_demonstration_alone(client, db, settings, tmp_path):
    accounts = [{"username": "author", "password": "x", "organisation": "演示大学"}]
    settings.HOME = tmp_path
    file = tmp_path / "demo-accounts.json"
    file.write_text(json.dumps(accounts), encoding="utf-8")
    assert client.get("/demo/accounts.json").status_code == 404
    settings.KEDENG_DEMO = True
    answer = client.get("/demo/accounts.json")
    assert (answer.json(), answer["Cache-Control"]) == (accounts, "no-store")
