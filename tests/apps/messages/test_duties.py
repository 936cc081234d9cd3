"""What the rooms above really write is told in words, to those whose duty it is."""

import io

import pytest
from tests.mailing import follow_all
from tests.records import move, objection_to, picture, reload
from tests.stage import superior

from kedeng.apps.insight.batching import make_batches
from kedeng.apps.insight.printing import printed_form
from kedeng.apps.messages.models import Followed
from kedeng.apps.messages.queries import inbox
from kedeng.apps.organisations.actions import set_rights
from kedeng.apps.organisations.queries import user_by_id
from kedeng.apps.registrations import actions
from kedeng.domain.rights import Right
from kedeng.web.inbox.targets import target_of


def told(actor, topic):
    """What somebody was told of a topic, oldest first: headline and text."""
    follow_all()
    assert list(Followed.objects.exclude(trouble="")) == []
    found = inbox(actor).filter(topic=topic)
    return [(message.headline, message.text) for message in reversed(found)]


def test_an_objection_is_told_to_the_province_and_its_taking_to_the_filer(
    record_in, provincial_auditor, department_reviewer, author
):
    record = record_in("publicised", title="山地苹果")
    objection = objection_to(record)
    [(headline, text)] = told(provincial_auditor, "objections")
    assert (headline, objection.number in text) == ("收到异议：《山地苹果》", True)
    actions.take_objection(actor=provincial_auditor, objection=objection)
    [(headline, text)] = told(author, "objections")
    assert headline == "受理异议：《山地苹果》"
    assert text == (
        f"演示省科学技术厅已受理异议 {objection.number}，处理期间不再往下办理。"
        "申报方请提交书面说明，审查单位请在登记的页面提出意见。"
    )
    actions.decide_objection(
        actor=provincial_auditor, objection=objection, reason="查无依据", consequence=None
    )
    assert told(author, "objections")[1:] == [
        (
            "异议不成立：《山地苹果》",
            f"演示省科学技术厅：异议 {objection.number} 异议不成立。\n原因：查无依据",
        )
    ]
    assert told(department_reviewer, "objections") == [(headline, text)]
    message = inbox(department_reviewer).get(topic="objections")
    assert target_of(department_reviewer, message) == f"/records/{record.code}/"


def test_an_anonymous_objection_is_told_as_kept_and_asks_for_nothing(record_in, provincial_auditor):
    objection = objection_to(record_in("publicised", title="山地苹果"), name="", contact="")
    assert told(provincial_auditor, "objections") == [
        (
            "匿名异议，已记录：《山地苹果》",
            f"异议 {objection.number} 没有写姓名或单位，不予受理，已记录，不用办理。",
        )
    ]
    assert not inbox(provincial_auditor).filter(topic="objections", needs_action=True).exists()


def test_publicity_is_told_to_the_filer(record_in, author):
    record_in("publicised", title="山地苹果")
    assert told(author, "results")[-1][0] == "列入公示：《山地苹果》"


@pytest.fixture
def sent(record_in, stage, department_reviewer):
    """A stamped table that the department handed to the province."""
    record_in("recommended")
    (batch,) = make_batches(department_reviewer, stage.round)
    scan = picture(7)
    return actions.hand_over(
        actor=department_reviewer,
        batch=batch,
        stream=io.BytesIO(scan),
        size=len(scan),
        file_name="盖章.png",
    )


@pytest.mark.parametrize(
    ("answer", "headline", "reason"),
    [
        ({"accepts": True, "copies": 1}, "汇总表已收件", ""),
        ({"accepts": False, "reason": "未盖章"}, "汇总表被退回", "\n原因：未盖章"),
    ],
)
def test_a_table_is_told_to_who_receives_and_the_answer_to_who_sent(
    sent, provincial_auditor, stage, answer, headline, reason
):
    code = sent.batch.code
    [(came, text)] = told(provincial_auditor, "paper")
    assert (came, text) == (
        f"汇总表已报来，请核对收件：{code}",
        f"演示省教育厅：批次 {code}。",
    )
    head = superior(stage.department, Right.FORWARD)
    actions.answer_hand_over(actor=provincial_auditor, sent=sent, **answer)
    assert told(head, "paper") == [
        (f"{headline}：{code}", f"演示省科学技术厅：批次 {code}。{reason}")
    ]


def test_the_paper_is_told_to_the_filer(record_in, movers, author):
    record = move(movers["pass_on"], record_in("in_review", title="山地苹果"), "pass_on")
    codes = printed_form(record, record.revisions.get(number=1)).page_codes
    actions.receive_paper(actor=movers["recommend"], registration=reload(record), codes=codes)
    assert told(author, "paper") == [("纸质材料已收到：《山地苹果》", "演示省教育厅。")]


def test_changed_rights_are_told_with_their_names(stage, author):
    head = superior(stage.university, Right.ENTER, Right.REVIEW)
    user = user_by_id(author.user_id)
    set_rights(actor=head, user=user, rights={Right.REVIEW}, expected=set(author.rights))
    [(headline, text)] = told(author, "account")
    assert headline == "账号的权限有变动"
    assert text.splitlines()[1:] == [
        "授予：审核；收回：录入",
        "如果本人不知道这次操作，请立即联系发放账号的机构。",
    ]
