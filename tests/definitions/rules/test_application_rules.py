from kedeng.definitions.rules.application import INCOME, NESTING
from kedeng.formkit.rules import Finding, Severity


def income(**amounts):
    return {"transformation": amounts}


def test_r42_parts_up_to_the_whole_pass(findings):
    answers = income(
        ip_transfer_income="10.00",
        transfer_license_income="10.00",
        equity_value="1.00",
        coop_income="2.00",
    )
    assert findings(NESTING, answers) == []
    assert findings(NESTING, {}) == []


def test_r42_parts_above_the_whole_are_refused(findings):
    answers = income(
        ip_transfer_income="10.01", transfer_license_income="10.00", equity_value="1.00"
    )
    assert findings(NESTING, answers) == [
        Finding(
            "transformation.ip_transfer_income",
            {
                "label": "知识产权转让收入",
                "amount": "10.01",
                "whole": "技术转让与许可收入",
                "limit": "10.00",
            },
            "part_above_whole",
        ),
        Finding(
            "transformation.equity_value",
            {
                "label": "技术入股股权折价",
                "amount": "1.00",
                "whole": "合作转化收入",
                "limit": "0.00",
            },
            "part_above_whole",
        ),
    ]
    assert NESTING.effective is Severity.ERROR


def test_r43_profit_and_tax_up_to_the_income_pass(findings):
    answers = income(self_total_income="10.00", self_net_profit="10.00", self_tax_paid="1.00")
    assert findings(INCOME, answers) == []


def test_r43_a_loss_passes(findings):
    assert findings(INCOME, income(self_total_income="0.00", self_net_profit="-5.00")) == []


def test_r43_an_open_income_is_the_fields_own_matter(findings):
    assert findings(INCOME, income(self_net_profit="5.00")) == []


def test_r43_profit_and_tax_above_the_income_are_warned_of(findings):
    answers = income(self_total_income="10.00", self_net_profit="10.01", self_tax_paid="11.00")
    assert findings(INCOME, answers) == [
        Finding(
            "transformation.self_net_profit",
            {"label": "净利润", "amount": "10.01", "income": "10.00"},
            "above_income",
        ),
        Finding(
            "transformation.self_tax_paid",
            {"label": "实交税金", "amount": "11.00", "income": "10.00"},
            "above_income",
        ),
    ]
    assert INCOME.effective is Severity.WARNING
