"""Accounts go down: from one printed code to a submission five organisations below.

The registry is empty. Every login is made on the pages by whoever stands above, every password by
its owner, and the province sets policy and round up itself.
"""

import pytest
from tests.complete import complete_answers
from tests.journeys.filling import fill_form, give_evidence, open_draft, submit
from tests.journeys.managing import (
    appoint,
    create_body,
    define_user,
    issue_code,
    open_a_round,
    print_codes,
    put_a_policy_into_force,
    send_roster,
)
from tests.journeys.people import come_in, log_in_again, newcomer, set_app_up

from kedeng.domain.roster import Sheet

pytestmark = pytest.mark.journey

PROVINCE, DEPARTMENT = "演示省科学技术厅", "演示省教育厅"
UNIVERSITY, FACULTY = "演示大学", "演示大学计算机学院"
ROUND = "演示省 2025 年度登记"


def test_accounts_go_down_from_one_code_to_a_submission(founding, sit_down, tmp_path):
    nation = newcomer("演示国超管", founding.username)
    province = newcomer("演示省超管", "sheng")
    department = newcomer("演示厅超管", "jiaoyu")
    university = newcomer("演示校超管", "daxue")
    clerk = newcomer("演示科研处", "keyan")
    faculty = newcomer("演示院超管", "xueyuan")
    author = newcomer("演示完成人", "zhangsan")

    desk = sit_down(founding.service)
    come_in(desk, nation, founding.code)
    set_app_up(desk)
    create_body(desk, PROVINCE, "省级")
    appoint(desk, province, "受理", "审核")
    code = issue_code(desk, province)

    desk = sit_down(founding.service)
    come_in(desk, province, code)
    secret = set_app_up(desk)
    log_in_again(desk, province, secret)
    put_a_policy_into_force(desk, "山西省 2025", "演示省 2025")
    open_a_round(desk, ROUND)
    create_body(desk, DEPARTMENT, "组织管理部门")
    appoint(desk, department)
    code = issue_code(desk, department)

    desk = sit_down(founding.service)
    come_in(desk, department, code)
    create_body(desk, UNIVERSITY, "完成单位")
    appoint(desk, university)
    code = issue_code(desk, university)

    desk = sit_down(founding.service)
    come_in(desk, university, code)
    bodies = [{"name": FACULTY, "rank": "完成单位", **account(faculty, "person")}]
    users = [{**account(clerk, "name"), "rights": "审核、推荐/上报、退回"}]
    send_roster(desk, tmp_path / "名册.xlsx", {Sheet.BODIES: bodies, Sheet.USERS: users})
    codes = print_codes(desk, [clerk, faculty])

    desk = sit_down(founding.service)
    come_in(desk, clerk, codes[clerk.username])
    assert "待审队列" in desk.text()

    desk = sit_down(founding.service)
    come_in(desk, faculty, codes[faculty.username])
    define_user(desk, author, "录入")
    code = issue_code(desk, author)

    desk = sit_down(founding.service)
    come_in(desk, author, code)
    file_and_submit(desk, tmp_path)


def account(person, name_column) -> dict[str, str]:
    """A person in a line of the roster."""
    return {"username": person.username, name_column: person.name}


def file_and_submit(desk, folder) -> None:
    """Fill a form in for the university, as a teacher of its faculty; get the receipt."""
    code = open_draft(desk, "soft_science")
    answers = complete_answers("soft_science", UNIVERSITY, "演示旅程：账号逐级发放以后的登记")
    fill_form(desk, code, "soft_science", answers)
    give_evidence(desk, code, "soft_science", folder)
    submit(desk, code)
    desk.open(f"/my/{code}/receipt/")
    route = desk.page.locator("main .split__side").inner_text()
    places = [route.index(name) for name in (FACULTY, UNIVERSITY, DEPARTMENT, PROVINCE)]
    assert places == sorted(places), route
