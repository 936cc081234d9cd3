"""A superior's writes to the bodies below: created, renamed, described, moved."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from kedeng.apps.organisations.actions.asking import ask, ask_inside, hold_tree
from kedeng.apps.organisations.actions.changing import change, changed_since
from kedeng.apps.organisations.actions.refused import RefusedError
from kedeng.apps.organisations.actions.telling import tell_of_body
from kedeng.apps.organisations.actions.tree import create_organisation
from kedeng.apps.organisations.models import Organisation, OrganisationName
from kedeng.apps.organisations.queries import ancestors, province_of
from kedeng.domain.delegation import Act, may_have_below
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.lib import credit_code
from kedeng.lib.text import folded, pinyin_key

DETAILS = (
    "short_name",
    "kind",
    "uscc",
    "region_code",
    "has_office",
    "contact_name",
    "contact_phone",
    "address",
)


@transaction.atomic
def create_body(*, actor: Actor, name: str, rank: int, **details: Any) -> Organisation:
    """Create a body directly below the actor's own. `details` are columns of DETAILS.

    Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed,
    rank_not_below, body_name_missing, body_name_taken, uscc_wrong, uscc_taken. Then history.
    """
    hold_tree()
    parent = Organisation.objects.get(pk=actor.organisation_id)
    facts = ask(actor, Act.CREATE_BODY, parent)
    if not may_have_below(facts.rank, rank):
        raise RefusedError("rank_not_below")
    _check_name(name, parent)
    return create_organisation(
        name=name, rank=rank, parent=parent, actor=actor, **_checked(details, None)
    )


@transaction.atomic
def rename_body(*, actor: Actor, organisation: Organisation, name: str) -> Organisation:
    """Give a body below another name; the old one is kept as a former name that still counts.

    Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed,
    body_name_missing, body_name_taken. Side effects in order: the name, the names, history.
    """
    hold_tree()
    fresh = _fresh(organisation)
    ask(actor, Act.RENAME_BODY, fresh)
    if name == fresh.name:
        return fresh
    _check_name(name, fresh.parent, besides=fresh)
    old, fresh.name, fresh.sort_key = fresh.name, name, pinyin_key(name)
    fresh.save(update_fields=["name", "sort_key"])
    names = OrganisationName.objects.filter(organisation=fresh)
    if folded(old) != folded(name):
        names.filter(folded=folded(old)).update(used_until=timezone.localdate())
    OrganisationName.objects.update_or_create(
        organisation=fresh, folded=folded(name), defaults={"name": name, "used_until": None}
    )
    tell_of_body(
        actor=actor,
        kind=Event.ORGANISATION_RENAMED,
        body_id=fresh.pk,
        details={"from": old, "to": name},
    )
    return fresh


@transaction.atomic
def describe_body(*, actor: Actor, organisation: Organisation, **details: Any) -> Organisation:
    """Change what is known of a body below; `details` are columns of DETAILS. Then history.

    Raises OutOfReachError, and RefusedError: super_only, manage_missing, body_closed, uscc_wrong,
    uscc_taken. What stays the same is no event.
    """
    hold_tree()
    fresh = _fresh(organisation)
    ask(actor, Act.RENAME_BODY, fresh)
    changed = change(fresh, _checked(details, fresh))
    if changed:
        tell_of_body(
            actor=actor,
            kind=Event.ORGANISATION_DESCRIBED,
            body_id=fresh.pk,
            details={"changed": changed},
        )
    return fresh


@transaction.atomic
def change_body(
    *, actor: Actor, organisation: Organisation, seen: Mapping[str, Any], name: str, **details: Any
) -> Organisation:
    """Rename and describe a body below; `seen` is what stood in the form when it was drawn.

    Raises what `rename_body` and `describe_body` raise, and RefusedError("changed_meanwhile") with
    what stands there `now` that the form would reset. Side effects are theirs, in this order.
    """
    hold_tree()
    asked = {"name": name, **details}
    if "uscc" in details:
        asked["uscc"] = _tidied(details["uscc"])
    now = changed_since(_fresh(organisation), asked, seen)
    if now:
        raise RefusedError("changed_meanwhile", now=now)
    rename_body(actor=actor, organisation=organisation, name=name)
    return describe_body(actor=actor, organisation=organisation, **details)


@transaction.atomic
def move_body(*, actor: Actor, organisation: Organisation, parent: Organisation) -> Organisation:
    """Put a body below another one of the actor's, with all that stands below it.

    Records under way keep the route that they were submitted with; drafts get the new one. Raises
    OutOfReachError (also for the new parent), and RefusedError: super_only, manage_missing,
    body_closed, makes_a_cycle, rank_not_below, other_province, body_name_taken. Then history.
    """
    hold_tree()
    fresh, target = _fresh(organisation), _fresh(parent)
    ask(actor, Act.MOVE_BODY, fresh)
    ask_inside(actor, target)
    if fresh.pk in {body.pk for body in ancestors(target)}:
        raise RefusedError("makes_a_cycle")
    if not may_have_below(target.rank, fresh.rank):
        raise RefusedError("rank_not_below")
    if province_of(fresh) != province_of(target):  # its rounds are that province's
        raise RefusedError("other_province")
    if fresh.parent_id == target.pk:
        return fresh
    _check_name(fresh.name, target, besides=fresh)
    old = fresh.parent
    fresh.parent = target
    fresh.save(update_fields=["parent"])
    tell_of_body(
        actor=actor,
        kind=Event.ORGANISATION_MOVED,
        body_id=fresh.pk,
        details={"from": [old.pk, old.name], "to": [target.pk, target.name]},
    )
    return fresh


def _fresh(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def check_new_body(*, parent: Organisation, name: str, **details: Any) -> dict[str, Any]:
    """Judge a body that is to stand below another one; give its details tidied. Asks nobody.

    Holds the tree, so that what was judged stays so to the commit. Raises RefusedError:
    body_name_missing, body_name_taken, uscc_wrong, uscc_taken.
    """
    hold_tree()
    _check_name(name, parent)
    return _checked(details, None)


def _check_name(name: str, parent: Organisation, besides: Organisation | None = None) -> None:
    if not name:
        raise RefusedError("body_name_missing")
    siblings = Organisation.objects.filter(parent=parent, is_active=True)
    if besides is not None:
        siblings = siblings.exclude(pk=besides.pk)
    if siblings.filter(other_names__folded=folded(name), other_names__used_until=None).exists():
        raise RefusedError("body_name_taken", name=name, parent=parent.name)


def _checked(details: dict[str, Any], own: Organisation | None) -> dict[str, Any]:
    """Judge the credit code among the details. Raises TypeError for a column that is no detail."""
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise TypeError(f"no detail of a body: {sorted(unknown)}")
    code = checked_code(details.get("uscc", ""), own)
    return {**details, "uscc": code} if code else details


def checked_code(typed: str, own: Organisation | None = None) -> str:
    """Give a credit code tidied; empty where none was typed. `own` is the body that may have it.

    Raises RefusedError: uscc_wrong, uscc_taken.
    """
    code = _tidied(typed)
    if not code:
        return ""
    if not credit_code.is_right(code):
        raise RefusedError("uscc_wrong", code=code)
    others = Organisation.objects.filter(uscc=code, is_active=True)
    if own is not None:
        others = others.exclude(pk=own.pk)
    holder = others.select_related("parent").first()
    if holder is not None:  # named so that somebody can be asked; nothing else of it is told
        above = holder.parent.name if holder.parent else holder.name
        raise RefusedError("uscc_taken", code=code, holder=holder.name, above=above)
    return code


def _tidied(code: str) -> str:
    return code.strip().upper()
