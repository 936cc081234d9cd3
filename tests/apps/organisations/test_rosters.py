"""Many bodies and users in one workbook: judged cell by cell, taken line by line, repeatable."""

import io

import pytest
from python_calamine import CalamineWorkbook
from tests.stage import person
from xlsxwriter import Workbook

from kedeng.apps.history.models import HistoryEvent
from kedeng.apps.organisations.actions import RefusedError, create_user, judge_roster, take_roster
from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.organisations.queries import actor_for
from kedeng.domain.events import Event
from kedeng.domain.rights import Right
from kedeng.domain.roster import COLUMNS, SHEET_TITLES, Line, Mistake, Outcome, Sheet
from kedeng.renderings.refusals import codes
from kedeng.renderings.workbook.refusal import RefusedWorkbookError
from kedeng.renderings.workbook.roster import blank_roster, marked_roster, read_roster

COLLEGE = {
    "name": "演示学院",
    "rank": "完成单位",
    "username": "college",
    "person": "演示院长",
    "rights": "录入",
}
FIRM = {"name": "演示小公司", "rank": "完成单位", "has_office": "无"}
TEACHER = {"body": "演示小公司", "username": "zhang", "name": "演示张", "rights": "录入"}


@pytest.fixture
def chief(stage):
    """The super administrator of the department."""
    user = create_user(
        username="chief",
        name="演示处长",
        organisation=stage.department,
        rights=(),
        password=None,
        is_super=True,
    )
    return actor_for(user)


def lines(*, bodies=(), users=()):
    given = {Sheet.BODIES: bodies, Sheet.USERS: users}
    return [
        Line(sheet, number, cells)
        for sheet, rows in given.items()
        for number, cells in enumerate(rows, start=3)
    ]


def outcomes(judged):
    return [each.outcome for each in judged]


def mistakes(actor, given):
    return [
        (mistake.key, mistake.code)
        for judged in judge_roster(actor=actor, lines=given)
        for mistake in judged.mistakes
    ]


def workbook(**sheets):
    """Make a workbook as people send it: titles in any order, numbers as numbers."""
    output = io.BytesIO()
    with Workbook(output) as book:
        for title, rows in sheets.items():
            page = book.add_worksheet(title)
            for row, cells in enumerate(rows):
                page.write_row(row, 0, cells)
    return output.getvalue()


def test_a_roster_brings_bodies_their_super_administrators_and_users(chief, stage):
    given = lines(bodies=[COLLEGE, FIRM], users=[TEACHER])
    assert outcomes(judge_roster(actor=chief, lines=given)) == [Outcome.NEW] * 3
    assert not Organisation.objects.filter(name="演示学院").exists()
    taken = list(take_roster(actor=chief, lines=given))
    assert outcomes(taken) == [Outcome.NEW] * 3
    assert [each.user and each.user.username for each in taken] == ["college", None, "zhang"]
    college = User.objects.select_related("organisation").get(username="college")
    assert (college.organisation.parent, college.is_super) == (stage.department, True)
    teacher = User.objects.get(username="zhang")
    assert teacher.organisation.name == "演示小公司"
    assert not teacher.has_usable_password()
    told = HistoryEvent.objects.get(kind=Event.ROSTER_TAKEN.value)
    assert told.details == {"new": 3, "known": 0, "wrong": 0}


def test_the_same_roster_twice_changes_nothing(chief):
    given = lines(bodies=[COLLEGE, FIRM], users=[TEACHER])
    list(take_roster(actor=chief, lines=given))
    before = (Organisation.objects.count(), User.objects.count())
    assert outcomes(take_roster(actor=chief, lines=given)) == [Outcome.KNOWN] * 3
    assert (Organisation.objects.count(), User.objects.count()) == before


def test_a_wrong_line_is_not_taken_and_hinders_no_other(chief):
    given = lines(users=[{**TEACHER, "body": ""}, {**TEACHER, "body": "", "username": "?"}])
    assert outcomes(take_roster(actor=chief, lines=given)) == [Outcome.NEW, Outcome.WRONG]
    assert User.objects.filter(username="zhang").exists()


