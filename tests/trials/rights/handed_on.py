"""The table of what desks hand on: batches, receipts, papers, publicity, summary tables."""

import io
from datetime import date

from django.utils import timezone
from tests.records import end_publicity, picture, publicise, publicity, reload
from tests.trials.rights.filing import png
from tests.trials.rights.printing import issued
from tests.trials.rights.records import FAMILIES, made
from tests.trials.rights.table import LOGIN, PEOPLE, Case, Table, at, holders
from tests.trials.rights.world import World

from kedeng.apps.insight.batching import make_batches
from kedeng.apps.insight.packages import ask_for_package
from kedeng.apps.insight.packaging import make_package
from kedeng.apps.insight.printing import printed_form
from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import PublicityBatch
from kedeng.apps.registrations.publicity_records import newest_entry
from kedeng.domain.certificates import Way
from kedeng.domain.objections import Ground
from kedeng.domain.policy import Action
from kedeng.domain.states import State

SUMMARY, PAPER, SHOWING = Action.MAKE_SUMMARY, Action.RECEIVE_PAPER, Action.RUN_PUBLICITY


def cases(world: World) -> list[Case]:
    """Give the cases of every such page."""
    table = Table()
    summary_pages(table, world)
    batch_pages(table, world)
    paper_pages(table, world)
    publicity_pages(table, world)
    certificate_pages(table, world)
    registries_pages(table, world)
    return table.cases


def summary_pages(table: Table, world: World) -> None:
    """The table of a round, to every desk of its province, and to the nation's of any."""
    inside = at("unit", "sibling", "department", "elsewhere", "province", "nation")
    outside = at("other_unit", "other_department", "other_province", "nation")
    table.get("summary_table", SUMMARY, lets=PEOPLE)
    table.get("summary_workbook summary_pdf", SUMMARY, lets=inside | outside)
    for name, who in (("province", inside), ("other_province", outside)):
        query = f"?round={world.rounds[name].pk}"
        pages = "summary_table summary_workbook"
        table.get(pages, SUMMARY, lets=who, thing=f"round of {name}", query=query)


def scanned() -> dict:
    """Give a scan to be sent with a form."""
    return {"data": {"file": png(picture(21))}}


def batch_pages(table: Table, world: World) -> None:
    """Batches: the desk that made one and the one that it is for; scans and receipts too."""
    made_here = [world.actors["clerk"], world.rounds["province"]]
    [sent] = make_batches(*made_here)
    hand_over(world, "clerk", sent)
    [fresh] = make_batches(world.actors["sibling_clerk"], world.rounds["province"])
    [answered] = make_batches(world.actors["reviewer"], world.rounds["province"])
    actions.answer_hand_over(
        actor=world.actors["auditor"], sent=hand_over(world, "reviewer", answered), accepts=True
    )
    make_package(ask_for_package(actor=world.actors["reviewer"], batch=answered))
    pages = "batch batch_pdf batch_workbook"
    for batch, sides in (
        (sent, at("unit", "department")),
        (fresh, at("sibling", "department")),
        (answered, at("department", "province")),
    ):
        here = {"code": batch.code}
        was_sent, was_answered = batch is not fresh, batch is answered
        table.get(pages, SUMMARY, here, lets=sides, thing=batch.organisation_name)
        table.get("batch_scan", SUMMARY, here, lets=sides if was_sent else set())
        table.get("batch_receipt", SUMMARY, here, lets=sides if was_answered else set())
        bound = {**here, "volume": 1}
        table.get("batch_package_volume", SUMMARY, bound, lets=sides if was_answered else set())
        makers = {sent.pk: at("unit"), fresh.pk: at("sibling")}.get(batch.pk, at("department"))
        maker = {"sibling_clerk"} if batch is fresh else set()
        # The next desk has it only when it was handed over; what is made is not made again.
        askers = set() if was_answered else sides if was_sent else sides & makers
        table.post("batch_package", SUMMARY, here, acts=askers, lets=sides - askers)
        table.post(
            "batch_send",
            SUMMARY,
            here,
            acts=maker,
            lets=sides & makers - maker,
            refused=sides - makers,
            thing=batch.organisation_name,
            more=scanned,
        )
        takers = at("department") if batch is sent else set()
        table.post(
            "batch_answer",
            PAPER,
            here,
            acts=takers,
            lets=sides - makers if batch is answered else set(),
            refused=makers if was_sent else set(),
            thing=batch.organisation_name,
            more=lambda: {"data": {"op": "accept"}},
        )
    table.get("batches", SUMMARY, lets=PEOPLE)
    near = {"data": {"round": world.rounds["province"].pk}}
    inside = at("unit", "sibling", "department", "elsewhere", "province", "nation")
    table.post("batch_make", SUMMARY, may=inside, thing="near", more=lambda: near)


def hand_over(world: World, name: str, batch):
    """Hand a batch over with a scan."""
    data = picture(17)
    told = {"stream": io.BytesIO(data), "size": len(data), "file_name": "盖章.png"}
    return actions.hand_over(actor=world.actors[name], batch=batch, **told)


def paper_pages(table: Table, world: World) -> None:
    """Paper is received at the desks that a record has reached, and revoked where it was noted."""
    record, taken_back = (world.record("author", it) for it in (State.ACCEPTED, State.PASSED))
    kept, wrong = reload(record.kept), reload(taken_back.kept)
    codes = printed_form(kept, kept.revisions.get()).page_codes
    wrong_codes = printed_form(wrong, wrong.revisions.get()).page_codes
    table.get("paper_receipts", PAPER, lets=PEOPLE)
    told = {"record": record.code, "codes": codes[0], "copies": "1"}
    desks = at("unit", "department", "province")
    table.post(
        "paper_receive",
        PAPER,
        acts=desks,
        thing="author's",
        more=lambda: {"data": told},
    )
    noted = actions.receive_paper(
        actor=world.actors["auditor"], registration=wrong, codes=wrong_codes[:1], copies=1
    )
    table.post(
        "paper_revoke",
        PAPER,
        {"receipt": noted.pk},
        acts=at("province"),
        more=lambda: {"data": {"reason": "收错了"}},
    )


