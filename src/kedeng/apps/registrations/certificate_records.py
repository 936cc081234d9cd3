"""Reads of certificates: when one is due, what was issued, what a code answers."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from kedeng.apps.registrations.change_records import ordered_change
from kedeng.apps.registrations.models import (
    Certificate,
    CertificateHandOut,
    Move,
    Objection,
    PublicityBatch,
    Registration,
)
from kedeng.apps.registrations.publicity_records import (
    AFTER,
    OPEN_HEARINGS,
    entries_of,
    newest_entry,
    publicity_of,
    taken_objections,
)
from kedeng.apps.rounds.models import Round
from kedeng.domain.certificates import (
    ENDED,
    LIVE,
    ON_OWN_WISH,
    Giving,
    Publicity,
    Standing,
    Wait,
    standing,
    why_not_due,
)
from kedeng.domain.policy import Action, Actor, Decision, decide_at, sees
from kedeng.domain.routes import StopKind
from kedeng.domain.states import State
from kedeng.lib import crockford

_OPEN = Q(revokes=None, revoked_by=None)


def giving_of(round_: Round) -> Giving:
    """Give how a round's province gives its certificates."""
    return Giving(round_.profile.values["certificate"])


def province_of(registration: Registration) -> int | None:
    """Give the id of the province on a record's route; None before a route is fixed."""
    stops = registration.stops.filter(kind=StopKind.PROVINCE.value)
    return stops.values_list("organisation_id", flat=True).first()


def may_issue(actor: Actor, registration: Registration) -> Decision:
    """Say whether an actor issues what is due and missing: the registering province's reviewer."""
    return decide_at(actor, Action.ISSUE_CERTIFICATE, province_of(registration))


def why_none_is_due(registration: Registration) -> Wait | None:
    """Say why a record may have no certificate now; None where one is due."""
    return why_not_due(
        giving_of(registration.round), State(registration.state), _publicity(registration)
    )


def why_none_shown_to(actor: Actor, registration: Registration) -> Wait | None:
    """Say the same to somebody who sees the record.

    An objection that nobody took concerns the province alone: to others nothing seems to wait.
    """
    wait = why_none_is_due(registration)
    at_home = actor.organisation_id == province_of(registration)
    if wait is not Wait.OBJECTION or at_home or taken_objections(registration).exists():
        return wait
    return None


def _publicity(registration: Registration) -> Publicity | None:
    if publicity_of(registration.round) != AFTER:
        return None
    entry = newest_entry(registration)
    objected = Objection.objects.filter(registration=registration, state__in=OPEN_HEARINGS)
    return Publicity(
        listed=entry is not None,
        over=entry is not None and timezone.localdate() > entry.batch.ends_on,
        objected=objected.exists(),
        ordered=ordered_change(registration) is not None,
    )


def certificates_of(registration: Registration) -> list[Certificate]:
    """Give every version of a record's certificate, newest first, with who got its paper."""
    rows = Certificate.objects.filter(registration=registration).order_by("-version")
    return list(rows.select_related("registration").prefetch_related("hand_outs__revoked_by"))


def newest_certificate(registration: Registration) -> Certificate | None:
    """Give the version that counts; None before the first."""
    return Certificate.objects.filter(registration=registration).order_by("-version").first()


def newest_of(registrations: Iterable[Registration]) -> dict[int, Certificate]:
    """Give the newest certificate of each record that has one, by its id. One statement."""
    rows = Certificate.objects.filter(registration__in=[each.pk for each in registrations])
    return {each.registration_id: each for each in rows.order_by("version")}


def certificate_seen(
    actor: Actor, registration: Registration, version: int | None = None
) -> Certificate | None:
    """Give the newest version, or the one that is named, to who may see the record."""
    if not sees(actor, registration.facts()):
        return None
    rows = Certificate.objects.filter(registration=registration).select_related("registration")
    if version is not None:
        rows = rows.filter(version=version)
    return rows.order_by("-version").first()


def standing_of(certificate: Certificate) -> Standing:
    """Say where a version stands now. Two statements at most; of a list's rows none."""
    return standing(
        State(certificate.registration.state),
        version=certificate.version,
        newest=newest_version(certificate),
        ended_by=_ended_by(certificate),
    )


def _ended_by(certificate: Certificate) -> str:
    """Name the move that ended the registration; "" while it holds."""
    if certificate.registration.state not in ENDED:
        return ""
    known = getattr(certificate, "last_move", None)
    if known is not None:
        return str(known)
    moves = certificate.registration.moves.order_by("-expected_version")
    return moves.values_list("transition", flat=True)[0]


def newest_version(certificate: Certificate) -> int:
    """Give the number of the version that counts; lists bring it along."""
    known = getattr(certificate, "newest", None)
    if known is not None:
        return int(known)
    rows = Certificate.objects.filter(registration_id=certificate.registration_id)
    return int(rows.order_by("-version").values_list("version", flat=True)[0])


@dataclass(frozen=True)
class CertificateFilter:
    """What a list of certificates is narrowed to; blank fields narrow nothing."""

    text: str = ""  # in title, number or units
    round_id: int | None = None
    standing: str = Standing.CURRENT.value
    handed: str = ""  # yes · no


