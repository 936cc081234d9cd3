"""A roster on screen: checked, marked, taken on a second word, without JavaScript."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.stage import superior

from kedeng.apps.organisations.models import Roster, User
from kedeng.domain.roster import Line, Sheet
from kedeng.renderings.workbook.roster import marked_roster, read_roster

RIGHT = Line(Sheet.USERS, 3, {"username": "zhang", "name": "演示张", "rights": "录入"})
WRONG = Line(Sheet.USERS, 4, {"username": "li", "name": "演示李", "rights": "受理"})


@pytest.fixture
def send(department):
    """Upload lines as a workbook at the department's browser."""

    def upload(*lines):
        file = SimpleUploadedFile("名册.xlsx", marked_roster(lines, ()))
        return department.post("/console/roster/", {"file": file})

    return upload


def test_a_check_says_what_would_come_and_takes_nothing(send, said):
    status, text = said(send(RIGHT, WRONG))
    assert status == 200
    assert "用户第 4 行 · 权限" in text
    assert "导入没有问题的 1 行" in text
    assert not User.objects.filter(username="zhang").exists()


def test_what_was_checked_is_taken_on_a_second_word(send, department):
    send(RIGHT)
    kept = Roster.objects.get()
    answer = department.post(f"/console/roster/{kept.pk}/take/")
    assert answer["Location"] == f"/console/codes/?roster={kept.pk}"
    assert User.objects.filter(username="zhang").exists()
    kept.refresh_from_db()
    assert bytes(kept.content) == b""
    assert department.post(f"/console/roster/{kept.pk}/take/").status_code == 404


def test_the_marked_copy_stays_after_the_right_lines_were_taken(send, department, said):
    send(RIGHT, WRONG)
    kept = Roster.objects.get()
    status, text = said(department.post(f"/console/roster/{kept.pk}/take/"))
    assert (status, "已新建" in text) == (200, True)
    marked = department.get(f"/console/roster/{kept.pk}/marked.xlsx")
    assert [line.cell("username") for line in read_roster(marked.content)] == ["zhang", "li"]


def test_a_roster_of_somebody_else_is_not_found(send, stage, browser_of):
    send(RIGHT)
    stranger = browser_of(superior(stage.other_unit))
    for part in ("take/", "marked.xlsx"):
        path = f"/console/roster/{Roster.objects.get().pk}/{part}"
        assert {stranger.get(path).status_code, stranger.post(path).status_code} <= {404, 405}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook"])
def test_what_is_no_workbook_gets_a_sentence(department, said, content):
    file = SimpleUploadedFile("名册.xlsx", content)
    status, text = said(department.post("/console/roster/", {"file": file}))
    assert (status, "没有读入" in text) == (422, True)
    assert not Roster.objects.exists()


def test_a_manager_may_not_send_bodies(manager, said):
    body = Line(Sheet.BODIES, 3, {"name": "演示学院", "rank": "完成单位"})
    file = SimpleUploadedFile("名册.xlsx", marked_roster([body], ()))
    assert said(manager.post("/console/roster/", {"file": file}))[0] == 403


def test_the_blank_roster_is_handed_out(department):
    answer = department.get("/console/roster/blank.xlsx")
    assert read_roster(answer.content) == ()


def test_the_people_of_a_roster_are_found_together(send, department, stage):
    User.objects.create(username="earlier", name="演示先来", organisation=stage.department)
    send(RIGHT, WRONG)
    kept = Roster.objects.get()
    department.post(f"/console/roster/{kept.pk}/take/")
    kept.refresh_from_db()
    assert kept.logins == ["zhang"]
    page = department.get(f"/console/codes/?roster={kept.pk}").content.decode()
    assert ["演示张" in page, "演示先来" in page] == [True, False]
