"""The database's own refusals: undeclared state pairs, rewriting of what happened.

Installed after migrate, from the workflow table, on both engines. Django's SQLite table rebuilds
drop triggers in silence, so they are laid anew after each migrate (decision 0003).
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from kedeng.apps.history.actions import KEPT_AT_LEAST
from kedeng.domain.workflow import state_pairs

APPEND_ONLY = (
    "history_historyevent",
    "registrations_revision",
    "registrations_move",
    "registrations_reviewnote",
    "registrations_pagecode",
    "registrations_paperreceipt",
    "registrations_summarybatch",
    "registrations_batchline",
    "registrations_handover",
    "registrations_handoveranswer",
    "registrations_noteanswer",
    "registrations_publicitybatch",
    "registrations_publicityentry",
    "registrations_objectionfile",
    "registrations_statement",
    "registrations_certificate",
    "registrations_certificatehandout",
    "registrations_duplicatedecision",
    "registrations_changestep",
)
RECORD = "registrations_registration"
ACCESS_LOG = "history_accessnote"  # never rewritten, and trimmed only when old enough


def trigger_names() -> list[str]:
    """Names of all triggers that must be there, sorted."""
    written_once = [name for name, _, _ in _append_only("")]
    return sorted(["kedeng_state_pair", "kedeng_first_state", *written_once])


def install(connection: BaseDatabaseWrapper) -> None:
    """Drop and lay all triggers. Needs the tables to exist."""
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def installed(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of our triggers that the database has now, sorted."""
    if connection.vendor == "postgresql":
        sql = "select tgname from pg_trigger where tgname like 'kedeng_%%' and not tgisinternal"
    else:
        sql = "select name from sqlite_master where type = 'trigger' and name like 'kedeng_%%'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return sorted(row[0] for row in cursor.fetchall())


def _pairs() -> str:
    return ", ".join(f"'{old.value}>{new.value}'" for old, new in sorted(state_pairs()))


_UNDECLARED = f"old.state <> new.state and old.state || '>' || new.state not in ({_pairs()})"


def _sqlite() -> list[str]:
    laid = [f"drop trigger if exists {name}" for name in trigger_names()]
    laid.append(
        f"create trigger kedeng_state_pair before update of state on {RECORD} when {_UNDECLARED} "
        "begin select raise(abort, 'undeclared state pair'); end"
    )
    laid.append(
        f"create trigger kedeng_first_state before insert on {RECORD} when new.state <> 'draft' "
        "begin select raise(abort, 'a registration begins as a draft'); end"
    )
    laid.extend(
        f"create trigger {name} before {event} {when} "
        "begin select raise(abort, 'append-only table'); end"
        for name, event, when in _append_only(
            f"when old.noted_on > date('now', '-{KEPT_AT_LEAST} days')"
        )
    )
    return laid


def _append_only(young: str) -> list[tuple[str, str, str]]:
    """Name, event and condition of each trigger of what is written once; `young` guards the log."""
    refused = [
        (f"kedeng_no_{verb}_{table}", f"{verb} on {table}", "")
        for table in APPEND_ONLY
        for verb in ("update", "delete")
    ]
    refused.append((f"kedeng_no_update_{ACCESS_LOG}", f"update on {ACCESS_LOG}", ""))
    refused.append((f"kedeng_no_early_delete_{ACCESS_LOG}", f"delete on {ACCESS_LOG}", young))
    return refused


_REFUSE = """
create or replace function kedeng_refuse() returns trigger language plpgsql as
$$ begin raise exception '%', tg_argv[0] using errcode = 'check_violation'; end $$
"""


def _postgresql() -> list[str]:
    laid = [
        _REFUSE,
        *_pg_trigger(
            "kedeng_state_pair",
            f"update of state on {RECORD}",
            f"when ({_UNDECLARED})",
            "undeclared state pair",
        ),
        *_pg_trigger(
            "kedeng_first_state",
            f"insert on {RECORD}",
            "when (new.state <> 'draft')",
            "a registration begins as a draft",
        ),
    ]
    for name, event, when in _append_only(f"when (old.noted_on > current_date - {KEPT_AT_LEAST})"):
        laid.extend(_pg_trigger(name, event, when, "append-only table"))
    return laid


def _pg_trigger(name: str, event: str, when: str, message: str) -> list[str]:
    table = event.rpartition(" ")[2]
    refuse = f"execute function kedeng_refuse('{message}')"
    return [
        f"drop trigger if exists {name} on {table}",
        f"create trigger {name} before {event} for each row {when} {refuse}",
    ]
