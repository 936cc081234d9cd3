"""A page whose token is stale, after a login in another tab: what it posted is offered again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kedeng.web.access import kept_fields


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a post without a valid token.

    Our own page's texts come back with a fresh token and one button; another site's post, and one
    of somebody not logged in, gets the plain refusal. A background save stops and keeps its text.
    """
    del reason
    if request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(status=401)
    kept = kept_fields(request)
    if kept and getattr(request, "actor", None) is not None:
        context = {"action": request.get_full_path(), "kept": kept, "stale": True}
        return render(request, "account/continue.html", context, status=403)
    return render(request, "403_csrf.html", status=403)
