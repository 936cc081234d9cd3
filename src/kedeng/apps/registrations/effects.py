"""What moves do beside changing state and desk: freeze a revision, fix the route, take a number."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from kedeng.apps.organisations.queries import ancestors, chain_of_bodies
from kedeng.apps.registrations import columns
from kedeng.apps.registrations.ended_cases import end_cases
from kedeng.apps.registrations.ended_offers import end_unwanted_offer
from kedeng.apps.registrations.guards import Attempt, RefusedMoveError, key_of
from kedeng.apps.registrations.identifiers import project_identifiers
from kedeng.apps.registrations.issuing import issue_certificate
from kedeng.apps.registrations.lapses import lapse
from kedeng.apps.registrations.models import (
    BulkRow,
    ChangeRequest,
    NumberCounter,
    PersonEntry,
    Registration,
    Revision,
    RouteStop,
    UnitEntry,
)
from kedeng.apps.registrations.scans import shown_evidence
from kedeng.apps.rounds import queries as rounds
from kedeng.definitions.registry import definition
from kedeng.domain.bulk import RowOutcome
from kedeng.domain.changes import OPEN, Act
from kedeng.domain.eligibility import duty
from kedeng.domain.numbering import LAST_SERIAL, Number, SerialsExhaustedError, compose
from kedeng.domain.routes import NoRouteError, StopKind, route
from kedeng.domain.windows import farther
from kedeng.domain.workflow import Effect
from kedeng.formkit.answers import Answers
from kedeng.formkit.canonical import digest
from kedeng.lib.text import folded
from kedeng.renderings.messages import sentence


def _fix_route(attempt: Attempt) -> None:
    """Fix the chain of desks at the first submission; a recalled record keeps the one it has."""
    registration = attempt.registration
    if registration.stops.exists():
        return
    unit = registration.filer_organisation
    try:
        stops = route(chain_of_bodies(unit))
    except NoRouteError as error:
        raise RefusedMoveError("no_route") from error
    names = {body.pk: body.name for body in ancestors(unit)}
    RouteStop.objects.bulk_create(
        RouteStop(
            registration=registration,
            position=place,
            organisation_id=stop.organisation,
            kind=stop.kind.value,
            name=names[stop.organisation],
        )
        for place, stop in enumerate(stops)
    )
    registration.refresh_from_db(fields=["stops"])  # they were read before they existed


def _freeze_revision(attempt: Attempt) -> None:
    """Freeze what was judged as an immutable revision and project what is searched and counted."""
    registration, judgement = attempt.registration, attempt.judged()
    registration.submissions += 1
    evidence = [
        {
            "slot": item.slot,
            "slot_name": item.slot_name,
            "digest": item.file_id,
            "file_name": item.file_name,
            "pages": item.file.pages,
        }
        for item in shown_evidence(registration)
    ]
    explanations = [
        {
            "code": item.problem.code,
            "path": item.problem.path,
            "sentence": sentence(item.problem),
            "text": item.text,
        }
        for item in judgement.confirmations
    ]
    answers = dict(judgement.settled.data)
    content = {"answers": answers, "evidence": evidence, "explanations": explanations}
    attempt.extra["revision"] = Revision.objects.create(
        registration=registration,
        number=registration.submissions,
        edition=registration.edition,
        list_versions=judgement.facts.catalogue.versions(),
        pack=str(registration.round.pack),
        digest=digest(
            {"registration": registration.code, "number": registration.submissions, **content}
        ),
        submitted_at=attempt.now,
        submitted_by=attempt.actor.name,
        phone=registration.filer.phone,
        warned=len(judgement.warnings),
        **content,
    )
    registration.first_submitted_at = registration.first_submitted_at or attempt.now
    registration.submitted_at = attempt.now
    registration.duplicate_key = key_of(registration, judgement)
    project(registration, judgement.settled)
    end_unwanted_offer(attempt.actor, registration, judgement.settled)


def project(registration: Registration, settled: Answers) -> None:
    """Fill the searched and counted columns and tables; the record itself is not saved."""
    units, people = settled.rows("units"), settled.rows("people")
    registration.title = columns.title_of(settled.text("overview.achievement_name"))
    registration.first_unit = columns.unit_name(units[0].get("unit_name")) if units else ""
    facts = rounds.catalogue(), registration.round.profile.values
    registration.duty = duty(settled.rows("projects"), *facts).duty.value
    registration.units.all().delete()
    registration.people.all().delete()
    UnitEntry.objects.bulk_create(
        UnitEntry(
            registration=registration,
            position=place,
            name=columns.unit_name(row.get("unit_name")),
            folded=columns.unit_name(folded(row.get("unit_name", ""))),
            unit_type=columns.code(row.get("unit_type")),
        )
        for place, row in enumerate(units, start=1)
    )
    PersonEntry.objects.bulk_create(
        PersonEntry(
            registration=registration, position=place, name=columns.person_name(row.get("name"))
        )
        for place, row in enumerate(people, start=1)
    )
    project_identifiers(registration, settled.data)
    registration.search_text = search_text(
        registration, [row.get("unit_name", "") for row in units]
    )


def search_text(registration: Registration, units: list[str]) -> str:
    """Folded text that title, units and number are searched in; a bar keeps them apart."""
    parts = [registration.title, *units, registration.number or "", registration.code]
    return "|".join(folded(part) for part in parts)


def _assign_number(attempt: Attempt) -> None:
    """Take the next serial of body, year and letter: late, so that its lock is short.

    After it only the record's own row, the move and history are written. A rollback gives the
    serial back.
    """
    registration = attempt.registration
    province = next(s for s in registration.stops.all() if s.position == registration.desk)
    code = rounds.number_code_of(province.organisation)
    if code is None:
        raise RefusedMoveError("no_number_code", body=province.name)
    registration.registered_by = province.name
    registration.registered_on = timezone.localdate(attempt.now)
    letter = definition(registration.category, registration.edition).letter
    number = next_number(code.code, registration.round.year, letter)
    registration.number = str(number)
    registration.search_text += f"|{folded(str(number))}"


def next_number(body: str, year: int, letter: str) -> Number:
    """Take the next number under the counter row's lock. Must run inside a transaction.

    Raises RefusedMoveError("serials_exhausted") at 9,999 (process.md B60).
    """
    NumberCounter.objects.get_or_create(body=body, year=year, letter=letter)
    row = NumberCounter.objects.filter(body=body, year=year, letter=letter)
    row.update(last=F("last") + 1)  # holds the row's lock up to the commit
    serial = row.values_list("last", flat=True).get()
    try:
        return compose(body, year, letter, serial)
    except SerialsExhaustedError as error:
        raise RefusedMoveError("serials_exhausted", last=LAST_SERIAL, year=year) from error


def _show_to_province(attempt: Attempt) -> None:
    """Let the province look at a record that was not recommended."""
    place = attempt.place_of(StopKind.PROVINCE)
    attempt.registration.reach = max(attempt.registration.reach, place)


def _keep_window_open(attempt: Attempt) -> None:
    """Keep the desks below open until the returning desk's own closing (B39)."""
    registration = attempt.registration
    before = StopKind(registration.returned_by) if registration.returned_by else None
    registration.returned_by = farther(before, attempt.kind_at(registration.desk)).value


