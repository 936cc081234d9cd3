"""Records that take other ways than the university's (process.md h1), from draft to number."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.records import ALL_CHECKED, move, refused, windows
from tests.stage import DESK, person

from kedeng.apps.organisations.actions import create_organisation
from kedeng.domain.rights import Right


@pytest.fixture
def body(stage):
    """Create a body below another, with its people: `body("name", rank, parent)`."""

    def make(name, rank, parent, **details):
        organisation = create_organisation(
            name=name, rank=rank, parent=parent, uscc="12140000MB1234567W", **details
        )
        filer = person(organisation, f"{name}-filer", Right.ENTER)
        desk = person(organisation, f"{name}-desk", *DESK)
        return organisation, filer, desk

    return make


def register(registration, auditor):
    registration = move(auditor, registration, "accept")
    return move(auditor, registration, "register", checks=ALL_CHECKED)


def desks(registration):
    return [stop.kind for stop in registration.stops.all()]


def test_a_company_without_an_office_goes_straight_to_its_bureau(
    stage, body, draft, provincial_auditor
):
    city, _, bureau = body("演示市科技局", 3, stage.province)
    _, filer, _ = body("演示公司", 4, city, has_office=False)
    registration = move(filer, draft(actor=filer), "submit")
    assert desks(registration) == ["filer", "department", "province", "nation"]
    with refused("next_is_province"):
        move(bureau, registration, "pass_on")
    registration = move(bureau, registration, "recommend", checks=ALL_CHECKED)
    assert register(registration, provincial_auditor).number == "9142025R0001"


def test_an_institute_that_is_its_own_department_recommends_what_others_filed(
    stage, body, draft, provincial_auditor
):
    _, filer, reviewer = body("演示中央研究所", 3, stage.province)
    registration = move(filer, draft(actor=filer), "submit")
    assert desks(registration) == ["filer", "department", "province", "nation"]
    with refused("right_missing"):
        move(filer, registration, "recommend", checks=ALL_CHECKED)
    assert move(filer, registration, "recall").state == "draft"
    registration = move(filer, registration, "submit")
    registration = move(reviewer, registration, "recommend", checks=ALL_CHECKED)
    assert register(registration, provincial_auditor).state == "registered"


def test_a_district_passes_on_and_its_city_recommends(stage, body, draft, provincial_auditor):
    city, _, city_desk = body("演示市", 3, stage.province)
    district, _, district_desk = body("演示区", 3, city)
    _, filer, unit_desk = body("演示研究院", 4, district)
    registration = move(filer, draft(actor=filer), "submit")
    assert desks(registration)[:4] == ["filer", "unit", "department", "department"]
    registration = move(unit_desk, registration, "pass_on")
    with refused("next_is_desk"):
        move(district_desk, registration, "recommend", checks=ALL_CHECKED)
    registration = move(district_desk, registration, "pass_on")
    registration = move(city_desk, registration, "recommend", checks=ALL_CHECKED)
    assert register(registration, provincial_auditor).state == "registered"


def test_what_the_city_returned_the_district_may_still_pass_on(stage, body, draft):
    """Both departments have one closing; a return from above keeps it open to the desks below."""
    city, _, city_desk = body("演示市", 3, stage.province)
    district, _, district_desk = body("演示区", 3, city)
    _, filer, unit_desk = body("演示研究院", 4, district)
    registration = move(filer, draft(actor=filer), "submit")
    for desk in (unit_desk, district_desk):
        registration = move(desk, registration, "pass_on")
    registration = move(city_desk, registration, "return", reason="缺页", to_desk=0)
    now = timezone.now()
    windows(stage.round, submit=now, recommend=now + timedelta(days=1))
    registration = move(filer, registration, "resubmit")
    for desk in (unit_desk, district_desk):
        registration = move(desk, registration, "pass_on")
    registration = move(city_desk, registration, "recommend", checks=ALL_CHECKED)
    assert registration.state == "recommended"


def test_a_unit_right_below_the_registering_body_recommends_itself(
    stage, body, draft, provincial_auditor
):
    """A ministry's institute: its office is the last desk before the registering body (B42)."""
    _, filer, office = body("演示部属研究所", 4, stage.province)
    registration = move(filer, draft(actor=filer), "submit")
    assert desks(registration) == ["filer", "unit", "province", "nation"]
    registration = move(office, registration, "recommend", checks=ALL_CHECKED)
    assert register(registration, provincial_auditor).state == "registered"


def test_a_faculty_names_its_university_as_the_first_unit(stage, body, draft, unit_clerk):
    _, teacher, dean = body("演示学院", 4, stage.university)
    registration = draft(actor=teacher)
    row = registration.sections.get(section="units")
    row.content[0]["unit_name"] = "演示大学"
    row.save()
    registration = move(dean, move(teacher, registration, "submit"), "pass_on")
    assert (registration.first_unit, desks(registration)[:3]) == (
        "演示大学",
        ["filer", "unit", "unit"],
    )
    assert move(unit_clerk, registration, "pass_on").desk == 3


def test_a_body_below_which_nobody_recommends_has_no_route(stage, body, draft):
    _, lonely, _ = body("演示无办公室单位", 4, stage.province, has_office=False)
    provincial = person(stage.province, "filer-of-province", Right.ENTER)
    for filer in (lonely, provincial):
        with refused("no_route"):
            move(filer, draft(actor=filer), "submit")
