"""Organisations, people and lists from the command line."""

import json
from pathlib import Path

import pytest

from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries import actor_for, ancestors
from kedeng.apps.rounds.queries import catalogue
from kedeng.commands.main import main
from kedeng.domain.rights import Right

pytestmark = pytest.mark.django_db
LISTS = Path(__file__).resolve().parents[2] / "data" / "codelists"


def test_a_tree_and_its_people_are_added(capsys):
    assert main(["add", "organisation", "国家（演示）", "--rank", "1"]) == 0
    assert (
        main(["add", "organisation", "省厅（演示）", "--rank", "2", "--under", "国家（演示）"]) == 0
    )
    made = ["add", "user", "province", "--name", "演示管理员", "--of", "省厅（演示）"]
    assert main([*made, "--rights", "accept,manage", "--super"]) == 0
    user = User.objects.get(username="province")
    assert [body.name for body in ancestors(user.organisation)] == ["省厅（演示）", "国家（演示）"]
    assert actor_for(user).rights == {Right.ACCEPT, Right.MANAGE}
    password = capsys.readouterr().out.split()[-1]
    assert user.check_password(password)


def test_an_unknown_parent_is_named(capsys):
    assert main(["add", "organisation", "某局", "--rank", "3", "--under", "没有的厅"]) == 1
    assert "no organisation is called 没有的厅" in capsys.readouterr().err


def test_a_corrected_list_is_loaded_as_a_new_version(tmp_path, capsys):
    content = json.loads((LISTS / "sex.json").read_text(encoding="utf-8"))
    file = tmp_path / "sex.json"
    for version, word in ((2, "loaded"), (2, "known already"), (3, "loaded")):
        file.write_text(json.dumps({**content, "version": version}), encoding="utf-8")
        assert main(["load", str(file)]) == 0
        assert capsys.readouterr().out == f"load: sex.json {word}\n"
    assert catalogue().versions()["sex"] == 3


def test_a_released_version_is_never_changed(tmp_path, capsys):
    content = json.loads((LISTS / "sex.json").read_text(encoding="utf-8"))
    file = tmp_path / "sex.json"
    content["entries"][0]["label"] = "男性"
    file.write_text(json.dumps(content), encoding="utf-8")
    assert main(["load", str(file)]) == 1
    assert "another content" in capsys.readouterr().err
