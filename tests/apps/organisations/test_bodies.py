"""Bodies below: created, renamed, described, moved; each act as far as the law reaches."""

import pytest
from tests.stage import superior

from kedeng.apps.history.queries import events_of
from kedeng.apps.organisations import actions, queries
from kedeng.apps.organisations.actions import OutOfReachError, RefusedError, create_organisation
from kedeng.domain.rights import Right
from kedeng.lib.credit_code import check_character
from kedeng.renderings.refusals import refusal

FRONT = "12140000MB7654321"
CODE = FRONT + check_character(FRONT)


@pytest.fixture
def department(stage):
    return superior(stage.department)


@pytest.fixture
def faculty(stage):
    return create_organisation(name="演示材料学院", rank=4, parent=stage.university)


def last_event(body):
    event = events_of(f"organisation:{body.pk}")[-1]
    return event.kind, event.actor_name, event.details


def refused_with(code):
    return pytest.raises(RefusedError, match=f"^{code}$")


# ── create ───────────────────────────────────────────────────────────────────────────────────────


def test_a_body_is_created_directly_below_the_own_one(department, stage):
    body = actions.create_body(actor=department, name="演示学院", rank=4, uscc=CODE.lower())
    assert (body.parent, body.name, body.uscc) == (stage.department, "演示学院", CODE)
    assert last_event(body)[:2] == ("organisation.created", department.name)


@pytest.mark.parametrize(("rank", "allowed"), [(2, False), (3, True), (4, True)])
def test_a_department_has_departments_and_units_below(rank, allowed, department):
    if allowed:
        assert actions.create_body(actor=department, name="演示", rank=rank).rank == rank
    else:
        with refused_with("rank_not_below"):
            actions.create_body(actor=department, name="演示", rank=rank)


def test_a_manager_creates_no_body(stage, provincial_auditor):
    with refused_with("super_only"):
        actions.create_body(actor=provincial_auditor, name="演示局", rank=3)


def test_a_credit_code_is_checked_and_used_once(department):
    wrong = FRONT + ("0" if CODE[-1] != "0" else "1")
    with refused_with("uscc_wrong"):
        actions.create_body(actor=department, name="演示一", rank=4, uscc=wrong)
    actions.create_body(actor=department, name="演示一", rank=4, uscc=CODE)
    with refused_with("uscc_taken"):
        actions.create_body(actor=department, name="演示二", rank=4, uscc=CODE)


def test_a_clash_of_codes_names_the_holder_and_whom_to_ask(department, stage):
    actions.create_body(actor=department, name="演示一", rank=4, uscc=CODE)
    with refused_with("uscc_taken") as caught:
        actions.create_body(actor=superior(stage.other_province), name="二", rank=3, uscc=CODE)
    assert caught.value.params == {"code": CODE, "holder": "演示一", "above": "演示省教育厅"}
    assert refusal(caught.value.code, caught.value.params) == (
        f"统一社会信用代码 {CODE} 已由“演示一”使用，它的上级机构是演示省教育厅。"
        "是同一个机构的，不要重复设立，请联系演示省教育厅；不是同一个的，请对照证书核对代码。"
    )


def test_two_bodies_side_by_side_never_share_a_name(department):
    with refused_with("body_name_taken"):
        actions.create_body(actor=department, name=" 演示 大学", rank=4)


# ── rename, describe ─────────────────────────────────────────────────────────────────────────────


def test_a_former_name_is_kept_and_still_counts(department, stage):
    actions.rename_body(actor=department, organisation=stage.university, name="演示理工大学")
    university = queries.organisation_named("演示大学")
    assert (university, university.name) == (stage.university, "演示理工大学")
    names = university.other_names.order_by("pk").values_list("name", "used_until")
    assert [(name, day is None) for name, day in names] == [
        ("演示大学", False),
        ("演示理工大学", True),
    ]
    assert last_event(university) == (
        "organisation.renamed",
        department.name,
        {"from": "演示大学", "to": "演示理工大学"},
    )


