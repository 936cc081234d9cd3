"""The pages of policy profiles: copy a template, edit it, try it, put it into force."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.stage import DATA, person, superior

from kedeng.apps.rounds import actions, queries
from kedeng.domain.profiles import Basis, Told
from kedeng.domain.rights import Right

GANSU = json.loads((DATA / "profiles/gansu-2022.json").read_text(encoding="utf-8"))
NATIONAL_PACK = json.loads((DATA / "evidence/national.json").read_text(encoding="utf-8"))


@pytest.fixture
def template(stage):
    actions.load_evidence_pack(content=NATIONAL_PACK)
    return actions.load_profile(content=GANSU)


@pytest.fixture
def manager(browser_of, provincial_auditor):
    return browser_of(provincial_auditor)


@pytest.fixture
def head(browser_of, stage):
    return browser_of(superior(stage.province))


@pytest.fixture
def draft_profile(template, provincial_auditor):
    return actions.copy_profile(actor=provincial_auditor, source=template, title="演示省 2026")


def at(profile, tail=""):
    return f"/console/profiles/{profile.pk}/{tail}"


def form_of(page):
    """What the edit page would post if nothing were changed."""
    form = page.context
    posted = {"edition": form["edition"], **form["head"]}
    for _, rows in form["groups"]:
        for row in rows:
            name = row["key"].name
            posted[f"source:{name}"] = row["told"].source
            posted[f"basis:{name}"] = row["told"].basis.value
            posted |= {f"value:{name}:{box}": text for box, text in row["boxes"].items()}
    return posted


def test_a_template_becomes_a_draft(manager, template, stage):
    assert "甘肃省 2022" in manager.get("/console/profiles/").content.decode()
    answer = manager.post(at(template, "copy/"), {"title": "演示省 2026"})
    draft = queries.templates().model.objects.get(title="演示省 2026")
    assert answer["Location"] == at(draft, "edit/")
    assert (draft.state, draft.organisation) == ("draft", stage.province)


def test_what_is_not_changed_is_saved_as_it_was(manager, draft_profile):
    page = manager.get(at(draft_profile, "edit/"))
    answer = manager.post(at(draft_profile, "edit/"), form_of(page))
    assert answer["Location"] == at(draft_profile)
    before = draft_profile.told
    draft_profile.refresh_from_db()
    assert (draft_profile.told, draft_profile.edition) == (before, 2)


def test_changes_are_compared_with_where_they_came_from(manager, draft_profile):
    posted = form_of(manager.get(at(draft_profile, "edit/")))
    posted |= {
        "value:audit_days:": "7",
        "source:audit_days": "新规定第三条",
        "value:window_submit:closes": "2026-01-21",
        "basis:window_submit": "SOURCED",
        "source:window_submit": "新规定第五条",
    }
    manager.post(at(draft_profile, "edit/"), posted)
    draft_profile.refresh_from_db()
    assert draft_profile.told["audit_days"] == Told(7, "新规定第三条", Basis.SOURCED)
    assert draft_profile.told["window_submit"].value == {
        "opens": None,
        "closes": "2026-01-22T00:00:00+08:00",
    }
    changed = manager.get(at(draft_profile)).context["changed"]
    assert [(each["key"].name, each["old"], each["new"]) for each in changed] == [
        ("window_submit", "未写明", "开始时间未写明，2026-01-21 24:00 前"),
        ("audit_days", "5 日", "7 日"),
    ]


def test_wrong_values_are_named_and_what_was_typed_stays(manager, draft_profile):
    posted = form_of(manager.get(at(draft_profile, "edit/")))
    posted |= {
        "value:audit_days:": "五天",
        "value:window_submit:closes": "年底",
        "basis:window_submit": "SOURCED",
        "source:window_submit": "通知",
        "basis:publicity": "weather",
    }
    answer = manager.post(at(draft_profile, "edit/"), posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "省级审核的办理期限：请写 0 到 365 之间的整数。" in page
    assert "在线提交的起止时间：“年底”读不出时间" in page
    assert 'value="五天"' in page
    assert 'value="年底"' in page


@pytest.mark.parametrize("posted", [{}, {"valid_from": "明天"}, {"title": "甲" * 101}])
def test_an_empty_or_broken_form_is_answered_in_words(manager, draft_profile, posted):
    answer = manager.post(at(draft_profile, "edit/"), posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("没有保存" in page, "启用日期" in page, "起用" in page) == (True, True, False)


def test_a_question_is_answered_with_its_reason(manager, draft_profile):
    asked = {
        "question": "filing",
        "at": "2025-11-11 09:00",
        "evidence_kind": "provincial_plan",
        "evidence": "2025-05-10",
    }
    page = manager.get(at(draft_profile, "try/"), asked).content.decode()
    assert "不能登记：最后一日是 2025年11月10日（含当天）。" in page


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"question": "filing"}, "还缺办理时间"),
        ({"question": "weather"}, "没有“weather”"),
        ({"question": "filing", "at": "下周"}, "办理时间“下周”读不出"),
        ({"question": "review", "start": "2099-01-05", "desk": "province"}, "2099 年的放假安排"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(manager, draft_profile, asked, says):
    answer = manager.get(at(draft_profile, "try/"), asked)
    assert answer.status_code == 200
    assert says in answer.content.decode()


def test_a_confirmed_answer_becomes_an_example(manager, draft_profile):
    posted = {
        "question": "filing",
        "at": "2025-11-11 09:00",
        "evidence": "2025-05-10",
        "expect": "filed_too_late",
        "decides": "2025-11-10",
        "title": "晚一日",
        "why": "第三条",
        "edition": draft_profile.edition,
    }
    assert manager.post(at(draft_profile, "examples/"), posted).status_code == 302
    draft_profile.refresh_from_db()
    assert draft_profile.examples[-1]["title"] == "晚一日"
    assert draft_profile.state == "tested"
    last = len(draft_profile.examples) - 1
    manager.post(
        at(draft_profile, "examples/drop/"), {"place": last, "edition": draft_profile.edition}
    )
    draft_profile.refresh_from_db()
    assert len(draft_profile.examples) == last


def test_it_is_put_into_force_from_a_day_and_then_fixed(manager, head, draft_profile):
    posted = {"valid_from": "2026-03-01", "edition": draft_profile.edition}
    assert "由本机构的超级管理员启用" in manager.get(at(draft_profile)).content.decode()
    assert manager.post(at(draft_profile, "activate/"), posted).status_code == 403
    assert head.post(at(draft_profile, "activate/"), posted)["Location"] == at(draft_profile)
    draft_profile.refresh_from_db()
    assert (draft_profile.state, str(draft_profile.valid_from)) == ("active", "2026-03-01")
    answer = manager.get(at(draft_profile, "edit/"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "已启用的政策参数不能修改" in page
    assert '<a href="#next">另建新的一版</a>' in page
    assert f'action="{at(draft_profile, "copy/")}"' in page
    next_one = manager.post(at(draft_profile, "copy/"))
    assert "/edit/" in next_one["Location"]


def test_failing_examples_keep_it_out_of_force(manager, head, draft_profile):
    posted = form_of(manager.get(at(draft_profile, "edit/")))
    manager.post(at(draft_profile, "edit/"), posted | {"value:filing_limit_months:": "3"})
    answer = head.post(at(draft_profile, "activate/"), {"valid_from": "2026-03-01", "edition": 2})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "没有得到应有的答案" in page
    assert f'<a href="{at(draft_profile, "try/")}">试算</a>' in page


def test_another_province_finds_nothing_and_a_department_no_page(browser_of, draft_profile, stage):
    neighbour = browser_of(person(stage.other_province, "neighbour", Right.MANAGE))
    for tail in ("", "edit/", "try/"):
        assert neighbour.get(at(draft_profile, tail)).status_code == 404
    assert neighbour.post(at(draft_profile, "copy/")).status_code == 404
    department = browser_of(person(stage.department, "manager", Right.MANAGE))
    assert department.get("/console/profiles/").status_code == 403
    assert department.get("/console/packs/").status_code == 403


def test_a_pack_calls_its_conditions_by_words(manager, stage, said):
    content = json.loads((DATA / "evidence/shanxi-2025.json").read_text(encoding="utf-8"))
    row = actions.load_evidence_pack(content=content)
    text = said(manager.get(f"/console/packs/{row.pk}/"))[1]
    assert [
        each
        for each in ("plan_or_fund", "either_basic_opinion", ">，和", "由科技计划或基金支持的：")
        if each in text
    ] == ["由科技计划或基金支持的："]


def test_a_profile_says_what_nought_means(manager, template, said):
    text = said(manager.get(at(template)))[1]
    assert ("0 年" in text, "不限" in text) == (False, True)


# ── packs ────────────────────────────────────────────────────────────────────────────────────────
def upload(manager, data):
    return manager.post("/console/packs/", {"file": SimpleUploadedFile("pack.json", data)})


def test_a_pack_is_uploaded_and_read_in_words(manager, template, stage):
    content = NATIONAL_PACK | {"key": "demo-2026", "title": "演示省材料要求"}
    assert upload(manager, json.dumps(content).encode()).status_code == 302
    row = queries.newest_pack(stage.province, "demo-2026")
    page = manager.get(f"/console/packs/{row.pk}/").content.decode()
    assert "用户证明" in page
    again = manager.get(f"/console/packs/{row.pk}/?json=1").json()
    assert again == content | {"version": 1}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是有效的 JSON 文件"),
        (b"{", "不是有效的 JSON 文件"),
        (b"[]", "文件最外层应是一个对象"),
        (b"PK-not-a-workbook", "工作簿打不开"),
        (b'{"key": "a\\u0000b"}', "有不能保存的字符"),
        (b'{"key": "a\\ud800"}', "有不能保存的字符"),
        (b"\xff\xfe", "不是有效的 JSON 文件"),
    ],
)
def test_a_file_that_is_no_pack_is_refused_in_words(manager, stage, data, says):
    answer = upload(manager, data)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_an_upload_without_a_file_is_told(manager, stage):
    assert "请先选择文件" in manager.post("/console/packs/", {}).content.decode()


def test_the_editor_says_where_the_number_code_is_set(manager, draft_profile):
    page = manager.get(at(draft_profile, "edit/")).content.decode()
    assert 'href="/desk/number-code/"' in page
    assert "现在是 914（未核实）" in "".join(page.split("\n")).replace("  ", "")


def test_the_editor_leads_to_its_parts_and_offers_the_packs(manager, draft_profile, stage):
    page = manager.get(at(draft_profile, "edit/"))
    text = page.content.decode()
    for place, (name, _) in enumerate(page.context["groups"], start=1):
        assert f'<a href="#part-{place}">{name}</a>' in text
        assert f'<h2 id="part-{place}">{name}</h2>' in text
    posted = form_of(page)
    offered = re.findall(r'<option value="([^"]*@1)"', text)
    assert sorted(offered) == ["national@1", "shanxi-2025@1"]
    posted |= {"value:evidence_pack:": "shanxi-2025@1", "basis:evidence_pack": "INFERRED"}
    assert manager.post(at(draft_profile, "edit/"), posted)["Location"] == at(draft_profile)
    draft_profile.refresh_from_db()
    assert draft_profile.values["evidence_pack"] == "shanxi-2025@1"
    again = manager.get(at(draft_profile, "edit/")).content.decode()
    assert '<option value="shanxi-2025@1" selected>' in again
