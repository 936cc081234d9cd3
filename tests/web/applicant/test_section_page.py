"""A section's page: saved by button and in the background, never over newer text."""

import json

import pytest
from tests.records import reload
from tests.stage import PASSWORD, user_of


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


def content_of(registration, section):
    return reload(registration).sections.get(section=section).content


def address(registration, section):
    return f"/my/{registration.code}/s/{section}/"


def test_a_save_keeps_what_was_typed_even_where_it_cannot_be_read(page, draft):
    registration = draft(complete=False)
    answer = page.post(
        address(registration, "funding"),
        {"version": "0", "f.funding_local": "1,2oo", "f.funding_own": "380", "op": "save"},
    )
    assert answer.status_code == 302
    assert content_of(registration, "funding") == {
        "funding_local": {"unread": "1,2oo", "code": "not_money"},
        "funding_own": "380.00",
    }
    shown = page.get(answer["Location"]).content.decode()
    assert "地方投入：请填写数字，例如 120 或 120.50（单位：万元）。" in shown
    assert 'value="1,2oo"' in shown


def test_leaving_a_section_says_what_is_wrong_there(page, draft):
    registration = draft(complete=False)
    typed = {"version": "0", "f.funding_local": "1,2oo", "f.funding_own": "三", "op": "next"}
    shown = page.post(address(registration, "funding"), typed, follow=True)
    assert shown.redirect_chain[-1][0] != address(registration, "funding")
    text = " ".join(shown.content.decode().split())
    assert "“经费投入”已保存，有 2 处需要修改。" in text
    there = f'<a href="{address(registration, "funding")}" >'
    assert f'{there}经费投入<span class="tag tag--seal tag--after">有误</span></a>' in text
    typed = {"version": "1", "f.funding_local": "120", "op": "next"}
    shown = page.post(address(registration, "funding"), typed, follow=True).content.decode()
    assert ("需要修改" in shown, "有误</span>" in shown) == (False, False)


def test_a_near_miss_of_a_long_list_is_met_with_candidates(page, draft):
    registration = draft(complete=False)
    typed = {"f.application_industry_code": "C39", "f.discipline_code": "矿山机械"}
    version = registration.sections.get(section="overview").version
    answer = page.post(
        address(registration, "overview"), {"version": version, "op": "save", **typed}
    )
    content = content_of(registration, "overview")
    assert (content["application_industry_code"], content["discipline_code"]) == (
        "39",
        ["矿山机械"],
    )
    shown = page.get(answer["Location"]).content.decode()
    assert "选项中没有“矿山机械”，相近的有“440 矿山工程技术”“460 机械工程”，请看列表" in shown


def test_a_background_save_answers_with_version_and_time(page, draft):
    registration = draft(complete=False)
    answer = page.post(
        address(registration, "summary"),
        {"version": "0", "f.achievement_summary": "正在写"},
        headers={"X-Requested-With": "autosave"},
    )
    assert answer.status_code == 200
    found = answer.json()
    assert found["version"] == 1
    assert found["asked"]["summary-achievement_summary"] is True
    assert found["marks"]["summary-achievement_summary"] == "必填"
    assert content_of(registration, "summary") == {"achievement_summary": "正在写"}


def test_what_is_computed_follows_each_save_and_stands_on_the_page(page, draft):
    registration = draft(complete=False)
    answer = page.post(
        address(registration, "funding"),
        {"version": "0", "f.funding_local": "120", "f.funding_own": "0.5"},
        headers={"X-Requested-With": "autosave"},
    )
    assert answer.json()["computed"] == {"funding-funding_total": "120.50"}
    shown = page.get(address(registration, "funding")).content.decode()
    assert 'id="funding-funding_total">120.50</output>' in shown


def test_a_table_tells_how_its_columns_are_filled_in(page, draft):
    registration = draft(complete=False)
    answer = page.get(address(registration, "people") + "?blank=1")
    shown = answer.content.decode()
    help_ = "做这项研究时所在单位的全称，一般是完成单位之一。"
    assert shown.count(help_) == 2  # above the table, and on a narrow screen in the cell
    [row] = answer.context["view"].rows
    employer = next(item for item in row.fields if item.field.key == "employer")
    assert f'aria-describedby="{employer.id}-help"' in shown
    assert f'<textarea class="input input--wrap" id="{employer.id}"' in shown
    assert 'aria-label="登记表各部分"' in shown


def test_newer_text_is_never_overwritten(page, draft):
    registration = draft()
    stale = {"version": "0", "f.achievement_summary": "旧页面上的文字", "op": "save"}
    before = content_of(registration, "summary")
    background = page.post(
        address(registration, "summary"), stale, headers={"X-Requested-With": "autosave"}
    )
    assert background.status_code == 409
    answer = page.post(address(registration, "summary"), stale)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "旧页面上的文字" in shown
    assert before["achievement_summary"] in shown
    assert content_of(registration, "summary") == before


