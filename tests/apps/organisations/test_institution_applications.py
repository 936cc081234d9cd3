"""Applications to become a department: draft, seal, decision, and what an approval creates."""

import io
from pathlib import Path

import pytest
from tests.records import picture
from tests.stage import Stage, person, superior

from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import Held
from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations.actions import RefusedError, create_organisation
from kedeng.apps.organisations.actions.institution_applications import (
    add_scan,
    approve_institution,
    begin_institution,
    judge_institution,
    save_institution,
    send_institution,
    turn_down_institution,
)
from kedeng.apps.organisations.models import InstitutionApplication, Organisation, User
from kedeng.apps.organisations.queries import actor_for, user_by_id
from kedeng.apps.organisations.queries.applications import (
    institution_application_for,
    institution_draft,
    institution_inbox,
)
from kedeng.definitions.institution import offered
from kedeng.domain.rights import Right
from kedeng.formkit.codelist import Catalogue
from kedeng.lib.credit_code import check_character

CATALOGUE = offered(Catalogue.from_directory(Path(__file__).parents[3] / "data/codelists"))
FRONT = "11140000DEM000071"
CODE = FRONT + check_character(FRONT)
ANSWERS = {
    "institution": {
        "org_name": "演示市科学技术局",
        "uscc": CODE,
        "org_kind": "city_science_office",
        "address": "演示路 1 号",
        "postcode": "030001",
        "head_name": "王演示",
        "head_position": "局长",
        "responsible_office": "成果科",
    },
    "administrator": {
        "admin_name": "李演示",
        "admin_phone": "0351-0000000",
        "admin_mobile": "13800000000",
        "admin_email": "li@example.org",
        "scope_description": "本市所属各单位。",
    },
}


@pytest.fixture(autouse=True)
def files_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def begun(stage: Stage) -> tuple[InstitutionApplication, str]:
    return begin_institution(province=stage.province, network="n")


@pytest.fixture
def head(stage):
    """The province's super administrator, who alone defines a department."""
    return superior(stage.province)


def fresh(application: InstitutionApplication) -> InstitutionApplication:
    return InstitutionApplication.objects.select_related("province").get(pk=application.pk)


def write(application, answers=ANSWERS) -> InstitutionApplication:
    now = fresh(application)
    save_institution(application=now, answers=answers, expected_version=now.version)
    return fresh(now)


def sealed(application) -> InstitutionApplication:
    data = picture()
    add_scan(
        application=fresh(application),
        stream=io.BytesIO(data),
        size=len(data),
        file_name="盖章.png",
    )
    return fresh(application)


def send(application) -> InstitutionApplication:
    now = fresh(application)
    send_institution(application=now, catalogue=CATALOGUE, expected_version=now.version)
    return fresh(application)


@pytest.fixture
def sent(begun) -> InstitutionApplication:
    return send(sealed(write(begun[0])))


def approve(*, application, **given) -> User:
    """Approve what was read: the version that the caller holds."""
    seen = application.version
    return approve_institution(application=application, expected_version=seen, **given)


def turn_down(*, application, **given) -> None:
    seen = application.version
    turn_down_institution(application=application, expected_version=seen, **given)


def refusal_of(call, *args, **given) -> str:
    with pytest.raises(RefusedError) as caught:
        call(*args, **given)
    return caught.value.code


# ── the draft ────────────────────────────────────────────────────────────────────────────────────


def test_the_resume_code_opens_the_draft_and_the_database_does_not_hold_it(begun):
    application, code = begun
    assert institution_draft(code.lower().replace("-", " ")) == application
    assert institution_draft(application.number) is None
    kept = InstitutionApplication.objects.filter(pk=application.pk).values().get()
    assert code not in str(kept)
    assert code.replace("-", "") not in str(kept)


def test_a_draft_keeps_whatever_was_typed(begun):
    half = {"institution": {"org_name": "演示", "uscc": "X"}, "administrator": {}}
    assert write(begun[0], half).answers == half


def test_a_second_window_overwrites_nothing(begun):
    old = begun[0]
    write(old)
    given = {"application": old, "answers": {}, "expected_version": old.version}
    assert refusal_of(save_institution, **given) == "edited_meanwhile"


def test_what_is_missing_or_wrong_is_told_where_it_stands():
    wrong = {
        "institution": {**ANSWERS["institution"], "uscc": "12140000MB1234567X", "postcode": "3"},
        "administrator": {**ANSWERS["administrator"], "admin_email": "li", "admin_name": None},
    }
    told = {(each.path, each.code) for each in judge_institution(wrong, CATALOGUE)}
    assert told == {
        ("institution.uscc", "credit_code_check"),
        ("institution.postcode", "wrong_shape"),
        ("administrator.admin_email", "wrong_shape"),
        ("administrator.admin_name", "required"),
    }
    assert judge_institution(ANSWERS, CATALOGUE) == []


