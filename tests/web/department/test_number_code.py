"""The three digits of a province's numbers: edited by its manager, unverified until confirmed."""

import pytest

from kedeng.apps.rounds.actions import set_number_code
from kedeng.apps.rounds.queries import number_code_of

WHERE = "/desk/number-code/"


def test_the_page_says_that_the_code_is_not_verified(browser_of, provincial_auditor):
    page = browser_of(provincial_auditor).get(WHERE).content.decode()
    assert '<b class="num code-big">914</b>' in page
    assert '<span class="tag tag--amber">未核实</span>' in page


def test_a_confirmed_code_is_kept_with_its_ground(browser_of, stage, provincial_auditor):
    posted = {"code": "314", "is_verified": "on", "source": "演示通知"}
    answer = browser_of(provincial_auditor).post(WHERE, posted)
    kept = number_code_of(stage.province)
    assert answer["Location"] == WHERE
    assert (kept.code, kept.is_verified, kept.source) == ("314", True, "演示通知")


@pytest.mark.parametrize(
    ("posted", "told"),
    [
        ({"code": "91"}, "代码要写 3 位数字"),
        ({"code": "９１４"}, "代码要写 3 位数字"),
        ({"code": "9x4"}, "代码要写 3 位数字"),
        ({"code": "915", "is_verified": "on"}, "请写明依据"),
        ({"code": "961"}, "已由另一登记机构使用"),
    ],
)
def test_a_wrong_code_is_refused(browser_of, stage, provincial_auditor, posted, told):
    set_number_code(actor=None, organisation=stage.other_province, code="961", is_verified=False)
    answer = browser_of(provincial_auditor).post(WHERE, posted)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert number_code_of(stage.province).code == "914"


def test_only_a_province_has_a_code(browser_of, stranger):
    answer = browser_of(stranger).get(WHERE)
    assert answer.status_code == 403
    assert "省级登记机构" in answer.content.decode()