def publicity_pages(table: Table, world: World) -> None:
    """The province runs its publicity and hears what is objected; nobody else reads who objects."""
    here, round_ = at("province"), world.rounds["province"]
    shown = made(world.actors, world.rounds, FAMILIES["own"], State.PASSED, "在公示的").kept
    over = made(world.actors, world.rounds, FAMILIES["own"], State.PASSED, "期满的").kept
    publicity(round_)
    batch = publicise(world.actors["auditor"], shown, title="在公示的")
    ended = publicise(world.actors["auditor"], over, title="期满的")
    end_publicity(ended)
    waiting = world.record("author", State.PASSED)
    table.get("publicity_desk", SHOWING, lets=PEOPLE)
    began = {"round_id": round_.pk}
    table.get("publicity_begin", SHOWING, began, lets=here)

    def chosen() -> dict:
        publicity(round_)  # what was made for later pages has put the profile back
        return {"data": {"title": "演示公示", "code": [waiting.code]}}

    table.post("publicity_begin", SHOWING, began, acts=here, more=chosen)
    for each, done in ((batch, set()), (ended, here)):
        run = {"batch_code": each.code}
        table.get("publicity_run", SHOWING, run, lets=here, thing=each.title)
        table.post("publicity_register", SHOWING, run, acts=done, lets=here, thing=each.title)
        issuing = {"lets": here & holders(Action.ISSUE_CERTIFICATE), "thing": each.title}
        table.post("publicity_certificates", Action.ISSUE_CERTIFICATE, run, **issuing)
    number = {"number": objected(shown)}
    table.get("objection", SHOWING, number, lets=here)
    file = PublicityBatch.objects.get(pk=batch.pk).entries.get().objections.get().files.get()
    table.get("objection_file", SHOWING, {**number, "file_id": file.pk}, lets=here)
    said = {"data": {"act": "decline", "reason": "演示理由"}}
    table.post("objection_decide", SHOWING, number, acts=here, more=lambda: said)


def certificate_pages(table: Table, world: World) -> None:
    """Certificates: read by all who see the record, issued and given out by the province alone."""
    listing, giving = Action.LIST_CERTIFICATES, Action.HAND_OUT_CERTIFICATE
    made_, home = issued(world, State.REPORTED), at("province")
    record, other = (world.record("author", each) for each in (State.REPORTED, State.RECEIVED))
    here = {"code": record.code}
    table.get("record_certificate", LOGIN, here, lets=record.seers, thing="issued")
    table.get("record_certificate", LOGIN, {"code": other.code}, thing="not issued")
    for each, rule in ((record, "lets"), (other, "acts")):
        table.post(
            "record_certificate_issue",
            Action.ISSUE_CERTIFICATE,
            {"code": each.code},
            **{rule: home},
            refused=each.seers - home,
            thing=each.name,
        )
    table.get("certificates certificates_pdf", listing, lets=PEOPLE)
    given = actions.hand_out(
        actor=world.actors["auditor"],
        certificate=made_,
        to="演示大学",
        way=Way.COLLECTED,
        on=timezone.localdate(),
    )
    back = {"data": {"reason": "记错了人"}}
    table.post("certificate_take_back", giving, {"given": given.pk}, acts=home, more=lambda: back)
    chosen = {
        "pick": issued(world, State.PUBLISHED).code,
        "to": "演示",
        "way": "mailed",
        "on": f"{timezone.localdate()}",
    }
    table.post(
        "certificates_hand_out",
        giving,
        acts=home,
        refused=record.seers - home,
        lets=PEOPLE - record.seers,
        more=lambda: {"data": chosen},
    )


def registries_pages(table: Table, world: World) -> None:
    """Holds and duplicates are decided by the registry that the record has reached."""
    record = world.record("author", State.ACCEPTED)
    title = f"{record.kept.title}又一项"
    other = made(world.actors, world.rounds, FAMILIES["own"], State.ACCEPTED, title)
    table.get("holds", SHOWING, lets=PEOPLE)
    hold = actions.ask_hold(
        actor=world.actors["author"],
        registration=reload(record.kept),
        ground="dispute",
        reason="演示理由",
        until=date(2090, 1, 1),
    )
    who = {"acts": {"auditor"}, "refused": record.seers - {"auditor"}, "thing": "author's"}
    ended = {"data": {"act": "end", "reason": "演示理由"}}
    here = {"code": record.code}
    table.post("record_hold", LOGIN, {**here, "hold_id": hold.pk}, **who, more=lambda: ended)
    said = {"data": {"other": other.kept.pk, "verdict": "different", "reason": "演示理由"}}
    table.post("desk_duplicates", Action.VIEW_QUEUE, here, **who, more=lambda: said)


def objected(record) -> str:
    """Object to a record that is shown, with a file; give the number of the case."""
    data = picture(23)
    upload = actions.Upload(io.BytesIO(data), len(data), "证据.png")
    told = actions.Told(
        is_unit=False,
        name="演示异议人",
        contact="0351-1234567",
        ground=Ground.PEOPLE,
        text="演示理由",
    )
    case, _ = actions.object_to(
        entry=newest_entry(record),
        told=told,
        uploads=(upload,),
        ticket="matrix",
        network="",
        arrived_at=timezone.now(),
    )
    return case.number
