"""A code works once, even when it is typed at several places at the same moment."""

import pytest
from django.utils import timezone
from tests.at_once import at_once
from tests.stage import member, set_stage, user_of

from kedeng.apps.organisations import actions
from kedeng.apps.organisations.actions import RefusedError
from kedeng.lib.totp import code_at, new_secret


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_one_code_opens_one_of_four(committed, kind):
    reviewer, secret = member(set_stage(), "reviewer"), new_secret()
    step = int(timezone.now().timestamp()) // 30
    codes = actions.set_up_app(actor=reviewer, secret=secret, code=code_at(secret, step))
    code = codes[0] if kind == "recovery" else code_at(secret, step + 1)
    user = user_of(reviewer)
    answers = at_once([lambda: actions.check_code(user=user, code=code)] * 4)
    assert sorted(getattr(one, "code", "in") for one in answers) == ["code_wrong"] * 3 + ["in"]
    assert all(one is None or isinstance(one, RefusedError) for one in answers)
