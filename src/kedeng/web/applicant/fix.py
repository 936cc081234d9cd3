"""The fix list of a record that came back: so many to fix, jump to each, answer, mark done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kedeng.apps.insight.unmended import unmended_notes
from kedeng.apps.registrations import actions, queries
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.sent_back import open_notes, returns_of
from kedeng.apps.rounds.queries import catalogue
from kedeng.domain.answers_to_notes import Outcome
from kedeng.renderings.refusals import refusal
from kedeng.renderings.summary import split_path
from kedeng.web.applicant.record import own_record, where
from kedeng.web.applicant.returned import answer_told, due
from kedeng.web.typed import typed

REASONS = "return_reason"


@dataclass(frozen=True)
class FixState:
    """How far the fix list is: `left` of `total`; `first` is the id of the first open note."""

    left: int
    total: int
    first: int | None

    @property
    def done(self) -> int:
        """How many are dealt with."""
        return self.total - self.left


def fix_state(notes: Sequence[Any]) -> FixState:
    """Count what is open among the notes of a record that came back."""
    waiting = [note.pk for note in notes if note.answer is None]
    return FixState(len(waiting), len(notes), waiting[0] if waiting else None)


@require_safe
def fix_list(request: HttpRequest, code: str) -> HttpResponse:
    """List the notes, the open ones first to be jumped to, each with its answer."""
    registration = own_record(request, code)
    if not queries.can_edit(request.actor, registration):
        return redirect("record", code=code)
    return _page(request, registration)


@require_POST
def answer(request: HttpRequest, code: str, note_id: int) -> HttpResponse:
    """Take the answer to a note, then show the next open one; what is refused stays typed."""
    registration = own_record(request, code)
    text = typed(request.POST.get("text"), None)
    asked = request.POST.get("outcome")
    outcome = Outcome(asked) if asked in list(Outcome) else Outcome.DONE
    try:
        actions.answer_note(
            actor=request.actor,
            registration=registration,
            note_id=note_id,
            outcome=outcome,
            text=text,
        )
    except RefusedMoveError as error:
        told = refusal(error.code, error.params)
        if not queries.can_edit(request.actor, registration):
            messages.error(request, told)
            return redirect("record", code=code)
        return _page(request, registration, refused={note_id: told}, typed_texts={note_id: text})
    state = fix_state(open_notes(registration))
    if outcome is Outcome.REOPENED:
        at = f"#note-{note_id}"
    elif state.first is None:
        messages.success(request, _("意见都处理完了，可以检查并提交。"))
        at = ""
    else:
        at = f"#note-{state.first}"
    return redirect(f"{reverse('fix_list', args=[code])}{at}")


def _page(
    request: HttpRequest,
    registration: Any,
    *,
    refused: dict[int, str] | None = None,
    typed_texts: dict[int, str] | None = None,
) -> HttpResponse:
    returns = returns_of(registration)
    unmended = {(note.path, note.text) for note in unmended_notes(registration)}
    labels = catalogue()[REASONS].by_code
    groups = [
        {
            "told": f"{move.organisation_name}{move.sentence}",
            "at": move.moved_at,
            "reason": move.reason,
            "notes": [
                _told(
                    registration.code,
                    note,
                    labels.get(note.reason_code),
                    mended=(note.path, note.text) not in unmended,
                    error=(refused or {}).get(note.pk, ""),
                    text=(typed_texts or {}).get(note.pk),
                )
                for note in move.notes.all()
            ],
        }
        for move in returns
    ]
    context = {
        "area": "mine",
        "registration": registration,
        "groups": groups,
        "fix": fix_state(_notes(returns)),
        "due": due(registration) if returns else None,
        "refused": next(iter((refused or {}).values()), ""),
        "refused_at": next(iter(refused or {}), None),
    }
    return render(request, "applicant/fix.html", context, status=409 if refused else 200)


def _notes(returns: Iterable[Any]) -> list[Any]:
    return [note for move in returns for note in move.notes.all()]


def _told(
    code: str, note: Any, entry: Any, *, mended: bool, error: str, text: str | None
) -> dict[str, Any]:
    """Give a note with its coded reason, the place where it is mended, and the answer."""
    given = answer_told(note)
    other = entry is None or entry.code == "other"
    return {
        "id": note.pk,
        "place": note.place,
        "text": note.text,
        "why": "" if other else entry.label,
        "meaning": "" if other else entry.meaning,
        "where": where(code, split_path(note.path)[0], note.path),
        "mended": mended,
        "answer": given,
        "error": error,
        "typed": text if text is not None else (given["text"] if given else ""),
    }
