"""What lies beyond a limit or outside a list that is not SOURCED is explained and goes its way."""

import re

import pytest
from tests.records import reload
from tests.stage import user_of

NAME = "长" * 1000  # ten times the limit, which is INFERRED
UNIT = "演示合作单位" * 50
BOX = re.compile(r'name="((?:explain|judged):[^"]+)" value="([^"]*)"')
ASKED = re.compile(r'name="(explain:[^"]+)"')


@pytest.fixture
def page(client, author):
    client.force_login(user_of(author))
    return client


@pytest.fixture
def type_in(draft):
    """Write answers into a complete draft, and fifteen units more than the first."""

    def change(**overview):
        registration = draft()
        section = registration.sections.get(section="overview")
        section.content |= overview
        section.save()
        units = registration.sections.get(section="units")
        first = units.content[0]
        units.content = [
            first,
            *({**first, "id": f"u{n}", "unit_name": f"{n}{UNIT}"} for n in range(15)),
        ]
        units.save()
        return registration

    return change


def check_page(page, registration):
    return page.get(f"/my/{registration.code}/check/").content.decode()


def test_what_is_unusual_is_explained_and_submitted(page, type_in):
    registration = type_in(achievement_name=NAME, discipline_code=["矿山史"])
    boxes = ASKED.findall(check_page(page, registration))
    expected = {
        "explain:unusually_long:overview.achievement_name",
        "explain:unlisted:overview.discipline_code",
        "explain:unusually_many_rows:units",
    }
    assert expected < set(boxes)
    page.post(f"/my/{registration.code}/check/", dict.fromkeys(boxes, "确实如此。"))
    ready = check_page(page, registration)
    assert ("处已说明" in ready, "处请说明" in ready) == (True, False)
    page.post(f"/my/{registration.code}/submit/", {"version": "0", "transition": "submit"})
    submitted = reload(registration)
    assert submitted.state == "in_review"
    assert submitted.title == NAME[:300]  # the column is searched; the revision keeps the whole
    assert submitted.revisions.get().answers["overview"]["achievement_name"] == NAME
    assert [len(unit.name) for unit in submitted.units.all()][1:] == [200] * 15


def test_what_was_typed_beside_the_button_is_submitted_with_it(page, type_in):
    registration = type_in(discipline_code=["矿山史"])
    where = f"/my/{registration.code}/"
    page.post(
        f"{where}check/", dict.fromkeys(ASKED.findall(check_page(page, registration)), "先前")
    )
    boxes = dict(BOX.findall(check_page(page, registration)))
    assert boxes["explain:unlisted:overview.discipline_code"] == "先前"
    boxes = {
        name: "刚改的" if name.startswith("explain:") else seen for name, seen in boxes.items()
    }
    page.post(f"{where}submit/", {"version": "0", "transition": "submit", **boxes})
    submitted = reload(registration)
    assert submitted.state == "in_review"
    assert {each["text"] for each in submitted.revisions.get().explanations} == {"刚改的"}


def test_b82_an_explanation_is_for_the_values_that_its_filer_saw(page, type_in):
    registration = type_in(discipline_code=["矿山史"])
    boxes = dict(BOX.findall(check_page(page, registration)))
    boxes["explain:unlisted:overview.discipline_code"] = "矿山史是交叉学科"
    section = registration.sections.get(section="overview")
    section.content["discipline_code"] = ["占星术"]
    section.save()
    for path, told in (("check/", {}), ("submit/", {"version": "0", "transition": "submit"})):
        answer = page.post(f"/my/{registration.code}/{path}", {**boxes, **told})
        shown = answer.content.decode()
        assert (answer.status_code, "有 1 条说明没有保存" in shown) == (409, True)
        assert 'value="矿山史是交叉学科"' in shown
    assert not registration.explanations.filter(path="overview.discipline_code").exists()
    assert reload(registration).state == "draft"


def test_what_no_title_can_be_is_refused(page, type_in):
    shown = check_page(page, type_in(achievement_name=NAME + "长"))
    assert "现有 1001 个字，最多 1000 个字，请删减。" in shown
    assert "提交登记</button>" not in shown


def test_a_list_that_is_sourced_takes_nothing_else(page, type_in):
    level = {"unread": "世界第一", "code": "not_in_list"}
    shown = check_page(page, type_in(achievement_level=level))
    assert "选项中没有“世界第一”，请从列表中选择。" in shown
    assert "提交登记</button>" not in shown


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("discipline_code", ["440 矿山工程技术", "矿山史"], ["440", "矿山史"]),
        ("research_mode", "与街道合作", "与街道合作"),
    ],
)
def test_a_text_outside_its_list_stays_on_the_page_and_is_saved_again(
    page, draft, key, typed, kept
):
    registration = draft(complete=False)
    where = f"/my/{registration.code}/s/overview/"
    version = registration.sections.get(section="overview").version
    page.post(where, {"version": version, f"f.{key}": typed, "op": "save"})
    assert registration.sections.get(section="overview").content[key] == kept
    shown = page.get(where).content.decode()
    assert f"选项中没有“{kept if isinstance(kept, str) else kept[-1]}”" in shown
    assert f'value="{typed if isinstance(typed, str) else typed[-1]}"' in shown
