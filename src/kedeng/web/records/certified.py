"""What the page of a record says of its certificate."""

from typing import Any

from kedeng.apps.registrations import certificate_records
from kedeng.domain.certificates import GIVING_LABELS, ON_PAPER, Giving
from kedeng.domain.policy import Actor
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
    is_due = not versions and wait is None
    return {
        "versions": versions,
        "giving": GIVING_LABELS[giving] if giving in ON_PAPER else "",
        "why_none": refusal(f"certificate_{wait}") if wait else "",
        "can_issue": is_due and bool(certificate_records.may_issue(actor, registration)),
    }
