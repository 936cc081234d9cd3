"""A desk's queue: what waits, for how long, what was changed since the last time."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.insight.queues import queue_figures
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.change_records import waiting_changes
from kedeng.apps.registrations.desks import reviewers_of, views_of
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.pleas import asked_of_desk
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.bulk import bulk_moves
from kedeng.domain.policy import Action, decide
from kedeng.domain.routes import PROVINCE
from kedeng.domain.states import STATES, State
from kedeng.renderings.refusals import refusal
from kedeng.web.department.filters import (
    OWNERS,
    PROBLEMS,
    SCOPES,
    WAITED,
    chosen_filter,
    query_of,
)
from kedeng.web.department.queue_rows import rows_of
from kedeng.web.typed import typed, typed_number

PAGE = 30


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits at the actor's desk, the longest waiting first."""
    actor = request.actor
    chosen = chosen_filter(request)
    paginator = Paginator(queries.queue(actor, chosen), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    records = list(page.object_list)
    query = query_of(chosen)
    figures = queue_figures(actor)
    asked = asked_of_desk(actor)
    context = {
        "area": "queue",
        "figures": figures,
        "changes_waiting": waiting_changes(actor).count(),
        "pleas_waiting": len(asked),
        "oldest_days": figures.days(timezone.now()),
        "page": page,
        "bulk_moves": bulk_moves(actor.rank, actor.rights) if chosen.scope == "desk" else [],
        "rows": rows_of(actor, records, chosen.scope, asked),
        "chosen": chosen,
        "query": query,
        "joined": f"{query.lstrip('?')}&" if query else "",
        "categories": CATEGORY_NAMES.items(),
        "states": [(state.value, row.staff) for state, row in STATES.items() if _shown(state)],
        "units": queries.units_in_queue(actor),
        "scopes": SCOPES.items(),
        "owners": [*OWNERS.items(), *((str(user.pk), user.name) for user in reviewers_of(actor))],
        "ages": [(days, words.format(days=days)) for days, words in WAITED.items()],
        "problems": PROBLEMS.items(),
        "views": list(views_of(actor)),
        "is_filtered": bool(query),
        "may_hold": actor.rank <= PROVINCE and bool(decide(actor, Action.RUN_PUBLICITY)),
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return render(request, "department/queue.html", context)


def _shown(state: State) -> bool:
    return state is not State.DRAFT


@require_POST
def views(request: HttpRequest) -> HttpResponse:
    """Keep the filter of the address under a name, or drop a view (`drop` has its id)."""
    query = query_of(chosen_filter(request))
    dropped = typed_number(request.POST.get("drop"))
    if dropped is not None:
        actions.drop_view(actor=request.actor, view_id=dropped)
        return redirect(f"{reverse('queue')}{query}")
    try:
        view = actions.save_view(
            actor=request.actor, name=typed(request.POST.get("name"), None), query=query
        )
    except RefusedMoveError as error:
        messages.error(request, refusal(error.code, error.params))
    else:
        messages.success(request, _("已存为常用筛选“{name}”。").format(name=view.name))
    return redirect(f"{reverse('queue')}{query}")