def test_a_name_may_come_back(department, stage):
    for name in ("演示理工大学", "演示大学"):
        actions.rename_body(actor=department, organisation=stage.university, name=name)
    present = stage.university.other_names.filter(used_until=None)
    assert list(present.values_list("name", flat=True)) == ["演示大学"]


def test_nobody_renames_the_own_body_or_a_foreign_one(department, stage):
    for body in (stage.department, stage.province, stage.other_unit):
        with pytest.raises(OutOfReachError):
            actions.rename_body(actor=department, organisation=body, name="新名")


def test_a_description_tells_what_was_and_what_is(department, stage):
    for _ in range(2):  # the second time nothing changes, and nothing is told
        actions.describe_body(
            actor=department, organisation=stage.university, contact_name="科研处", uscc=CODE
        )
    assert last_event(stage.university)[2] == {
        "changed": {
            "contact_name": ["", "科研处"],
            "uscc": [stage.university.uscc, CODE],
        }
    }
    assert len(events_of(f"organisation:{stage.university.pk}")) == 1


# ── move ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_body_moves_with_all_that_stands_below_it(stage, faculty):
    province = superior(stage.province)
    bureau = create_organisation(name="演示市科技局", rank=3, parent=stage.province)
    actions.move_body(actor=province, organisation=stage.university, parent=bureau)
    faculty.refresh_from_db()
    assert [body.name for body in queries.ancestors(faculty)] == [
        "演示材料学院",
        "演示大学",
        "演示市科技局",
        "演示省科学技术厅",
        "演示国家成果网",
    ]
    assert last_event(stage.university)[2] == {
        "from": [stage.department.pk, "演示省教育厅"],
        "to": [bureau.pk, "演示市科技局"],
    }


@pytest.mark.parametrize("below", ["university", "faculty"])
def test_a_move_makes_no_cycle(below, department, stage, faculty):
    target = {"university": stage.university, "faculty": faculty}[below]
    with refused_with("makes_a_cycle"):
        actions.move_body(actor=department, organisation=stage.university, parent=target)


def test_a_move_stays_inside_the_actors_subtree(department, stage):
    for target in (stage.province, stage.other_unit.parent):
        with pytest.raises(OutOfReachError):
            actions.move_body(actor=department, organisation=stage.university, parent=target)


def test_a_move_keeps_ranks_and_provinces(stage):
    nation = superior(stage.nation)
    firm = create_organisation(name="演示公司", rank=4, parent=stage.province)
    with refused_with("rank_not_below"):
        actions.move_body(actor=nation, organisation=stage.department, parent=firm)
    with refused_with("other_province"):
        actions.move_body(
            actor=nation, organisation=stage.university, parent=stage.other_unit.parent
        )


# ── the subtree ──────────────────────────────────────────────────────────────────────────────────


def test_an_actor_sees_the_own_body_and_those_below(department, stage, faculty):
    tree = [(branch.name, branch.depth) for branch in queries.tree_of(department)]
    assert tree == [("演示省教育厅", 0), ("演示大学", 1), ("演示材料学院", 2)]
    found = {
        body.name
        for body in (stage.province, stage.other_unit, stage.university, faculty)
        if queries.body_for(department, body.pk)
    }
    assert found == {"演示大学", "演示材料学院"}


def test_the_tree_is_read_in_few_statements(department, stage, django_assert_num_queries):
    for number in range(20):
        create_organisation(name=f"演示{number}学院", rank=4, parent=stage.university)
    with django_assert_num_queries(3):
        assert len(queries.tree_of(department)) == 22


def test_figures_add_up_the_tree(department, stage, faculty):
    tree = queries.tree_of(department)
    sums = queries.sums_of(tree, {stage.university.pk: 2, faculty.pk: 3})
    assert [sums[branch.id] for branch in tree] == [5, 5, 3]


def test_what_an_actor_may_do_to_a_body(department, stage):
    facts = queries.body_facts(stage.university)
    assert queries.acts_on(department, facts) == {
        "rename_body",
        "move_body",
        "merge_body",
        "close_body",
        "define_super",
        "read_grants",
    }
    assert Right.MANAGE in department.rights
