"""Reads of applications: the inbox of who decides, and how one's own stands."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kedeng.apps.organisations.models import (
    AccountApplication,
    InstitutionApplication,
    User,
)
from kedeng.domain.applications import Standing
from kedeng.domain.policy import Action, Actor, decide
from kedeng.domain.routes import PROVINCE
from kedeng.lib import crockford
from kedeng.lib.text import pinyin_word

MOST_AN_HOUR = 20  # from one network: a university stands behind one address
MOST_FROM_ANYWHERE = 300  # an hour, where a proxy hides the networks


def account_inbox(actor: Actor) -> QuerySet[AccountApplication]:
    """Give the applications for accounts that lie with the actor's body, oldest first."""
    if not decide(actor, Action.DECIDE_APPLICATIONS):
        return AccountApplication.objects.none()
    own = AccountApplication.objects.filter(addressee_id=actor.organisation_id)
    return own.select_related("addressee", "unit", "user")


def account_application_for(actor: Actor, number: str) -> AccountApplication | None:
    """Find one of the actor's inbox; None for a foreign one."""
    return account_inbox(actor).filter(number=number).first()


def account_application(number: str) -> AccountApplication | None:
    """Find an application by its receipt number, which only who sent it has."""
    known = AccountApplication.objects.select_related("addressee", "unit")
    return known.filter(number=number.strip().upper()).first()


def institution_inbox(actor: Actor) -> QuerySet[InstitutionApplication]:
    """Give the applications of institutions to the actor's province; drafts are nobody's yet."""
    if actor.rank != PROVINCE or not decide(actor, Action.DECIDE_APPLICATIONS):
        return InstitutionApplication.objects.none()
    sent = InstitutionApplication.objects.exclude(state=Standing.DRAFT.value)
    own = sent.filter(province_id=actor.organisation_id, sent_at__isnull=False)
    return own.select_related("province", "organisation", "user", "scan")


def institution_application_for(actor: Actor, number: str) -> InstitutionApplication | None:
    """Find one of the actor's inbox; None for a foreign one."""
    return institution_inbox(actor).filter(number=number).first()


def institution_draft(code: str) -> InstitutionApplication | None:
    """Find the application that a resume code opens; None for an unknown or unreadable code."""
    plain = crockford.read(code)
    if plain is None:
        return None
    known = InstitutionApplication.objects.select_related("province", "scan")
    return known.filter(code_digest=resume_digest(plain)).first()


def pending_applications(actor: Actor) -> int:
    """Count what waits for a decision of the actor's body."""
    pending = Standing.PENDING.value
    return (
        account_inbox(actor).filter(state=pending).count()
        + institution_inbox(actor).filter(state=pending).count()
    )


def namesakes(application: AccountApplication) -> list[User]:
    """Give the accounts in the unit that bear the applicant's name."""
    if application.unit_id is None:
        return []
    return list(User.objects.filter(organisation_id=application.unit_id, name=application.name))


def proposed_username(wish: str, name: str) -> str:
    """Propose a login name that is free: the one wished for, or the name's pinyin."""
    base = wish or pinyin_word(name) or "user"
    for serial in range(1, 1000):
        tried = base if serial == 1 else f"{base}{serial}"
        if len(tried) > 1 and not User.objects.called(tried).exists():
            return tried
    return ""


def is_flooded(network: str) -> bool:
    """Whether a network sent as many applications within the hour as are taken; "" is unknown."""
    since = timezone.now() - timedelta(hours=1)
    sent = AccountApplication.objects.filter(network=network, sent_at__gte=since).count()
    begun = InstitutionApplication.objects.filter(network=network, created_at__gte=since).count()
    return sent + begun >= (MOST_AN_HOUR if network else MOST_FROM_ANYWHERE)


def network_digest(address: str) -> str:
    """Under which a sender's network is kept: enough to count, not to find the address."""
    return salted_hmac("kedeng.applications.network", address, algorithm="sha256").hexdigest()


def resume_digest(code: str) -> str:
    """Under which a resume code is kept: keyed, so that a copy of the database opens nothing."""
    return salted_hmac("kedeng.applications.resume", code, algorithm="sha256").hexdigest()
