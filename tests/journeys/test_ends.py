"""The ways that end otherwise: each is walked in the browser, and the Why-card tells it.

Objections are walked in test_day, changes in test_changes.
"""

import pytest
from tests.journeys.story import Caller
from tests.records import picture

pytestmark = [pytest.mark.journey, pytest.mark.trial]
REASON = "材料与登记表不一致，{}。（演示）"


def stop(desk, code: str, transition: str, reason: str) -> None:
    """Stop a record at the desk, with a reason."""
    desk.open(f"/desk/r/{code}/")
    claim = desk.page.locator("main").get_by_role("button", name="开始审查")
    if claim.count():
        claim.click()
        desk.page.wait_for_load_state()
    desk.page.fill("#reason", reason)
    desk.page.locator(f'main button[name="transition"][value="{transition}"]').click()
    desk.page.wait_for_load_state()
    assert "没有办理" not in desk.text(), desk.text()


def assert_told(desk, code: str, *words: str) -> None:
    """The record's page and its Why-card say who stopped it and why."""
    desk.open(f"/records/{code}/why/")
    missing = [word for word in words if word not in desk.text()]
    assert missing == [], desk.text()


def test_a_department_does_not_recommend_and_the_province_takes_it_up(brought, log_in) -> None:
    filed, reason = brought("in_review"), REASON.format("不予推荐")
    clerk, reviewer, author = log_in("unit_clerk"), log_in("department_reviewer"), log_in("author")
    clerk.open(f"/desk/r/{filed.code}/")
    clerk.press("开始审查")
    clerk.page.locator('main button[name="transition"][value="pass_on"]').click()
    clerk.page.wait_for_load_state()
    stop(reviewer, filed.code, "not_recommend", reason)
    assert_told(author, filed.code, "不予推荐", reason)
    author.open(f"/records/{filed.code}/")
    assert "不予推荐告知书" in author.text()
    auditor = log_in("provincial_auditor")
    stop(auditor, filed.code, "take_up", "需要再核实。（演示）")
    assert_told(auditor, filed.code, "调取审核", "需要再核实。（演示）")


def test_the_province_refuses(brought, log_in) -> None:
    filed, reason = brought("accepted"), REASON.format("不予登记")
    stop(log_in("provincial_auditor"), filed.code, "refuse", reason)
    author = log_in("author")
    assert_told(author, filed.code, "不予登记", reason)
    author.open(f"/records/{filed.code}/")
    assert "不予登记告知书" in author.text()


def test_the_nation_sends_back_and_the_province_reports_again(brought, log_in) -> None:
    filed, reason = brought("reported"), REASON.format("请核对")
    stop(log_in("national_receiver"), filed.code, "send_back", reason)
    auditor = log_in("provincial_auditor")
    auditor.open(f"/desk/r/{filed.code}/")
    assert reason in auditor.text()
    auditor.page.locator('main button[name="transition"][value="report"]').click()
    auditor.page.wait_for_load_state()
    assert_told(auditor, filed.code, "退回省级", reason, "再次上报国家")


def test_a_false_result_is_cancelled_and_the_public_told_no_more(brought, log_in, sit_down) -> None:
    filed, reason = brought("published"), "经调查，关键数据系伪造。（演示）"
    manager = log_in("provincial_manager")
    manager.open(f"/desk/r/{filed.code}/cancel/")
    manager.page.locator('main input[name="ground"]').first.check()
    manager.page.fill("#reason", reason)
    manager.press("确认注销")
    assert_told(log_in("author"), filed.code, "注销", f"虚假：{reason}")
    is_gone(sit_down, manager, filed, "已注销")


def test_a_unit_gives_its_number_up(brought, log_in, sit_down) -> None:
    filed = brought("published")
    author = log_in("author")
    author.open(f"/records/{filed.code}/")
    author.follow("申请变更或注销")
    author.page.locator('main input[name="kind"][value="deregistration"]').check()
    author.page.fill("#reason", "成果已由新的成果取代，申请注销。（演示）")
    author.press("开始填写")
    file = {"name": "注销申请（演示）.png", "mimeType": "image/png", "buffer": picture(9)}
    author.page.set_input_files("#file", file)
    author.press("上传")
    author.page.locator("main button[value=ask]").click()
    author.page.wait_for_load_state()
    for role, button in (
        ("unit_clerk", "同意并报送"),
        ("department_reviewer", "同意并报送"),
        ("provincial_manager", "批准"),
    ):
        decide_change(log_in(role), filed, button)
    assert_told(author, filed.code, "自愿注销", "成果已由新的成果取代")
    is_gone(sit_down, author, filed, "已注销（自愿）")


def decide_change(desk, filed, button: str) -> None:
    """Act on the request that waits for the record."""
    desk.open("/desk/changes/")
    desk.page.locator("main table tr", has_text=filed.title).get_by_role("link").first.click()
    desk.page.wait_for_load_state()
    if desk.page.locator("#text").count():
        desk.page.fill("#text", "情况属实，同意。（演示）")
    desk.press(button)


def is_gone(sit_down, desk, filed, words: str) -> None:
    """The register knows the number and says no more than that it has ended."""
    record, _ = Caller(desk.service, "author").ask(f"/registrations/{filed.code}")
    guest = sit_down(desk.service)
    guest.open(f"/register/{record['number']}/")
    assert words in guest.text(), guest.text()
    assert filed.title not in guest.page.content()
