"""The public check of a print: current, replaced or unknown, and no title before publication."""

import pytest
from tests.records import ALL_CHECKED, move
from tests.stage import user_of

from kedeng.apps.insight.printing import all_printed, printed_form
from kedeng.domain.paper import changed_pages
from kedeng.renderings.pdf.pages import page_texts


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
    assert before != after  # the cover bears the number
    assert [check(client, record, code)[0] for code in (before, after)] == ["current", "current"]


def test_an_older_version_is_replaced(client, resubmitted):
    first, second = resubmitted.revisions.all()
    verdict, page = check(client, resubmitted, first.digest[:16])
    assert verdict == "replaced"
    assert "后来又提交了第 2 版" in page
    assert check(client, resubmitted, second.digest[:16])[0] == "current"


def test_all_pages_are_judged_and_what_is_to_print_again_is_named(client, resubmitted):
    first, second = resubmitted.revisions.all()
    old = printed_form(resubmitted, first).page_codes
    new = printed_form(resubmitted, second).page_codes
    changed = [at for at, pair in enumerate(zip(old, new, strict=True), 1) if pair[0] != pair[1]]
    assert 1 in changed
    assert len(changed) < len(new)
    answer = client.get(f"/check/{resubmitted.code}/", {"digits": "\n".join(old)})
    page = answer.content.decode()
    assert answer.context["standing"].verdict.value == "replaced"
    assert f"只需打印第 {'、'.join(map(str, changed))} 页" in page
    assert page.count("已被替代（第 2 版已改）") == len(changed)
    mended = [new[at - 1] if at in changed else code for at, code in enumerate(old, 1)]
    answer = client.get(f"/check/{resubmitted.code}/", {"digits": "\n".join(mended)})
    assert answer.context["standing"].verdict.value == "current"
    assert "全部现行有效" in answer.content.decode()
    answer = client.get(f"/check/{resubmitted.code}/", {"digits": "\n".join(mended[:-1])})
    assert answer.context["standing"].verdict.value == "incomplete"
    assert "缺少" in answer.content.decode()
    answer = client.get(f"/check/{resubmitted.code}/", {"digits": "\n".join([*mended, "0" * 16])})
    assert answer.context["standing"].verdict.value == "mixed"
    assert "不属于本登记表" in answer.content.decode()


def test_the_small_code_of_a_page_leads_to_its_check(client, author, draft):
    record = move(author, draft(), "submit")
    code = printed_form(record, record.revisions.get()).page_codes[1]
    answer = client.get(f"/C/{record.code}/{code}")
    assert answer["Location"] == f"/check/{record.code}/{code.lower()}/"


def test_only_what_a_new_version_changed_is_printed(client, author, resubmitted):
    client.force_login(user_of(author))
    answer = client.get(f"/records/{resubmitted.code}/changed.pdf")
    versions = all_printed(resubmitted)
    pages = changed_pages(*versions)
    texts = page_texts(answer.content)
    assert len(texts) == len(pages)
    assert f"第 {pages[-1]} 页 共" in texts[-1]


def test_there_is_nothing_changed_in_a_first_version(client, author, draft):
    client.force_login(user_of(author))
    record = move(author, draft(), "submit")
    assert client.get(f"/records/{record.code}/changed.pdf").status_code == 404


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


@pytest.mark.parametrize("digits", ["0" * 16, "zz", "0" * 48])
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
