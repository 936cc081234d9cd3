"""What a reviewer typed on the desk: reason, checklist, notes on fields, rows and files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from kedeng.apps.insight.reading import Reading
from kedeng.apps.registrations.actions import Note
from kedeng.domain.checklist import CHECKS
from kedeng.formkit.codelist import Catalogue
from kedeng.web.typed import typed, typed_number

REASONS = "return_reason"  # code list of the usual reasons
_LONGEST_PLACE = 200


@dataclass(frozen=True)
class Typed:
    """The form as it was posted; an empty one for a page that is opened.

    `notes` are texts by path; `at` gives the path of the field that a note on a row is about, `why`
    the coded reason as it was chosen, in words.
    """

    transition: str = ""
    version: int = 0
    reason: str = ""
    reason_code: str = ""
    to_desk: int | None = None
    checks: Mapping[str, bool] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    at: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)

    def whole_reason(self, catalogue: Catalogue) -> str:
        """The chosen reason in words, then what was typed."""
        entry = catalogue[REASONS].by_code.get(self.reason_code)
        if entry is None or entry.label in self.reason:
            return self.reason
        return f"{entry.label}：{self.reason}" if self.reason else entry.label

    def review_notes(self, reading: Reading) -> list[Note]:
        """The notes with their places in words; one at a place that the form lacks drops out.

        A reason that the list lacks goes on as it was typed, for the action to refuse.
        """
        known = reading.paths()
        codes = {entry.label: entry.code for entry in reading.catalogue[REASONS].entries}
        found = []
        for path, text in self.notes.items():
            chosen = self.at.get(path) or path
            if chosen in known:
                place = reading.place(chosen)[:_LONGEST_PLACE]
                why = self.why.get(path, "")
                found.append(Note(chosen, place, text, codes.get(why, why)))
        return found


def read_typed(request: HttpRequest) -> Typed:
    """Read the posted form."""
    post = request.POST
    notes = {
        key.removeprefix("note:"): text
        for key in post
        if key.startswith("note:") and (text := _joined(post.getlist(key)))
    }
    return Typed(
        transition=typed(post.get("transition"), 40),
        version=typed_number(post.get("version")) or 0,
        reason=typed(post.get("reason"), None),
        reason_code=typed(post.get("reason_code"), 40),
        to_desk=typed_number(post.get("to_desk")),
        checks={key: post.get(f"check:{key}") == "on" for key in CHECKS},
        notes=notes,
        why={path: why for path in notes if (why := typed(post.get(f"why:{path}"), 60))},
        at={path: chosen for path in notes if (chosen := typed(post.get(f"at:{path}"), 120))},
    )


_KEPT = ("reason", "reason_code", "to_desk", "checks", "notes", "at", "why")


def to_keep(form: Typed) -> dict[str, Any]:
    """What is worth putting by of a form: {} for one in which nothing was typed or ticked."""
    if not (form.reason or form.reason_code or form.notes or any(form.checks.values())):
        return {}
    found = {name: getattr(form, name) for name in _KEPT}
    return {key: dict(kept) if isinstance(kept, Mapping) else kept for key, kept in found.items()}


def kept_again(content: Mapping[str, Any]) -> Typed:
    """The form as it was put by; the version is the record's own, which may have changed."""
    return Typed(**{name: content[name] for name in _KEPT if name in content})


def _joined(texts: list[str]) -> str:
    """What was typed for one place: among the changes, in the whole form, or in both."""
    return "\n".join(dict.fromkeys(text for each in texts if (text := typed(each, None))))