def test_an_unknown_right_is_answered_with_those_that_may_be_granted_there(chief):
    [taken] = take_roster(actor=chief, lines=lines(bodies=[{**COLLEGE, "rights": "录入 打印"}]))
    [mistake] = taken.mistakes
    assert mistake.params == {"words": "打印", "known": "录入、审核、推荐/上报、退回、管理"}


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"name": ""}, ("name", "roster_cell_missing")),
        ({"name": "演示大学"}, ("username", "super_there_already")),
        ({"rank": "县级"}, ("rank", "roster_rank_unknown")),
        ({"rank": "省级"}, ("rank", "rank_not_below")),
        ({"uscc": "12140000MB1234567Y"}, ("uscc", "uscc_wrong")),
        ({"has_office": "好"}, ("has_office", "roster_yes_no")),
        ({"username": "author"}, ("username", "username_taken")),
        ({"username": "两 词"}, ("username", "username_shape")),
        ({"person": ""}, ("person", "name_missing")),
        ({"rights": "录入、收件"}, ("rights", "not_grantable")),
        ({"rights": "录入 打印"}, ("rights", "roster_right_unknown")),
        ({"name": "长" * 201}, ("name", "roster_cell_long")),
        ({"contact_name": "长" * 61}, ("contact_name", "roster_cell_long")),
        ({"contact_phone": "1" * 61}, ("contact_phone", "roster_cell_long")),
        ({"address": "长" * 201}, ("address", "roster_cell_long")),
        ({"person": "长" * 101}, ("person", "roster_cell_long")),
    ],
)
def test_a_wrong_cell_of_a_body_is_named(chief, stage, author, changed, wrong):
    create_user(
        username="rector",
        name="演示校长",
        organisation=stage.university,
        rights=(),
        password=None,
        is_super=True,
    )
    assert mistakes(chief, lines(bodies=[{**COLLEGE, **changed}])) == [wrong]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"body": "没有的单位"}, ("body", "roster_body_unknown")),
        ({"body": "演示大学"}, ("body", "roster_body_has_office")),
        ({"username": ""}, ("username", "roster_cell_missing")),
        ({"username": "reviewer"}, ("username", "username_taken")),
        ({"name": ""}, ("name", "roster_cell_missing")),
        ({"email": "不是邮箱"}, ("email", "email_wrong")),
        ({"rights": ""}, ("rights", "roster_cell_missing")),
        ({"rights": "受理"}, ("rights", "not_grantable")),
        ({"name": "长" * 101}, ("name", "roster_cell_long")),
        ({"phone": "1" * 41}, ("phone", "roster_cell_long")),
    ],
)
def test_a_wrong_cell_of_a_user_is_named(chief, department_reviewer, changed, wrong):
    given = lines(bodies=[FIRM], users=[{**TEACHER, **changed}])
    assert mistakes(chief, given) == [wrong]


def test_a_line_given_twice_is_taken_once(chief):
    given = lines(bodies=[FIRM, FIRM], users=[TEACHER, TEACHER])
    assert mistakes(chief, given) == [("name", "roster_twice"), ("username", "roster_twice")]


def test_a_manager_hands_on_by_roster_only_what_he_holds(stage):
    manager = person(stage.department, "manager", Right.MANAGE, Right.REVIEW)
    own = {**TEACHER, "body": ""}
    assert mistakes(manager, lines(users=[{**own, "rights": "退回"}])) == [
        ("rights", "not_grantable")
    ]
    assert mistakes(manager, lines(users=[{**own, "rights": "审核"}])) == []


def test_bodies_are_the_super_administrators_alone(stage):
    manager = person(stage.department, "manager", *Right)
    with pytest.raises(RefusedError, match="super_only"):
        list(judge_roster(actor=manager, lines=lines(bodies=[FIRM])))


def test_nobody_without_the_right_to_manage_takes_a_roster(department_reviewer):
    with pytest.raises(RefusedError, match="manage_missing"):
        list(take_roster(actor=department_reviewer, lines=lines(users=[TEACHER])))


def test_a_blank_roster_holds_no_line():
    assert read_roster(blank_roster()) == ()


def test_a_roster_is_read_whatever_the_order_of_its_columns():
    data = workbook(
        用户=[
            ["姓名", "权限", "登录名", "手机或电话", "备注"],
            ["演示张", "录入", "zhang", 13800000000, "x"],
        ]
    )
    assert read_roster(data) == (
        Line(
            Sheet.USERS,
            2,
            {"name": "演示张", "rights": "录入", "username": "zhang", "phone": "13800000000"},
        ),
    )


def test_a_marked_copy_can_be_mended_and_sent_again():
    given = tuple(lines(bodies=[COLLEGE], users=[TEACHER]))
    marked = marked_roster(given, [Mistake(given[1], "rights", "roster_right_unknown")])
    assert read_roster(marked) == given
    with CalamineWorkbook.from_filelike(io.BytesIO(marked)) as book:
        rows = book.get_sheet_by_name(SHEET_TITLES[Sheet.USERS]).to_python()
    beside = len(COLUMNS[Sheet.USERS])
    assert [row[beside] for row in rows if len(row) > beside and row[beside]] == [
        "权限：不认识这些权限：—。可以填：—，用顿号隔开。"
    ]


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({"Sheet1": [["登录名"]]}, "roster_no_sheet"),
        ({"用户": [["登录名", "权限"], ["a1", "录入"]]}, "roster_no_column"),
    ],
)
def test_what_is_no_roster_is_refused(sheets, code):
    with pytest.raises(RefusedWorkbookError, match=code):
        read_roster(workbook(**sheets))


def test_what_no_database_keeps_drops_out():
    head = [column.title for column in COLUMNS[Sheet.USERS]]
    row = ["", "zhang", "演示\x00张", "", "", "录入"]  # written as _x0000_, which readers decode
    (line,) = read_roster(workbook(用户=[head, row]))
    assert line.cell("name") == "演示张"


def test_a_cell_takes_no_more_than_its_column_holds(chief):
    line = {
        **TEACHER,
        "name": "长" * 100,
        "phone": "1" * 40,
        "email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.cn",
    }
    body = {**FIRM, "name": "长" * 200, "contact_name": "长" * 60, "contact_phone": "1" * 60}
    given = lines(bodies=[{**body, "address": "长" * 200}], users=[{**line, "body": "长" * 200}])
    assert outcomes(take_roster(actor=chief, lines=given)) == [Outcome.NEW] * 2


def test_every_code_of_a_roster_has_a_sentence():
    used = {
        "cell_missing",
        "cell_long",
        "twice",
        "rank_unknown",
        "yes_no",
        "differs",
        "body_unknown",
    }
    used |= {"body_has_office", "right_unknown"}
    assert {f"roster_{code}" for code in used} <= codes()
