"""Saving a section: If-Match, a merge, and text that cannot be read."""

import pytest
from tests.api.conftest import said
from tests.records import move

from kedeng.api.drafts import expected_version


@pytest.fixture
def path(draft):
    return f"/registrations/{draft(complete=False).code}/sections"


@pytest.fixture
def caller(calls, author):
    return calls(author)


def test_a_section_is_saved_in_its_version_and_read_again(caller, path):
    saved = caller.patch(f"{path}/overview", {"achievement_name": "演示", "keywords": ["水"]}, 1)
    assert (saved.status_code, saved["ETag"]) == (200, '"2"')
    read = caller.get(f"{path}/overview")
    assert read["ETag"] == '"2"'
    assert read.json() == {key: saved.json()[key] for key in read.json()}
    assert read.json()["content"]["achievement_name"] == "演示"
    assert read.json()["saved_by"] == "演示author"


def test_a_first_save_has_version_0(caller, path):
    assert caller.get(f"{path}/people")["ETag"] == '"0"'
    saved = caller.patch(f"{path}/people", [{"name": "王（演示）"}], 0)
    assert (saved.status_code, saved["ETag"]) == (200, '"1"')


def test_named_fields_are_set_null_clears_and_the_others_stay(caller, path):
    caller.patch(f"{path}/funding", {"funding_local": 30, "funding_own": "12.5万元"}, 0)
    saved = caller.patch(f"{path}/funding", {"funding_own": None, "funding_other": 1.5}, 1)
    assert saved.json()["content"] == {"funding_local": "30.00", "funding_other": "1.50"}


def test_rows_keep_their_ids_and_a_new_row_gets_one(caller, path):
    people = f"{path}/people"
    first = caller.patch(people, [{"name": "甲"}, {"name": "乙"}], 0).json()["content"]
    again = [first[1], {"name": "丙"}, first[0]]
    second = caller.patch(people, again, 1).json()["content"]
    assert [row["name"] for row in second] == ["乙", "丙", "甲"]
    assert [second[0], second[2]] == [first[1], first[0]]
    assert second[1]["id"] not in {first[0]["id"], first[1]["id"]}


def test_text_that_cannot_be_read_is_kept_and_told(caller, path):
    saved = caller.patch(f"{path}/evaluation", {"evaluation_date": "上个月"}, 0).json()
    assert saved["content"] == {"evaluation_date": {"unread": "上个月", "code": "not_date"}}
    assert [
        {key: problem[key] for key in ("code", "path", "severity", "sentence")}
        for problem in saved["problems"]
    ] == [
        {
            "code": "not_date",
            "path": "evaluation.evaluation_date",
            "severity": "error",
            "sentence": "请填写年月日，例如 2025-06-18。",
        }
    ]


def test_a_save_without_a_version_is_refused(caller, path):
    assert said(caller.patch(f"{path}/overview", {})) == (428, "version_missing")
    everything = caller.call("patch", f"{path}/overview", {}, If_Match="*")
    assert said(everything) == (428, "version_missing")


@pytest.mark.parametrize(
    ("tag", "version"),
    [
        ('"3"', 3),
        ('W/"3"', 3),
        ('"7", "3"', 3),
        ('"0"', -1),
        ("3", -1),
        ('"03"', -1),
        ('"x"', -1),
        ('"99999999999999999999"', -1),
    ],
)
def test_a_tag_is_the_current_version_or_one_that_never_matches(tag, version):
    assert expected_version(tag, 3) == version


def test_an_outdated_save_writes_nothing_and_brings_what_stands_there(caller, path):
    before = caller.get(f"{path}/overview").json()
    refused = caller.patch(f"{path}/overview", {"achievement_name": "晚了"}, 2)
    assert (refused.status_code, refused["ETag"]) == (412, '"1"')
    assert refused.json() == {
        "code": "outdated",
        "message": "这一节在读取之后又保存过，本次没有写入。请在现有内容上重新修改。",
        "params": {},
        "current": before,
    }
    assert caller.get(f"{path}/overview").json() == before


def test_an_outdated_first_save_brings_the_empty_section(caller, path):
    refused = caller.patch(f"{path}/people", [], 3)
    assert (refused.status_code, refused["ETag"]) == (412, '"0"')
    assert refused.json()["current"] == {
        "section": "people",
        "version": 0,
        "saved_at": None,
        "saved_by": "",
        "content": [],
    }


def test_another_shape_is_refused(caller, path):
    bodies = [
        ("overview", {"titel": "甲"}, (422, "unknown_fields")),
        ("overview", {"\ud800": "甲"}, (422, "unknown_fields")),
        ("overview", {"achievement_name": {"zh": "甲"}}, (422, "wrong_shape")),
        ("overview", [{"achievement_name": "甲"}], (422, "wrong_shape")),
        ("people", {"name": "甲"}, (422, "wrong_shape")),
        ("people", ["甲"], (422, "wrong_shape")),
        ("overview", "甲", (422, "wrong_shape")),
        ("poem", {}, (404, "unknown_section")),
    ]
    for section, body, answer in bodies:
        assert said(caller.patch(f"{path}/{section}", body, 1)) == answer, (section, body)


def test_unknown_fields_are_named(caller, path):
    refused = caller.patch(f"{path}/overview", {"titel": "甲", "key": "乙"}, 1)
    assert refused.json()["message"] == (
        "“overview”一节没有这些字段：key、titel。字段名见 /api/v1/forms/soft_science/schema。"
    )


def test_characters_that_no_door_takes_are_marked(caller, path):
    saved = caller.patch(f"{path}/overview", {"achievement_name": "甲\x00乙\ud800"}, 1).json()
    assert saved["content"]["achievement_name"] == {
        "unread": "甲�乙�",
        "code": "forbidden_character",
    }


def test_a_very_long_title_is_kept_in_the_draft(caller, path):
    saved = caller.patch(f"{path}/overview", {"achievement_name": "长" * 5000}, 1)
    assert saved.json()["content"]["achievement_name"] == "长" * 5000


def test_a_submitted_form_is_read_only(calls, author, draft):
    submitted = move(author, draft(), "submit")
    path = f"/registrations/{submitted.code}/sections/overview"
    caller = calls(author)
    assert said(caller.patch(path, {"achievement_name": "改"}, 2)) == (409, "not_editable_now")
    assert caller.get(path).status_code == 200


def test_a_reviewer_reads_no_drafts(calls, author, unit_clerk, department_reviewer, draft):
    submitted = move(author, draft(), "submit")
    move(unit_clerk, submitted, "pass_on")
    caller = calls(department_reviewer)
    for verb in ("sections/overview", "problems", "evidence"):
        refused = caller.get(f"/registrations/{submitted.code}/{verb}")
        assert said(refused) == (403, "not_your_record")


def test_a_body_that_is_too_large_is_refused(caller, path):
    refused = caller.patch(f"{path}/overview", {"achievement_name": "长" * 2_000_000}, 1)
    assert said(refused) == (413, "body_too_large")


def test_rows_beyond_all_bounds_are_refused_in_figures(caller, path):
    refused = caller.patch(f"{path}/units", [{"unit_name": "甲"}] * 61, 1)
    assert (refused.status_code, refused.json()["code"]) == (422, "too_many_rows")
    assert "有 61 行，最多接收 60 行" in refused.json()["message"]