def certificates_for(
    records: QuerySet[Registration], chosen: CertificateFilter
) -> QuerySet[Certificate]:
    """Give the certificates of some records, the latest issued first.

    `records` are those that the actor sees (`queries.visible_to`).
    """
    later = Certificate.objects.filter(
        registration=OuterRef("registration"), version__gt=OuterRef("version")
    )
    given = CertificateHandOut.objects.filter(_OPEN, certificate=OuterRef("pk"))
    ended = Q(registration__state__in=ENDED)
    asked_for = Move.objects.filter(registration=OuterRef("registration"), transition=ON_OWN_WISH)
    own_wish = Exists(asked_for)
    is_replaced = Exists(later)
    wanted = {
        Standing.CURRENT.value: ~is_replaced & ~ended,
        Standing.REPLACED.value: is_replaced & ~ended,
        Standing.CANCELLED.value: ~is_replaced & ended & ~own_wish,
        Standing.DEREGISTERED.value: ~is_replaced & ended & own_wish,
    }
    rows = Certificate.objects.filter(wanted.get(chosen.standing, Q()))
    rows = rows.filter(registration__in=records.values("pk"))
    if chosen.round_id is not None:
        rows = rows.filter(registration__round_id=chosen.round_id)
    if chosen.handed:
        rows = rows.filter(Exists(given) if chosen.handed == "yes" else ~Exists(given))
    if chosen.text:
        rows = rows.filter(
            Q(title__icontains=chosen.text)
            | Q(number__icontains=chosen.text)
            | Q(registration__first_unit__icontains=chosen.text)
        )
    return _for_a_list(rows).prefetch_related("hand_outs__revoked_by")


def picked(records: QuerySet[Registration], codes: Sequence[str]) -> QuerySet[Certificate]:
    """Give chosen certificates of records that the actor sees, the latest issued first."""
    rows = Certificate.objects.filter(code__in=codes, registration__in=records.values("pk"))
    return _for_a_list(rows)


def _for_a_list(rows: QuerySet[Certificate]) -> QuerySet[Certificate]:
    versions = Certificate.objects.filter(registration=OuterRef("registration"))
    newest = versions.order_by("-version").values("version")[:1]
    moves = Move.objects.filter(registration=OuterRef("registration"))
    last_move = moves.order_by("-expected_version").values("transition")[:1]
    rows = rows.annotate(newest=Subquery(newest), last_move=Subquery(last_move))
    return rows.select_related("registration__round__profile").order_by("-id")


def hand_out_at(organisation_id: int, hand_out_id: int) -> CertificateHandOut | None:
    """Find what a province gave away."""
    rows = CertificateHandOut.objects.filter(
        pk=hand_out_id, certificate__organisation_id=organisation_id
    )
    return rows.select_related("certificate__registration").first()


def without_certificate(
    batch: PublicityBatch, registrations: Sequence[Registration]
) -> list[Registration]:
    """Give those of a publicity that is over that have a number and no certificate yet.

    Whether an objection holds one back is judged when it is issued. One statement.
    """
    if giving_of(batch.round) is Giving.NONE or timezone.localdate() <= batch.ends_on:
        return []
    have = newest_of(registrations)
    return [each for each in registrations if each.pk not in have and each.state in LIVE]


def left_to_certify(batch: PublicityBatch, told: Collection[str]) -> int:
    """Count what of a batch still lacks its certificate, but for the codes that were told of."""
    listed = [each.registration for each in entries_of(batch)]
    return sum(each.code not in told for each in without_certificate(batch, listed))


@dataclass(frozen=True)
class CertificateCheck:
    """What the public is told of a certificate; of one that does not hold, no content.

    `since` is the day on which it was issued, replaced or ended.
    """

    standing: Standing
    number: str
    version: int
    newest: int
    since: date
    certificate: Certificate | None = None


def check_certificate(code: str, number: str | None = None) -> CertificateCheck | None:
    """Answer a code from a QR, or a code with the number that must belong to it (B64, B69).

    None for what is not known, whichever of the two is wrong.
    """
    plain = crockford.read(code)
    rows = Certificate.objects.filter(code=plain).select_related("registration")
    found = rows.first() if plain else None
    if found is None or (number is not None and number.strip().upper() != found.number):
        return None
    newest, now = newest_version(found), standing_of(found)
    return CertificateCheck(
        standing=now,
        number=found.number,
        version=found.version,
        newest=newest,
        since=_since(found, now),
        certificate=found if now is Standing.CURRENT else None,
    )


def _since(certificate: Certificate, now: Standing) -> date:
    if now is Standing.CURRENT:
        return timezone.localdate(certificate.issued_at)
    if now is Standing.REPLACED:
        rows = Certificate.objects.filter(registration_id=certificate.registration_id)
        return timezone.localdate(rows.get(version=certificate.version + 1).issued_at)
    last = certificate.registration.moves.order_by("-expected_version")[0]
    return timezone.localdate(last.moved_at)
