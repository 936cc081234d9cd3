"""A policy profile: copied from a template, edited, tried, active from a day; then it stays."""

import json
from datetime import date

import pytest
from tests.stage import DATA, person, superior

from kedeng.apps.history.queries import events_of
from kedeng.apps.rounds import actions, queries
from kedeng.domain.profile_examples import read_example
from kedeng.domain.profiles import Basis, Told, write_entries
from kedeng.domain.rights import Right

GANSU = json.loads((DATA / "profiles/gansu-2022.json").read_text(encoding="utf-8"))
NATIONAL_PACK = json.loads((DATA / "evidence/national.json").read_text(encoding="utf-8"))


@pytest.fixture
def template(stage):
    actions.load_evidence_pack(content=NATIONAL_PACK)
    return actions.load_profile(content=GANSU)


@pytest.fixture
def draft_profile(template, provincial_auditor):
    return actions.copy_profile(actor=provincial_auditor, source=template, title="演示省 2026")


def save(actor, profile, **changed):
    entries = profile.told | changed
    actions.save_profile(
        actor=actor,
        profile=profile,
        entries=entries,
        title=profile.title,
        source=profile.source,
        valid_from=profile.valid_from,
        expected_edition=profile.edition,
    )


@pytest.fixture
def head(stage):
    """The super administrator of the province, who alone puts a profile into force."""
    return superior(stage.province)


def activate(actor, profile, day=date(2026, 1, 1)):
    actions.activate_profile(
        actor=actor, profile=profile, valid_from=day, expected_edition=profile.edition
    )


def refuses(code):
    return pytest.raises(actions.NotAllowedError, match=f"^{code}$")


def test_a_template_is_every_provinces_to_copy(template, draft_profile, provincial_auditor, stage):
    assert list(queries.templates()) == [template]
    assert (draft_profile.state, draft_profile.version) == ("draft", 1)
    assert draft_profile.organisation == stage.province
    assert draft_profile.told == template.told
    assert draft_profile.based_on == template
    again = actions.copy_profile(actor=provincial_auditor, source=draft_profile)
    assert (again.title, again.version) == ("演示省 2026", 2)


def test_a_template_takes_better_words_for_its_sources(template, stage):
    last = GANSU["values"][-1] | {"source": "登记表填写说明"}
    better = GANSU | {"source": "甘肃省办法", "values": [*GANSU["values"][:-1], last]}
    reworded = actions.load_profile(content=better)
    assert (reworded.pk, reworded.source) == (template.pk, "甘肃省办法")
    assert reworded.told[last["key"]].source == "登记表填写说明"
    actions.load_profile(content=GANSU, organisation=stage.province)
    with pytest.raises(ValueError, match="已有别的内容"):
        actions.load_profile(content=better, organisation=stage.province)


def test_the_same_file_again_changes_nothing(template):
    assert actions.load_profile(content=GANSU) == template
    changed = GANSU | {"values": GANSU["values"][:-1]}
    with pytest.raises(ValueError, match="已有别的内容"):
        actions.load_profile(content=changed)


def test_a_file_whose_examples_fail_is_refused(stage):
    wrong = {**GANSU["examples"][0], "expect": "closed"}
    with pytest.raises(ValueError, match="没有得到应有的答案"):
        actions.load_profile(content=GANSU | {"examples": [wrong]})


def test_what_is_saved_is_judged_and_kept(draft_profile, provincial_auditor):
    save(provincial_auditor, draft_profile, audit_days=Told(7, "新规定第三条", Basis.SOURCED))
    assert draft_profile.values["audit_days"] == 7
    assert draft_profile.edition == 2
    assert events_of(f"profile:{draft_profile.pk}")[-1].details == {
        "title": "演示省 2026",
        "version": 1,
        "changed": ["省级审核的办理期限"],
    }


def test_wrong_values_are_all_named_and_nothing_is_saved(draft_profile, provincial_auditor):
    with refuses("profile_wrong") as caught:
        save(
            provincial_auditor,
            draft_profile,
            audit_days=Told(-1, "x", Basis.SOURCED),
            evidence_pack=Told("nowhere", "x", Basis.SOURCED),
            summary_columns=Told(["weather"], "x", Basis.SOURCED),
        )
    assert [fault.name for fault in caught.value.params["faults"]] == [
        "audit_days",
        "evidence_pack",
        "summary_columns",
    ]
    draft_profile.refresh_from_db()
    assert draft_profile.edition == 1


def test_of_two_who_save_at_once_the_second_is_told(draft_profile, provincial_auditor):
    stale = queries.profile_for(provincial_auditor, draft_profile.pk)
    save(provincial_auditor, draft_profile)
    with refuses("saved_meanwhile"):
        save(provincial_auditor, stale)


def test_it_becomes_active_only_when_every_example_passes(draft_profile, provincial_auditor, head):
    save(provincial_auditor, draft_profile, filing_limit_months=Told(3, "x", Basis.SOURCED))
    with refuses("examples_fail") as caught:
        activate(head, draft_profile)
    assert "省级计划，确认验收后满六个月当日" in caught.value.params["titles"]
    save(provincial_auditor, draft_profile, filing_limit_months=Told(6, "x", Basis.SOURCED))
    activate(head, draft_profile)
    assert draft_profile.state == "active"


