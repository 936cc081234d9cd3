"""Without a token: published records with their public answers, code lists, forms."""

import jsonschema_rs
import pytest
from tests.api.conftest import said
from tests.records import ALL_CHECKED, move

from kedeng.definitions.registry import definitions
from kedeng.formkit.model import Privacy


@pytest.fixture
def published(
    author, unit_clerk, department_reviewer, provincial_auditor, national_receiver, draft
):
    """Give a factory of published records."""

    def make(title):
        record = move(author, draft(title=title), "submit")
        move(unit_clerk, record, "pass_on")
        move(department_reviewer, record, "recommend", checks=ALL_CHECKED)
        move(provincial_auditor, record, "accept")
        move(provincial_auditor, record, "register", checks=ALL_CHECKED)
        move(provincial_auditor, record, "report")
        move(national_receiver, record, "receive")
        return move(national_receiver, record, "publish")

    return make


def test_a_published_record_shows_its_public_answers_alone(calls, published):
    record = published("公开演示研究")
    found = calls().get(f"/register/{record.number}").json()
    assert found["title"] == "公开演示研究"
    assert found["units"] == ["演示大学"]
    assert found["people"] == ["张三（演示）"]
    for form in definitions():
        if form.key == record.category:
            shown = {
                key: set(part[0] if isinstance(part, list) and part else part) - {"id"}
                for key, part in found["answers"].items()
            }
            public = {
                section.key: {f.key for f in section.fields if f.privacy is Privacy.PUBLIC}
                for section in form.sections
            }
            assert all(fields <= public[key] for key, fields in shown.items())
    for private in ("13800000000", "0351-1234567", "1980-05", "doctor", "演示路"):
        assert private not in calls().get(f"/register/{record.number}").content.decode()


def test_b67_a_wish_to_transfer_is_public_by_its_sheet_alone(calls, record_in):
    record = record_in("published", category="applied_technology")
    assert record.revisions.get().answers["transformation"]["has_transfer_demand"] is False
    found = calls().get(f"/register/{record.number}").json()
    assert found["transfer_sheet"] == {}
    wishes = {"has_transfer_demand", "intended_transfer_modes", "promotion_plan"}
    assert not wishes & set(found["answers"].get("transformation", {}))


def test_the_register_is_searched_and_cut_into_pages(calls, published):
    for title in ("甲公开演示研究", "乙公开演示研究"):
        published(title)
    everybody = calls()
    assert [item["title"] for item in everybody.get("/register").json()["items"]] == [
        "乙公开演示研究",
        "甲公开演示研究",
    ]
    assert everybody.get("/register", text="甲公开").json()["count"] == 1
    assert everybody.get("/register", category="basic_theory").json()["count"] == 0
    assert everybody.get("/register", to_transfer=True).json()["count"] == 0
    assert everybody.get("/register", page=2, page_size=1).json()["items"][0]["title"][0] == "甲"


def test_what_is_not_published_is_not_in_the_register(calls, author, draft):
    record = move(author, draft(), "submit")
    assert calls().get("/register").json()["count"] == 0
    for name in (record.code, "9142025R0001", "%00", "甲"):
        assert said(calls().get(f"/register/{name}")) == (404, "not_found")


def test_code_lists_are_given_with_their_standing(calls, stage):
    heads = {head["key"]: head for head in calls().get("/lists").json()}
    assert heads["sex"] | {"source": ""} == {
        "key": "sex",
        "title": heads["sex"]["title"],
        "version": 1,
        "status": heads["sex"]["status"],
        "source": "",
        "is_open": False,
        "entries": 2,
    }
    found = calls().get("/lists/sex").json()
    assert [entry["code"] for entry in found["entries"]] == ["male", "female"]
    assert said(calls().get("/lists/poem")) == (404, "not_found")


def test_every_form_is_given_as_a_schema(calls, stage):
    heads = calls().get("/forms").json()
    assert [head["category"] for head in heads] == [form.key for form in definitions()]
    for head in heads:
        schema = calls().get(f"/forms/{head['category']}/schema", edition=head["edition"]).json()
        jsonschema_rs.meta.validate(schema)
        assert schema["title"] == head["title"]
    assert said(calls().get("/forms/poem/schema")) == (422, "wrong_shape")
    assert said(calls().get("/forms/soft_science/schema", edition="1999")) == (422, "wrong_shape")


def test_a_draft_that_was_read_conforms_to_its_schema(calls, author, draft):
    caller, registration = calls(author), draft()
    record = caller.get(f"/registrations/{registration.code}").json()
    content = {section["section"]: section["content"] for section in record["sections"]}
    schema = caller.get(f"/forms/{registration.category}/schema").json()
    jsonschema_rs.validate(schema, content)
