"""What the review desk shows of a record: the moves offered, the comparison, the neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kedeng.apps.files.queries import pictures_among, scans_among
from kedeng.apps.insight.alike import alike
from kedeng.apps.insight.changed import Comparison, base_for, compare_versions
from kedeng.apps.insight.reading import Reading, read_revision
from kedeng.apps.registrations import desks, papers, queries
from kedeng.apps.registrations.change_records import changes_shown_to, takes_request
from kedeng.apps.registrations.holds import holds_shown_to, may_hold
from kedeng.apps.registrations.queries import QueueFilter
from kedeng.domain.changes import may_correct
from kedeng.domain.checklist import CHECK_LABELS, OF_METHOD, checks_of
from kedeng.domain.policy import Action, Actor, decide, decide_move
from kedeng.domain.routes import StopKind
from kedeng.domain.workflow import Position, Transition
from kedeng.web.department.posted import REASONS, Typed
from kedeng.web.records.pleading import pleading
from kedeng.web.records.progress import steps_of, timeline

PDF_VIEW = "#navpanes=0&view=FitH"  # how a browser's viewer opens a PDF in the pane


@dataclass(frozen=True)
class Neighbours:
    """A record's place in the queue as it is filtered; codes, "" at an end."""

    place: int
    total: int
    previous: str
    following: str


@dataclass(frozen=True)
class Offered:
    """The moves that may be made now, as the desk shows them."""

    main: Transition | None
    others: tuple[Transition, ...]
    stops: tuple[Transition, ...]
    checks: tuple[str, ...]
    needs_reason: bool
    takes_notes: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be done here now."""
        return not (self.main or self.others or self.stops)


def neighbours(actor: Actor, chosen: QueueFilter, code: str) -> Neighbours:
    """Find a record's neighbours in the queue. One statement."""
    codes = list(queries.queue(actor, chosen).values_list("code", flat=True))
    if code not in codes:
        return Neighbours(0, len(codes), "", codes[0] if codes else "")
    at = codes.index(code)
    return Neighbours(
        at + 1,
        len(codes),
        codes[at - 1] if at else "",
        codes[at + 1] if at + 1 < len(codes) else "",
    )


def offered_on_desk(actor: Actor, registration: Any) -> Offered:
    """Sort the offered moves: the main one leads on, others beside it, stops apart."""
    rows = [row for row in queries.offered_moves(actor, registration) if _is_desk_move(row)]
    onward = [row for row in rows if not row.stops_record]
    leading = [row for row in onward if row.position is Position.CURRENT_DESK]
    main = next(iter(leading), None)
    return Offered(
        main=main,
        others=tuple(row for row in onward if row is not main),
        stops=tuple(row for row in rows if row.stops_record),
        checks=tuple(dict.fromkeys(key for row in rows for key in checks_of(row.name))),
        needs_reason=any(row.needs_reason for row in rows),
        takes_notes=any(row.asks_to_mend for row in rows),
    )


def _is_desk_move(row: Transition) -> bool:
    """Moves of a filer are made on the filer's own pages."""
    return row.at != frozenset({StopKind.FILER})


def desk_context(actor: Actor, registration: Any, reading: Reading, typed: Typed) -> dict[str, Any]:
    """Gather everything on the desk. Reads only."""
    offered = offered_on_desk(actor, registration)
    claimed = registration.claimed_by
    may_assign = bool(decide(actor, Action.ASSIGN, registration.facts()))
    return {
        "area": "queue",
        "registration": registration,
        "reading": reading,
        "addresses": addresses_of(reading),
        "scans": scans_among({line.digest for line in reading.evidence}),
        "typed": typed,
        "comparison": comparison_for(actor, registration, reading),
        "steps": steps_of(registration),
        "timeline": timeline(registration),
        "receipts": papers.receipts_of(registration),
        "alike": alike(actor, registration),
        "may_decide_duplicates": bool(decide(actor, Action.DECIDE_DUPLICATE, registration.facts())),
        "holds": holds_shown_to(actor, registration),
        "may_hold": may_hold(actor, registration),
        **pleading(actor, registration),
        "offered": offered,
        "earlier": queries.earlier_desks(actor, registration),
        "returns": any(row.name == "return" for row in offered.stops),
        "checks": [
            {
                "key": key,
                "label": CHECK_LABELS[key],
                "on": bool(typed.checks.get(key)),
                "of_method": key in OF_METHOD,
            }
            for key in offered.checks
        ],
        "reasons": reading.catalogue[REASONS].entries,
        "phrases": desks.phrases_of(actor) if offered.takes_notes else [],
        "can_claim": claimed is None and bool(decide(actor, Action.CLAIM, registration.facts())),
        "reviewers": list(desks.reviewers_of(actor)) if may_assign else [],
        "may_assign": may_assign,
        "is_mine": bool(claimed and claimed.pk == actor.user_id),
        "here": _name_of_desk(registration.stops.all(), registration.desk),
        **_after_the_number(actor, registration),
    }


def _after_the_number(actor: Actor, registration: Any) -> dict[str, Any]:
    """What may be done with a numbered record beside its moves."""
    if not registration.number:
        return {}
    facts = registration.facts()
    takes_one = takes_request(registration)
    return {
        "changes": changes_shown_to(actor, registration),
        "may_correct": takes_one and bool(may_correct(actor, facts)),
        "may_cancel": bool(decide_move(actor, "cancel", facts)),
    }


def addresses_of(reading: Reading) -> dict[str, str]:
    """Digest → address of each file in the pane: pictures on a page that fits them to it."""
    digests = {line.digest for line in reading.evidence}
    pictures = pictures_among(digests)
    code = reading.registration.code
    return {
        digest: reverse("record_picture", args=[code, digest])
        if digest in pictures
        else f"{reverse('record_file', args=[code, digest])}{PDF_VIEW}"
        for digest in digests
    }


def comparison_for(actor: Actor, registration: Any, reading: Reading) -> Comparison | None:
    """Compare with what this desk last saw; None for a first submission."""
    if reading.revision is None:
        return None
    base = base_for(actor, registration, reading.revision)
    if base is None:
        return None
    old = read_revision(registration, base)
    return compare_versions(old, reading, queries.moves_of(registration))


def _name_of_desk(stops: Sequence[Any], position: int) -> str:
    return next((stop.name for stop in stops if stop.position == position), "")