def test_a_kind_that_may_not_apply_is_refused():
    national = {**ANSWERS["institution"], "org_kind": "national_centre"}
    told = judge_institution({**ANSWERS, "institution": national}, CATALOGUE)
    assert [(each.path, each.code) for each in told] == [("institution.org_kind", "not_in_list")]


# ── paper and screen ─────────────────────────────────────────────────────────────────────────────


def test_it_is_sent_with_the_sealed_paper_of_just_these_answers(begun):
    application = write(begun[0])
    assert refusal_of(send, application) == "scan_missing"
    sealed(application)
    other = {**ANSWERS["institution"], "address": "演示路 2 号"}
    write(application, {**ANSWERS, "institution": other})
    assert refusal_of(send, application) == "scan_outdated"
    sealed(application)
    assert send(application).state == "pending"


def test_an_incomplete_one_is_not_sent(begun):
    assert refusal_of(send, begun[0]) == "application_incomplete"


def test_what_is_no_scan_is_not_kept(begun):
    given = {"application": begun[0], "stream": io.BytesIO(b"MZ"), "size": 2}
    with pytest.raises(RefusedFileError):
        add_scan(**given, file_name="x.pdf")
    assert fresh(begun[0]).scan is None


def test_a_scan_has_a_size_and_a_network_its_number_of_scans(stage, begun):
    given = {"application": begun[0], "stream": io.BytesIO(), "file_name": "x.pdf"}
    with pytest.raises(RefusedFileError, match="file_too_large"):
        add_scan(**given, size=21 * 1024 * 1024)
    for _ in range(20):
        sealed(begun[0])
    neighbour, _ = begin_institution(province=stage.province, network="n")
    assert refusal_of(sealed, neighbour) == "scans_wait"
    elsewhere, _ = begin_institution(province=stage.province, network="m")
    sealed(elsewhere)


def test_what_was_sent_is_not_changed(sent):
    given = {"application": sent, "answers": {}, "expected_version": sent.version}
    assert refusal_of(save_institution, **given) == "edited_meanwhile"
    assert refusal_of(sealed, sent) == "application_is_out"
    assert refusal_of(send, sent) == "edited_meanwhile"


# ── decisions ────────────────────────────────────────────────────────────────────────────────────


def test_the_longest_answers_can_be_approved(begun, head):
    longest = {
        "institution": {
            "org_name": "长" * 100,
            "address": "长" * 100,
            "responsible_office": "长" * 60,
        },
        "administrator": {
            "admin_name": "长" * 60,
            "admin_phone": "1" * 40,
            "admin_mobile": "1" * 20,
            "admin_email": f"{'a' * 60}@{'b' * 36}.cn",
        },
    }
    application = write(begun[0], {key: ANSWERS[key] | longest[key] for key in ANSWERS})
    sealed(application)
    user = approve(actor=head, application=send(application), username="sxkj", opinion="")
    assert (user.name, user.organisation.contact_name) == ("长" * 60, "长" * 60)


def test_more_than_the_body_can_hold_is_refused_before_it_is_sent():
    office = {**ANSWERS["institution"], "responsible_office": "长" * 61}
    told = judge_institution({**ANSWERS, "institution": office}, CATALOGUE)
    assert [each.path for each in told] == ["institution.responsible_office"]


def test_an_approval_creates_the_department_and_its_super_administrator(stage, sent, head):
    user = approve(actor=head, application=sent, username="sxkj", opinion="同意")
    body, actor = user.organisation, actor_for(user_by_id(user.pk))
    assert (body.name, body.rank, body.parent, body.kind, body.contact_name, body.uscc) == (
        *("演示市科学技术局", 3, stage.province, "city_science_office", "成果科"),
        CODE,
    )
    assert (actor.is_super, actor.rights) == (True, frozenset({Right.MANAGE}))
    assert not user.has_usable_password()
    now = fresh(sent)
    assert (now.state, now.organisation, now.user, now.opinion) == ("approved", body, user, "同意")
    kinds = [event.kind for event in events_of(f"institution_application:{sent.number}")]
    assert kinds == [
        "institution_application.drafted",
        "institution_application.sent",
        "institution_application.decided",
    ]


