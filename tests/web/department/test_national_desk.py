"""The nation at its desk: returns with notes, publications taken down."""

from tests.records import move, reload

RETURN = {"transition": "send_back", "reason": "完成人有误", "note:people[q1].name": "与证书不一致"}


def test_a_return_shows_its_notes_to_the_province_and_is_marked_in_its_queue(
    browser_of, registered, provincial_auditor, national_receiver
):
    record = move(provincial_auditor, registered, "report")
    desk = browser_of(national_receiver)
    told = {**RETURN, "version": record.version}
    assert desk.post(f"/desk/r/{record.code}/move/", told).status_code == 302
    province = browser_of(provincial_auditor)
    assert "国家退回" in province.get("/desk/").content.decode()
    assert "国家退回" in province.get("/desk/?problem=sent_back").content.decode()
    page = province.get(f"/desk/r/{record.code}/").content.decode()
    assert "退回省级的理由" in page
    assert "与证书不一致" in page.partition("登记内容</h2>")[0]


def test_what_is_taken_down_is_gone_from_the_register(
    browser_of, client, published, national_receiver
):
    desk = browser_of(national_receiver)
    assert "撤下公布" in desk.get(f"/desk/r/{published.code}/").content.decode()
    where = f"/register/{published.number}/"
    assert client.get(where).status_code == 200
    told = {"transition": "unpublish", "reason": "公布有误", "version": published.version}
    assert desk.post(f"/desk/r/{published.code}/move/", told).status_code == 302
    assert reload(published).state == "received"
    answer = client.get(where)
    page = answer.content.decode()
    assert (answer.status_code, published.title in page) == (410, False)
    assert "已撤下" in page
    assert published.number in page
