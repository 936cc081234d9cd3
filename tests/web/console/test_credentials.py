"""激活码 in the console: issued and printed in one answer, seen by nobody a second time."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from tests.stage import PASSWORD, person, user_of

from kedeng.apps.organisations import actions
from kedeng.apps.organisations.models import ActivationCode, User
from kedeng.domain.rights import Right

CODE = re.compile(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}")


@pytest.fixture
def desk(university):
    """The university's super administrator at the browser."""
    return university


@pytest.fixture
def newcomers(stage):
    return [
        actions.create_user(
            username=f"new{place}",
            name=f"演示新人{place}",
            organisation=stage.university,
            rights=[Right.ENTER],
            password=None,
        )
        for place in range(3)
    ]


def text_of(answer):
    pages = pypdfium2.PdfDocument(answer.content)
    return "".join(page.get_textpage().get_text_bounded() for page in pages)


def test_a_code_is_printed_in_the_answer_and_opens_the_account(desk, newcomers):
    answer = desk.post(f"/console/users/{newcomers[0].pk}/code/", {"how": "paper"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Cache-Control"] == "no-store"
    text = text_of(answer)
    [code] = CODE.findall(text)
    assert "演示新人 0" in text
    assert actions.redeem_code(username="new0", typed=code)


def test_no_page_shows_a_code_again(desk, newcomers):
    where = f"/console/users/{newcomers[0].pk}/code/"
    answer = desk.post(where, {"how": "page"})
    assert answer["Cache-Control"] == "no-store"
    [code] = set(CODE.findall(answer.content.decode()))
    for path in (
        where,
        f"/console/users/{newcomers[0].pk}/",
        "/console/codes/",
        "/console/grants/",
    ):
        page = desk.get(path)
        assert page.status_code == 200
        assert code not in page.content.decode(), path


def test_many_codes_are_issued_in_one_act(desk, newcomers):
    page = desk.get("/console/codes/").content.decode()
    assert [name in page for name in ("演示新人0", "演示新人1", "演示新人2")] == [True] * 3
    answer = desk.post("/console/codes/", {"user": [user.pk for user in newcomers]})
    assert len(set(CODE.findall(text_of(answer)))) == 3
    assert ActivationCode.objects.count() == 3


@pytest.mark.usefixtures("unpeopled")
def test_one_who_cannot_have_a_code_stops_the_whole_act(stage, newcomers, browser_of):
    manager = person(stage.university, "manager", Right.ENTER, Right.MANAGE)
    reviewer = actions.create_user(
        username="reviewer",
        name="演示审核",
        organisation=stage.university,
        rights=[Right.REVIEW],
        password=None,
    )
    ticked = [newcomers[0].pk, reviewer.pk]
    answer = browser_of(manager).post("/console/codes/", {"user": ticked})
    assert answer.status_code == 422
    assert "演示审核 的激活码不能发放" in answer.content.decode()
    assert not ActivationCode.objects.exists()


@pytest.mark.parametrize("ids", [[], ["x"], ["999999"], ["-1", "1" * 40]])
def test_nothing_ticked_is_said(ids, desk, newcomers):
    answer = desk.post("/console/codes/", {"user": ids})
    assert (answer.status_code, "请至少勾选一个账号" in answer.content.decode()) == (422, True)


def test_who_is_in_use_gets_a_new_code_for_a_reason_only(desk, author):
    where = f"/console/users/{author.user_id}/code/"
    answer = desk.post(where, {"how": "page"})
    assert (answer.status_code, "请写明理由" in answer.content.decode()) == (422, True)
    assert user_of(author).check_password(PASSWORD)
    assert desk.post(where, {"how": "page", "reason": "忘记密码，已核实"}).status_code == 200
    assert not user_of(author).has_usable_password()
    for log in (f"/console/users/{author.user_id}/", "/console/grants/"):
        shown = desk.get(log).content.decode()
        assert ("发放激活码" in shown, "忘记密码，已核实" in shown) == (True, True)


def test_a_code_is_withdrawn(desk, newcomers):
    code = actions.issue_code(actor=None, user=newcomers[0])
    answer = desk.post(f"/console/users/{newcomers[0].pk}/code/freeze/")
    assert answer.status_code == 302
    with pytest.raises(actions.RefusedError):
        actions.redeem_code(username="new0", typed=code)


def test_a_foreign_account_is_not_found(browser_of, stranger, newcomers):
    browser = browser_of(stranger)
    for path in ("code/", "code/freeze/"):
        where = f"/console/users/{newcomers[0].pk}/{path}"
        assert browser.post(where, {"how": "page"}).status_code == 404
    assert "演示新人" not in browser.get("/console/codes/").content.decode()
    assert browser.post("/console/codes/", {"user": [newcomers[0].pk]}).status_code == 422
    assert not ActivationCode.objects.exists()


def test_a_province_prints_for_the_super_administrators_below(stage, super_at):
    below = actions.create_user(
        username="below",
        name="演示超管",
        organisation=stage.department,
        rights=[],
        password=None,
        is_super=True,
    )
    province = super_at("province")
    assert "演示超管" in province.get("/console/codes/").content.decode()
    text = text_of(province.post("/console/codes/", {"user": [below.pk]}))
    assert "过期或遗失：演示省科学技术厅" in text


def test_no_url_takes_somebody_elses_password(desk, author):
    fields = {"password": "山高水长书声远近相闻", "new": "山高水长书声远近相闻", "how": "page"}
    for path in ("", "rights/", "code/", "suspend/", "reactivate/", "leave/"):
        desk.post(f"/console/users/{author.user_id}/{path}", fields)
    user = user_of(author)
    assert not user.check_password("山高水长书声远近相闻")


def test_a_code_is_valid_for_the_days_of_the_province(university, stage, author):
    profile = stage.round.profile
    profile.entries = [
        {"key": "activation_code_days", "value": 3, "source": "演示", "status": "INFERRED"}
    ]
    profile.save(update_fields=["entries"])
    user = User.objects.create(username="new", name="演示新人", organisation=stage.university)
    university.post(f"/console/users/{user.pk}/code/", {"how": "page"})
    code = user.activation_codes.get()
    assert code.expires_at - code.issued_at == timedelta(days=3)


def test_a_whole_filter_gets_its_slips_at_once(desk, newcomers, stage):
    actions.issue_code(actor=None, user=newcomers[0])
    for place in range(60):  # more than a page of the list
        User.objects.create(username=f"zhu{place}", name="演示甲", organisation=stage.university)
    page = desk.get("/console/codes/?q=new").content.decode()
    [whole] = re.findall(r'name="users" value="([\d,]*)"', page)
    assert whole == ",".join(str(user.pk) for user in newcomers[1:])
    page = desk.get("/console/codes/").content.decode()
    [whole] = re.findall(r'name="users" value="([\d,]*)"', page)
    answer = desk.post("/console/codes/", {"users": whole, "user": [newcomers[0].pk]})
    assert len(set(CODE.findall(text_of(answer)))) == 62
    assert "new0" not in text_of(answer)


def test_more_than_one_paper_holds_come_in_parts(desk, newcomers, monkeypatch):
    monkeypatch.setattr("kedeng.web.console.waiting.MOST", 2)
    page = desk.get("/console/codes/").content.decode()
    ids = [user.pk for user in newcomers]
    parts = re.findall(r'name="users" value="([\d,]*)"', page)
    assert parts == [f"{ids[0]},{ids[1]}", f"{ids[2]}"]
    assert "发放第 1–2 个" in page
    assert "发放第 3–3 个" in page


def test_the_same_button_is_the_same_people(desk, newcomers):
    whole = ",".join(str(user.pk) for user in newcomers[:2])
    for _ in range(2):
        text = text_of(desk.post("/console/codes/", {"users": whole}))
        assert [name in text for name in ("new0", "new1", "new2")] == [True, True, False]


def test_more_than_a_paper_holds_are_refused_at_once(desk, newcomers):
    ids = ",".join(["1"] * 1001)
    answer = desk.post("/console/codes/", {"users": ids})
    assert (answer.status_code, "一次最多打印 1000 张" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("query", "names"),
    [("q=NEW2", ["new2"]), ("state=issued", ["new0"]), ("state=not_issued", ["new1", "new2"])],
)
def test_the_waiting_are_narrowed(query, names, desk, newcomers):
    actions.issue_code(actor=None, user=newcomers[0])
    page = desk.get(f"/console/codes/?{query}").content.decode()
    assert re.findall(r"muted num\">(new\d)<", page) == names
