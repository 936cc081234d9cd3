"""Reads of users for who looks after them."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone

from kedeng.apps.organisations.models import Deputation, GrantNote, Organisation, User
from kedeng.apps.organisations.queries.activation import with_activation
from kedeng.apps.organisations.queries.tree import body_facts
from kedeng.domain.delegation import Act, decide_act
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right


def users_of(actor: Actor, organisation: Organisation, text: str = "") -> QuerySet[User]:
    """Give the accounts of a body that an actor may see, with rights and activation.

    All of a body whose users the actor defines; only the super administrator of another one below;
    nobody of a foreign one, and nobody at all to who manages nothing. With a text, those whose name
    or login name contains it.
    """
    users = User.objects.filter(organisation=organisation)
    if not decide_act(actor, Act.READ_GRANTS, body_facts(organisation)):
        return users.none()
    if not _serves(actor, organisation):
        users = users.filter(is_super=True)
    if text:
        users = users.filter(Q(name__icontains=text) | Q(username__icontains=text))
    users = with_activation(users).select_related("organisation").prefetch_related("rights")
    return users.order_by("-is_active", "-is_super", "name", "pk")


def staff_of(actor: Actor) -> QuerySet[User]:
    """Give the accounts of the actor's own body that may be used."""
    own = Organisation.objects.get(pk=actor.organisation_id)
    return users_of(actor, own).filter(is_active=True)


def user_for(actor: Actor, user_id: int) -> User | None:
    """Find an account that an actor looks after; None for any other."""
    found = User.objects.filter(pk=user_id).select_related("organisation").first()
    return users_of(actor, found.organisation).filter(pk=user_id).first() if found else None


def _serves(actor: Actor, organisation: Organisation) -> bool:
    """Whether the users of a body are the actor's to define, were the body open or not."""
    decision = decide_act(actor, Act.DEFINE_USER, body_facts(organisation))
    return bool(decision) or decision.reason == "body_closed"


def colleagues_of(user: User) -> QuerySet[User]:
    """Give the active accounts of the same body, the user aside."""
    same = User.objects.filter(organisation=user.organisation_id, is_active=True)
    return same.exclude(pk=user.pk).prefetch_related("rights").order_by("name", "pk")


def member_named(organisation: Organisation, username: str, name: str) -> User | None:
    """Find an account of a body by login name and name together; None where they do not fit."""
    return User.objects.called(username).filter(organisation=organisation, name=name).first()


def holders(body_id: int, rights: Collection[Right]) -> list[User]:
    """Give the people of a body who hold one of the rights today, by themselves or lent."""
    today = timezone.localdate()
    wanted = [right.value for right in rights]
    lending = Deputation.objects.filter(
        giver__rights__right__in=[each for each in wanted if each != Right.MANAGE.value],
        giver__is_active=True,
        giver__organisation=body_id,
        from_day__lte=today,
        through_day__gte=today,
        ended_at=None,
    )
    who = Q(rights__right__in=wanted) | Q(pk__in=lending.values("deputy"))
    if Right.MANAGE in rights:
        who |= Q(is_super=True)
    people = User.objects.filter(
        who, organisation=body_id, is_active=True, organisation__is_active=True
    )
    return list(people.distinct().order_by("pk"))


def super_of(organisation: Organisation) -> User | None:
    """Find a body's super administrator, with activation; None where it has none."""
    return with_activation(User.objects.filter(organisation=organisation, is_super=True)).first()


def deputations_of(actor: Actor, user: User | None = None) -> QuerySet[Deputation]:
    """Give the deputations of the own body (or of one user), those that still count first."""
    wanted = Q(deputy__organisation=actor.organisation_id)
    if user is not None:
        wanted = Q(deputy=user) | Q(giver=user)
    found = Deputation.objects.filter(wanted).select_related("giver", "deputy__organisation")
    return found.order_by("-through_day", "-pk")


def live_deputations(user: User) -> QuerySet[Deputation]:
    """Give the deputations of a user, given or taken, that last or are still to begin."""
    today = timezone.localdate()
    found = Deputation.objects.filter(Q(deputy=user) | Q(giver=user), ended_at=None)
    return found.filter(through_day__gte=today).select_related("giver", "deputy__organisation")


def deputation_for(actor: Actor, deputation_id: int) -> Deputation | None:
    """Find a deputation of a user whom the actor looks after; None for any other."""
    found = Deputation.objects.filter(pk=deputation_id).select_related("deputy").first()
    return found if found and user_for(actor, found.deputy_id) else None


def grants_of(user: User) -> QuerySet[GrantNote]:
    """Give what was done to an account, newest first."""
    return GrantNote.objects.filter(user=user)
