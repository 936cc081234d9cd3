"""Error pages in Chinese that say what to do; the last one needs nothing that may have failed."""

from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied, server_error


def test_a_failure_says_that_saved_content_is_safe():
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "已经保存的内容不受影响" in answer.content.decode()


def test_the_last_page_asks_for_no_context():
    assert "{%" not in render_to_string("500.html")


def test_what_is_too_large_is_told_in_words(client, db):
    answer = client.post("/login/", {"username": "长" * 2_000_000})
    assert answer.status_code == 400
    assert "提交的内容太大" in answer.content.decode()


def test_a_refusal_names_whom_to_ask(rf, db):
    request = rf.get("/")
    request.actor = None
    answer = permission_denied(request, PermissionError())
    assert (answer.status_code, "联系本单位的管理员" in answer.content.decode()) == (403, True)


def test_an_outdated_page_says_how_to_go_on(db):
    answer = Client(enforce_csrf_checks=True).post("/login/", {"username": "a"})
    assert answer.status_code == 403
    assert "页面已过期，没有保存" in answer.content.decode()


def test_an_address_for_buttons_alone_says_so_when_it_is_opened(browser_of, draft, author):
    record = draft()
    answer = browser_of(author).get(f"/my/{record.code}/submit/")
    page = answer.content.decode()
    assert (answer.status_code, answer["Allow"], "不能直接打开" in page) == (405, "POST", True)
