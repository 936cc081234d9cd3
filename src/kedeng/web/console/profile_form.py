"""A profile's form: each key has its boxes, its source, and how sure that is."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kedeng.apps.rounds import actions
from kedeng.apps.rounds.actions import NotAllowedError
from kedeng.apps.rounds.queries import number_code_of
from kedeng.domain.profile_keys import KEYS, Key
from kedeng.domain.profile_kinds import HOW
from kedeng.domain.profiles import BASIS_LABELS, SILENT, Basis, ProfileState, Told, show
from kedeng.web.console.packs import pack_choices
from kedeng.web.console.profiles import profile_or_404, stay
from kedeng.web.console.refusing import sentence_of
from kedeng.web.typed import typed, typed_number

if TYPE_CHECKING:
    from kedeng.apps.rounds.models import PolicyProfile


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, profile_id: int) -> HttpResponse:
    """Edit a profile that is not active yet; what was typed stays where something is wrong."""
    found = profile_or_404(request, profile_id)
    if found.organisation_id is None or found.state == ProfileState.ACTIVE:
        return stay(request, found, NotAllowedError("profile_fixed"))
    head = {"title": found.title, "source": found.source, "valid_from": str(found.valid_from)}
    if request.method == "GET":
        return _page(request, found, found.told, head)
    head = {name: typed(request.POST.get(name), 300) for name in head}
    entries = read_posted(request.POST)
    wrong = _wrong_head(head)
    if not wrong:
        wrong = _save(request, found, entries, head)
    if wrong:
        return _page(request, found, entries, head, wrong)
    messages.success(request, _("已保存为草稿。请试算后启用。"))
    return redirect("profile", profile_id)


def _save(
    request: HttpRequest, found: "PolicyProfile", entries: dict[str, Told], head: dict[str, str]
) -> dict[str, str]:
    """Save; give what is wrong by key, "" for the whole."""
    try:
        actions.save_profile(
            actor=request.actor,
            profile=found,
            entries=entries,
            title=head["title"],
            source=head["source"],
            valid_from=date.fromisoformat(head["valid_from"]),
            expected_edition=typed_number(request.POST.get("edition")) or 0,
        )
    except NotAllowedError as error:
        if error.code == "profile_wrong":
            return {fault.name: fault.sentence for fault in error.params["faults"]}
        return {"": sentence_of(error)}
    return {}


def _wrong_head(head: dict[str, str]) -> dict[str, str]:
    wrong = {}
    if not head["title"] or len(head["title"]) > 100:
        wrong["title"] = _("名称：请写 100 字以内的名称。")
    try:
        date.fromisoformat(head["valid_from"])
    except ValueError:
        wrong["valid_from"] = _("启用日期：请写成 2026-01-01 这样。")
    return wrong


def read_posted(posted: Mapping[str, str]) -> dict[str, Told]:
    """Read what was posted, as it is: a value of another kind stays for the judge to name.

    Empty boxes that are said to be unverified are «the source does not say».
    """
    entries = {}
    for name, key in KEYS.items():
        boxes = _typed_boxes(posted, key)
        given = posted.get(f"basis:{name}")
        basis = Basis(given) if given in set(Basis) else Basis.UNVERIFIED
        silent = not any(boxes.values()) and basis is Basis.UNVERIFIED
        value = None if silent else HOW[key.kind].read(boxes, key.shape)
        told = Told(value, typed(posted.get(f"source:{name}"), 300), basis)
        if told != SILENT:
            entries[name] = told
    return entries


def _typed_boxes(posted: Mapping[str, str], key: Key) -> dict[str, str]:
    names = {"", "from", "to", "opens", "closes"}
    names |= {*(key.shape.rows or ()), *(key.shape.options or ())}
    return {box: typed(posted.get(f"value:{key.name}:{box}")) for box in names}


def _page(
    request: HttpRequest,
    found: "PolicyProfile",
    entries: Mapping[str, Told],
    head: dict[str, str],
    wrong: Mapping[str, str] | None = None,
) -> HttpResponse:
    wrong = wrong or {}
    before = found.based_on.told if found.based_on else {}
    rows = [_row(key, entries.get(name, SILENT), before, wrong) for name, key in KEYS.items()]
    offered = pack_choices(request.actor)
    for row in rows:
        if row["key"].name == "evidence_pack":
            row["names"] = _with_its_own(offered, row["boxes"].get("", ""))
    context = {
        "area": "console",
        "tab": "profiles",
        "profile": found,
        "head": head,
        "wrong": wrong,
        "groups": [(name, list(each)) for name, each in groupby(rows, lambda r: r["key"].group)],
        "bases": [(basis.value, label) for basis, label in BASIS_LABELS.items()],
        "edition": request.POST.get("edition", found.edition),
        "number_code": number_code_of(found.organisation),
    }
    return render(request, "console/profile_edit.html", context, status=422 if wrong else 200)


def _with_its_own(offered: list[tuple[str, str]], value: str) -> list[tuple[str, str]]:
    """Offer what is chosen already, too, though it may be none of the packs."""
    known = not value or value in {each for each, _ in offered}
    return offered if known else [*offered, (value, value)]


def _row(
    key: Key, told: Told, before: Mapping[str, Told], wrong: Mapping[str, str]
) -> dict[str, Any]:
    """One key as the form shows it: its boxes with names, the value of the one before."""
    boxes = HOW[key.kind].boxes(told.value, key.shape) if _fits(told, key) else {}
    return {
        "key": key,
        "kind": key.kind.value,
        "boxes": boxes,
        "typed": told.value if isinstance(told.value, str) else "",
        "options": list((key.shape.options or {}).items()),
        "rows": list((key.shape.rows or {}).items()),
        "told": told,
        "error": wrong.get(key.name, ""),
        "before": show(key, before[key.name]) if key.name in before else "",
    }


def _fits(told: Told, key: Key) -> bool:
    """Whether the boxes can show the value; what was typed wrongly is shown as text."""
    try:
        HOW[key.kind].boxes(told.value, key.shape)
    except (TypeError, ValueError, KeyError):
        return False
    return True
