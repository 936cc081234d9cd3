"""Explanations as the check page posts them: each with a digest of the values that it is about."""

from typing import Any

from django.http import HttpRequest

from kedeng.apps.registrations import actions

_TEXT, _JUDGED = "explain", "judged"

Place = tuple[str, str]
"""Code and path of what asks for an explanation."""


def box_names(place: Place) -> dict[str, str]:
    """Name the two boxes of an explanation: its text, and what its filer saw judged."""
    return {"name": ":".join((_TEXT, *place)), "judged_name": ":".join((_JUDGED, *place))}


def keep_explanations(request: HttpRequest, registration: Any) -> tuple[int, dict[Place, str]]:
    """Keep what was posted; give how many, and the texts of what has changed since it was seen."""
    texts, judged = _posted(request, _TEXT), _posted(request, _JUDGED)
    if not texts:
        return 0, {}
    kept = actions.explain(
        actor=request.actor, registration=registration, texts=texts, judged=judged
    )
    return kept.count, {place: texts[place] for place in kept.outdated if texts[place].strip()}


def _posted(request: HttpRequest, word: str) -> dict[Place, str]:
    found = {}
    for name, value in request.POST.items():
        first, _, rest = name.partition(":")
        if first == word:
            code, _, path = rest.partition(":")
            found[code, path] = value
    return found