def test_a_publicity_without_days_is_neither_saved_nor_put_into_force(
    draft_profile, provincial_auditor, head
):
    shown = Told("after_number", "x", Basis.SOURCED)
    with refuses("profile_wrong") as caught:
        save(provincial_auditor, draft_profile, publicity=shown)
    assert [fault.name for fault in caught.value.params["faults"]] == ["publicity_days"]
    draft_profile.entries = write_entries(draft_profile.told | {"publicity": shown})
    draft_profile.save()
    with refuses("profile_unfit") as caught:
        activate(head, draft_profile)
    assert caught.value.params["sentences"].startswith("公示期：")


def test_without_an_example_nothing_has_been_tried(draft_profile, provincial_auditor, head):
    actions.save_examples(
        actor=provincial_auditor,
        profile=draft_profile,
        examples=[],
        expected_edition=draft_profile.edition,
    )
    with refuses("no_examples"):
        activate(head, draft_profile)


def test_passing_examples_make_it_tested_and_editing_a_draft_again(
    draft_profile, provincial_auditor
):
    actions.save_examples(
        actor=provincial_auditor,
        profile=draft_profile,
        examples=[read_example(row) for row in GANSU["examples"][:3]],
        expected_edition=draft_profile.edition,
    )
    assert draft_profile.state == "tested"
    save(provincial_auditor, draft_profile)
    assert draft_profile.state == "draft"


def test_an_active_profile_never_changes(draft_profile, provincial_auditor, head):
    activate(head, draft_profile)
    with refuses("profile_fixed"):
        save(provincial_auditor, draft_profile)
    with refuses("profile_fixed"):
        activate(head, draft_profile)


def test_a_manager_prepares_it_and_the_super_administrator_puts_it_into_force(
    draft_profile, provincial_auditor, head
):
    with refuses("super_only"):
        activate(provincial_auditor, draft_profile)
    assert draft_profile.state == "draft"
    activate(head, draft_profile)
    assert draft_profile.state == "active"


def test_the_newest_that_has_begun_is_in_force(draft_profile, head, stage):
    activate(head, draft_profile, date(2026, 3, 1))
    earlier = stage.round.profile
    assert queries.active_profile(stage.university, date(2026, 2, 28)) == earlier
    assert queries.active_profile(stage.university, date(2026, 3, 1)) == draft_profile
    assert queries.active_profile(stage.other_unit, date(2026, 3, 1)) is None
    assert queries.active_profile(stage.nation, date(2026, 3, 1)) is None


def test_only_a_manager_of_the_province_itself(
    draft_profile, template, stage, department_reviewer, author
):
    manager = person(stage.department, "manager", Right.MANAGE)
    neighbour = person(stage.other_province, "neighbour", Right.MANAGE)
    for actor, code in (
        (author, "right_missing"),
        (department_reviewer, "right_missing"),
        (manager, "province_only"),
        (neighbour, "not_your_organisation"),
    ):
        with refuses(code):
            save(actor, draft_profile)
        with refuses(code):
            actions.copy_profile(actor=actor, source=draft_profile)
    assert queries.profile_for(neighbour, draft_profile.pk) is None
    assert queries.profile_for(neighbour, template.pk) == template


# ── packs ────────────────────────────────────────────────────────────────────────────────────────
OWN_PACK = NATIONAL_PACK | {"key": "demo-2026", "title": "演示省材料要求"}


def test_an_uploaded_pack_is_the_next_version_of_its_key(stage, provincial_auditor):
    first = actions.upload_pack(actor=provincial_auditor, content=OWN_PACK | {"version": 9})
    same = actions.upload_pack(actor=provincial_auditor, content=OWN_PACK)
    second = actions.upload_pack(actor=provincial_auditor, content=OWN_PACK | {"title": "改"})
    assert (first.version, same.pk, second.version) == (1, first.pk, 2)
    assert queries.newest_pack(stage.province, "demo-2026") == second
    assert queries.newest_pack(stage.other_province, "demo-2026") is None


@pytest.mark.parametrize(
    ("name", "version"),
    [("demo-2026", 2), ("demo-2026@1", 1), ("demo-2026@2", 2), ("demo-2026@3", None)]
    + [(name, None) for name in ("demo-2026@", "demo-2026@x", "@1", "nowhere")],
)
def test_a_profile_names_the_newest_version_or_a_fixed_one(
    name, version, stage, provincial_auditor
):
    for title in ("演示省材料要求", "改"):
        actions.upload_pack(actor=provincial_auditor, content=OWN_PACK | {"title": title})
    found = queries.pack_called(stage.province, name)
    assert (found.version if found else None) == version
    assert queries.pack_called(stage.other_province, name) is None


def test_nobody_takes_over_the_key_of_another(template, provincial_auditor, stage):
    with refuses("pack_not_yours"):
        actions.upload_pack(actor=provincial_auditor, content=NATIONAL_PACK)
    actions.upload_pack(actor=provincial_auditor, content=OWN_PACK)
    neighbour = person(stage.other_province, "neighbour", Right.MANAGE)
    with refuses("pack_not_yours"):
        actions.upload_pack(actor=neighbour, content=OWN_PACK)


def test_a_wrong_pack_is_refused_with_every_fault(stage, provincial_auditor):
    with refuses("pack_wrong") as caught:
        actions.upload_pack(actor=provincial_auditor, content={"key": "x", "title": "y"})
    assert caught.value.params["faults"] == [
        "source（依据）没有写。",
        "status（依据是否可靠）只能是 SOURCED、RECALLED、INFERRED。",
        "categories 要恰好写 applied_technology、basic_theory、soft_science 三类。",
    ]
