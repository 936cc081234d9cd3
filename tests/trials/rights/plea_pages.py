"""The table of pleas: asked by whose move it is not, declined by whose move it is, taken back by
the asker alone.
"""

from tests.records import reload
from tests.stage import DESK, person
from tests.trials.rights.operations import Operations, sent
from tests.trials.rights.records import DESKS, MANAGING, Record
from tests.trials.rights.table import LOGIN, PEOPLE, Case, Table, holders
from tests.trials.rights.world import World

from kedeng.apps.registrations import actions
from kedeng.apps.registrations.models import Plea
from kedeng.domain.pleas import PleaKind
from kedeng.domain.policy import Action
from kedeng.domain.states import State

ANSWER = Action.ANSWER_PLEAS
FILERS = {"author", "clerk"}
MANAGERS = {"auditor", "province_chief"}
NO = {"answer": "演示理由"}


def cases(world: World) -> list[Case]:
    """Give the cases of every such page."""
    table = Table()
    table.get("pleas", ANSWER, lets=holders(ANSWER))
    for record, body, rule in askings(world):
        here = {"code": record.code}
        told = {"data": body}
        thing = f"{body['kind']} of {record.name}"
        page = "record_plea_new"
        table.post(page, LOGIN, here, thing=thing, more=lambda told=told: told, **rule)
    for record, plea, rule, back in answers(world):
        here = {"code": record.code, "plea_id": plea.pk}
        table.post("record_plea", LOGIN, here, thing=plea.kind, more=lambda: {"data": NO}, **rule)
        table.post("record_plea_back", LOGIN, here, thing=plea.kind, **back)
    return table.cases


def operations(world: World) -> list[Case]:
    """Give the cases of the API's operations."""
    may = DESKS | MANAGING
    found = Operations("", {})
    found.add("get", "/pleas", lets=may, refused=PEOPLE - may)
    for record, body, rule in askings(world):
        one = Operations(f"{body['kind']} of {record.name}", {"code": record.code})
        one.add("get", "/registrations/{code}/pleas", lets=record.seers)
        one.add("post", "/registrations/{code}/pleas", more=lambda body=body: sent(body), **rule)
        found.cases += one.cases
    for record, plea, rule, back in answers(world):
        one = Operations(plea.kind, {"code": record.code, "plea_id": plea.pk})
        path = "/registrations/{code}/pleas/{plea_id}"
        one.add("post", f"{path}/decline", more=lambda: sent(NO), **rule)
        one.add("post", f"{path}/withdraw", **back)
        found.cases += one.cases
    return found.cases


def askings(world: World) -> list[tuple[Record, dict, dict]]:
    """Give records with what is asked of them, and who may; nobody asks for what they may do."""
    lying, shut, numbered = (
        world.record("author", state)
        for state in (State.RECOMMENDED, State.NOT_ACCEPTED, State.REGISTERED)
    )
    own = [
        (record, {"kind": kind, "reason": "演示理由"}, FILERS)
        for record, kind in ((lying, "ask_return"), (shut, "appeal"))
    ]
    found = [(each, body, {"acts": who, "refused": each.seers - who}) for each, body, who in own]
    proposal = {"kind": "propose_cancel", "reason": "演示理由", "ground": "false"}
    others = numbered.seers - {"auditor"}
    return [*found, (numbered, proposal, {"lets": {"auditor"}, "refused": others})]


def answers(world: World) -> list[tuple[Record, Plea, dict, dict]]:
    """Give records with a plea, who declines it and who takes it back.

    A proposal is found by its province alone, and its asker stands in no row.
    """
    examiner = person(world.bodies["province"], "examiner", *DESK)
    rows = (
        (State.ACCEPTED, PleaKind.ASK_RETURN, world.actors["author"], {"auditor"}),
        (State.REFUSED, PleaKind.APPEAL, world.actors["author"], MANAGERS),
        (State.PUBLISHED, PleaKind.PROPOSE_CANCEL, examiner, MANAGERS),
    )
    found = []
    for state, kind, asker, who in rows:
        record = world.record("author", state)
        plea = actions.plead(
            actor=asker,
            registration=reload(record.kept),
            kind=kind,
            reason="演示理由",
            ground="false",
        )
        hidden = kind is PleaKind.PROPOSE_CANCEL
        seers, asked = (MANAGERS, set()) if hidden else (record.seers, {"author"})
        rule, back = ({"acts": acts, "refused": seers - acts} for acts in (who, asked))
        found.append((record, plea, rule, back))
    return found
