"""Whom somebody may ask who was refused: the own department, and the province."""

from django import template

from kedeng.apps.organisations.queries import Contact, contacts_of, organisation_by_id
from kedeng.domain.policy import Actor

register = template.Library()


@register.simple_tag
def whom_to_ask(actor: Actor | None) -> list[Contact]:
    """Give the contacts above the actor's own body; none for a guest, or where nobody is above."""
    if not actor:  # "" where the page has no actor at all
        return []
    own = organisation_by_id(actor.organisation_id)
    return [each for each in contacts_of(own) if each.organisation != own.name]
