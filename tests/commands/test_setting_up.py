"""Organisations, people and lists from the command line."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from kedeng.apps.organisations.actions import redeem_code
from kedeng.apps.organisations.models import User
from kedeng.apps.organisations.queries import actor_for, ancestors
from kedeng.apps.registrations.actions import create_draft
from kedeng.apps.rounds.models import PolicyProfile, Round
from kedeng.apps.rounds.queries import catalogue, templates, windows_of
from kedeng.commands.main import main
from kedeng.domain.rights import Right
from kedeng.domain.windows import Step, Window

pytestmark = pytest.mark.usefixtures("unfounded")
DATA = Path(__file__).resolve().parents[2] / "data"
LISTS = DATA / "codelists"
ROUND = DATA / "rounds" / "shanxi-2025.json"


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
    code = capsys.readouterr().out.split()[-1]
    assert not user.has_usable_password()
    assert redeem_code(username="province", typed=code)


def test_a_login_name_that_is_taken_is_said_in_words(capsys):
    assert main(["add", "organisation", "国家（演示）", "--rank", "1"]) == 0
    made = ["add", "user", "nation", "--name", "演示管理员", "--of", "国家（演示）"]
    assert [main(made), main(made)] == [0, 1]
    assert "add: 登录名“nation”已有人使用" in capsys.readouterr().err


def test_an_unknown_parent_is_named(capsys):
    assert main(["add", "organisation", "某局", "--rank", "3", "--under", "没有的厅"]) == 1
    assert "no organisation is called 没有的厅" in capsys.readouterr().err


def test_a_miscopied_credit_code_is_refused(capsys):
    made = ["add", "organisation", "国家（演示）", "--rank", "1", "--uscc"]
    assert main([*made, "91110000600037341M"]) == 1
    assert "91110000600037341M is no unified social credit code" in capsys.readouterr().err
    assert main([*made, "91110000600037341L"]) == 0


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


# ── from an empty database to a first draft ──────────────────────────────────────────────────────


def add_bodies():
    """The chain of the round's province, and a teacher."""
    above = []
    for rank, name in enumerate(("国家成果网", "山西省科学技术厅", "山西省教育厅", "演示大学"), 1):
        assert main(["add", "organisation", name, "--rank", str(rank), *above]) == 0
        above = ["--under", name]
    assert main(["add", "user", "teacher", "--name", "演示教师", "--of", "演示大学"]) == 0


def instant(text):
    return datetime.fromisoformat(f"{text}T00:00:00+08:00")


def test_from_nothing_to_a_first_draft(capsys):
    add_bodies()
    assert main(["load"]) == 0
    assert main(["load", str(ROUND)]) == 0
    assert capsys.readouterr().out.endswith("load: shanxi-2025.json loaded\n")
    round_ = Round.objects.get()
    assert windows_of(round_) == {
        Step.SUBMIT: Window(None, instant("2026-01-22")),
        Step.RECOMMEND: Window(None, instant("2026-01-24")),
        Step.PAPER: Window(instant("2026-01-26"), instant("2026-01-28")),
    }
    paper = round_.windows.get(step="paper")
    assert (paper.office, "1017号" in paper.place) == (
        "山西省科技成果转化促进与数据监测中心",
        True,
    )
    assert paper.source == "通知第五条：1月26日—27日"
    assert round_.profile.values["summary_bounds"] == [100, 1000]
    assert "待核实" in round_.profile.told["summary_bounds"].source
    teacher = actor_for(User.objects.get(username="teacher"))
    draft = create_draft(actor=teacher, category="soft_science", round_=round_, secrecy="public")
    assert (draft.state, draft.round.organisation.name) == ("draft", "山西省科学技术厅")


def test_a_changed_file_puts_the_closing_off(tmp_path, capsys):
    add_bodies()
    main(["load"])
    main(["load", str(ROUND)])
    content = json.loads(ROUND.read_text(encoding="utf-8"))
    content["windows"]["submit"]["closes"] = "2026-02-01T00:00:00+08:00"
    file = tmp_path / "later.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    assert main(["load", str(file)]) == 0
    assert capsys.readouterr().out.endswith("load: later.json known already\n")
    assert windows_of(Round.objects.get())[Step.SUBMIT] == Window(None, instant("2026-02-01"))
    assert PolicyProfile.objects.exclude(organisation=None).count() == 1


def test_the_ready_profiles_are_templates_for_every_province(db):
    assert main(["load"]) == 0
    assert sorted(profile.title for profile in templates()) == sorted(
        ["全国规定", "山东省 2026", "山西省 2025", "广西壮族自治区 2025", "甘肃省 2022"]
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"organisation": "没有的厅"}, "no organisation is called 没有的厅"),
        ({"pack": {"key": "shanxi-2025", "version": 99}}, "no evidence pack shanxi-2025"),
        ({"windows": {"submit": {"opens": None, "closes": "2026-01-22"}}}, "needs a time zone"),
        ({"windows": {"lunch": {"opens": None, "closes": None}}}, "lunch"),
    ],
)
def test_a_round_that_does_not_hold_together_is_refused(wrong, said, tmp_path, capsys):
    add_bodies()
    main(["load"])
    file = tmp_path / "round.json"
    content = json.loads(ROUND.read_text(encoding="utf-8"))
    file.write_text(json.dumps(content | wrong), encoding="utf-8")
    assert main(["load", str(file)]) == 1
    assert said in capsys.readouterr().err
    assert not Round.objects.exists()
