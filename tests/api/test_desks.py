"""The whole way through four ranks: claims, moves, receipts, refusals, the register."""

import pypdfium2
import pytest
from tests.api.conftest import said
from tests.records import ALL_CHECKED, move

from kedeng.domain.workflow import TRANSITIONS


@pytest.fixture
def cast(calls, author, unit_clerk, department_reviewer, provincial_auditor, national_receiver):
    """A caller for each rank of the route."""
    return {
        "author": calls(author),
        "unit": calls(unit_clerk),
        "department": calls(department_reviewer),
        "province": calls(provincial_auditor),
        "nation": calls(national_receiver),
    }


def make(caller, code, transition, **payload):
    """Make a move with the version that the caller reads."""
    version = caller.get(f"/registrations/{code}").json()["version"]
    body = {"transition": transition, "expected_version": version, **payload}
    return caller.post(f"/registrations/{code}/moves", body)


def codes(response):
    return [item["code"] for item in response.json()["items"]]


WAY = (
    ("author", "submit", {}, "in_review"),
    ("unit", "pass_on", {}, "in_review"),
    ("department", "recommend", {"checks": ALL_CHECKED}, "recommended"),
    ("province", "accept", {}, "accepted"),
    ("province", "register", {"checks": ALL_CHECKED}, "registered"),
    ("province", "report", {}, "reported"),
    ("nation", "receive", {}, "received"),
    ("nation", "publish", {}, "published"),
)


def test_a_registration_travels_from_the_author_to_the_register(cast, draft):
    code = draft(title="全程演示研究").code
    for rank, transition, payload, state in WAY:
        response = make(cast[rank], code, transition, **payload)
        assert (response.status_code, response.json()["state"]) == (200, state)
    record = cast["author"].get(f"/registrations/{code}").json()
    assert (record["state_name"], record["number"]) == ("已公布", "9142025R0001")
    assert [made["transition"] for made in record["moves"]] == [step[1] for step in WAY]


def test_a_desk_sees_what_waits_there_and_what_it_passed(cast, draft):
    codes_of = [draft(title=f"排队演示研究 {name}").code for name in ("甲", "乙", "丙")]
    for code in codes_of:
        make(cast["author"], code, "submit")
    make(cast["unit"], codes_of[0], "pass_on")
    assert codes(cast["unit"].get("/queue")) == codes_of[1:]
    assert codes(cast["unit"].get("/queue", scope="passed")) == codes_of[:1]
    assert codes(cast["unit"].get("/queue", scope="all", text="乙")) == codes_of[1:2]
    assert codes(cast["unit"].get("/queue", category="basic_theory")) == []
    assert codes(cast["unit"].get("/queue", unit="演示大学", page=2, page_size=1)) == codes_of[2:]
    assert codes(cast["department"].get("/queue")) == codes_of[:1]


def test_a_manager_assigns_and_puts_back(cast, draft, provincial_auditor, stage):
    code = draft(title="指派演示研究").code
    for rank, transition, payload, _ in WAY[:3]:
        make(cast[rank], code, transition, **payload)
    claim = f"/registrations/{code}/claim"
    assert said(cast["province"].put(claim, {"username": "nobody"})) == (409, "not_a_reviewer")
    assert cast["province"].put(claim, {"username": "auditor"}).status_code == 200
    assert said(cast["department"].put(claim, {"username": "reviewer"})) == (403, "right_missing")
    assert cast["province"].delete(claim).status_code == 204


def test_a_queue_is_for_desks_and_takes_known_filters_alone(cast):
    assert said(cast["author"].get("/queue")) == (403, "right_missing")
    for query in ({"state": "lost"}, {"category": "poem"}, {"scope": "else"}, {"page": 0}):
        assert said(cast["unit"].get("/queue", **query)) == (422, "wrong_shape"), query


@pytest.mark.parametrize("waiting", [1, 3])
def test_a_queue_takes_the_same_statements_for_few_and_many(
    cast, author, draft, waiting, django_assert_num_queries
):
    for number in range(waiting):
        move(author, draft(title=f"计数演示研究第 {number} 号"), "submit")
    cast["unit"].get("/queue")  # the day's first use of the token is noted
    with django_assert_num_queries(6):  # token, rights, lent ones, count, records, routes
        cast["unit"].get("/queue")


def test_a_repeat_gets_the_same_receipt(cast, draft):
    code = draft().code
    body = {"transition": "submit", "expected_version": 0}
    first = cast["author"].post(f"/registrations/{code}/moves", body)
    second = cast["author"].post(f"/registrations/{code}/moves", body)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert {key: first.json()[key] for key in ("code", "state", "version", "revision", "by")} == {
        "code": code,
        "state": "in_review",
        "version": 1,
        "revision": 1,
        "by": "演示author",
    }
    other = cast["author"].post(f"/registrations/{code}/moves", body | {"reason": "再来"})
    assert said(other) == (409, "moved_meanwhile")


def test_an_incomplete_form_is_refused_with_its_figures(cast, draft):
    refused = make(cast["author"], draft(complete=False).code, "submit")
    assert said(refused) == (409, "form_incomplete")
    params = refused.json()["params"]
    assert params["errors"] > 0
    assert f"有 {params['errors']} 处需要修改" in refused.json()["message"]


