"""What an approved change does to its registration: a new version, and all that is read off it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from kedeng.apps.registrations.effects import project
from kedeng.apps.registrations.guards import (
    RefusedMoveError,
    duplicate_params,
    key_of,
    live_duplicate,
)
from kedeng.apps.registrations.models import (
    WITH,
    ChangeRequest,
    DraftSection,
    Registration,
    Revision,
)
from kedeng.apps.registrations.proposals import Proposal, base_of
from kedeng.formkit.answers import Answers
from kedeng.formkit.canonical import digest
from kedeng.formkit.codelist import Catalogue
from kedeng.formkit.comparison import compare
from kedeng.formkit.model import FormDefinition, Privacy
from kedeng.renderings.messages import sentence
from kedeng.renderings.summary import changes, place_namer

CHANGE_SLOT, CHANGE_SLOT_NAME = "change", "变更证明材料"
HIDDEN = "（不公开的内容）"


def locked_record(change: ChangeRequest) -> Registration:
    """Read the registration under its row's lock, which is kept to the commit."""
    found = Registration.objects.select_for_update(of=("self",)).select_related(*WITH)
    return found.prefetch_related("stops").get(pk=change.registration_id)


def put_in_force(
    registration: Registration, change: ChangeRequest, proposal: Proposal, now: datetime
) -> Revision:
    """Freeze the proposed answers as a new version, and project what is searched and counted.

    The number stays. Raises RefusedMoveError: "change_stale" where another version is in force,
    "duplicate". Side effects in order: the revision, the draft from which copies are made, the
    counted tables, the record with its version.
    """
    if registration.submissions != change.base:
        raise RefusedMoveError("change_stale")
    _refuse_duplicate(registration, proposal)
    registration.submissions += 1
    registration.version += 1
    revision = _frozen(registration, change, proposal, now)
    for key, content in change.sections.items():
        values = {"content": content, "saved_at": now, "saved_by": change.asked_by}
        DraftSection.objects.update_or_create(
            registration=registration, section=key, defaults=values
        )
    registration.submitted_at = now
    registration.duplicate_key = key_of(registration, proposal.judgement)
    project(registration, proposal.judgement.settled)
    try:
        with transaction.atomic():
            registration.save()
    except IntegrityError as error:
        _refuse_duplicate(registration, proposal)  # it came at the same time
        raise RefusedMoveError("change_stale") from error
    return revision


def _refuse_duplicate(registration: Registration, proposal: Proposal) -> None:
    other = live_duplicate(registration, key_of(registration, proposal.judgement))
    if other is not None:
        raise RefusedMoveError("duplicate", **duplicate_params(other))


def _frozen(
    registration: Registration, change: ChangeRequest, proposal: Proposal, now: datetime
) -> Revision:
    base = base_of(change)
    content = {
        "answers": dict(proposal.judgement.settled.data),
        "evidence": [*base.evidence, *_evidence(change)],
        "explanations": _explanations(base, change, proposal),
    }
    number = registration.submissions
    named = {"registration": registration.code, "number": number, "change": change.code}
    return Revision.objects.create(
        registration=registration,
        number=number,
        edition=registration.edition,
        list_versions=proposal.judgement.facts.catalogue.versions(),
        pack=base.pack,
        digest=digest({**named, **content}),
        submitted_at=now,
        submitted_by=change.asked_by,
        phone=base.phone,
        warned=len(proposal.judgement.warnings),
        **content,
    )


def _evidence(change: ChangeRequest) -> list[dict[str, Any]]:
    return [
        {
            "slot": CHANGE_SLOT,
            "slot_name": CHANGE_SLOT_NAME,
            "digest": each.file_id,
            "file_name": each.file_name,
            "pages": each.file.pages,
        }
        for each in change.files.select_related("file")
    ]


def _explanations(
    base: Revision, change: ChangeRequest, proposal: Proposal
) -> list[dict[str, str]]:
    """What was explained before stays; of what the change makes unusual its reason tells."""
    known = {(each["code"], each["path"]): each["text"] for each in base.explanations}
    problems = [item.problem for item in proposal.judgement.confirmations]
    return [
        {
            "code": each.code,
            "path": each.path,
            "sentence": sentence(each),
            "text": known.get((each.code, each.path), change.reason),
        }
        for each in problems
    ]


def values_changed(proposal: Proposal) -> list[dict[str, str]]:
    """Give old and new values in words, for history; a sensitive one is named, not repeated."""
    form, lists = proposal.form, proposal.judgement.facts.catalogue
    old, new = _open(form, proposal.base), _open(form, proposal.judgement.settled)
    told = _in_words(form, old, new, lists)
    shown = {item.path for item in compare(form, old, new)}
    place = place_namer(form, proposal.base, proposal.judgement.settled)
    hidden = [item for item in proposal.differences if item.path not in shown]
    return told + [
        {"place": place(item.path), "before": HIDDEN, "after": HIDDEN} for item in hidden
    ]


def _in_words(
    form: FormDefinition, old: Answers, new: Answers, lists: Catalogue
) -> list[dict[str, str]]:
    return [
        {"place": each.place, "before": each.before, "after": each.after}
        for each in changes(form, old, new, lists)
    ]


def _open(form: FormDefinition, answers: Answers) -> Answers:
    """Answers without those that only who must may read."""
    kept: dict[str, Any] = {}
    for section in form.sections:
        secret = {field.key for field in section.fields if field.privacy is Privacy.SENSITIVE}
        content = answers.data.get(section.key)
        if isinstance(content, list):
            kept[section.key] = [_without(row, secret) for row in content]
        elif isinstance(content, dict):
            kept[section.key] = _without(content, secret)
    return Answers(kept)


def _without(values: Mapping[str, Any], secret: set[str]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in secret}
