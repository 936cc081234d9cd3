"""Evidence packs: the list, one in words, a new version from a JSON file or a workbook."""

import json
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kedeng.apps.rounds import actions, queries
from kedeng.apps.rounds.actions import NotAllowedError
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain import evidence
from kedeng.domain.evidence_tree import alternatives, conditions_of, settle
from kedeng.domain.policy import Actor
from kedeng.domain.profile_keys import KEYS
from kedeng.domain.routes import PROVINCE
from kedeng.renderings.workbook.pack import PackError, read_pack_workbook
from kedeng.web.console.refusing import refused, sentence_of

LARGEST = 1024 * 1024
_CONDITIONS = {  # besides the switches of a profile (definitions.rules.evidence.conditions)
    "plan_or_fund": gettext_lazy("由科技计划或基金支持的"),
    "either_basic_opinion": gettext_lazy("登记政策定为两者任选一项的"),
}


@require_http_methods(["GET", "POST"])
def packs(request: HttpRequest) -> HttpResponse:
    """List the packs that the province may use, and take a new version."""
    if request.actor.rank != PROVINCE:
        return refused(request, NotAllowedError("province_only"))
    faults: list[str] = []
    if request.method == "POST":
        try:
            row = actions.upload_pack(actor=request.actor, content=_uploaded(request))
        except PackError as error:
            faults = list(error.faults)
        except NotAllowedError as error:
            faults = error.params.get("faults") or [sentence_of(error)]
        else:
            said = _("已保存为“{key}”第 {version} 版。").format(key=row.key, version=row.version)
            messages.success(request, said)
            return redirect("packs")
    context = {
        "area": "console",
        "tab": "packs",
        "packs": queries.packs_for(request.actor).select_related("organisation"),
        "faults": faults,
    }
    return render(request, "console/packs.html", context, status=422 if faults else 200)


def pack_choices(actor: Actor) -> list[tuple[str, str]]:
    """Offer each pack in its newest version, whichever that will be, and each version by itself."""
    choices = []
    for key, versions in groupby(queries.packs_for(actor), lambda pack: pack.key):
        fixed = list(versions)
        title = fixed[0].content["title"]
        choices.append((key, _("{title}：最新一版").format(title=title)))
        choices += [
            (
                f"{key}@{each.version}",
                _("{title}：第 {version} 版").format(
                    title=each.content["title"], version=each.version
                ),
            )
            for each in fixed
        ]
    return choices


def _uploaded(request: HttpRequest) -> dict[str, Any]:
    """Read the file: a workbook by its first bytes, else JSON. Raises PackError."""
    file = request.FILES.get("file")
    if file is None:
        raise PackError([_("请先选择文件。")])
    if file.size > LARGEST:
        raise PackError([_("文件超过 1 MB，不像是材料要求。")])
    data = file.read()
    if data.startswith(b"PK"):
        return read_pack_workbook(data)
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        place = f"（第 {error.lineno} 行）" if isinstance(error, json.JSONDecodeError) else ""
        raise PackError([_("不是有效的 JSON 文件，也不是 Excel 工作簿") + f"{place}。"]) from error
    return content


@require_safe
def pack(request: HttpRequest, pack_id: int) -> HttpResponse:
    """Show a pack in words, by category; with ?json=1 the file itself."""
    row = queries.packs_for(request.actor).filter(pk=pack_id).first()
    if row is None or request.actor.rank != PROVINCE:
        raise Http404
    if request.GET.get("json"):
        answer = JsonResponse(row.content, json_dumps_params={"ensure_ascii": False, "indent": 2})
        answer["Content-Disposition"] = f'attachment; filename="{row.key}-{row.version}.json"'
        return answer
    loaded = evidence.load(row.content)
    context = {
        "area": "console",
        "tab": "packs",
        "row": row,
        "pack": loaded,
        "categories": [
            (CATEGORY_NAMES[key], [_line(item) for item in part.requirements])
            for key, part in loaded.categories.items()
        ],
    }
    return render(request, "console/pack.html", context)


def _line(item: evidence.Requirement) -> dict[str, Any]:
    """A requirement in words: what it wants without conditions, and what each condition changes."""
    conditions = sorted(set(conditions_of(item.tree)))
    return {
        "title": item.title,
        "article": item.article,
        "ways": alternatives(settle(item.tree, frozenset())),
        "ifs": [
            (_called(name), alternatives(settle(item.tree, frozenset({name}))))
            for name in conditions
        ],
    }


def _called(condition: str) -> Any:
    """What a condition is called; a name of a pack's own stays as it is."""
    if condition in KEYS:
        return _("登记政策定为“{label}”的").format(label=KEYS[condition].label)
    return _CONDITIONS.get(condition, condition)
