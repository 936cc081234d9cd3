"""Files that are held for a mark of secrecy: who sees that there are some, who destroys (B2, B3).

Whoever manages a body is told of its own and of those below. The bytes lie on the service's
machine, so that those destroy them who answer for it: province and nation.
"""

from kedeng.domain.policy import Action, Actor, Decision, decide
from kedeng.domain.routes import NATION, PROVINCE

DESTROYING_RANKS = frozenset({NATION, PROVINCE})


def decide_destroying(actor: Actor) -> Decision:
    """Say whether an actor may destroy what is held within reach: "held_not_yours" where not."""
    allowed = decide(actor, Action.WATCH_FILES)
    if allowed and actor.rank not in DESTROYING_RANKS:
        return Decision(allowed=False, reason="held_not_yours")
    return allowed
