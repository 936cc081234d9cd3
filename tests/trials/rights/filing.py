"""The table of the pages with the code of a record: a filer's, everybody's, a desk's."""

import hashlib
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.records import picture
from tests.trials.rights.records import (
    DESKS,
    ENTERING,
    FAMILIES,
    MANAGING,
    OFFICES,
    PLACES,
    Record,
)
from tests.trials.rights.table import LOGIN, PEOPLE, Case, Table

from kedeng.apps.registrations.models import Objection, ReviewNote
from kedeng.domain.policy import Action
from kedeng.domain.states import STATES, State

FILER, QUEUE = Action.CREATE_REGISTRATION, Action.VIEW_QUEUE
SUBMITTING = {State.RETURNED: "resubmit", State.SUPPLEMENT: "resupply"}
UNHELD = {State.DRAFT, State.WITHDRAWN, State.REFUSED, State.NOT_ACCEPTED, State.CANCELLED}
UNHELD |= {State.PUBLISHED, State.FILED}
RETURNABLE = {State.IN_REVIEW, State.RECOMMENDED, State.ACCEPTED}


def cases(record: Record) -> list[Case]:
    """Give the cases of every page of one record, prints aside."""
    table = Table()
    filers_pages(table, record)
    own_acts(table, record)
    everybodys_pages(table, record)
    desks_pages(table, record)
    if record.family is FAMILIES["own"] and record.state in {State.DRAFT, State.ACCEPTED}:
        return table.cases
    # The door turns nobodies away before it looks for any record: two records show it.
    return [replace(case, only=frozenset(PEOPLE)) for case in table.cases]


def filers_pages(table: Table, record: Record) -> None:
    """Pages of the filer: the unit's office finds them too, and who holds no 录入 is refused."""
    here = {"code": record.code}
    own = {"lets": record.owners, "thing": record.name}
    table.get(
        "tasks whole evidence evidence_choice fix_list check workbook workbook_marked copy",
        FILER,
        here,
        **own,
    )
    table.get("transfer_sheet", FILER, here, **own)
    table.get("section", FILER, {**here, "key": "overview"}, **own)
    table.get("paper_template", FILER, {**here, "key": "report"}, **own)
    was_sent = record.owners if record.state is not State.DRAFT else set()
    table.get("receipt", FILER, here, lets=was_sent, thing=record.name)


def own_acts(table: Table, record: Record) -> None:
    """What a filer does: it is done while the record lies with the filer, and refused later."""
    here = {"code": record.code}

    def add(page: str, more, *, done: bool, **kwargs) -> None:
        rule = "acts" if done else "lets"
        rules = {rule: record.owners, "thing": record.name, "more": more}
        table.post(page, FILER, {**here, **kwargs}, **rules)

    first = record.kept.evidence.first()
    note = ReviewNote.objects.filter(move__registration=record.kept).first()
    data = picture(9)
    digest = hashlib.sha256(picture(5)).hexdigest()
    change = {"op": "save", "version": overview(record).version, "f.achievement_name": "另一名称"}
    whole = {f"overview.{name}": value for name, value in change.items() if name != "op"}
    add("whole", lambda: {"data": whole}, done=record.is_editable)
    add("section", lambda: {"data": change}, done=record.is_editable, key="overview")
    add("evidence", lambda: {"data": {"slots": "R-1", "file": png(data)}}, done=record.is_editable)
    add(
        "evidence_remove",
        dict,
        done=record.is_editable,
        evidence_id=first.pk if first else 0,
    )
    ticked = {"data": {"have": "R-2:R-2b"}}
    add("evidence_choice", lambda: ticked, done=record.is_editable)
    unread = {"data": {"key": "0" * 16 + "-1-overview", "take": "achievement_name"}}
    add("suggestion_take", lambda: unread, done=False)  # its files say nothing
    began = {"name": "另一份.png", "size": 100, "fingerprint": "x"}
    add("evidence_begin", lambda: {"data": began}, done=record.is_editable)
    sent = {"data": picture(5), "content_type": "application/octet-stream"}
    add("evidence_piece", lambda: sent, done=record.is_editable, upload=record.upload, part=0)
    table.cases[-1] = with_query(table.cases[-1], f"?digest={digest}")
    add(
        "fix_answer",
        lambda: {"data": {"outcome": "done"}},
        done=note is not None and record.is_editable,
        note_id=note.pk if note else 0,
    )
    chosen = SUBMITTING.get(record.state, "submit")
    sending = {"transition": chosen, "version": record.kept.version}
    add(
        "submit",
        lambda: {"data": sending},
        done=record.state in {State.DRAFT, State.SUPPLEMENT},  # a note waits at the returned one
    )
    add("delete", dict, done=record.state is State.DRAFT)
    other = {"elsewhere_body": "演示部登记机构", "elsewhere_number": "部登1"}
    add("elsewhere", lambda: {"data": other}, done=record.is_editable)
    add("transfer_sheet", lambda: {"data": {"op": "save"}}, done=False)  # soft science has none
    table.post("check workbook", FILER, here, lets=record.owners, thing=record.name)


