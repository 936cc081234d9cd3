"""How actions ask the law of delegation, with body and user as they are at this moment."""

from django.db import connection

from kedeng.apps.organisations.actions.refused import OutOfReachError, RefusedError
from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.organisations.queries import ancestors, body_facts
from kedeng.domain.delegation import Act, BodyFacts, decide_act, grantable
from kedeng.domain.policy import Actor
from kedeng.domain.rights import RIGHT_LABELS, Right

_SHAPE = "kedeng.organisations.tree"


def ask(actor: Actor, act: Act, organisation: Organisation) -> BodyFacts:
    """Let an act through and give the facts that were judged.

    Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed.
    """
    facts = body_facts(organisation)
    decision = decide_act(actor, act, facts)
    if decision.reason == "body_out_of_reach":
        raise OutOfReachError
    if not decision:
        raise RefusedError(decision.reason)
    return facts


def ask_over(actor: Actor, act: Act, user: User) -> BodyFacts:
    """Ask for an act over a user. A body's super administrator answers to the body above alone.

    Raises what `ask` raises, and RefusedError("super_answers_above").
    """
    if user.is_super and user.pk != actor.user_id:
        if user.organisation_id == actor.organisation_id:
            raise RefusedError("super_answers_above")
        act = Act.DEFINE_SUPER
    return ask(actor, act, user.organisation)


def refuse_shared(user: User) -> None:
    """Leave a demonstration's accounts alone, which everybody uses: RefusedError account_shared."""
    if user.password_locked:
        raise RefusedError("account_shared")


def ask_inside(actor: Actor, organisation: Organisation) -> None:
    """Let the own body and those below through as a target; raise OutOfReachError otherwise."""
    if actor.organisation_id not in {body.pk for body in ancestors(organisation)}:
        raise OutOfReachError
    if not organisation.is_active:
        raise RefusedError("body_closed")


def ask_grants(actor: Actor, facts: BodyFacts, rights: frozenset[Right]) -> None:
    """Let rights through that the actor may hand on, or raise RefusedError("not_grantable")."""
    lacking = rights - grantable(actor, facts)
    if lacking:
        raise RefusedError("not_grantable", rights=labels(lacking))


def labels(rights: frozenset[Right]) -> str:
    """Name rights in the order of the closed list: 录入、审核."""
    return "、".join(label for right, label in RIGHT_LABELS.items() if right in rights)


def hold_tree() -> None:
    """Let one change of the tree happen at a time; SQLite has one writer anyway.

    Two moves, each harmless by itself, could close a cycle together; two bodies could take one
    name or one credit code. Waits for all who lean on the tree. Holds to the commit; to be taken
    before the row of any body or record.
    """
    _lock_shape("pg_advisory_xact_lock")


def lean_on_tree() -> None:
    """Keep the tree as it is up to the commit, beside any number of others who do so.

    A record that is created or sent on its way finds its bodies in it: none may end meanwhile and
    leave the record behind (B35). To be taken before any other lock.
    """
    _lock_shape("pg_advisory_xact_lock_shared")


def _lock_shape(function: str) -> None:
    if connection.vendor == "postgresql":  # SQLite has one writer
        with connection.cursor() as cursor:
            cursor.execute(f"select {function}(hashtextextended(%s, 0))", [_SHAPE])


def locked(user: User) -> User:
    """Read a user afresh under the row's lock, with the organisation."""
    fresh = User.objects.select_for_update(of=("self",)).select_related("organisation")
    return fresh.get(pk=user.pk)


def locked_two(first: User, second: User) -> tuple[User, User]:
    """Read two users afresh under their rows' locks, in one order for everybody."""
    held = {user.pk: locked(user) for user in sorted((first, second), key=lambda user: user.pk)}
    return held[first.pk], held[second.pk]


def hold_super(organisation: Organisation) -> User | None:
    """Find a body's super administrator under the row's lock; None where it has none.

    The body's row is locked first: two who define the first one wait for each other.
    """
    list(Organisation.objects.select_for_update(no_key=True).filter(pk=organisation.pk))
    holder = User.objects.select_for_update(of=("self",)).select_related("organisation")
    return holder.filter(organisation=organisation, is_super=True).first()
