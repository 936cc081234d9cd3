"""The life of a policy profile: copied, edited, tried, active from a day; then it never changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from kedeng.apps.history.actions import record
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.rounds.actions.refused import NotAllowedError, require_province, require_super
from kedeng.apps.rounds.models import PolicyProfile
from kedeng.apps.rounds.queries import pack_called
from kedeng.domain.events import Event
from kedeng.domain.policy import Action, Actor
from kedeng.domain.profile_examples import Example, read_example, try_all, write_example
from kedeng.domain.profiles import (
    Entries,
    Fault,
    ProfileState,
    differences,
    faults,
    read_entries,
    write_entries,
)
from kedeng.renderings.summary_columns import columns_of


@transaction.atomic
def load_profile(
    *, content: Mapping[str, Any], organisation: Organisation | None = None
) -> PolicyProfile:
    """Load a profile from its file: a template, or with `organisation` that body's active profile.

    The same again changes nothing; a template takes better words for its sources. Raises ValueError
    with a Chinese sentence where the file is wrong or an example fails, and where the title is
    known with other values: those of records under way never change.
    """
    entries = read_entries(content["values"])
    examples = [read_example(row) for row in content.get("examples", [])]
    if wrong := faults(entries):
        raise ValueError("；".join(fault.sentence for fault in wrong))
    row, new = PolicyProfile.objects.get_or_create(
        organisation=organisation,
        title=content["title"],
        version=1,
        defaults={
            "entries": write_entries(entries),
            "examples": [write_example(each) for each in examples],
            "source": content["source"],
            "valid_from": date.fromisoformat(content["valid_from"]),
            "state": ProfileState.TESTED.value
            if organisation is None
            else ProfileState.ACTIVE.value,
        },
    )
    if new and (failed := [t for t in try_all(row.values, examples) if not t.passed]):
        raise ValueError(f"例子“{failed[0].example.title}”没有得到应有的答案。")
    if row.told != entries:
        if organisation is not None or _values(row.told) != _values(entries):
            raise ValueError(f"政策参数“{row.title}”已有别的内容，请换一个名称。")
        row.entries, row.source = write_entries(entries), content["source"]
        row.examples = [write_example(each) for each in examples]
        row.save(update_fields=["entries", "source", "examples"])
    return row


def _values(told: Entries) -> dict[str, Any]:
    return {name: each.value for name, each in told.items()}


@transaction.atomic
def copy_profile(*, actor: Actor, source: PolicyProfile, title: str = "") -> PolicyProfile:
    """Begin a draft from a template or from an own profile: a version of its own, or a new title.

    Raises NotAllowedError. Side effects: the draft, which remembers what it was made from; history.
    """
    require_province(actor, Action.MANAGE_PROFILES, actor.organisation_id)
    if source.organisation_id not in {None, actor.organisation_id}:
        raise NotAllowedError("not_your_organisation")
    named = title.strip() or source.title
    own = PolicyProfile.objects.filter(organisation_id=actor.organisation_id, title=named)
    draft = PolicyProfile.objects.create(
        organisation_id=actor.organisation_id,
        title=named,
        version=(own.aggregate(last=Max("version"))["last"] or 0) + 1,
        entries=source.entries,
        examples=source.examples,
        source=source.source,
        valid_from=source.valid_from,
        based_on=source,
    )
    _note(Event.PROFILE_DRAFTED, actor, draft, {"from": str(source)})
    return draft


@transaction.atomic
def save_profile(  # noqa: PLR0913 - the columns of a profile
    *,
    actor: Actor,
    profile: PolicyProfile,
    entries: Entries,
    title: str,
    source: str,
    valid_from: date,
    expected_edition: int,
) -> None:
    """Save what was edited; a tried profile becomes a draft again.

    Raises NotAllowedError: "profile_wrong" with `faults`, "profile_fixed" for an active one,
    "saved_meanwhile" where somebody saved in between. Side effects: the row, then history.
    """
    require_province(actor, Action.MANAGE_PROFILES, profile.organisation_id)
    if wrong := [*faults(entries), *_unusable(profile, entries)]:
        raise NotAllowedError("profile_wrong", faults=wrong)
    changed = [each.key.label for each in differences(profile.told, entries)]
    _change(
        profile,
        expected_edition,
        entries=write_entries(entries),
        title=title,
        source=source,
        valid_from=valid_from,
        state=ProfileState.DRAFT.value,
    )
    _note(Event.PROFILE_CHANGED, actor, profile, {"changed": changed})


def _unusable(profile: PolicyProfile, entries: Entries) -> list[Fault]:
    """Find values that are well formed and name something that is not there."""
    found = []
    pack, columns = entries.get("evidence_pack"), entries.get("summary_columns")
    if pack and pack.value and not pack_called(profile.organisation, pack.value):
        found.append(Fault("evidence_pack", f"材料要求：没有代号为“{pack.value}”的材料要求。"))
    try:
        columns_of({"summary_columns": columns.value if columns else []})
    except ValueError:
        found.append(Fault("summary_columns", "汇总表的栏目：有不认识的栏目代号。"))
    return found


@transaction.atomic
def save_examples(
    *, actor: Actor, profile: PolicyProfile, examples: list[Example], expected_edition: int
) -> None:
    """Keep the examples that the profile must answer rightly; then history. NotAllowedError."""
    require_province(actor, Action.MANAGE_PROFILES, profile.organisation_id)
    rows = [write_example(each) for each in examples]
    passed = bool(rows) and all(tried.passed for tried in try_all(profile.values, examples))
    state = ProfileState.TESTED if passed else ProfileState.DRAFT
    _change(profile, expected_edition, examples=rows, state=state.value)
    _note(Event.PROFILE_TRIED, actor, profile, {"examples": len(rows), "passed": passed})


@transaction.atomic
def activate_profile(
    *, actor: Actor, profile: PolicyProfile, valid_from: date, expected_edition: int
) -> None:
    """Put a profile into force from a day; from now on it never changes.

    It binds a whole province, so the super administrator alone does it. Every stored example must
    pass, and there must be one. Raises NotAllowedError: "super_only", "profile_unfit" with the
    `sentences` of what is wrong, "no_examples", "examples_fail" with their `titles`,
    "profile_fixed", "saved_meanwhile".
    """
    require_province(actor, Action.MANAGE_PROFILES, profile.organisation_id)
    require_super(actor)
    if wrong := faults(profile.told):
        raise NotAllowedError("profile_unfit", sentences="".join(each.sentence for each in wrong))
    tried = try_all(profile.values, [read_example(row) for row in profile.examples])
    if not tried:
        raise NotAllowedError("no_examples")
    if failed := [each.example.title for each in tried if not each.passed]:
        raise NotAllowedError("examples_fail", titles="、".join(failed))
    _change(profile, expected_edition, state=ProfileState.ACTIVE.value, valid_from=valid_from)
    details = {"from": valid_from.isoformat(), "examples": len(tried)}
    _note(Event.PROFILE_ACTIVATED, actor, profile, details)


def _change(profile: PolicyProfile, expected_edition: int, **columns: Any) -> None:
    """Write columns of a profile that is not active yet, as nobody has changed it meanwhile."""
    changeable = PolicyProfile.objects.filter(pk=profile.pk).exclude(
        state=ProfileState.ACTIVE.value
    )
    if not changeable.exists():
        raise NotAllowedError("profile_fixed")
    written = changeable.filter(edition=expected_edition).update(
        **columns, edition=F("edition") + 1
    )
    if not written:
        raise NotAllowedError("saved_meanwhile")
    profile.refresh_from_db()


def _note(kind: Event, actor: Actor, profile: PolicyProfile, details: dict[str, Any]) -> None:
    record(
        kind=kind,
        subject=f"profile:{profile.pk}",
        actor=actor,
        details={"title": profile.title, "version": profile.version, **details},
    )
