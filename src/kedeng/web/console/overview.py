"""The actor's part of the tree, with counts, and the way into it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kedeng.apps.announcements.queries import unread_announcements
from kedeng.apps.organisations import queries
from kedeng.apps.organisations.queries import Branch
from kedeng.apps.registrations.open_records import open_by_body
from kedeng.domain.activation import Activation
from kedeng.domain.routes import RANK_LABELS
from kedeng.web.console.first_steps import first_steps
from kedeng.web.console.reach import paged
from kedeng.web.typed import typed

_WAITING = (Activation.NOT_ISSUED, Activation.ISSUED, Activation.EXPIRED)


@dataclass(frozen=True)
class Row:
    """A body in the list; the figures are over it and everything below."""

    branch: Branch
    rank: str
    bodies: int
    users: int
    waiting: int  # accounts that have not been activated
    records: int


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List the own body and those below in the tree's order, or those that a search finds."""
    actor = request.actor
    tree = queries.tree_of(actor)
    text = typed(request.GET.get("q"), 60)
    rows = rows_of(tree)
    kept = {branch.id for branch in queries.named(tree, text)}
    shown = [row for row in rows if row.branch.id in kept]
    facts = queries.body_facts(queries.organisation_by_id(actor.organisation_id))
    context: dict[str, Any] = {
        "area": "console",
        "tab": "tree",
        "own": rows[0],
        "text": text,
        "first_steps": first_steps(actor),
        "notices": unread_announcements(actor),
        "acts": queries.acts_on(actor, facts),
        "lacking": sum(1 for branch in tree if branch.is_open and not branch.super_name),
        **paged(request, shown, urlencode({"q": text}) if text else ""),
    }
    return render(request, "console/overview.html", context)


def rows_of(tree: list[Branch]) -> list[Row]:
    """Add the figures up the tree, for every body of it."""
    ids = [branch.id for branch in tree]
    bodies = queries.sums_of(tree, {branch.id: int(branch.is_open) for branch in tree})
    users = queries.sums_of(tree, {branch.id: branch.user_count for branch in tree})
    waiting = queries.sums_of(
        tree, {b.id: sum(b.users.get(state, 0) for state in _WAITING) for b in tree}
    )
    records = queries.sums_of(tree, open_by_body(ids))
    return [
        Row(
            branch,
            RANK_LABELS[branch.rank],
            bodies[branch.id] - int(branch.is_open),
            users[branch.id],
            waiting[branch.id],
            records[branch.id],
        )
        for branch in tree
    ]
