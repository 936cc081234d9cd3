"""A code is used while its issuer gives out another one: one of the two, and never a deadlock."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from tests.stage import set_stage, superior

from kedeng.apps.organisations import actions
from kedeng.apps.organisations.actions import Proof, ProofKind, RefusedError
from kedeng.apps.organisations.actions.asking import locked
from kedeng.domain.rights import Right

GOOD = "山高水长书声远近相闻"
FRESH = "select pg_stat_clear_snapshot()"
WAITING = """
select count(*) from pg_stat_activity
where wait_event_type = 'Lock' and datname = current_database()
"""


def until_somebody_waits():
    """Come back once another connection waits for a lock of ours."""
    waiting = 0
    while not waiting:
        with connection.cursor() as cursor:
            cursor.execute(FRESH)  # else a transaction sees the same figures for ever
            cursor.execute(WAITING)
            waiting = cursor.fetchone()[0]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer: nobody waits")
def test_a_code_that_is_used_waits_for_the_one_that_takes_its_place(committed):
    stage = set_stage()
    issuer = superior(stage.university)
    user = actions.create_user(
        username="newcomer",
        name="演示新人",
        organisation=stage.university,
        rights=[Right.ENTER],
        password=None,
    )
    code = actions.issue_code(actor=issuer, user=user)
    proof = Proof(ProofKind.ISSUED, actions.redeem_code(username="newcomer", typed=code))

    def use():
        try:
            return actions.set_own_password(proof=proof, new=GOOD)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as crew:
        with transaction.atomic():
            locked(user)
            used = crew.submit(use)
            until_somebody_waits()
            actions.issue_code(actor=issuer, user=user)
        with pytest.raises(RefusedError, match="code_gone"):
            used.result()
