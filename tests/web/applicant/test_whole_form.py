"""The whole form on one page: one form, each section under its own version, nothing typed lost."""

import re
from html import unescape

import pytest
from tests.records import move, reload
from tests.stage import user_of

from kedeng.apps.registrations import actions

INPUT = re.compile(r"<(input|textarea|select|option)\b([^>]*)>(?:([^<]*)</textarea>)?")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


def where(registration):
    return f"/my/{registration.code}/whole/"


def content_of(registration, section):
    return reload(registration).sections.get(section=section).content


def versions(registration):
    return {row.section: row.version for row in reload(registration).sections.all()}


def posted_by(answer) -> dict:
    """What a browser without scripts would post from the page's form, before anybody types."""
    form = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    found, select = {}, ""
    for tag, text_of_tag, text in INPUT.findall(form):
        given = {key: unescape(value) for key, value in ATTRIBUTE.findall(text_of_tag)}
        name, value = given.get("name", ""), given.get("value", "")
        ticked = given.get("type") not in {"radio", "checkbox"} or " checked" in text_of_tag
        if tag == "select":
            select = name
        elif tag == "option" and " selected" in text_of_tag:
            found.setdefault(select, []).append(value)
        elif tag == "textarea":
            found.setdefault(name, []).append(unescape(text))
        elif tag == "input" and ticked:
            found.setdefault(name, []).append(value)
    return found


def save_elsewhere(author, registration, section, **values):
    row = registration.sections.get(section=section)
    actions.save_section(
        actor=author,
        registration=registration,
        section=section,
        content={**row.content, **values},
        expected_version=row.version,
    )


def test_the_whole_form_is_one_form_with_a_version_for_each_section(page, draft):
    answer = page.get(where(draft()))
    shown = answer.content.decode()
    keys = [part.key for part in answer.context["parts"]]
    assert len(keys) == 13
    assert [name for name in posted_by(answer) if name.endswith(".version")] == [
        f"{key}.version" for key in keys
    ]
    assert "<span data-scripted hidden>停下来两秒会自动保存。</span>" in shown


def test_saving_what_nobody_changed_writes_nothing(page, draft):
    registration = draft()
    before = versions(registration)
    answer = page.post(where(registration), posted_by(page.get(where(registration))))
    assert answer["Location"] == where(registration)
    assert versions(registration) == before


def test_one_button_saves_what_was_typed_in_every_section(page, draft):
    registration = draft()
    before = versions(registration)
    typed = posted_by(page.get(where(registration))) | {
        "summary.f.achievement_summary": "一处写的",
        "funding.f.funding_local": "7",
        "op": "save",
    }
    page.post(where(registration), typed)
    assert content_of(registration, "summary")["achievement_summary"] == "一处写的"
    assert content_of(registration, "funding")["funding_local"] == "7.00"
    after = versions(registration)
    assert {key for key in after if after[key] != before[key]} == {"summary", "funding"}


def test_newer_sections_are_compared_one_after_the_other(page, author, draft):
    registration = draft()
    typed = posted_by(page.get(where(registration))) | {
        "summary.f.achievement_summary": "本页写的简介",
        "funding.f.funding_local": "7",
        "overview.f.keywords": "本页；写的；词",
        "op": "save",
    }
    save_elsewhere(author, registration, "summary", achievement_summary="别处写的简介")
    save_elsewhere(author, registration, "funding", funding_local="8.00")
    answer = page.post(where(registration), typed)
    assert content_of(registration, "overview")["keywords"] == ["本页", "写的", "词"]
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "还有 1 个部分要比较" in shown
    first = answer.context["section"].key
    answer = page.post(where(registration), posted_by(answer) | {"op": f"{first}.keep"})
    assert answer.status_code == 409
    second = answer.context["section"].key
    assert {first, second} == {"summary", "funding"}
    answer = page.post(where(registration), posted_by(answer) | {"op": "save"})
    assert answer["Location"] == where(registration)
    kept = {
        "summary": content_of(registration, "summary")["achievement_summary"],
        "funding": content_of(registration, "funding")["funding_local"],
    }
    theirs = {"summary": "别处写的简介", "funding": "8.00"}
    mine = {"summary": "本页写的简介", "funding": "7.00"}
    assert kept == {first: theirs[first], second: mine[second]}


