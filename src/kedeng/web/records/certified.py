"""What the page of a record says of its certificate."""

from typing import Any

from kedeng.apps.registrations import certificate_records
from kedeng.domain.certificates import GIVING_LABELS, ON_PAPER, Giving
from kedeng.domain.policy import Action, Actor, decide
from kedeng.renderings.refusals import refusal


def certified(actor: Actor, registration: Any) -> dict[str, Any]:
    """Give the versions with where each stands, or why there is none; {} before a number."""
    if not registration.number:
        return {}
    giving = certificate_records.giving_of(registration.round)
    versions = [
        {
            "certificate": each,
            "standing": certificate_records.standing_of(each),
            "given": [row for row in each.hand_outs.all() if row.revokes_id is None],
        }
        for each in certificate_records.certificates_of(registration)
    ]
    if not versions and giving is Giving.NONE:
        return {}
    wait = None if versions else certificate_records.why_none_shown_to(actor, registration)
    return {
        "versions": versions,
        "giving": GIVING_LABELS[giving] if giving in ON_PAPER else "",
        "why_none": refusal(f"certificate_{wait}") if wait else "",
        "can_issue": not versions and wait is None and _may_issue(actor, registration),
    }


def _may_issue(actor: Actor, registration: Any) -> bool:
    at_home = actor.organisation_id == certificate_records.province_of(registration)
    return at_home and bool(decide(actor, Action.ISSUE_CERTIFICATE))
