"""Announcements: who may issue, who sees them, forwarding, and who has read them."""

import io

import pytest
from tests.records import picture
from tests.stage import Stage as TheStage, person

from kedeng.apps.announcements import actions, queries
from kedeng.apps.announcements.actions import Wording
from kedeng.apps.announcements.models import Announcement
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import RefusedError, create_organisation
from kedeng.domain.announcements import Openness, Stage
from kedeng.domain.policy import Actor
from kedeng.domain.rights import Right


@pytest.fixture
def department_manager(stage: TheStage) -> Actor:
    return person(stage.department, "dept-manager", Right.MANAGE)


@pytest.fixture
def notice(stage: TheStage, provincial_auditor: Actor):
    """Give a factory of published announcements: `notice(openness=…, audience=…, by=…)`."""

    def make(openness=Openness.PUBLIC, audience=None, by=None, **more) -> Announcement:
        actor = by or provincial_auditor
        wording = Wording(
            title=more.pop("title", "关于开展登记工作的通知"),
            body="各有关单位：\n请按时登记。",
            audience=audience or stage.province,
            openness=openness,
        )
        drafted = actions.draft_announcement(actor=actor, wording=wording, **more)
        actions.publish(actor=actor, announcement=drafted, expected_version=1)
        return Announcement.objects.get(pk=drafted.pk)

    return make


def refusal_of(call, **given) -> str:
    with pytest.raises(RefusedError) as caught:
        call(**given)
    return caught.value.code


def codes(found) -> set[str]:
    return {each.code for each in found}


# ── who sees what ────────────────────────────────────────────────────────────────────────────────


def test_without_a_login_only_public_ones_are_seen(notice):
    public = notice(Openness.PUBLIC)
    notice(Openness.ON_REQUEST)
    notice(Openness.CLOSED)
    assert codes(queries.announcements_seen_by(None)) == {public.code}
    assert codes(queries.front_announcements(5)) == {public.code}


def test_a_body_below_sees_what_is_addressed_to_it_however_closed(notice, author, stranger):
    closed, public = notice(Openness.CLOSED), notice(Openness.PUBLIC)
    assert codes(queries.addressed_to(author)) == {closed.code, public.code}
    assert codes(queries.addressed_to(stranger)) == set()
    assert queries.announcement_for(author, closed.code) == closed
    assert queries.announcement_for(stranger, closed.code) is None
    assert queries.announcement_for(stranger, public.code) == public


def test_one_to_a_subtree_reaches_nobody_beside_it(notice, stage, author, provincial_auditor):
    beside = person(stage.province, "deputy", Right.REVIEW)
    narrow = notice(Openness.CLOSED, audience=stage.university)
    other = person(stage.department, "desk", Right.REVIEW)
    assert queries.announcement_for(author, narrow.code) == narrow
    assert queries.announcement_for(other, narrow.code) is None
    assert queries.announcement_for(beside, narrow.code) == narrow  # the issuer's own people


def test_a_draft_is_seen_by_its_issuer_alone(stage, provincial_auditor, author):
    drafted = actions.draft_announcement(
        actor=provincial_auditor,
        wording=Wording(title="草稿", audience=stage.province, openness=Openness.PUBLIC),
    )
    assert queries.announcement_for(author, drafted.code) is None
    assert queries.announcement_for(provincial_auditor, drafted.code) is None
    assert queries.own_announcement(provincial_auditor, drafted.code) == drafted
    assert queries.own_announcement(author, drafted.code) is None


# ── who may issue ────────────────────────────────────────────────────────────────────────────────


def test_who_does_not_manage_issues_nothing(stage, author, department_reviewer):
    for actor in (author, department_reviewer):
        wording = Wording(title="通知", audience=stage.university, openness=Openness.PUBLIC)
        assert refusal_of(actions.draft_announcement, actor=actor, wording=wording) == (
            "right_missing"
        )


def test_nobody_addresses_bodies_above_or_beside(stage, department_manager):
    for audience in (stage.province, stage.nation, stage.other_unit):
        wording = Wording(title="通知", audience=audience, openness=Openness.PUBLIC)
        given = {"actor": department_manager, "wording": wording}
        assert refusal_of(actions.draft_announcement, **given) == "audience_out_of_reach"


def test_a_stranger_finds_no_foreign_announcement_to_change(notice, stranger, stage):
    public = notice(Openness.PUBLIC)
    wording = Wording(title="改", audience=stage.other_unit, openness=Openness.PUBLIC)
    given = {"actor": stranger, "announcement": public}
    assert refusal_of(actions.withdraw, **given, reason="x") == "not_found"
    assert refusal_of(actions.discard, **given) == "not_found"
    assert refusal_of(actions.change_draft, **given, wording=wording, expected_version=2) == (
        "not_found"
    )
    assert refusal_of(actions.mark_read, **given) == "not_found"


# ── from draft to withdrawal ─────────────────────────────────────────────────────────────────────


def test_what_is_published_is_never_changed(notice, provincial_auditor, stage):
    public = notice()
    wording = Wording(title="改", audience=stage.province, openness=Openness.PUBLIC)
    given = {"actor": provincial_auditor, "announcement": public}
    change = {"wording": wording, "expected_version": public.version}
    assert refusal_of(actions.change_draft, **given, **change) == "edited_meanwhile"
    assert refusal_of(actions.discard, **given) == "announcement_is_out"
    data = picture()
    file = {"stream": io.BytesIO(data), "size": len(data), "file_name": "a.png"}
    assert refusal_of(actions.attach, **given, **file) == "announcement_is_out"
    public.refresh_from_db()
    assert public.title == "关于开展登记工作的通知"


