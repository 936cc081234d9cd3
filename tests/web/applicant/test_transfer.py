"""The page of the transfer-need sheet, and what the public sees of it (process.md B67)."""

import pytest
from tests.records import answer, bring, move, reload

from kedeng.apps.registrations.models import TransferSheet

SAID = {
    "f.sheet_title": "演示瓦斯利用装置",
    "f.sheet_summary": "演示：低浓度瓦斯也能发电。",
    "f.sheet_modes": ["license"],
    "f.contact_name": "演示转化办公室",
    "f.contact_phone": "0351-1234567",
}


@pytest.fixture
def received(draft, author, movers):
    record = draft(category="applied_technology", title="演示瓦斯利用")
    told = {"has_transfer_demand": True, "intended_transfer_modes": ["license"]}
    answer(author, record, "transformation", **told)
    return bring(reload(record), "received", movers)


def test_a_sheet_goes_public_with_its_registration_and_away_by_a_click(
    browser_of, client, received, author, national_receiver
):
    mine, where = browser_of(author), f"/my/{received.code}/transfer/"
    assert where in mine.get(f"/records/{received.code}/").content.decode()
    assert "演示瓦斯利用" in mine.get(where).content.decode()
    half = mine.post(where, {**SAID, "f.contact_phone": "", "op": "confirm", "version": 0})
    assert half.status_code == 422
    assert "演示：低浓度瓦斯也能发电。" in half.content.decode()
    assert "联系电话" in half.content.decode()
    answered = mine.post(where, {**SAID, "op": "confirm", "version": 1}, follow=True)
    assert "已确认可以公开" in answered.content.decode()
    record = move(national_receiver, received, "publish")
    public = f"/register/{record.number}/"
    assert "演示转化办公室" in client.get(public).content.decode()
    assert "演示瓦斯利用" in client.get("/register/?transfer=1").content.decode()
    mine.post(where, {"op": "withdraw"})
    assert "演示转化办公室" not in client.get(public).content.decode()
    assert "没有找到" in client.get("/register/?transfer=1").content.decode()


def test_the_page_says_that_a_sheet_without_a_need_is_not_public(browser_of, draft, author):
    record = draft(category="applied_technology", title="演示瓦斯利用")
    told = {"has_transfer_demand": True, "intended_transfer_modes": ["license"]}
    answer(author, record, "transformation", **told)
    mine, where = browser_of(author), f"/my/{record.code}/transfer/"
    mine.post(where, {**SAID, "op": "confirm", "version": 0}, follow=True)
    answer(author, record, "transformation", has_transfer_demand=False)
    move(author, record, "submit")
    page = mine.get(where).content.decode()
    assert "登记表现在没有写明“有转化需求”，这份信息表不公开" in page
    assert "已确认可以公开" not in page
    assert where in mine.get(f"/records/{record.code}/").content.decode()


def test_it_is_saved_without_being_shown(browser_of, received, author, department_reviewer):
    mine, where = browser_of(author), f"/my/{received.code}/transfer/"
    assert mine.post(where, {**SAID, "op": "save", "version": 0}).status_code == 302
    assert not TransferSheet.objects.get().is_confirmed
    other = mine.post(where, {**SAID, "f.sheet_terms": "面议", "op": "save", "version": 9})
    assert other.status_code == 422
    assert "面议" in other.content.decode()
    assert browser_of(department_reviewer).get(where).status_code == 403


def test_a_form_without_the_need_has_no_sheet(browser_of, draft, author):
    record = draft()
    page = browser_of(author).get(f"/my/{record.code}/transfer/").content.decode()
    assert "不需要这份信息表" in page
    assert (
        f"/my/{record.code}/transfer/"
        not in browser_of(author).get(f"/my/{record.code}/").content.decode()
    )
