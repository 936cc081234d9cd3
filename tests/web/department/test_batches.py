"""汇总表报送与接收, as the two desks see it."""

from hashlib import sha256

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.records import ALL_CHECKED, move, picture
from tests.stage import user_of

from kedeng.apps.files.models import ScanState, StoredFile
from kedeng.apps.history.models import AccessNote
from kedeng.apps.registrations.models import SummaryBatch


def digest_of(data):
    return sha256(data).hexdigest()


def test_a_table_is_frozen_handed_over_and_confirmed(
    client, stage, at_department, department_reviewer, provincial_auditor, stranger
):
    record = move(department_reviewer, at_department(), "recommend", checks=ALL_CHECKED)
    client.force_login(user_of(department_reviewer))
    assert client.get("/desk/batches/").status_code == 200
    client.post("/desk/batches/make/", {"round": stage.round.pk})
    code = SummaryBatch.objects.get().code
    where = f"/desk/batches/{code}/"
    assert "待盖章报送" in client.get(where).content.decode()
    assert client.get(f"{where}table.pdf")["Content-Type"] == "application/pdf"
    assert client.get(f"{where}table.xlsx").status_code == 200
    assert client.get(f"{where}scan/").status_code == 404
    assert client.post(f"{where}send/").status_code == 422
    scan = SimpleUploadedFile("盖章.png", picture(3))
    assert client.post(f"{where}send/", {"file": scan}).status_code == 302
    client.force_login(user_of(provincial_auditor))
    assert client.get("/desk/batches/", {"code": code.lower()})["Location"] == where
    page = client.get(where).content.decode()
    assert (record.title in page, "是否一致</th>" in page) == (True, True)
    assert client.get(f"{where}scan/").status_code == 200
    noted = AccessNote.objects.filter(item=digest_of(picture(3))).values_list("kind", "subject")
    assert list(noted) == [("file.opened", record.subject)]
    StoredFile.objects.filter(pk=digest_of(picture(3))).update(scan=ScanState.INFECTED.value)
    assert client.get(f"{where}scan/").status_code == 409
    assert len(noted.all()) == 1
    assert client.get(f"{where}receipt.pdf").status_code == 404
    assert client.post(f"{where}answer/", {"op": "refuse"}).status_code == 409
    assert client.post(f"{where}answer/", {"op": "accept", "copies": "1"}).status_code == 302
    assert "已收件" in client.get(where).content.decode()
    client.force_login(user_of(department_reviewer))
    assert client.get(f"{where}receipt.pdf")["Content-Type"] == "application/pdf"
    client.force_login(user_of(stranger))
    assert client.get(where).status_code == 404


def test_a_desk_without_anything_passed_on_is_told_so(client, stage, department_reviewer):
    client.force_login(user_of(department_reviewer))
    answer = client.post("/desk/batches/make/", {"round": stage.round.pk})
    assert answer.status_code == 409
    assert "没有可以报送的登记" in answer.content.decode()
    assert "没有找到" in client.get("/desk/batches/", {"code": "2025-XX"}).content.decode()