def test_the_second_of_two_editors_overwrites_nothing(stage, provincial_auditor):
    first = Wording(title="甲", audience=stage.province, openness=Openness.PUBLIC)
    drafted = actions.draft_announcement(actor=provincial_auditor, wording=first)
    given = {"actor": provincial_auditor, "announcement": drafted, "expected_version": 1}
    second = Wording(title="乙", audience=stage.province, openness=Openness.PUBLIC)
    actions.change_draft(**given, wording=second)
    assert refusal_of(actions.change_draft, **given, wording=first) == "edited_meanwhile"
    assert refusal_of(actions.publish, **given) == "announcement_incomplete"
    drafted.refresh_from_db()
    assert (drafted.title, drafted.version) == ("乙", 2)


def test_publishing_twice_has_one_effect(notice, provincial_auditor):
    public = notice()
    given = {"actor": provincial_auditor, "announcement": public, "expected_version": 1}
    assert refusal_of(actions.publish, **given) == "edited_meanwhile"
    kinds = [event.kind for event in events_of(f"announcement:{public.code}")]
    assert kinds == ["announcement.drafted", "announcement.published"]


def test_a_withdrawn_one_keeps_its_page_and_leaves_the_lists(notice, provincial_auditor, author):
    public = notice()
    given = {"actor": provincial_auditor, "announcement": public}
    assert refusal_of(actions.withdraw, **given, reason="") == "reason_missing"
    actions.withdraw(**given, reason="日期有误")
    assert refusal_of(actions.withdraw, **given, reason="再撤") == "not_published"
    assert codes(queries.addressed_to(author)) == set()
    assert queries.front_announcements(5) == []
    found = queries.announcement_for(None, public.code)
    assert (found.stage, found.withdrawal) == (Stage.WITHDRAWN, "日期有误")


def test_attachments_are_judged_by_the_files_room(stage, provincial_auditor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    wording = Wording(title="通知", audience=stage.province, openness=Openness.PUBLIC)
    drafted = actions.draft_announcement(actor=provincial_auditor, wording=wording)
    given = {"actor": provincial_auditor, "announcement": drafted}
    with pytest.raises(RefusedFileError):
        actions.attach(**given, stream=io.BytesIO(b"x"), size=1, file_name="a.pdf")
    data = picture()
    kept = actions.attach(
        **given, stream=io.BytesIO(data), size=len(data), file_name="..\\附件 1.png"
    )
    assert [each.name for each in drafted.files.all()] == ["附件 1.png"]
    actions.detach(**given, file_id=kept.pk)
    assert list(drafted.files.all()) == []


# ── forwarding ───────────────────────────────────────────────────────────────────────────────────


def test_a_superiors_announcement_is_forwarded_with_an_own_one(notice, stage, department_manager):
    original = notice(Openness.CLOSED)
    covering = notice(Openness.ON_REQUEST, stage.department, department_manager, forwards=original)
    reader = person(stage.university, "reader", Right.REVIEW)
    assert covering.forwards == original
    assert codes(queries.addressed_to(reader)) == {original.code, covering.code}


def test_only_what_a_superior_published_can_be_forwarded(
    notice, stage, department_manager, provincial_auditor, stranger
):
    wording = Wording(title="转发", audience=stage.department, openness=Openness.PUBLIC)
    own = notice(by=department_manager, audience=stage.department)
    foreign = notice(by=stranger, audience=stage.other_unit)
    withdrawn = notice()
    actions.withdraw(actor=provincial_auditor, announcement=withdrawn, reason="有误")
    given = {"actor": department_manager, "wording": wording}
    found = [
        refusal_of(actions.draft_announcement, **given, forwards=each)
        for each in (own, foreign, Announcement.objects.get(pk=withdrawn.pk))
    ]
    assert found == ["not_found", "not_found", "forwards_withdrawn"]


# ── read marks ───────────────────────────────────────────────────────────────────────────────────


def test_a_mark_counts_for_the_body_and_is_made_once(notice, stage, department_reviewer):
    public = notice()
    assert queries.unread_count(department_reviewer) == 1
    for _ in range(2):
        actions.mark_read(actor=department_reviewer, announcement=public)
    assert queries.unread_count(department_reviewer) == 0
    told = [(each.body, each.mark is not None) for each in queries.readership(public)]
    assert told == [(stage.department, True)]
    marks = [e for e in events_of(f"announcement:{public.code}") if e.kind == "announcement.read"]
    assert len(marks) == 1


def test_the_overview_begins_with_who_has_not_read(notice, stage, department_reviewer):
    silent = create_organisation(name="演示市科技局", rank=3, parent=stage.province)
    public = notice()
    actions.mark_read(actor=department_reviewer, announcement=public)
    told = [(each.body, each.mark is not None) for each in queries.readership(public)]
    assert told == [(silent, False), (stage.department, True)]


def test_unread_ones_stand_first(notice, department_reviewer):
    _, second = notice(title="第一份"), notice(title="第二份")
    actions.mark_read(actor=department_reviewer, announcement=second)
    told = [(each.title, each.is_read) for each in queries.addressed_to(department_reviewer)]
    assert told == [("第一份", False), ("第二份", True)]
