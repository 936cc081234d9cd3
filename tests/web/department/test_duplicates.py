"""核对重复: the page where a reviewer says what two registrations are to each other (B75)."""

import pytest
from tests.records import reload

from kedeng.apps.registrations.models import DuplicateDecision, IdentifierEntry

TITLE = "演示用低浓度瓦斯利用方法"


@pytest.fixture
def pair(record_in):
    older = record_in("registered", title=f"{TITLE}（一）")
    newer = record_in("accepted", title=f"{TITLE}（二）")
    IdentifierEntry.objects.filter(kind="project").update(folded="2022DEMO01")
    return older, newer


def test_a_province_decides_on_the_page_and_then_registers(browser_of, pair, provincial_auditor):
    older, newer = pair
    desk = browser_of(provincial_auditor)
    where = f"/desk/r/{newer.code}/alike/"
    assert where in desk.get(f"/desk/r/{newer.code}/").content.decode()
    page = desk.get(where).content.decode()
    assert "课题编号相同、名称相近" in page
    assert "要核对" in page
    assert page.count("演示省教育厅") == 2
    assert page.index("对方：") < page.index("推荐在先</span>")
    half = desk.post(where, {"other": older.pk, "reason": "演示理由"})
    assert half.status_code == 422
    assert "演示理由</textarea>" in half.content.decode()
    told = {"other": older.pk, "reason": "演示理由", "verdict": "different"}
    assert "不同成果" in desk.post(where, told, follow=True).content.decode()
    assert DuplicateDecision.objects.get().verdict == "different"
    why = desk.get(f"/records/{newer.code}/why/").content.decode()
    assert "核对重复的结论" in why


def test_who_may_not_decide_reads_alone(browser_of, pair, department_reviewer, stranger):
    older, newer = pair
    where = f"/desk/r/{newer.code}/alike/"
    desk = browser_of(department_reviewer)
    assert "记下结论" not in desk.get(where).content.decode()
    told = {"other": older.pk, "reason": "演示理由", "verdict": "different"}
    assert desk.post(where, told).status_code == 403
    assert browser_of(stranger).get(where).status_code == 404
    assert reload(newer).decisions.count() == 0
