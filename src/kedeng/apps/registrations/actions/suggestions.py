"""Taking what a certificate says into a section of the draft: by a click, as any other save."""

from collections.abc import Collection
from typing import Any

from kedeng.apps.registrations.actions.drafts import OutdatedError, Saved, save_section
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.judgement import judge
from kedeng.apps.registrations.models import DraftSection, Registration
from kedeng.apps.registrations.suggested import Offer, offers_for
from kedeng.domain.policy import Actor


class OutdatedOfferError(OutdatedError):
    """The section was saved in between; `content` is what it would be with the values taken."""

    def __init__(self, current: DraftSection, offer: Offer, content: Any) -> None:
        super().__init__(current)
        self.offer = offer
        self.content = content


def take_suggestion(
    *,
    actor: Actor,
    registration: Registration,
    key: str,
    fields: Collection[str],
    expected_version: int,
) -> tuple[Offer, Saved]:
    """Save the chosen values of one paper into their section.

    The paper is read anew: nobody sends values. What is taken twice is saved once. Raises
    RefusedMoveError: "suggestion_gone" where no file says it any more, "suggestion_none" where
    nothing is chosen, and where the actor may not edit; OutdatedOfferError where somebody else has
    saved the section since `expected_version`. Side effects: those of `save_section`.
    """
    found = offers_for(registration, judge(registration), taken=True)
    offer = next((each for each in found if each.key == key), None)
    if offer is None:
        raise RefusedMoveError("suggestion_gone")
    known = {item.field.key for item in (*offer.items, *offer.same)}
    chosen = frozenset(fields) & known
    if not chosen:
        raise RefusedMoveError("suggestion_none")
    row = registration.sections.filter(section=offer.section.key).first()
    content = offer.applied(chosen, row.content if row else None)
    try:
        saved = save_section(
            actor=actor,
            registration=registration,
            section=offer.section.key,
            content=content,
            expected_version=expected_version,
        )
    except OutdatedError as error:
        raise OutdatedOfferError(error.current, offer, content) from error
    return offer, saved
