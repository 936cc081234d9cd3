"""Destroying what is held for a mark of secrecy, by who manages (docs/operate.md)."""

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import Held
from kedeng.apps.files.quarantine import destroy
from kedeng.apps.registrations.guarded_files import held_file_for
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.held import decide_destroying
from kedeng.domain.policy import Actor


def destroy_held(*, actor: Actor, code: str, witness: str, reason: str) -> Held:
    """Destroy a held file within the actor's reach; a second person watches.

    Raises RefusedMoveError "right_missing", "held_not_yours"; RefusedFileError as
    files.quarantine.destroy, "held_gone" also out of reach. Side effects: those of it.
    """
    decision = decide_destroying(actor)
    if not decision:
        raise RefusedMoveError(decision.reason)
    if held_file_for(actor, code) is None:
        raise RefusedFileError("held_gone", held=code[:12])
    return destroy(code=code, by=actor.name, witness=witness, reason=reason, actor=actor)
