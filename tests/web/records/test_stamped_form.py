"""The scan of the stamped form comes after the submission, and the desks see it."""

import io

from tests.cast import move, picture, user_of


def upload(client, registration, colour=99):
    file = io.BytesIO(picture(colour))
    file.name = "盖章登记表.png"
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
    assert upload(client, registration).status_code == 422
    assert not registration.evidence.filter(slot="D0").exists()


def test_a_stranger_sees_no_record(client, draft, author, stranger):
    registration = move(author, draft(), "submit")
    client.force_login(user_of(stranger))
    assert upload(client, registration).status_code == 404


def test_a_version_takes_five_scans(client, draft, author):
    registration = move(author, draft(), "submit")
    client.force_login(user_of(author))
    taken = [upload(client, registration, colour).status_code for colour in range(1, 6)]
    assert taken == [302] * 5
    answer = upload(client, registration, 6)
    assert answer.status_code == 422
    assert "第 1 版登记表的扫描件最多 5 份" in answer.content.decode()
    assert registration.evidence.filter(slot="D0").count() == 5
