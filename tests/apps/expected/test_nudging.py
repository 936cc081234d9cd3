"""Reminders name what is missing, once a day, and nothing of anybody else's."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.mailing import follow_all
from tests.stage import person

from kedeng.apps.expected.actions import OutOfReachError, RefusedError, nudge_filer, nudge_unit
from kedeng.apps.expected.models import Nudge
from kedeng.apps.history.queries import events_of
from kedeng.apps.messages.queries import inbox
from kedeng.domain.rights import Right


def chased(subject):
    return [event.details for event in events_of(subject) if event.kind == "expected.chased"]


def refused_with(expected, act, /, **given):
    with pytest.raises(RefusedError) as caught:
        act(**given)
    assert caught.value.code == expected


def test_a_unit_is_reminded_of_its_own_items_and_of_figures_alone(
    listed, record_in, department_reviewer, stage
):
    item = listed(department_reviewer, person="演示甲")
    record_in("draft", title="草稿里的名称")
    nudge = nudge_unit(actor=department_reviewer, unit_id=stage.university.pk, round_=stage.round)
    assert list(nudge.items.all()) == [item]
    closes = next(w.closes for w in stage.round.windows.all() if w.step == "submit")
    assert chased(f"organisation:{stage.university.pk}") == [
        {
            "unit": [stage.university.pk, "演示大学"],
            "round": [stage.round.pk, "演示省 2025 年度登记"],
            "year": 2025,
            "closes": closes.isoformat(),
            "open": 1,
            "drafts": 1,
            "returned": 0,
            "last_year": 0,
            "items": [
                {
                    "kind": "验收项目",
                    "number": "2025-01",
                    "name": "演示项目甲",
                    "person": "演示甲",
                }
            ],
        }
    ]


def test_a_unit_reads_of_its_items_in_a_message(listed, department_reviewer, unit_clerk, stage):
    listed(department_reviewer, person="演示甲")
    nudge_unit(actor=department_reviewer, unit_id=stage.university.pk, round_=stage.round)
    follow_all()
    [message] = inbox(unit_clerk)
    assert (message.headline, message.needs_action) == ("催办：演示省 2025 年度登记", True)
    lines = message.text.splitlines()
    assert (lines[0], lines[2]) == (
        "演示省教育厅提醒：未动 1 项。",
        "· 2025-01 演示项目甲（演示甲）",
    )


def test_a_filer_reads_what_the_record_lacks(draft, unit_clerk, author):
    registration = draft(title="山地苹果", complete=False)
    nudge_filer(actor=unit_clerk, code=registration.code)
    follow_all()
    [message] = inbox(author)
    assert message.headline.startswith("催办：《")
    assert re.search(r"^还差 \d+ 项：$", message.text, re.MULTILINE)


def test_once_a_day_whoever_reminds(listed, department_reviewer, stage):
    listed(department_reviewer)
    auditor = person(stage.province, "looks", Right.REVIEW)
    unit = {"unit_id": stage.university.pk, "round_": stage.round}
    nudge_unit(actor=department_reviewer, **unit)
    refused_with("nudged_today", nudge_unit, actor=auditor, **unit)
    Nudge.objects.update(sent_on=timezone.localdate() - timedelta(days=1))
    nudge_unit(actor=auditor, **unit)
    assert len(chased(f"organisation:{stage.university.pk}")) == 2


def test_nothing_to_remind_of(department_reviewer, stage):
    unit = {"unit_id": stage.university.pk, "round_": stage.round}
    refused_with("nothing_to_nudge", nudge_unit, actor=department_reviewer, **unit)


def test_only_units_below(listed, department_reviewer, unit_clerk, stranger, author, stage):
    listed(department_reviewer)
    unit = {"unit_id": stage.university.pk, "round_": stage.round}
    for actor in (unit_clerk, stranger):
        with pytest.raises(OutOfReachError):
            nudge_unit(actor=actor, **unit)
    refused_with("right_missing", nudge_unit, actor=author, **unit)


def test_a_filer_is_told_what_the_record_lacks(draft, unit_clerk):
    record = draft(complete=False)
    nudge_filer(actor=unit_clerk, code=record.code)
    [details] = chased(record.subject)
    assert details["filer"] == [record.filer_id, record.filer.name]
    assert (details["lacking"] > 0, len(details["missing"])) == (True, min(20, details["lacking"]))
    assert all(isinstance(text, str) and text for text in details["missing"])
    refused_with("nudged_today", nudge_filer, actor=unit_clerk, code=record.code)


def test_what_does_not_lie_with_its_filer_is_left_alone(
    record_in, draft, unit_clerk, department_reviewer
):
    submitted = record_in("in_review")
    refused_with("not_to_be_nudged", nudge_filer, actor=unit_clerk, code=submitted.code)
    own = draft(actor=unit_clerk)
    refused_with("not_to_be_nudged", nudge_filer, actor=unit_clerk, code=own.code)
    with pytest.raises(OutOfReachError):
        nudge_filer(actor=department_reviewer, code=record_in("returned").code)
