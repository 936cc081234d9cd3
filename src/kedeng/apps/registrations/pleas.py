"""Reads of pleas: of a record, and of all that wait at an actor's desk."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from kedeng.apps.registrations.foreseen import foreseen_refusal
from kedeng.apps.registrations.guards import RefusedMoveError, filed_by
from kedeng.apps.registrations.models import Plea, Registration, RouteStop
from kedeng.domain.pleas import (
    PLEAS,
    Asker,
    PleaKind,
    PleaStanding,
    answered_with,
    may_ask,
    may_see,
)
from kedeng.domain.policy import Actor, sees
from kedeng.domain.workflow import Guard

_TYPED_LATER = frozenset({Guard.GROUND_GIVEN})  # asked for at the move itself


def pleas_shown_to(actor: Actor, registration: Registration) -> list[Plea]:
    """Give the pleas of a record that an actor may read, the newest first."""
    facts = registration.facts()
    if not sees(actor, facts):
        return []
    return [plea for plea in registration.pleas.all() if may_see(actor, plea.of, facts)]


def open_plea(registration: Registration, kind: PleaKind) -> Plea | None:
    """Find the plea of a kind that waits for an answer."""
    return registration.pleas.filter(kind=kind.value, standing=PleaStanding.OPEN.value).first()


def plea_of(actor: Actor, registration: Registration, plea_id: int) -> Plea | None:
    """Find a plea of a record that the actor may read."""
    return next((p for p in pleas_shown_to(actor, registration) if p.pk == plea_id), None)


def why_not_asked(
    actor: Actor, registration: Registration, kind: PleaKind
) -> RefusedMoveError | None:
    """Give the refusal that a plea would meet now, whatever it says; None where it may be made.

    Nobody asks for what they may do themselves.
    """
    row = PLEAS[kind]
    decision = may_ask(actor, kind, registration.facts())
    if not decision:
        return RefusedMoveError(decision.reason, label=row.label)
    if row.asker is Asker.PROVINCE and filed_by(registration, actor.user_id):
        return RefusedMoveError("own_record")
    if why_not_granted(actor, registration, kind) is None:
        return RefusedMoveError("plea_needless", label=row.label)
    if open_plea(registration, kind) is not None:
        return RefusedMoveError("plea_there_already", label=row.label)
    if row.most is not None and _made_since_decided(registration, kind) >= row.most:
        return RefusedMoveError("plea_made_enough", label=row.label, most=row.most)
    return None


def _made_since_decided(registration: Registration, kind: PleaKind) -> int:
    """Count the pleas against the decision that stands, the newest move; one taken back is none."""
    newest = registration.moves.order_by("-expected_version").first()
    made = registration.pleas.filter(kind=kind.value).exclude(standing=PleaStanding.WITHDRAWN.value)
    return made.filter(asked_at__gte=newest.moved_at).count() if newest else 0


def kinds_to_ask(actor: Actor, registration: Registration) -> list[PleaKind]:
    """Give what an actor may ask for now. No statement where right, place and state forbid all."""
    return [kind for kind in PleaKind if why_not_asked(actor, registration, kind) is None]


def may_take_back(actor: Actor, plea: Plea) -> bool:
    """Whether a plea is open and the actor's own: a colleague's is declined, or lapses."""
    return plea.is_open and plea.asker_id == actor.user_id


def asked_by_owners(records: Collection[int]) -> dict[int, str]:
    """Say where among some records their own side waits for an answer, and to what.

    One statement.
    """
    kinds = [kind.value for kind, row in PLEAS.items() if row.asker is Asker.OWNER]
    waiting = Plea.objects.filter(standing=PleaStanding.OPEN.value, kind__in=kinds)
    return _labels(waiting.filter(registration__in=records))


def why_not_answered(actor: Actor, plea: Plea) -> RefusedMoveError | None:
    """Give the refusal of an answer; None for whoever could grant the plea now.

    The rule of who declines is thus that of the moves: right, place, not one's own (B48), and not
    what a colleague is at.
    """
    return why_not_granted(actor, plea.registration, plea.of)


def why_not_granted(
    actor: Actor, registration: Registration, kind: PleaKind
) -> RefusedMoveError | None:
    """Give the refusal that the first of the granting moves would meet; None where one is made."""
    whys = [
        foreseen_refusal(actor, registration, name, reason="…", leave_out=_TYPED_LATER)
        for name in PLEAS[kind].granted_by
    ]
    return None if None in whys else whys[0]


def waiting_pleas(actor: Actor) -> QuerySet[Plea]:
    """Give the open pleas that an actor's desk answers with the actor's rights, oldest first."""
    here = RouteStop.objects.filter(
        registration=OuterRef("registration_id"),
        organisation_id=actor.organisation_id,
        position=OuterRef("desk"),
    )
    kinds = [kind.value for kind in answered_with(actor.rights)]
    found = Plea.objects.filter(Exists(here), standing=PleaStanding.OPEN.value, kind__in=kinds)
    return found.select_related("registration").order_by("asked_at", "id")


def asked_of_desk(actor: Actor) -> dict[int, str]:
    """Say which records wait for an answer of the actor's desk, and to what. One statement."""
    return _labels(waiting_pleas(actor))


def _labels(found: QuerySet[Plea]) -> dict[int, str]:
    rows = found.values_list("registration_id", "kind")
    return {record: PLEAS[PleaKind(kind)].label for record, kind in rows}
