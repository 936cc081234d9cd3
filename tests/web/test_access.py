"""Every page has a permission; guests are asked to log in; nobody is told of foreign records."""

import pytest
from django.urls import get_resolver, reverse
from tests.stage import PASSWORD

from kedeng.web import gates

# An example for each argument of an address.
ARGUMENTS = {
    "code": "NQ7K4JTKY5DV",
    "key": "overview",
    "evidence_id": 1,
    "upload": "NQ7K4JTKY5DVNQ7K",
    "part": 1,
    "page": 1,
    "note_id": 1,
    "hold_id": 1,
    "plea_id": 1,
    "token": "0" * 32,
    "token_id": 1,
    "user_id": 1,
    "roster_id": 1,
    "body_id": 1,
    "deputation_id": 1,
    "passkey_id": 1,
    "identity_id": 1,
    "profile_id": 1,
    "pack_id": 1,
    "round_id": 1,
    "window_id": 1,
    "extension_id": 1,
    "file": "1",
    "file_id": 1,
    "number": "9142025R0001",
    "rank": 4,
    "batch_code": "NQ7K4JTKY5DV",
    "change_code": "NQ7K4JTKY5DV",
    "position": 1,
    "list_id": 1,
    "item_id": 1,
    "message_id": 1,
    "receipt": 1,
    "version": 1,
    "volume": 1,
    "given": 1,
}
GUESTS = {name for name, gate in gates.PERMISSIONS.items() if gate is gates.Gate.PUBLIC}


def test_every_url_has_a_permission():
    assert gates.unmapped_urls() == []


def test_no_permission_is_left_over():
    assert gates.stale_names() == []


def address(name):
    """Give an address of a page, with examples in the place of its arguments."""
    _, wanted = get_resolver().reverse_dict.getlist(name)[0][0][0]
    return reverse(name, kwargs={one: ARGUMENTS[one] for one in wanted})


@pytest.mark.parametrize("name", sorted(set(gates.PERMISSIONS) - GUESTS))
def test_a_guest_is_asked_to_log_in(client, db, name):
    where = address(name)
    answer = client.get(where)
    assert (answer.status_code, answer.get("Location")) == (302, f"/login/?next={where}")


@pytest.mark.parametrize("name", ["home", "login", "register", "manual", "healthz"])
def test_a_guest_reads_public_pages(client, db, name):
    assert client.get(address(name)).status_code == 200


@pytest.mark.parametrize(
    "where",
    [
        "/register/9142025R9999/",
        "/check/NQ7K4JTKY5DV/",
        "/lists/nothing/",
        "/manual/5/",
        "/demo/accounts.json",
        "/no/such/page/",
    ],
)
def test_what_is_not_there_is_not_found(client, db, where):
    answer = client.get(where)
    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()


def test_nothing_behind_a_login_is_kept_by_a_browser(client, browser_of, author):
    kept = browser_of(author).get(address("mine")).headers["Cache-Control"]
    assert kept == "private, no-store"
    assert client.get(address("mine")).headers["Cache-Control"] == "private, no-store"
    assert browser_of(author).get("/desk/").headers["Cache-Control"] == "private, no-store"


def test_public_pages_may_be_kept(client, db):
    assert "Cache-Control" not in client.get("/register/").headers


def test_an_author_does_not_open_a_queue(browser_of, author):
    answer = browser_of(author).get("/desk/")
    assert answer.status_code == 403
    assert "当前账号没有这项权限" in answer.content.decode()


def test_a_refusal_names_department_and_province(browser_of, stage, author, department_reviewer):
    stage.department.contact_name, stage.department.contact_phone = "李老师", "0351-1111111"
    stage.department.save()
    refused = browser_of(author).get("/desk/").content.decode().partition("<main")[2]
    assert "演示省教育厅（李老师，0351-1111111）；演示省科学技术厅" in refused
    refused = browser_of(department_reviewer).get("/my/").content.decode().partition("<main")[2]
    asked = refused.partition("也可以咨询：")[2].partition("</p>")[0].strip()
    assert asked == "演示省科学技术厅。"


def test_a_stranger_gets_404_on_every_page_of_a_foreign_record(browser_of, stranger, at_department):
    code = at_department().code
    browser = browser_of(stranger)
    for path in (
        f"/records/{code}/",
        f"/records/{code}/form.pdf",
        f"/records/{code}/materials.pdf",
        f"/records/{code}/files/1/",
        f"/desk/r/{code}/",
    ):
        assert browser.get(path).status_code == 404, path
    for path in (f"/records/{code}/move/", f"/desk/r/{code}/claim/", f"/desk/r/{code}/move/"):
        assert browser.post(path, {"transition": "recommend"}).status_code == 404, path


@pytest.mark.parametrize("code", ["%00", "abc", "0" * 20, "<b>"])
def test_what_cannot_be_a_code_is_not_looked_up(browser_of, author, code):
    assert browser_of(author).get(f"/records/{code}/").status_code == 404


@pytest.mark.parametrize(
    "where",
    [
        *("/announcements/%00/", "/announcements/%00/files/1/", "/apply/account/%00/"),
        *(
            "/console/applications/%00/",
            "/console/announcements/%00/",
            "/account/sessions/%00/end/",
        ),
    ],
)
def test_no_page_is_found_under_a_nul(browser_of, stranger, client, where):
    for visitor in (client, browser_of(stranger)):
        assert (visitor.get(where).status_code, visitor.post(where).status_code) == (404, 404)


def test_a_login_leads_back_with_the_whole_query(client, db):
    answer = client.get("/desk/?text=a&unit=b")
    assert answer["Location"] == "/login/?next=/desk/%3Ftext%3Da%26unit%3Db"


@pytest.mark.parametrize(
    "target",
    [
        *(
            "record",
            "nothing",
            "?a=b",
            "..",
            "//evil.example/",
            "/\\evil.example",
            "////evil.example",
        ),
        *("https:evil.example", "javascript:alert(1)", "http:///evil.example", "\\\\evil.example"),
    ],
)
def test_a_login_leads_to_no_address_but_our_own(client, author, target):
    given = {"username": "author", "password": PASSWORD, "next": target}
    answer = client.post("/login/", given)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_what_another_site_posted_is_not_offered_again(client, db):
    foreign = client.post("/my/X/submit/", {"transition": "submit"}, headers={"Origin": "http://x"})
    own = client.post("/my/X/submit/", {"transition": "submit"})
    assert "kept:transition" not in foreign.content.decode()
    assert "kept:transition" in own.content.decode()


def test_a_password_is_never_sent_back(client, db):
    answer = client.post("/account/", {"old": "geheim", "new": "geheimer"})
    assert (answer.status_code, "geheim" in answer.content.decode()) == (401, False)
