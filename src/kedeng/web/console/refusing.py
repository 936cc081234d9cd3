"""How the pages of policies and rounds say no: in words, with the status that fits."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kedeng.apps.rounds.actions import NotAllowedError
from kedeng.renderings.refusals import refusal

_NOT_YOURS = {"right_missing", "province_only", "super_only", "window_not_yours"}


def sentence_of(error: NotAllowedError) -> str:
    """Say a refusal of the rounds room. Raises Http404 for what belongs to another province."""
    if error.code == "not_your_organisation":
        raise Http404
    return refusal(error.code, {key: _local(value) for key, value in error.params.items()})


def _local(value: Any) -> Any:
    return timezone.localtime(value) if hasattr(value, "tzinfo") else value


def status_of(error: NotAllowedError) -> int:
    """Give the status of a refusal: 403 for whose right it is not, else 409."""
    return 403 if error.code in _NOT_YOURS else 409


def refused(request: HttpRequest, error: NotAllowedError) -> HttpResponse:
    """Answer an act that has no form of its own."""
    context = {"message": sentence_of(error), "area": "console"}
    return render(request, "public/refused.html", context, status=status_of(error))
