"""The scan of the stamped form comes after the submission, and the desks see it."""

import io

from tests.records import move, picture
from tests.stage import user_of

from kedeng.apps.history.queries import events_of
from kedeng.apps.insight.reading import read_revision, replaced_scans


def upload(client, registration, colour=99, name="盖章登记表.png"):
    file = io.BytesIO(picture(colour))
    file.name = name
    return client.post(f"/records/{registration.code}/stamped/", {"file": file})


def test_the_filer_adds_it_after_the_submission(client, draft, author, unit_clerk):
    registration = move(author, draft(), "submit")
    client.force_login(user_of(author))
    assert upload(client, registration).status_code == 302
    client.force_login(user_of(unit_clerk))
    shown = client.get(f"/records/{registration.code}/").content.decode()
    assert "盖章的登记表第 1 版" in shown
    digest = registration.evidence.get(slot="D0").file_id
    assert client.get(f"/records/{registration.code}/files/{digest}/").status_code == 200


def test_before_the_submission_there_is_nothing_to_stamp(client, draft, author):
    registration = draft()
    client.force_login(user_of(author))
    answer = upload(client, registration)
    assert answer.status_code == 422
    assert "提交以后才能上传扫描件" in answer.content.decode()


def test_a_desk_cannot_add_it(client, draft, author, unit_clerk, department_reviewer):
    registration = move(author, draft(), "submit")
    move(unit_clerk, registration, "pass_on")
    client.force_login(user_of(department_reviewer))
    assert upload(client, registration).status_code == 403
    assert not registration.evidence.filter(slot="D0").exists()


def test_a_stranger_sees_no_record(client, draft, author, stranger):
    registration = move(author, draft(), "submit")
    client.force_login(user_of(stranger))
    assert upload(client, registration).status_code == 404


def lines(registration, number):
    """Names of the scans that a version shows, and of those behind them."""
    revision = registration.revisions.get(number=number)
    shown = [line for line in read_revision(registration, revision).evidence if line.slot == "D0"]
    return (
        [(line.label, line.file_name) for line in shown],
        [line.file_name for line in replaced_scans(registration, revision)],
    )


def test_a_later_scan_is_shown_in_the_place_of_the_earlier(client, draft, author, unit_clerk):
    registration = move(author, draft(), "submit")
    client.force_login(user_of(author))
    for colour in (1, 2, 3):
        upload(client, registration, colour, f"扫描{colour}.png")
    label = "盖章的登记表第 1 版"
    assert lines(registration, 1) == ([(label, "扫描3.png")], ["扫描2.png", "扫描1.png"])
    upload(client, registration, 1, "还是第一份.png")
    assert lines(registration, 1) == ([(label, "还是第一份.png")], ["扫描3.png", "扫描2.png"])


def test_a_replaced_scan_stays_for_those_who_saw_it(client, draft, author, unit_clerk):
    registration = move(author, draft(), "submit")
    client.force_login(user_of(author))
    for colour in (1, 2):
        upload(client, registration, colour, f"扫描{colour}.png")
    first = registration.evidence.get(file_name="扫描1.png").file_id
    client.force_login(user_of(unit_clerk))
    shown = client.get(f"/records/{registration.code}/").content.decode()
    assert shown.index("扫描2.png") < shown.index("替换的扫描件（1 份）") < shown.index("扫描1.png")
    assert client.get(f"/records/{registration.code}/files/{first}/").status_code == 200
    added = [event.details for event in events_of(registration.subject) if "slots" in event.details]
    assert [details["name"] for details in added[-2:]] == ["扫描1.png", "扫描2.png"]


def test_the_next_version_shows_no_replaced_scan(client, draft, author, unit_clerk):
    registration = move(author, draft(), "submit")
    client.force_login(user_of(author))
    for colour in (1, 2):
        upload(client, registration, colour, f"扫描{colour}.png")
    registration = move(unit_clerk, registration, "return", reason="请补充", to_desk=0)
    registration = move(author, registration, "resubmit")
    upload(client, registration, 3, "扫描3.png")
    of_first = ("盖章的登记表第 1 版", "扫描2.png")
    assert lines(registration, 1) == ([of_first], ["扫描1.png"])
    assert lines(registration, 2) == ([of_first, ("盖章的登记表第 2 版", "扫描3.png")], [])


def test_nobody_takes_the_scan_of_a_version_away(client, draft, author, unit_clerk):
    registration = move(author, draft(), "submit")
    client.force_login(user_of(author))
    upload(client, registration, 1, "扫描1.png")
    registration = move(unit_clerk, registration, "return", reason="请补充", to_desk=0)
    scan = registration.evidence.get(slot="D0")
    where = f"/my/{registration.code}/evidence/"
    page = client.get(where).content.decode()
    assert ("扫描1.png" in page, f"移除 {scan.file_name}" in page) == (True, False)
    refused = client.post(f"{where}{scan.pk}/remove/", follow=True).content.decode()
    assert "这是已提交版本的盖章登记表，审查人员可能看过，不能移除。" in refused
    move(author, registration, "resubmit")
    upload(client, registration, 1, "又是扫描1.png")  # the same paper, of another version
    assert [each.file_name for each in registration.evidence.filter(slot="D0").order_by("id")] == [
        "扫描1.png",
        "又是扫描1.png",
    ]


def test_a_version_takes_five_scans(client, draft, author):
    registration = move(author, draft(), "submit")
    client.force_login(user_of(author))
    taken = [upload(client, registration, colour).status_code for colour in range(1, 6)]
    assert taken == [302] * 5
    answer = upload(client, registration, 6)
    assert answer.status_code == 422
    assert "第 1 版登记表的扫描件最多 5 份" in answer.content.decode()
    assert registration.evidence.filter(slot="D0").count() == 5