def test_a_lost_session_loses_no_text(client, draft, author):
    registration = draft(complete=False)
    posted = {"version": "0", "f.achievement_summary": "会话失效前写的", "op": "save"}
    answer = client.post(address(registration, "summary"), posted)
    assert answer.status_code == 401
    assert "会话失效前写的" in answer.content.decode()
    kept = {f"kept:{key}": value for key, value in posted.items()}
    login = {"username": "author", "password": PASSWORD, "next": address(registration, "summary")}
    answer = client.post("/login/", {**login, **kept})
    shown = answer.content.decode()
    assert 'action="' + address(registration, "summary") in shown
    assert 'href="/login/' not in shown  # the head knows who has just come in
    assert "演示author" in shown
    client.post(address(registration, "summary"), posted)
    assert content_of(registration, "summary") == {"achievement_summary": "会话失效前写的"}


def test_a_lost_session_of_a_demonstration_lists_the_accounts(client, draft, settings, tmp_path):
    settings.HOME, settings.KEDENG_DEMO = tmp_path, True
    account = {"username": "demo-author", "password": "x", "organisation": "y", "role": "author"}
    (tmp_path / "demo-accounts.json").write_text(json.dumps([account]), encoding="utf-8")
    answer = client.post(address(draft(complete=False), "summary"), {"version": "0"})
    assert answer.status_code == 401
    assert "demo-author" in answer.content.decode()


def people(*names):
    posted = {"rows": [f"p{n}" for n in range(len(names))]}
    return posted | {f"r.p{n}.name": name for n, name in enumerate(names)}


@pytest.mark.parametrize(
    ("op", "expected"),
    [
        ("up:p2", ["甲", "丙", "乙"]),
        ("down:p0", ["乙", "甲", "丙"]),
        ("up:p0", ["甲", "乙", "丙"]),
        ("remove:p1", ["甲", "丙"]),
    ],
)
def test_rows_are_moved_and_removed_by_buttons(page, draft, op, expected):
    registration = draft(complete=False)
    page.post(
        address(registration, "people"),
        {"version": "0", "op": op, **people("甲", "乙", "丙")},
    )
    assert [row["name"] for row in content_of(registration, "people")] == expected


def test_rows_pasted_from_a_spreadsheet_are_added(page, draft):
    registration = draft(complete=False)
    page.post(
        address(registration, "people"),
        {
            "version": "0",
            "op": "paste",
            "pasted": "姓名\t性别\t出生年月\n丁\t女\t1980.5\n戊\t男\t1975年12月",
            **people("甲"),
        },
    )
    rows = content_of(registration, "people")
    assert [(row["name"], row.get("sex"), row.get("birth_month")) for row in rows] == [
        ("甲", None, None),
        ("丁", "female", "1980-05"),
        ("戊", "male", "1975-12"),
    ]


def test_a_paste_with_an_unknown_head_stays_in_its_box_and_names_it(page, draft):
    registration = draft(complete=False)
    text = "姓名\t身份证号\t职称\n丁\t1401\t教授"
    typed = {"version": "0", "pasted": text, **people("甲")}
    answer = page.post(address(registration, "people"), {**typed, "op": "paste"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "下列各列认不出是哪一项：“身份证号”。" in shown
    assert f">\n{text}</textarea>" in shown
    assert [row["name"] for row in content_of(registration, "people")] == ["甲"]
    page.post(
        address(registration, "people"),
        {**typed, "version": "1", "op": "paste:known", **people("甲")},
    )
    rows = content_of(registration, "people")
    assert [(row["name"], row.get("professional_title")) for row in rows] == [
        ("甲", None),
        ("丁", "senior"),
    ]


def test_the_list_of_errors_names_the_row(page, draft):
    registration = draft(complete=False)
    typed = people("甲", "乙") | {"r.p1.professional_title": "大师"}
    page.post(address(registration, "people"), {"version": "0", **typed})
    [line] = page.get(address(registration, "people")).context["view"].summary
    assert line == (
        "people-p1-professional_title",
        "完成人第 2 位 · 技术职称：选项中没有“大师”，请从列表中选择。",
    )


def test_a_foreign_draft_answers_404(client, draft, stranger):
    registration = draft()
    client.force_login(user_of(stranger))
    assert client.get(address(registration, "overview")).status_code == 404
    assert client.get(f"/my/{registration.code}/").status_code == 404


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("evaluation", "本次登记的评价日期为2025年1月1日至12月31日。"),
        (
            "ip_rights",
            "评价方式是获得专利授权的，本次登记的授权（登记）日为2025年1月1日至12月31日。",
        ),
    ],
)
def test_a_date_that_decides_says_which_days_the_round_counts(page, draft, section, says):
    shown = page.get(address(draft("applied_technology", complete=False), section), {"blank": "1"})
    assert says in shown.content.decode()
