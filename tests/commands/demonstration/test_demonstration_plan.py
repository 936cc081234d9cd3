"""What the demonstration plans: every state, enough units, and what is invented says so."""

from collections import Counter

from kedeng.commands.demonstration.facts import MARK, bodies, names, projects
from kedeng.commands.demonstration.organisations import credit_code
from kedeng.commands.demonstration.plan import ADVERSE, NEIGHBOUR, plans
from kedeng.definitions.registry import CATEGORY_NAMES
from kedeng.domain.states import State
from kedeng.lib.credit_code import is_right

OF_PUBLICITY = {State.PASSED, State.PUBLICISED, State.DISPUTED}  # Shanxi publicises nothing


def test_full_plan_has_every_state_and_category_and_thirty_units():
    planned = plans()
    shanxi = {plan.body.key for plan in planned} - {NEIGHBOUR}

    assert len(planned) >= 300
    assert {plan.state for plan in planned} == set(State) - OF_PUBLICITY
    assert {plan.category for plan in planned} == set(CATEGORY_NAMES)
    assert len(shanxi) >= 30


def test_shanxi_has_thirty_units_eleven_cities_and_departments_that_file_for_themselves():
    units = [body for body in bodies() if body.rank == 4 and body.key != NEIGHBOUR]
    cities = [body for body in bodies() if body.kind == "city_science_office"]
    filing = {body.kind for body in bodies() if body.files}

    assert len(units) >= 30
    assert len(cities) == 11
    assert filing == {"central_institute", "state_enterprise"}
    assert any(body.kind == "special_agency" for body in bodies())
    assert any(not body.has_office for body in units)
    assert any(body.other_names for body in units)


def test_adverse_states_carry_invented_titles_and_units_only():
    adverse = [plan for plan in plans() if plan.state in ADVERSE]

    assert all(MARK in plan.title and plan.project is None for plan in adverse)
    assert not any(plan.body.real for plan in adverse)


def test_a_title_is_a_real_project_of_its_unit_or_says_that_it_is_invented():
    real = {(project.title, project.host) for project in projects()}

    for plan in plans():
        if plan.body.real:
            assert (plan.title, plan.body.name) in real
        else:
            assert plan.title.endswith(f"（{MARK}）")


def test_no_result_is_planned_twice():
    results = Counter((plan.title, plan.body.key, plan.category) for plan in plans())

    assert results.most_common(1)[0][1] == 1


def test_units_without_a_real_name_say_so():
    assert [b.name for b in bodies() if not b.real and MARK not in b.name] == []


def test_people_say_that_they_are_invented():
    assert [name for name in names() if MARK not in name] == []
    assert any("·" in name for name in names())


def test_credit_codes_have_right_check_digits_and_differ():
    codes = [credit_code(body) for body in bodies()]

    assert [code for code in codes if not is_right(code)] == []
    assert len(set(codes)) == len(codes)
