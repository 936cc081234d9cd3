"""What another body has registered is filed here: no number, no count (process.md B74)."""

import pytest
from tests.records import ALL_CHECKED, bring, elsewhere, move, refused, reload

from kedeng.apps.history.queries import events_of
from kedeng.apps.insight.summary import summary_of
from kedeng.apps.insight.why import why_card
from kedeng.apps.organisations.queries import organisation_by_id
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.judgement import judge
from kedeng.apps.registrations.models import NumberCounter
from kedeng.domain.evidence import CERTIFICATE

SAID = ("演示部登记机构", "部登2025001")


def lacking(record):
    return {problem.path for problem in judge(record).errors if problem.code == "evidence_missing"}


def offered(actor, record):
    return [row.name for row in queries.offered_moves(actor, record)]


def test_a_draft_says_it_from_the_start_and_needs_that_bodys_certificate(stage, author, draft):
    made = actions.create_draft(
        actor=author,
        category="soft_science",
        round_=stage.round,
        secrecy="public",
        elsewhere=SAID,
    )
    assert (made.is_elsewhere, made.elsewhere_number) == (True, SAID[1])
    assert events_of(made.subject)[0].details["elsewhere"] == list(SAID)
    record = draft()
    assert lacking(record) == set()
    actions.declare_elsewhere(actor=author, registration=record, body=SAID[0], number=SAID[1])
    assert lacking(reload(record)) == {f"evidence.{CERTIFICATE}"}
    actions.declare_elsewhere(actor=author, registration=reload(record), body="", number="")
    assert lacking(reload(record)) == set()
    kinds = [event.kind for event in events_of(record.subject)]
    assert kinds.count("registration.elsewhere_declared") == 2


def test_body_and_number_belong_together(stage, author, draft, unit_clerk, department_reviewer):
    record = draft()
    for body, number in (("甲", ""), ("", "1")):
        with refused("elsewhere_incomplete"):
            actions.declare_elsewhere(actor=author, registration=record, body=body, number=number)
    with refused("elsewhere_long"):
        actions.declare_elsewhere(actor=author, registration=record, body="甲" * 201, number="1")
    with refused("right_missing"):
        actions.declare_elsewhere(
            actor=department_reviewer, registration=record, body="甲", number="1"
        )
    submitted = move(author, record, "submit")
    with refused("not_editable_now"):
        actions.declare_elsewhere(actor=author, registration=submitted, body="甲", number="1")


def test_the_province_files_it_and_gives_no_number(record_in, movers, provincial_auditor):
    record = record_in("filed")
    assert (record.state, record.desk, record.number) == ("filed", 3, None)
    assert list(NumberCounter.objects.all()) == []
    assert queries.public_registrations().count() == 0
    assert offered(provincial_auditor, record) == ["reopen"]
    record = move(provincial_auditor, record, "reopen", reason="演示")
    assert "file_elsewhere" in offered(provincial_auditor, record)
    assert "register" not in offered(provincial_auditor, record)
    with refused("registered_elsewhere") as params:
        move(movers["register"], record, "register", checks=ALL_CHECKED)
    assert params == {"body": SAID[0], "number": SAID[1]}
    why = {one.label: one.why_not for one in why_card(provincial_auditor, record).possible}
    assert why["备案，不赋登记号"] == ""
    assert "已在 演示部登记机构 登记" in why["审核通过，赋登记号"]


def test_what_is_nowhere_registered_is_not_filed(record_in, provincial_auditor):
    record = record_in("accepted")
    assert "file_elsewhere" not in offered(provincial_auditor, record)
    with refused("not_elsewhere"):
        move(provincial_auditor, record, "file_elsewhere")


def test_it_stands_in_no_summary_and_blocks_nobody(
    stage, record_in, draft, author, movers, department_reviewer
):
    filed = record_in("filed", title="山地苹果轻简栽培")
    table = summary_of(department_reviewer, stage.round)
    assert (table.rows, dict(table.totals)["软科学成果"]) == ([], 0)
    again = bring(draft(title=filed.title), "accepted", movers)
    assert again.state == "accepted"
    with refused("duplicates_undecided"):  # but the province is told of it
        move(movers["register"], again, "register", checks=ALL_CHECKED)
    assert len(summary_of(department_reviewer, stage.round).rows) == 1


@pytest.mark.parametrize("state", ["filed", "recommended"])
def test_the_radar_does_not_count_it(stage, draft, author, movers, department_reviewer, state):
    from django.utils import timezone  # noqa: PLC0415

    from kedeng.apps.expected.queries import radar_of, scope_of  # noqa: PLC0415

    record = draft()
    if state != "filed":
        elsewhere(author, record)
    bring(reload(record), state, movers)
    body = organisation_by_id(department_reviewer.organisation_id)
    totals = radar_of(scope_of(department_reviewer), stage.round, timezone.now()).totals
    assert (body.name, totals.begun, totals.recent) == ("演示省教育厅", 0, 0)