def test_of_two_decisions_the_first_counts(sent, head, stage):
    colleague = person(stage.province, "colleague", Right.MANAGE)
    seen_by_both = fresh(sent)
    given = {"opinion": "同意", "username": "sxkj"}
    approve(actor=head, application=sent, **given)
    second = {"actor": colleague, "application": seen_by_both}
    again = {**second, "opinion": "同意", "username": "sxkj2"}
    assert refusal_of(approve, **again | {"actor": head}) == "decided_meanwhile"
    refused = {**second, "opinion": "不", "is_final": True}
    assert refusal_of(turn_down, **refused) == "decided_meanwhile"
    assert Organisation.objects.filter(name="演示市科学技术局").count() == 1


def test_a_failed_approval_leaves_nothing_behind(sent, head, stage):
    person(stage.university, "taken")
    given = {"actor": head, "application": sent, "opinion": ""}
    assert refusal_of(approve, **given, username="taken") == "username_taken"
    assert not Organisation.objects.filter(name="演示市科学技术局").exists()
    assert fresh(sent).state == "pending"


def test_a_department_that_is_there_already_is_not_made_twice(sent, head, stage):
    create_organisation(name="演示市 科学技术局", rank=3, parent=stage.province)
    given = {"actor": head, "application": sent, "opinion": ""}
    assert refusal_of(approve, **given, username="sxkj") == "body_name_taken"


def test_only_the_province_decides(sent, stage, department_reviewer, stranger):
    elsewhere = person(stage.other_province, "elsewhere", Right.MANAGE)
    department = person(stage.department, "dept", Right.MANAGE)
    for actor in (elsewhere, department, stranger):
        given = {"actor": actor, "application": sent, "opinion": "同意"}
        assert refusal_of(approve, **given, username="sxkj") == "not_found"
        assert refusal_of(turn_down, **given, is_final=True) == "not_found"
        assert institution_application_for(actor, sent.number) is None
    reader = person(stage.province, "reader", Right.REVIEW)
    given = {"actor": reader, "application": sent, "opinion": "同意"}
    assert refusal_of(approve, **given, username="sxkj") == "manage_missing"


def test_a_manager_returns_it_and_the_super_administrator_approves(sent, provincial_auditor):
    given = {"application": sent, "opinion": "同意", "username": "sxkj"}
    assert refusal_of(approve, actor=provincial_auditor, **given) == "super_only"
    assert fresh(sent).state == "pending"
    turn_down(actor=provincial_auditor, application=sent, opinion="公章不清楚", is_final=False)
    assert fresh(sent).state == "returned"


def test_drafts_are_nobodys_business(begun, sent, provincial_auditor, stage):
    other, _ = begin_institution(province=stage.province, network="n")
    assert list(institution_inbox(provincial_auditor)) == [sent]
    assert institution_application_for(provincial_auditor, other.number) is None


def test_a_returned_one_is_put_right_and_sent_again(sent, provincial_auditor):
    given = {"actor": provincial_auditor, "opinion": "公章不清楚", "is_final": False}
    turn_down(application=sent, **given)
    assert fresh(sent).state == "returned"
    sealed(sent)
    assert send(sent).state == "pending"
    assert not User.objects.filter(name="李演示").exists()


def test_a_marked_scan_is_held_and_the_province_is_told(begun, stage, settings, tmp_path):
    settings.QUARANTINE_ROOT = tmp_path / "held"
    data = picture()
    with pytest.raises(RefusedFileError, match="file_marked"):
        add_scan(
            application=fresh(begun[0]),
            stream=io.BytesIO(data),
            size=len(data),
            file_name="申请表（秘密★5年）.png",
        )
    held = Held.objects.get()
    assert (held.subject, held.body) == (
        f"institution_application:{begun[0].number}",
        stage.province.pk,
    )


def test_nobody_decides_on_answers_that_were_rewritten_since_they_were_read(sent, head):
    read = fresh(sent)
    turn_down(actor=head, application=sent, opinion="公章不清楚", is_final=False)
    office = {**ANSWERS["institution"], "org_name": "演示另一家公司"}
    send(sealed(write(sent, {**ANSWERS, "institution": office})))
    given = {"actor": head, "application": read, "opinion": "同意"}
    assert refusal_of(approve, **given, username="sxkj") == "rewritten_meanwhile"
    assert refusal_of(turn_down, **given, is_final=True) == "rewritten_meanwhile"
    assert not Organisation.objects.filter(name="演示另一家公司").exists()
    approve(**{**given, "application": fresh(sent)}, username="sxkj")
    assert Organisation.objects.filter(name="演示另一家公司").exists()
