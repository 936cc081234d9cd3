"""A request for a change as everybody on the route reads it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kedeng.apps.registrations import change_records, queries
from kedeng.domain.changes import Act
from kedeng.web.changing import shown
from kedeng.web.records.seen import seen_record


@require_safe
def change(request: HttpRequest, code: str, change_code: str) -> HttpResponse:
    """Show a request with old and new values, files, and what each desk said of it."""
    registration = seen_record(request, code)
    found = change_records.change_for(request.actor, change_code)
    if found is None or found.registration_id != registration.pk:
        raise Http404
    is_own = queries.is_own(request.actor, registration)
    offered = change_records.acts_offered(request.actor, found)
    context = {
        "area": "mine" if is_own else "queue",
        "is_own": is_own,
        **shown(found),
        "can_edit": is_own and Act.EDIT in offered,
        "can_withdraw": is_own and Act.WITHDRAW in offered and found.objection_id is None,
        "to_desk": any(act in offered for act in (Act.PASS_ON, Act.APPROVE, Act.REFUSE)),
    }
    return render(request, "records/change.html", context)
