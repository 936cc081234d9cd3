"""The part of the tree that an actor looks after: the own body and every one below."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from kedeng.apps.organisations.models import Organisation, OrganisationName, User
from kedeng.apps.organisations.queries.activation import with_activation
from kedeng.domain.activation import Activation
from kedeng.domain.delegation import Act, BodyFacts, decide_act
from kedeng.domain.policy import Actor
from kedeng.lib.text import folded

# `union`, not `union all`: a cycle, were there one, would end the walk instead of hanging it.
BELOW = """
with recursive below(id) as (
  select id from organisations_organisation where id = %s
  union
  select child.id from organisations_organisation child join below on child.parent_id = below.id
)
select id from below
"""


def subtree(organisation_id: int) -> QuerySet[Organisation]:
    """Give a body and everything below it, in one statement whatever the depth."""
    return Organisation.objects.filter(pk__in=RawSQL(BELOW, [organisation_id]))  # noqa: S611


def bodies_named(actor: Actor, text: str) -> QuerySet[Organisation]:
    """Give the own body and those below whose names, former ones too, have every word.

    Each has `super_name`, "" where there is no super administrator.
    """
    holder = User.objects.filter(organisation=OuterRef("pk"), is_super=True).values("name")
    found = subtree(actor.organisation_id)
    found = found.annotate(super_name=Coalesce(Subquery(holder), Value("")))
    for word in filter(None, map(folded, text.split())):
        found = found.filter(other_names__folded__contains=word)
    return found.distinct().order_by("rank", "sort_key", "pk")


def body_for(actor: Actor, organisation_id: int) -> Organisation | None:
    """Find the own body or one below, open or closed; None for any other."""
    found = subtree(actor.organisation_id).filter(pk=organisation_id)
    return found.select_related("parent", "successor").first()


@dataclass(frozen=True)
class Branch:
    """A body in its place of the tree. `users` counts its own accounts by activation."""

    id: int
    parent_id: int | None
    name: str
    rank: int
    depth: int
    is_open: bool
    has_office: bool
    super_name: str
    users: dict[Activation, int] = field(default_factory=dict)

    @property
    def user_count(self) -> int:
        """Accounts of the body itself."""
        return sum(self.users.values())


def tree_of(actor: Actor) -> list[Branch]:
    """Give the subtree in order, each body after its superior, the own one first (depth 0).

    Four statements whatever the size.
    """
    own = subtree(actor.organisation_id)
    fields = ("id", "parent_id", "name", "rank", "is_active", "has_office")
    children: dict[int | None, list[tuple]] = defaultdict(list)
    root: tuple | None = None
    for row in own.order_by("rank", "sort_key", "id").values_list(*fields):
        if row[0] == actor.organisation_id:
            root = row
        else:
            children[row[1]].append(row)
    ids = own.values("pk")
    users: dict[int, dict[Activation, int]] = defaultdict(dict)
    counted = with_activation(User.objects.filter(organisation__in=ids))
    for body, state, count in counted.values_list("organisation", "activation").annotate(
        count=Count("pk")
    ):
        users[body][Activation(state)] = count
    supers = dict(
        User.objects.filter(organisation__in=ids, is_super=True).values_list("organisation", "name")
    )

    def walk(row: tuple, depth: int) -> Iterator[Branch]:
        yield Branch(*row[:4], depth, *row[4:], supers.get(row[0], ""), users.get(row[0], {}))
        for child in children[row[0]]:
            yield from walk(child, depth + 1)

    return list(walk(root, 0)) if root else []


def sums_of(branches: list[Branch], own: dict[int, int]) -> dict[int, int]:
    """Add a figure up the tree: body → the sum over it and all below. `branches` as `tree_of`."""
    sums: dict[int, int] = defaultdict(int)
    for branch in reversed(branches):
        sums[branch.id] += own.get(branch.id, 0)
        if branch.parent_id is not None:
            sums[branch.parent_id] += sums[branch.id]
    return sums


def named(branches: list[Branch], text: str) -> list[Branch]:
    """Keep the bodies whose name contains every word, blanks and punctuation aside."""
    words = [folded(word) for word in text.split() if folded(word)]
    return [branch for branch in branches if all(word in folded(branch.name) for word in words)]


def candidates(
    actor: Actor, body: Organisation, text: str, ranks: Collection[int]
) -> QuerySet[Organisation]:
    """Give the open bodies of the actor's that might carry or follow another; siblings first.

    They have one of the ranks and every word of the text in a name, and do not stand below it.
    """
    inside = subtree(actor.organisation_id).filter(is_active=True, rank__in=ranks)
    found = inside.exclude(pk__in=RawSQL(BELOW, [body.pk]))  # noqa: S611
    for word in filter(None, map(folded, text.split())):
        found = found.filter(other_names__folded__contains=word)
    apart = Case(When(parent=body.parent_id, then=Value(0)), default=Value(1))
    found = found.annotate(apart=apart).distinct().select_related("parent")
    return found.order_by("apart", "sort_key", "pk")


def children_of(body: Organisation) -> QuerySet[Organisation]:
    """Give the bodies directly below, open and closed."""
    return body.children.order_by("-is_active", "rank", "sort_key", "pk")


def other_names_of(body: Organisation) -> QuerySet[OrganisationName]:
    """Give former and second names, without the present one."""
    return body.other_names.exclude(name=body.name).order_by("used_until", "pk")


def acts_on(actor: Actor, facts: BodyFacts) -> frozenset[str]:
    """Names of the acts that the law lets an actor do to a body: what a page shows as buttons."""
    return frozenset(act.value for act in Act if decide_act(actor, act, facts))
