"""Routes: rank is not depth. The examples are those of process.md h1."""

import pytest

from kedeng.domain.routes import (
    DEPARTMENT,
    NATION,
    PROVINCE,
    STOP_LABELS,
    UNIT,
    Body,
    NoRouteError,
    Stop,
    StopKind,
    route,
)

CAPITAL = [Body("province", PROVINCE), Body("nation", NATION)]
ABOVE = [("province", "province"), ("nation", "nation")]


def desks(*chain):
    """Give a route as (organisation, kind) pairs."""
    return [(stop.organisation, stop.kind.value) for stop in route([*chain, *CAPITAL])]


def test_a_university_teacher_passes_the_research_office():
    chain = [Body("university", UNIT), Body("education", DEPARTMENT)]
    assert desks(*chain) == [
        ("university", "filer"),
        ("university", "unit"),
        ("education", "department"),
        *ABOVE,
    ]


def test_a_company_without_an_office_goes_straight_to_its_city_bureau():
    chain = [Body("company", UNIT, has_office=False), Body("city", DEPARTMENT)]
    assert desks(*chain) == [("company", "filer"), ("city", "department"), *ABOVE]


def test_a_central_institute_is_its_own_department():
    assert desks(Body("institute", DEPARTMENT)) == [
        ("institute", "filer"),
        ("institute", "department"),
        *ABOVE,
    ]


def test_a_district_and_a_city_are_two_department_desks():
    chain = [Body("unit", UNIT), Body("district", DEPARTMENT), Body("city", DEPARTMENT)]
    assert desks(*chain) == [
        ("unit", "filer"),
        ("unit", "unit"),
        ("district", "department"),
        ("city", "department"),
        *ABOVE,
    ]


def test_a_faculty_below_a_university_adds_a_unit_desk_where_it_has_an_office():
    university = [Body("university", UNIT), Body("education", DEPARTMENT)]
    assert desks(Body("faculty", UNIT), *university)[:3] == [
        ("faculty", "filer"),
        ("faculty", "unit"),
        ("university", "unit"),
    ]
    assert desks(Body("faculty", UNIT, has_office=False), *university)[:2] == [
        ("faculty", "filer"),
        ("university", "unit"),
    ]


def test_a_unit_of_a_ministry_is_the_last_desk_before_its_registering_body():
    assert desks(Body("institute", UNIT)) == [("institute", "filer"), ("institute", "unit"), *ABOVE]


def test_the_filer_is_always_desk_0():
    first = route([Body(7, UNIT), Body(8, DEPARTMENT), *CAPITAL])[0]
    assert first == Stop(7, StopKind.FILER)


@pytest.mark.parametrize(
    "chain",
    [
        pytest.param([Body(1, UNIT), Body(2, DEPARTMENT)], id="nothing above the department"),
        pytest.param([Body(1, UNIT), Body(2, DEPARTMENT), Body(3, NATION)], id="no province"),
        pytest.param([Body(1, UNIT), Body(2, DEPARTMENT), Body(3, PROVINCE)], id="no nation"),
        pytest.param([Body(1, PROVINCE), Body(2, NATION)], id="a province that files for itself"),
        pytest.param([Body(1, UNIT, has_office=False), *CAPITAL], id="nobody who recommends"),
        pytest.param([Body(1, NATION)], id="the nation itself"),
        pytest.param([Body(1, UNIT), Body(2, PROVINCE), *CAPITAL], id="two provinces"),
    ],
)
def test_a_chain_on_which_a_record_could_not_move_on_has_no_route(chain):
    with pytest.raises(NoRouteError):
        route(chain)


def test_every_kind_of_desk_has_a_label():
    assert set(STOP_LABELS) == set(StopKind)
