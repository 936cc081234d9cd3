"""Writes to the tree of organisations."""

from collections.abc import Iterable

from django.db import transaction

from kedeng.apps.organisations.actions.telling import tell_of_body
from kedeng.apps.organisations.models import Organisation, OrganisationName
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.lib.text import folded, pinyin_key


@transaction.atomic
def create_organisation(
    *,
    name: str,
    rank: int,
    parent: Organisation | None,
    actor: Actor | None = None,
    other_names: Iterable[str] = (),
    **details: object,
) -> Organisation:
    """Create an organisation with its names; then history. `details` are further columns."""
    organisation = Organisation.objects.create(
        name=name, rank=rank, parent=parent, sort_key=pinyin_key(name), **details
    )
    # The present name stands among the names too, so that one look-up finds them all.
    names = {folded(each): each for each in (*other_names, name)}
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=organisation, name=each, folded=key)
        for key, each in names.items()
    )
    tell_of_body(
        actor=actor,
        kind=Event.ORGANISATION_CREATED,
        body_id=organisation.pk,
        details={"name": name, "rank": rank},
    )
    return organisation
