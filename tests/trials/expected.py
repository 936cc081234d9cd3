"""What the tables say of a cell of the matrix: who knocks, at which address, with which object.

The permission table (domain.policy), the law of delegation (domain.delegation) and the map of the
pages (web.access) are the oracle; views and actions are what is judged.
"""

from collections.abc import Callable
from enum import StrEnum

from tests.trials.world import Somebody

from kedeng.apps.organisations.models import Organisation
from kedeng.apps.organisations.queries import body_facts
from kedeng.apps.registrations.models import Registration
from kedeng.domain.delegation import Act, decide_act
from kedeng.domain.policy import Action, Actor, decide, owns, sees
from kedeng.web.access import PERMISSIONS, SETTING_UP, Gate


class Answer(StrEnum):
    """Classes of answers. GO is whatever is neither a refusal nor a denial of existence."""

    GO = "go"
    LOGIN = "login"  # sent to the log-in, or 401
    NARROWED = "narrowed"  # led back to the one page that is open
    FORBIDDEN = "forbidden"
    MISSING = "missing"


Rule = Callable[[Actor, Registration], bool]


def own(actor: Actor, record: Registration) -> bool:
    """The filer and the office of the filer's unit."""
    return owns(actor, record.facts())


def seen(actor: Actor, record: Registration) -> bool:
    """The owner, and every body on the route that the record has reached."""
    return sees(actor, record.facts())


def seen_version(actor: Actor, record: Registration) -> bool:
    """Whoever sees it, once there is something submitted to be seen."""
    return seen(actor, record) and record.submissions > 0


def own_version(actor: Actor, record: Registration) -> bool:
    """The owner, once there is something submitted."""
    return own(actor, record) and record.submissions > 0


RECORD_PAGES: dict[str, Rule] = {
    "tasks": own,
    "section": own,
    "whole": own,
    "evidence": own,
    "evidence_remove": own,
    "fix_list": own,
    "fix_answer": own,
    "check": own,
    "submit": own,
    "receipt": own_version,
    "workbook": own,
    "workbook_marked": own,
    "copy": own,
    "delete": own,
    "record": seen,
    "record_why": seen,
    "record_move": seen,
    "record_print": seen,
    "record_stamped": seen,
    "record_statement": seen,
    "record_materials": seen_version,
    "record_file": seen,
    "record_picture": seen,
    "desk": seen,
    "desk_claim": seen,
    "desk_move": seen,
    "desk_assign": seen,
    "desk_draft": seen,
}
"""Every page with the code of a record → who finds the record there."""

BODY_PAGES: dict[str, Act | None] = {
    "console_body": None,
    "console_users": None,
    "console_body_edit": Act.RENAME_BODY,
    "console_body_move": Act.MOVE_BODY,
    "console_body_merge": Act.MERGE_BODY,
    "console_body_close": Act.CLOSE_BODY,
    "console_super": Act.DEFINE_SUPER,
    "console_user_new": Act.DEFINE_USER,
}
"""Every page of a body → the act that it is for; None: whoever has it in the own subtree."""


def at_door(who: Somebody, name: str) -> Answer | None:
    """What the door answers before any object is looked for; None: it lets through."""
    if who.name in {"code_holder", "second_factor_due"}:
        open_there = who.name == "second_factor_due" and name in SETTING_UP
        return None if open_there else Answer.NARROWED
    if PERMISSIONS[name] is Gate.PUBLIC:
        return None
    if who.actor is None:
        return Answer.LOGIN
    gate = PERMISSIONS[name]
    if isinstance(gate, Action) and not decide(who.actor, gate):
        return Answer.FORBIDDEN
    return None


def of_record_page(who: Somebody, name: str, record: Registration) -> Answer:
    """Judge a page of a record."""
    if answer := at_door(who, name):
        return answer
    return Answer.GO if RECORD_PAGES[name](who.actor, record) else Answer.MISSING


def of_body_page(who: Somebody, name: str, body: Organisation) -> Answer:
    """Judge a page of the console about a body."""
    if answer := at_door(who, name):
        return answer
    facts = body_facts(body)
    if not decide_act(who.actor, Act.READ_GRANTS, facts):
        return Answer.MISSING
    act = BODY_PAGES[name]
    if act is None:
        return Answer.GO
    decision = decide_act(who.actor, act, facts)
    if decision.reason == "body_out_of_reach":
        return Answer.MISSING
    return Answer.GO if decision else Answer.FORBIDDEN


def of_operation(who: Somebody, rule: Rule, record: Registration) -> Answer:
    """Judge an operation of the API on a record: first the token, then the record."""
    if who.actor is None:
        return Answer.LOGIN
    return Answer.GO if rule(who.actor, record) else Answer.MISSING


OPERATIONS: dict[tuple[str, str], tuple[Rule, Action | None]] = {
    ("get", ""): (seen, Action.VIEW_REGISTRATION),
    ("delete", ""): (seen, Action.DELETE_DRAFT),
    ("post", "/copies"): (seen, Action.CREATE_REGISTRATION),
    ("get", "/sections/overview"): (seen, Action.VIEW_REGISTRATION),
    ("patch", "/sections/overview"): (seen, Action.EDIT_DRAFT),
    ("get", "/problems"): (seen, Action.VIEW_REGISTRATION),
    ("put", "/explanations"): (seen, Action.EDIT_DRAFT),
    ("get", "/evidence"): (seen, Action.VIEW_REGISTRATION),
    ("post", "/evidence"): (seen, Action.EDIT_DRAFT),
    ("put", "/evidence/slots/other?file_name=a.png"): (seen, Action.EDIT_DRAFT),
    ("delete", "/evidence/1"): (seen, Action.EDIT_DRAFT),
    ("post", "/claim"): (seen, Action.CLAIM),
    ("delete", "/claim"): (seen, Action.CLAIM),
    ("put", "/claim"): (seen, Action.ASSIGN),
    ("get", "/fixes"): (own, Action.VIEW_REGISTRATION),
    ("get", "/why"): (seen, Action.VIEW_REGISTRATION),
    ("get", "/moves/offered"): (seen, Action.VIEW_REGISTRATION),
}
"""Operation under /registrations/{code} → who finds the record, and what allows a change."""
