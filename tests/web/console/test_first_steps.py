"""What a body still lacks: said on its console, each with the way to it, until it is there."""

import re

import pytest
from tests.stage import again, person, superior

from kedeng.apps.organisations.actions import create_organisation
from kedeng.apps.organisations.models import Organisation
from kedeng.apps.rounds.models import PolicyProfile, Round
from kedeng.domain.rights import Right
from kedeng.web.console.first_steps import first_steps

DESK = (Right.REVIEW, Right.FORWARD, Right.RETURN, Right.ACCEPT)


def lacks(actor):
    """Where the actor's first steps lead, in their order."""
    return [re.sub(r"\d+", "…", lack.address) for lack in first_steps(again(actor))]


@pytest.fixture
def new_province(stage):
    """A province that was defined a moment ago."""
    return superior(create_organisation(name="新省科技厅（演示）", rank=2, parent=stage.nation))


def test_a_new_province_is_led_from_its_policy_to_its_contact(new_province):
    assert lacks(new_province) == [
        "/console/profiles/",
        "/desk/number-code/",
        "/console/bodies/…/users/",
        "/console/bodies/new/",
        "/console/contact/",
    ]


@pytest.mark.usefixtures("unpeopled")
def test_what_is_done_is_said_no_more(stage):
    head = superior(stage.province)
    person(stage.province, "auditor", *DESK)
    Organisation.objects.filter(pk=stage.province.pk).update(contact_phone="0351-1234567")
    assert lacks(head) == []
    Round.objects.all().delete()
    assert lacks(head) == ["/console/rounds/new/"]
    PolicyProfile.objects.all().delete()
    assert lacks(head) == ["/console/profiles/"]


@pytest.mark.usefixtures("unpeopled")
def test_rights_that_nobody_holds_are_named(department, stage, said):
    _, text = said(department.get("/console/"))
    assert "还没有人有“推荐/上报”“退回”权限，送到本机构的登记没有人办理。" in text
    person(stage.department, "reviewer", Right.FORWARD, Right.RETURN)
    assert "没有人办理" not in said(department.get("/console/"))[1]


@pytest.mark.usefixtures("unpeopled")
def test_a_unit_without_an_office_wants_filers_alone(stage):
    stage.university.has_office = False
    stage.university.save()
    head = superior(stage.university)
    assert [lack.sentence for lack in first_steps(head)] == [
        "还没有人有“录入”权限，本单位没有人能填报。",
        "还没有写办公电话，下级遇到问题不知道找谁。",
    ]
    person(stage.university, "author", Right.ENTER)
    assert lacks(head) == ["/console/contact/"]


def test_a_helper_is_not_led_to_what_is_the_super_administrators(stage):
    empty = create_organisation(name="新教育厅（演示）", rank=3, parent=stage.province)
    helper = person(empty, "helper", Right.MANAGE, *DESK[:3])
    assert lacks(helper) == ["/console/contact/"]
