"""Walks through the situations of process.md h3.

Each brings one record on. It gives the name of a situation with the record, and goes on when
everybody has been asked.
"""

from collections.abc import Iterator

from tests.apps.registrations.h3_company import Company
from tests.records import dispute, elsewhere, end_publicity, objection_to, publicise, publicity

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import Registration
from kedeng.apps.registrations.publicity_records import newest_entry, taken_objections
from kedeng.domain.changes import Kind

Walk = Iterator[tuple[str, Registration]]


def recalled_and_withdrawn(the: Company) -> Walk:
    """D → P → D → W."""
    record = the.draft()
    yield "D", record
    the.move("author", record, "submit", "recall")
    yield "D recalled", record
    the.move("author", record, "withdraw")
    yield "W", record


def the_usual_way(the: Company) -> Walk:
    """P → V → Z → N → I → C."""
    record = the.draft()
    the.move("author", record, "submit")
    yield "P(unit)", record
    the.open("office", record)
    yield "P(unit) opened", record
    the.move("office", record, "pass_on")
    yield "P(L3)", record
    the.open("reviewer", record)
    yield "P(L3) opened", record
    the.move("reviewer", record, "recommend")
    yield "V", record
    the.open("auditor", record)
    yield "V opened", record
    the.close("auditor", record)
    the.move("auditor", record, "accept")
    yield "V accepted", record
    the.move("auditor", record, "register")
    yield "Z", record
    the.move("auditor", record, "report")
    yield "N", record
    the.open("receiver", record)
    yield "N opened", record
    the.move("receiver", record, "receive")
    yield "I received", record
    the.move("receiver", record, "publish")
    yield "I", record
    the.move("receiver", record, "unpublish")
    yield "I taken down", record
    the.move("chief", record, "cancel")
    yield "C", record


def returned_at_every_hop(the: Company) -> Walk:
    """R at each hop, then 不予推荐, 补正, 不予受理, and X."""
    record = the.draft()
    the.recommended(record)
    the.move("auditor", record, "return", to_desk=2)
    yield "R L3", record
    the.move("reviewer", record, "return", to_desk=1)
    yield "R unit", record
    the.move("office", record, "return")
    yield "R filer", record
    the.move("author", record, "resubmit")
    the.move("office", record, "pass_on")
    the.move("reviewer", record, "not_recommend")
    yield "P(L3) not recommended", record
    the.move("auditor", record, "take_up", "request_supplement")
    yield "V supplement", record
    the.move("author", record, "resupply")
    yield "V supplied", record
    the.move("auditor", record, "decline")
    yield "V not accepted", record
    the.move("chief", record, "reopen_acceptance", "accept", "refuse")
    yield "X", record


def listed_before_the_number(the: Company) -> Walk:
    """V → G → O → G, under a profile that wants publicity first."""
    publicity(the.stage.round)
    record = the.draft()
    the.recommended(record)
    the.move("auditor", record, "accept")
    yield "V accepted, list first", record
    the.move("auditor", record, "pass_audit")
    yield "G waiting", record
    publicise(the.people["chief"], record)
    yield "G", record
    dispute(the.people["auditor"], record)
    yield "O", record
    actions.decide_objection(
        actor=the.people["auditor"],
        objection=taken_objections(record).get(),
        reason="演示理由",
        consequence=None,
    )
    end_publicity(newest_entry(record).batch)
    yield "G over", record


def objected_after_the_number(the: Company) -> Walk:
    """Z with an objection that is handled, under a profile that lists what has its number."""
    publicity(the.stage.round, "after_number")
    record = the.registered()
    publicise(the.people["chief"], record)
    actions.take_objection(actor=the.people["auditor"], objection=objection_to(record))
    yield "O after Z", record


def registered_elsewhere(the: Company) -> Walk:
    """What another body has registered: filed, without a number."""
    record = the.draft()
    elsewhere(the.people["author"], record)
    the.recommended(record)
    the.move("auditor", record, "accept")
    yield "V accepted, elsewhere", record
    the.move("auditor", record, "file_elsewhere")
    yield "Z elsewhere", record


def changed_after_the_number(the: Company) -> Walk:
    """H: a request on its way up, then two that only who manages the province's desk approves."""
    record = the.registered()
    change = the.request(record, Kind.CHANGE)
    yield "H written", record
    the.send(change, "summary", achievement_summary="演示简介，改过。" * 30)
    yield "H at the unit", record
    the.pass_on(change, "office")
    yield "H at L3", record
    the.pass_on(change, "reviewer")
    yield "H at L2", record
    the.give_up(change)
    change = the.request(record, Kind.CHANGE)
    the.send(change, "overview", achievement_name="演示成果：新名")
    the.pass_on(change, "office", "reviewer")
    yield "H at L2, key", record
    the.give_up(change)
    change = the.request(record, Kind.DEREGISTRATION)
    the.send(change)
    the.pass_on(change, "office", "reviewer")
    yield "H at L2, end", record
    the.move("auditor", record, "report")
    yield "H at L2, reported", record


WALKS = (
    recalled_and_withdrawn,
    the_usual_way,
    returned_at_every_hop,
    listed_before_the_number,
    objected_after_the_number,
    registered_elsewhere,
    changed_after_the_number,
)