def test_an_untouched_section_that_is_newer_is_left_as_it_is(page, author, draft):
    registration = draft()
    typed = posted_by(page.get(where(registration))) | {"funding.f.funding_local": "7"}
    save_elsewhere(author, registration, "summary", achievement_summary="别处写的简介")
    assert page.post(where(registration), typed).status_code == 302
    assert content_of(registration, "summary")["achievement_summary"] == "别处写的简介"
    assert content_of(registration, "funding")["funding_local"] == "7.00"


def test_a_row_button_saves_the_page_and_leads_back_to_its_section(page, draft):
    registration = draft()
    typed = posted_by(page.get(where(registration))) | {"funding.f.funding_local": "7"}
    answer = page.post(where(registration), typed | {"op": "people.add"})
    assert answer["Location"] == f"{where(registration)}?blank=people#people.last"
    assert content_of(registration, "funding")["funding_local"] == "7.00"
    before = content_of(registration, "people")
    answer = page.get(answer["Location"])
    [rows] = [part.view.rows for part in answer.context["parts"] if part.key == "people"]
    assert len(rows) == len(before) + 1
    typed = posted_by(answer) | {f"people.r.{rows[-1].id}.name": "新来的"}
    answer = page.post(where(registration), typed | {"op": f"people.up:{rows[-1].id}"})
    assert answer["Location"] == f"{where(registration)}#people-{rows[-1].id}"
    names = [row["name"] for row in content_of(registration, "people")]
    assert names == [row["name"] for row in before[:-1]] + ["新来的", before[-1]["name"]]


def test_what_comes_too_late_is_shown_section_by_section(page, author, draft):
    registration = draft()
    typed = posted_by(page.get(where(registration))) | {
        "summary.f.achievement_summary": "晚到的简介",
        "overview.f.keywords": "晚到的词",
        "people.pasted": "姓名\t电话\n晚到的人\t1",
        "op": "check",
    }
    move(author, registration, "submit")
    answer = page.post(where(registration), typed)
    assert answer.status_code == 409
    assert [section.key for section, _ in answer.context["typed"]] == [
        "overview",
        "summary",
        "people",
    ]
    shown = answer.content.decode()
    assert "晚到的简介" in shown
    assert "晚到的词" in shown
    assert "晚到的人\t1" in shown


def test_a_paste_that_is_not_understood_stays_in_its_box_and_the_rest_is_saved(page, draft):
    registration = draft()
    text = "姓名\t身份证号\n丁\t1401"
    typed = posted_by(page.get(where(registration))) | {
        "funding.f.funding_local": "7",
        "people.pasted": text,
        "op": "check",
    }
    before = content_of(registration, "people")
    answer = page.post(where(registration), typed)
    assert answer.status_code == 422
    kept = {part.key: part.view.paste for part in answer.context["parts"] if part.view.paste}
    assert kept == {"people": text}
    assert "下列各列认不出是哪一项：“身份证号”。" in answer.content.decode()
    assert content_of(registration, "funding")["funding_local"] == "7.00"
    assert content_of(registration, "people") == before
    again = posted_by(answer) | {"op": "people.paste:known"}
    page.post(where(registration), again)
    assert [row["name"] for row in content_of(registration, "people")][len(before) :] == ["丁"]


def test_the_check_follows_the_save(page, draft):
    registration = draft()
    typed = posted_by(page.get(where(registration))) | {"funding.f.funding_local": "7"}
    answer = page.post(where(registration), typed | {"op": "check"})
    assert answer["Location"] == f"/my/{registration.code}/check/"
    assert content_of(registration, "funding")["funding_local"] == "7.00"
