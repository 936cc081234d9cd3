"""What the pages of the console share: finding what is the actor's, and saying no."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kedeng.apps.organisations import queries
from kedeng.apps.organisations.actions import OutOfReachError, RefusedError
from kedeng.domain.delegation import Act, decide_act
from kedeng.renderings.refusals import refusal, status_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kedeng.apps.organisations.models import Organisation, User

PAGE = 50
MOST = 20  # bodies that are offered for a choice; a search finds the others


@dataclass(frozen=True)
class Refusal:
    """A refusal in words, with the status that the answer bears."""

    code: str
    sentence: str
    status: int


def told(error: RefusedError) -> Refusal:
    """Put a refusal into words. Raises Http404 for what is no concern of the actor's."""
    if isinstance(error, OutOfReachError):
        raise Http404
    sentence = refusal(error.code, error.params)
    return Refusal(error.code, sentence, status_of(error.code, 422))


def refused_page(request: HttpRequest, error: RefusedError) -> HttpResponse:
    """Answer an act that has no form of its own."""
    said = told(error)
    context = {"message": said.sentence, "area": "console"}
    return render(request, "public/refused.html", context, status=said.status)


def body_or_404(request: HttpRequest, body_id: int) -> "Organisation":
    """Find the own body or one below."""
    found = queries.body_for(request.actor, body_id)
    if found is None:
        raise Http404
    return found


def user_or_404(request: HttpRequest, user_id: int) -> "User":
    """Find an account that the actor looks after."""
    found = queries.user_for(request.actor, user_id)
    if found is None:
        raise Http404
    return found


def tab_of(request: HttpRequest, body: "Organisation") -> str:
    """Name the tab under which the people of a body are: the own users, or the tree below."""
    return "users" if body.pk == request.actor.organisation_id else "tree"


def require(request: HttpRequest, act: Act, body: "Organisation") -> None:
    """Let nobody open a form whose posting would be refused. Raises what the action would."""
    decision = decide_act(request.actor, act, queries.body_facts(body))
    if decision.reason == "body_out_of_reach":
        raise OutOfReachError
    if not decision:
        raise RefusedError(decision.reason)


def paged(request: HttpRequest, found: "QuerySet[Any] | list[Any]", query: str = "") -> dict:
    """Cut a page out for components/pages.html; `query` narrows the list and stays in its links."""
    paginator = Paginator(found, PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return {
        "page": page,
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "joined": f"{query}&" if query else "",
    }
