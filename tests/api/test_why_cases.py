"""The Why-card over the API tells of objections, and never who objected."""

from tests.records import objection_to

from kedeng.apps.registrations import actions


def test_the_card_tells_what_became_of_an_objection(calls, record_in, author, provincial_auditor):
    record = record_in("publicised")
    objection = objection_to(record, name="演示异议人")
    actions.take_objection(actor=provincial_auditor, objection=objection)
    answer = calls(author).get(f"/registrations/{record.code}/why")
    [case] = answer.json()["cases"]
    assert (case["number"], case["standing"], case["at"]) == (
        objection.number,
        "已受理，处理中",
        None,
    )
    assert "演示异议人" not in answer.content.decode()