def test_a_return_names_a_desk_a_reason_and_the_places(cast, draft):
    code = draft().code
    make(cast["author"], code, "submit")
    offered = cast["unit"].get(f"/registrations/{code}/moves/offered").json()
    assert [(row["transition"], row["label"], row["needs_reason"]) for row in offered] == [
        ("recall", "收回修改", False),  # the clerk may enter for the unit too
        ("pass_on", "审查通过，报送上级", False),
        ("return", "退回修改", True),
    ]
    assert [desk["name"] for desk in offered[2]["desks"]] == ["演示大学"]

    assert said(make(cast["unit"], code, "return", to_desk=0)) == (409, "reason_missing")
    assert said(make(cast["unit"], code, "return", reason="请改")) == (409, "desk_missing")
    notes = [
        {"path": "evaluation.evaluation_date", "text": "与验收意见不一致"},
        {"path": "people[q1].name", "place": "完成人", "text": "请核对"},
    ]
    make(cast["unit"], code, "return", to_desk=0, reason="两处需要核对", notes=notes)
    record = cast["author"].get(f"/registrations/{code}").json()
    assert (record["state"], record["is_editable"]) == ("returned", True)
    assert record["moves"][-1]["reason"] == "两处需要核对"
    made = record["moves"][-1]["notes"]
    assert [(note["path"], note["place"], note["text"], note["answer"]) for note in made] == [
        ("evaluation.evaluation_date", "评价日期", "与验收意见不一致", None),
        ("people[q1].name", "完成人", "请核对", None),
    ]


def test_a_recommendation_asks_for_its_checks(cast, draft):
    code = draft().code
    make(cast["author"], code, "submit")
    make(cast["unit"], code, "pass_on")
    offered = cast["department"].get(f"/registrations/{code}/moves/offered").json()
    checks = next(row["checks"] for row in offered if row["transition"] == "recommend")
    assert list(checks) == ["truth", "completeness", "form"]
    refused = make(cast["department"], code, "recommend", checks={"truth": True})
    assert said(refused) == (409, "checklist_open")
    assert refused.json()["params"] == {"open": "完整性；规范性"}
    strange = make(cast["department"], code, "recommend", checks={"beauty": True})
    assert said(strange) == (422, "wrong_shape")


def test_moves_that_are_not_the_callers_are_refused_with_the_reason(cast, draft):
    code = draft().code
    make(cast["author"], code, "submit")
    assert said(make(cast["author"], code, "pass_on")) == (403, "right_missing")
    assert said(make(cast["unit"], code, "submit")) == (403, "not_at_your_desk")
    assert said(make(cast["unit"], code, "reconsider")) == (403, "not_at_your_desk")
    make(cast["unit"], code, "pass_on")
    assert said(make(cast["department"], code, "reconsider")) == (409, "not_in_this_state")


def test_whatever_is_not_offered_is_refused_and_changes_nothing(cast, draft):
    code = draft().code
    make(cast["author"], code, "submit")
    path = f"/registrations/{code}"
    before = cast["author"].get(path).json()
    for rank, caller in cast.items():
        answer = caller.get(f"{path}/moves/offered").json()
        offered = {row["transition"] for row in answer} if isinstance(answer, list) else set()
        for transition in TRANSITIONS.keys() - offered:
            body = {"transition": transition, "expected_version": 1, "reason": "试", "to_desk": 0}
            refused = caller.post(f"{path}/moves", body | {"checks": ALL_CHECKED})
            assert refused.status_code in {403, 404, 409}, (rank, transition)
    assert cast["author"].get(path).json() == before


def test_a_claim_stops_the_recall_and_is_put_down_again(cast, draft):
    code = draft().code
    make(cast["author"], code, "submit")
    claim = f"/registrations/{code}/claim"
    assert said(cast["author"].post(claim)) == (403, "right_missing")
    assert said(cast["unit"].delete(claim)) == (409, "not_claimed_by_you")
    assert cast["unit"].post(claim).json()["is_claimed"] is True
    refused = make(cast["author"], code, "recall")
    assert said(refused) == (409, "already_claimed")
    assert "开始审查，不能再收回" in refused.json()["message"]
    assert cast["unit"].delete(claim).status_code == 204
    assert make(cast["author"], code, "recall").json()["state"] == "draft"


def test_a_move_of_another_shape_is_refused(cast, draft):
    path = f"/registrations/{draft(complete=False).code}/moves"
    good = {"transition": "submit", "expected_version": 0}
    for wrong in (
        {"transition": "vanish"},
        {"expected_version": -1},
        {"expected_version": "甲"},
        {"reason": "\x00"},
        {"reason": "长" * 2001},
        {"reason_code": "x" * 41},
        {"to_desk": -1},
        {"notes": [{"path": "a"}]},
        {"notes": [{"path": "a" * 121, "text": "…"}]},
        {"title": "甲"},
    ):
        assert said(cast["author"].post(path, good | wrong)) == (422, "wrong_shape"), wrong


def words_of(response):
    """Text of a printed form, without blanks."""
    document = pypdfium2.PdfDocument(response.content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split())


def test_the_print_is_the_draft_for_its_editor_and_then_what_was_submitted(cast, draft):
    code = draft(title="打印演示研究").code
    path = f"/registrations/{code}/form.pdf"
    assert "草稿" in words_of(cast["author"].get(path))
    make(cast["author"], code, "submit")
    printed = cast["unit"].get(path)
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert "打印演示研究" in words_of(printed)
    assert "草稿" not in words_of(printed)
    assert said(cast["unit"].get(path, revision=2)) == (404, "not_found")


def test_notes_stand_at_places_of_the_form_alone(cast, draft):
    code = draft().code
    make(cast["author"], code, "submit")
    notes = [
        {"path": path, "text": "请核对"}
        for path in ("overview.keywords", "people", "overview.vanished", "people[zz].name")
    ]
    refused = make(cast["unit"], code, "return", to_desk=0, reason="核对", notes=notes)
    assert said(refused) == (422, "unknown_paths")
    assert refused.json()["params"] == {"paths": "overview.vanished、people[zz].name"}
    taken = make(cast["unit"], code, "return", to_desk=0, reason="核对", notes=notes[:2])
    assert taken.status_code == 200
