"""Rules of the application to become a department (forms.md 10; all INFERRED)."""

import re
from collections.abc import Iterator

from kedeng.definitions.rules.people import miscopied
from kedeng.formkit.answers import Answers
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status

# Path → label, what it must look like, an example of right.
_SHAPES = {
    "institution.postcode": ("邮政编码", r"[0-9]{6}", "030001"),
    "administrator.admin_phone": ("办公电话", r"[0-9+（）() -]{7,40}", "0351-1234567"),
    "administrator.admin_mobile": ("手机", r"[0-9+ -]{7,20}", "13800000000"),
    "administrator.admin_email": (
        "电子邮箱",
        r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+",
        "zhang@example.org",
    ),
    "administrator.requested_username": (
        "申请用户名",
        r"[0-9A-Za-z][0-9A-Za-z._-]{3,29}",
        "sxkj-01",
    ),
}


def shapes_fit(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """Postcode, telephones, address of mail and login name look like what they are."""
    del facts
    for path, (label, shape, example) in _SHAPES.items():
        text = answers.text(path)
        if text and not re.fullmatch(shape, text):
            yield Finding(path, {"label": label, "example": example}, "wrong_shape")


def credit_code_adds_up(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """The credit code has the check that belongs to it (GB 32100)."""
    del facts
    path = "institution.uscc"
    yield from miscopied(answers.text(path), path)


SHAPES = Rule(
    key="I1",
    title="邮政编码、电话、邮箱、用户名的写法",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md 10",
    judge=shapes_fit,
    exact=True,
)
CREDIT_CODE = Rule(
    key="I2",
    title="统一社会信用代码的校验",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md 10；GB 32100",
    judge=credit_code_adds_up,
    exact=True,
)
