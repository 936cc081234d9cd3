"""The public check of a print: current, replaced or unknown, and no title before publication."""

import pytest
from tests.cast import ALL_CHECKED, move

from kedeng.apps.insight.printing import printed_form


def check(client, record, digits=""):
    answer = client.get(f"/check/{record.code}/{digits + '/' if digits else ''}")
    return answer.context["standing"].verdict.value, answer.content.decode()


def test_the_qr_code_of_the_newest_version_is_current(client, author, draft):
    record = move(author, draft(), "submit")
    verdict, page = check(client, record, record.revisions.get().digest[:16])
    assert verdict == "current"
    assert "是现行版本" in page


def test_a_page_code_of_the_newest_version_is_current(client, author, draft):
    record = move(author, draft(), "submit")
    codes = printed_form(record, record.revisions.get()).page_codes
    assert {check(client, record, code)[0] for code in codes} == {"current"}


def test_a_page_printed_before_the_number_was_given_stays_current(
    client, at_department, department_reviewer, provincial_auditor
):
    record = at_department()
    before = printed_form(record, record.revisions.get()).page_codes[0]
    record = move(department_reviewer, record, "recommend", checks=ALL_CHECKED)
    record = move(provincial_auditor, record, "accept")
    record = move(provincial_auditor, record, "register", checks=ALL_CHECKED)
    after = printed_form(record, record.revisions.get()).page_codes[0]
    assert before != after
    assert [check(client, record, code)[0] for code in (before, after)] == ["current", "current"]


def test_an_older_version_is_replaced(client, resubmitted):
    first, second = resubmitted.revisions.all()
    verdict, page = check(client, resubmitted, first.digest[:16])
    assert verdict == "replaced"
    assert "后来又提交了第 2 版" in page
    assert check(client, resubmitted, second.digest[:16])[0] == "current"


@pytest.mark.parametrize("state", ["withdrawn", "refused", "not_accepted"])
def test_a_print_of_what_has_ended_is_no_longer_valid(client, record_in, state):
    record = record_in(state)
    verdict, page = check(client, record, record.revisions.get().digest[:16])
    assert verdict == "ended"
    assert "本次登记已结束，这份打印件不再有效" in page


@pytest.mark.parametrize("state", ["returned", "supplement"])
def test_a_print_of_what_is_sent_back_will_be_replaced(client, record_in, state):
    record = record_in(state)
    verdict, page = check(client, record, record.revisions.get().digest[:16])
    assert verdict == "changing"
    assert "正在修改，将由新版本替代" in page


def test_so_will_one_of_what_was_recalled(client, record_in, author):
    record = move(author, record_in("in_review"), "recall")
    assert check(client, record, record.revisions.get().digest[:16])[0] == "changing"


@pytest.mark.parametrize("digits", ["0" * 16, "zz", "0" * 40])
def test_other_digits_are_unknown(client, author, draft, digits):
    record = move(author, draft(), "submit")
    verdict, page = check(client, record, digits)
    assert verdict == "unknown"
    assert "对不上" in page


def test_digits_are_typed_in_groups_of_four(client, author, draft):
    record = move(author, draft(), "submit")
    digest = record.revisions.get().digest[:16]
    typed = " ".join(digest.upper()[place : place + 4] for place in range(0, 16, 4))
    answer = client.get(f"/check/{record.code}/", {"digits": typed})
    assert answer["Location"] == f"/check/{record.code}/{digest}/"


def test_no_title_and_no_unit_before_publication(client, registered):
    page = check(client, registered)[1]
    for kept in (registered.title, "演示大学", "9142025R0001"):
        assert kept not in page


def test_title_and_number_after_publication(client, published):
    page = check(client, published)[1]
    assert published.title in page
    assert "9142025R0001" in page


def test_a_draft_is_not_betrayed(client, draft):
    assert client.get(f"/check/{draft().code}/").status_code == 404
    assert client.get("/check/%00/").status_code == 404
