"""A registry is founded once, with one account and no password."""

import pytest

from kedeng.apps.organisations.actions import redeem_code
from kedeng.apps.organisations.models import Organisation, User
from kedeng.apps.organisations.queries import actor_for
from kedeng.commands.main import main
from kedeng.domain.rights import Right

pytestmark = pytest.mark.usefixtures("unfounded")
INIT = ["init", "--login", "nation", "--name", "演示管理员", "--nation", "国家（演示）"]


def test_init_creates_the_national_super_administrator_and_nobody_else(capsys):
    assert main(INIT) == 0
    user = User.objects.get()
    assert (Organisation.objects.get().name, user.is_super) == ("国家（演示）", True)
    assert actor_for(user).rights == {Right.MANAGE}
    assert not user.has_usable_password()
    code = capsys.readouterr().out.split("激活码 ")[1].split("（")[0]
    assert redeem_code(username="nation", typed=code)


def test_a_registry_is_founded_once(capsys):
    main(INIT)
    capsys.readouterr()
    assert main(["init", "--login", "second", "--name", "演示乙"]) == 1
    assert "已经建立过" in capsys.readouterr().err
    assert User.objects.get().username == "nation"
