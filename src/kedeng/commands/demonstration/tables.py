"""The stamped 汇总表 of a department, handed to the province and waiting for its receipt."""

from io import BytesIO

from kedeng.apps.insight.batching import make_batches
from kedeng.apps.registrations import actions
from kedeng.apps.rounds.models import Round
from kedeng.commands.demonstration.expected import DEPARTMENT
from kedeng.commands.demonstration.facts import MARK
from kedeng.commands.demonstration.materials import pdf
from kedeng.commands.demonstration.people import DESK, Cast

_LABEL = f"成果登记项目汇总表（盖章，{MARK}）"


def hand_over_tables(cast: Cast, round_: Round) -> int:
    """Freeze what the department has passed on and hand it over; give how many tables."""
    actor = cast.actor(DEPARTMENT, DESK)
    batches = make_batches(actor, round_)
    for serial, batch in enumerate(batches):
        scan = pdf(_LABEL, serial)
        actions.hand_over(
            actor=actor,
            batch=batch,
            stream=BytesIO(scan),
            size=len(scan),
            file_name=f"{_LABEL}.pdf",
        )
    return len(batches)