def _open_to_public(attempt: Attempt) -> None:
    attempt.registration.published_at = attempt.now


def _issue_certificate(attempt: Attempt) -> None:
    """Issue the certificate at once, unless the profile gives none or puts publicity before it."""
    issue_certificate(actor=attempt.actor, registration=attempt.registration)


def _close_to_public(attempt: Attempt) -> None:
    attempt.registration.published_at = None


def _end_changes(attempt: Attempt) -> None:
    """End what was asked for on a registration that is no more."""
    still_open = [standing.value for standing in OPEN]
    for change in ChangeRequest.objects.filter(
        registration=attempt.registration, standing__in=still_open
    ):
        lapse(attempt.actor, change, Act.LAPSE, attempt.now)


def _end_cases(attempt: Attempt) -> None:
    """Close what is said against a registration that ends, or that leaves its publicity."""
    end_cases(attempt.actor, attempt.registration, attempt.row.name, attempt.now)


def _restore(attempt: Attempt) -> None:
    """Give back what the undone move had taken: window, waiting time, reach, claim; end its row."""
    registration, row = attempt.registration, attempt.extra["undone"]
    BulkRow.objects.filter(pk=row.pk).update(outcome=RowOutcome.UNDONE.value, told="")
    before = row.before
    registration.returned_by = before["returned_by"]
    registration.reach = before["reach"]
    registration.claimed_by_id = before["claimed_by"]
    registration.desk_since = _instant(before["desk_since"])
    registration.claimed_at = _instant(before["claimed_at"])
    attempt.extra.setdefault("details", {})["undoes"] = row.event


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


EFFECTS: dict[Effect, Callable[[Attempt], None]] = {
    Effect.FIX_ROUTE: _fix_route,
    Effect.FREEZE_REVISION: _freeze_revision,
    Effect.ASSIGN_NUMBER: _assign_number,
    Effect.SHOW_TO_PROVINCE: _show_to_province,
    Effect.KEEP_WINDOW_OPEN: _keep_window_open,
    Effect.OPEN_TO_PUBLIC: _open_to_public,
    Effect.ISSUE_CERTIFICATE: _issue_certificate,
    Effect.CLOSE_TO_PUBLIC: _close_to_public,
    Effect.RESTORE: _restore,
    Effect.END_CHANGES: _end_changes,
    Effect.END_CASES: _end_cases,
}
