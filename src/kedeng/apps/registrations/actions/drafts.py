"""Drafts: created after the secrecy question, saved section by section, never refused for a gap."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.actions.asking import lean_on_tree
from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries import ancestors, unit_of
from kedeng.apps.registrations.actions.elsewhere import check_elsewhere
from kedeng.apps.registrations.columns import title_of
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.apps.registrations.identifiers import project_identifiers
from kedeng.apps.registrations.judgement import draft_answers
from kedeng.apps.registrations.models import DraftSection, Registration
from kedeng.apps.rounds.models import Round
from kedeng.apps.rounds.queries import catalogue
from kedeng.definitions.registry import CURRENT_EDITION, definition
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor, decide, owns
from kedeng.formkit.codec import read
from kedeng.lib.names import random_code

NOT_SECRET = "public"  # noqa: S105 - an answer
UNSURE = "unsure"


@dataclass(frozen=True)
class Saved:
    """A section that was saved: its new version and the instant."""

    section: str
    version: int
    saved_at: Any


class OutdatedError(Exception):
    """Somebody saved the section in between; `current` is what stands there now."""

    def __init__(self, current: DraftSection) -> None:
        super().__init__(current.section)
        self.current = current


@transaction.atomic
def create_draft(
    *,
    actor: Actor,
    category: str,
    round_: Round,
    secrecy: str,
    copied_from: Registration | None = None,
    elsewhere: tuple[str, str] = ("", ""),
) -> Registration:
    """Open a draft after the secrecy question.

    `elsewhere`: body and number under which it is registered already (B74).

    Raises RefusedMoveError: "secret" for any answer but 非涉密, "secrecy_unsure" for who does not
    know yet (nothing is stored then; process.md B2, B3), "right_missing", "no_route" where the
    round is not that of the actor's province, "elsewhere_incomplete", "elsewhere_long".
    Side effects: the registration with the declaration, the first unit filled in, then history.
    """
    if secrecy != NOT_SECRET:
        raise RefusedMoveError("secrecy_unsure" if secrecy == UNSURE else "secret")
    decision = decide(actor, Action.CREATE_REGISTRATION)
    if not decision:
        raise RefusedMoveError(decision.reason)
    lean_on_tree()
    user = User.objects.select_related("organisation").get(pk=actor.user_id)
    if round_.organisation_id not in {body.pk for body in ancestors(user.organisation)}:
        raise RefusedMoveError("no_route")
    check_elsewhere(*elsewhere)
    form = definition(category)
    now = timezone.now()
    registration = Registration.objects.create(
        code=random_code(),
        category=form.key,
        edition=CURRENT_EDITION,
        round=round_,
        filer=user,
        filer_organisation=user.organisation,
        declared_open_by=actor.name,
        declared_open_at=now,
        copied_from=copied_from,
        elsewhere_body=elsewhere[0],
        elsewhere_number=elsewhere[1],
    )
    content = copied_from_content(copied_from) if copied_from else starting_content(form, user)
    DraftSection.objects.bulk_create(
        DraftSection(
            registration=registration, section=key, content=value, saved_at=now, saved_by=actor.name
        )
        for key, value in content.items()
    )
    registration.title = title_of(draft_answers(registration).text("overview.achievement_name"))
    registration.save(update_fields=["title"])
    project_identifiers(registration, content)
    record(
        kind=Event.DRAFT_CREATED,
        subject=registration.subject,
        actor=actor,
        details={
            "category": category,
            "round": round_.pk,
            "declared": "非涉密",
            **({"elsewhere": list(elsewhere)} if elsewhere[0] else {}),
        },
    )
    return registration


def starting_content(form: Any, user: User) -> dict[str, Any]:
    """What a new draft starts with: declared defaults, and the filing unit as the first unit."""
    content: dict[str, Any] = {}
    lists = catalogue()
    for section, field in form.fields():
        if field.default and section.repeats is None:
            content.setdefault(section.key, {})[field.key] = read(field, field.default, lists)
    unit = unit_of(user.organisation)
    first = {
        "id": random_code(8).lower(),
        "unit_name": unit.name,
        "uscc": unit.uscc,
        "address": unit.address,
        "contact_name": user.name,
        "contact_phone": user.phone,
    }
    known = form.by_key["units"].by_key
    content["units"] = [{k: v for k, v in first.items() if v and (k == "id" or k in known)}]
    return content


def copied_from_content(source: Registration) -> dict[str, Any]:
    """Answers of an earlier registration: its draft sections as they stand."""
    return dict(draft_answers(source).data)


def copy_registration(
    *, actor: Actor, source: Registration, round_: Round, secrecy: str
) -> Registration:
    """Open a draft with the answers of an earlier registration that is the actor's own.

    Raises RefusedMoveError("not_your_record"), and whatever `create_draft` raises.
    """
    if not owns(actor, source.facts()):
        raise RefusedMoveError("not_your_record")
    return create_draft(
        actor=actor, category=source.category, round_=round_, secrecy=secrecy, copied_from=source
    )


def save_section(
    *, actor: Actor, registration: Registration, section: str, content: Any, expected_version: int
) -> Saved:
    """Save a section where nobody else has saved it since `expected_version` (0: not saved yet).

    Never judges completeness. Saving what stands there already is no new version, so that a save
    whose answer was lost may be repeated. Raises OutdatedError with what stands there now,
    RefusedMoveError where the actor may not edit, KeyError for a section that the form lacks.
    Side effects: the section, the numbers that it names, and the title of a record that was never
    submitted.
    """
    form = definition(registration.category, registration.edition)
    section = form.by_key[section].key
    now = timezone.now()
    with transaction.atomic():
        may_edit(actor, registration)  # its lock keeps two saves of one draft apart
        rows = DraftSection.objects.filter(registration=registration, section=section)
        current = rows.first()
        if current is not None and current.content == content:
            return Saved(section, current.version, current.saved_at)
        if (current.version if current else 0) != expected_version:
            blank = DraftSection(registration=registration, section=section)
            raise OutdatedError(current or blank)
        values = {"content": content, "saved_at": now, "saved_by": actor.name}
        if current is None:
            DraftSection.objects.create(registration=registration, section=section, **values)
        elif not rows.filter(version=expected_version).update(
            version=expected_version + 1, **values
        ):
            raise OutdatedError(rows.get())
        project_identifiers(registration, {section: content})
        if section == "overview":
            title = content.get("achievement_name")
            never_submitted = Registration.objects.filter(pk=registration.pk, submissions=0)
            never_submitted.update(title=title_of(title))
    return Saved(section, expected_version + 1, now)


@transaction.atomic
def delete_draft(*, actor: Actor, registration: Registration) -> None:
    """Delete a draft that was never submitted; history keeps that it was.

    Raises RefusedMoveError: "not_your_record", "not_editable_now", "submitted_before". Side effects
    in order: history, then the record with its sections and files' places; the bytes stay.
    """
    fresh = _locked(registration)
    decision = decide(actor, Action.DELETE_DRAFT, fresh.facts())
    if not decision:
        raise RefusedMoveError(decision.reason)
    if fresh.first_submitted_at is not None:
        raise RefusedMoveError("submitted_before")
    record(kind=Event.DRAFT_DELETED, subject=fresh.subject, actor=actor)
    fresh.delete()


def may_edit(actor: Actor, registration: Registration) -> None:
    """Ask policy with the state as it is in the database now, and keep it so to the commit."""
    decision = decide(actor, Action.EDIT_DRAFT, _locked(registration).facts())
    if not decision:
        raise RefusedMoveError(decision.reason)


def _locked(registration: Registration) -> Registration:
    """Read the record afresh under its row's lock; SQLite has locked the whole file by then."""
    return Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