def everybodys_pages(table: Table, record: Record) -> None:
    """Pages of all who see the record; a draft's files are its owners' alone."""
    here = {"code": record.code}
    sees = {"lets": record.seers, "thing": record.name}
    table.get("record record_why record_find", LOGIN, here, **sees)
    was_sent = record.state is not State.DRAFT
    kinds = {each.file.media_type: each.file_id for each in record.kept.evidence.all()}
    readers = {"lets": record.seers if was_sent else record.owners, "thing": record.name}
    for digest in kinds.values():
        table.get("record_file", LOGIN, {**here, "file": digest}, **readers)
    table.get("record_picture", LOGIN, {**here, "file": kinds["image/png"]}, **readers)
    pages = {**here, "file": kinds["application/pdf"]}
    table.get("record_pages", LOGIN, pages, **readers)

    entering = record.owners & ENTERING
    recall = {"transition": "recall", "version": record.kept.version}
    able = entering if PLACES[record.state][1] == 1 else set()  # sent, and gone no further
    done = able if record.state is State.IN_REVIEW else set()
    table.post(
        "record_move", LOGIN, here, **doing(record, done, able), more=lambda: {"data": recall}
    )
    asked = {"act": "ask", "ground": "patenting", "reason": "演示理由", "until": "2090-01-01"}
    table.post(
        "record_hold_new",
        LOGIN,
        here,
        **doing(record, entering if record.state not in UNHELD else set(), entering),
        more=lambda: {"data": asked},
    )
    alive = was_sent and STATES[record.state].blocks_duplicates
    table.post(
        "record_stamped",
        LOGIN,
        here,
        **doing(record, entering if alive else set(), entering),
        more=lambda: {"data": {"file": png(picture(11))}},
    )
    case = Objection.objects.filter(registration=record.kept).exclude(state="sent").first()
    table.post(
        "record_statement",
        LOGIN,
        {**here, "number": case.number if case else "NQ7K4JTKY5DV"},
        **doing(record, record.seers if case else set(), record.seers),
        more=lambda: {"data": {"text": "演示陈述"}},
    )


def desks_pages(table: Table, record: Record) -> None:
    """The desk's pages: all who see the record look, the desk that has it acts."""
    here = {"code": record.code}
    row = STATES[record.state]
    table.get("desk", QUEUE, here, lets=record.seers, thing=record.name)
    table.get("desk_duplicates", QUEUE, here, lets=record.seers, thing=record.name)
    deciding = record.seers & {"auditor", "receiver", "stranger_auditor"}
    table.post("desk_duplicates", QUEUE, here, **doing(record, set(), deciding))
    hands = record.here & DESKS
    taken = hands if row.claimable else set()
    table.post("desk_claim", QUEUE, here, **doing(record, taken, hands))
    given = {"reviewer": next(iter(actor_ids(record)), 0)}
    able = record.here & MANAGING
    chiefs = able if row.claimable else set()
    told = doing(record, chiefs, able)
    table.post("desk_assign", QUEUE, here, **told, more=lambda: {"data": given})
    back = {
        "transition": "return",
        "version": record.kept.version,
        "reason": "演示理由",
        "to_desk": 0,
    }
    if record.state is State.DRAFT:  # which has a page of its own, and is led there
        table.post("desk_draft desk_move", QUEUE, here, lets=record.seers, thing=record.name)
        return
    told = doing(record, hands, hands)
    table.post("desk_draft", QUEUE, here, **told, more=lambda: {"data": {"reason": "x"}})
    hands -= OFFICES["nation"]  # the nation sends back, and returns nothing to the filer
    told = doing(record, hands if record.state in RETURNABLE else set(), hands)
    table.post("desk_move", QUEUE, here, **told, more=lambda: {"data": back})


def doing(record: Record, done: set[str], able: set[str]) -> dict:
    """Those who do it now, those who could in another state, and those whose it never is."""
    rule = {"acts": done, "lets": able - done, "refused": record.seers - able}
    return {**rule, "thing": record.name}


def actor_ids(record: Record) -> list[int]:
    """Give who works at the desk where the record lies."""
    users = record.kept.filer.__class__.objects
    names = sorted(record.here & DESKS & MANAGING)
    return list(users.filter(username__in=names).values_list("pk", flat=True))


def overview(record: Record):
    """Give the first section as it is saved."""
    return record.kept.sections.get(section="overview")


def with_query(case: Case, query: str) -> Case:
    """Put a query behind an address."""
    return replace(case, query=query)


def png(data: bytes, name: str = "演示.png") -> SimpleUploadedFile:
    """Give a picture to be sent with a form."""
    return SimpleUploadedFile(name, data, "image/png")
