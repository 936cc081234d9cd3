"""What every act on an objection leaves or asks: history that names nobody, a reason, a code."""

from django.utils.crypto import salted_hmac

from kedeng.apps.history.actions import record
from kedeng.apps.registrations.actions.moves import LONGEST_TEXT
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.models import Objection
from kedeng.domain.events import Event
from kedeng.domain.policy import Actor
from kedeng.lib import crockford

# Objections from one network, and further statements in one case.
MOST_AN_HOUR = 20


def case_digest(code: str) -> str:
    """Under which the code of a case is kept: keyed, so that a copy of the database opens none."""
    plain = crockford.read(code) or ""
    return salted_hmac("kedeng.objections.case", plain, algorithm="sha256").hexdigest()


def check_reason(text: str) -> None:
    """Raise RefusedMoveError: reason_missing, reason_too_long."""
    if not text:
        raise RefusedMoveError("reason_missing")
    if len(text) > LONGEST_TEXT:
        raise RefusedMoveError("reason_too_long", size=len(text), most=LONGEST_TEXT)


def record_case(actor: Actor | None, objection: Objection, kind: Event, **details: object) -> None:
    """Write history under the registration: who objected is nowhere in it."""
    registration = objection.registration
    told = {"objection": objection.number, "title": objection.entry.title, **details}
    record(kind=kind, subject=registration.subject, actor=actor, details=told)
