"""Evidence: a form or a bare body, bytes judged by content, read again by the route."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import V1, said
from tests.records import move, picture

from kedeng.apps.files.arriving import PIECE


@pytest.fixture
def caller(calls, author):
    return calls(author)


@pytest.fixture
def path(draft):
    return f"/registrations/{draft(complete=False).code}/evidence"


def upload(caller, path, slots, data=None, name="材料.png", **more):
    file = SimpleUploadedFile(name, picture() if data is None else data, "image/png")
    return caller.client.post(f"{V1}{path}", {"slots": slots, "file": file, **more})


def put(caller, path, slot, data, query="file_name=a.png"):
    return caller.client.put(f"{V1}{path}/slots/{slot}?{query}", data, content_type="image/png")


def filled(response):
    return {
        slot["slot"]: [file["file_name"] for file in slot["files"]]
        for slot in response.json()["slots"]
        if slot["files"]
    }


def test_one_file_fills_several_slots(caller, path):
    response = upload(caller, path, ["R-1", "R-2b"])
    assert response.status_code == 201
    assert filled(response) == {"R-1": ["材料.png"], "R-2b": ["材料.png"]}
    assert caller.get(path).json() == response.json()


def test_a_bare_body_fills_its_slot_and_the_same_bytes_stay_one(caller, path):
    put(caller, path, "R-1", picture())
    response = put(caller, path, "R-1", picture())
    assert (response.status_code, filled(response)) == (200, {"R-1": ["a.png"]})


def test_a_slot_for_other_papers_wants_their_name(caller, path):
    slots = {slot["slot"]: slot for slot in caller.get(path).json()["slots"]}
    named = next(key for key, slot in slots.items() if slot["needs_name"])
    assert said(put(caller, path, named, picture())) == (422, "slot_name_missing")
    response = put(caller, path, named, picture(), "file_name=a.png&slot_name=科技查新报告")
    assert response.status_code == 200


def test_what_is_no_paper_is_refused_in_words(caller, path):
    assert said(upload(caller, path, ["R-1"], b"PK\x03\x04")) == (415, "file_wrong_type")
    assert said(upload(caller, path, ["R-1"], b"")) == (422, "file_empty")
    assert said(put(caller, path, "R-1", b"")) == (411, "length_missing")
    assert said(put(caller, path, "R-1", b"%PDF-1.7 broken")) == (422, "file_broken_pdf")
    assert said(upload(caller, path, ["X-9"])) == (422, "unknown_slot")
    assert said(put(caller, path, "X-9", picture())) == (404, "unknown_slot")
    assert said(caller.client.post(f"{V1}{path}", {"slots": "R-1"})) == (422, "wrong_shape")
    broken = caller.client.post(f"{V1}{path}", b"--", content_type="multipart/form-data; boundary=")
    assert said(broken) == (422, "not_a_form")
    assert filled(caller.get(path)) == {}


def test_a_file_is_taken_out_again(caller, path):
    files = upload(caller, path, ["R-1"]).json()["slots"]
    evidence_id = next(file["id"] for slot in files for file in slot["files"])
    assert caller.delete(f"{path}/{evidence_id}").status_code == 204
    assert said(caller.delete(f"{path}/{evidence_id}")) == (404, "no_such_file")
    assert said(caller.delete(f"{path}/{10**30}")) == (404, "no_such_file")
    assert filled(caller.get(path)) == {}


def test_the_route_reads_what_was_submitted_and_nothing_else(calls, author, unit_clerk, draft):
    registration = move(author, draft(), "submit")
    record = calls(unit_clerk).get(f"/registrations/{registration.code}").json()
    digest = record["revision"]["evidence"][0]["digest"]
    read = calls(unit_clerk).get(f"/registrations/{registration.code}/files/{digest}")
    assert b"".join(read.streaming_content) == picture(registration.pk)
    assert read["Content-Type"] == "image/png"
    assert read["Content-Disposition"].startswith("attachment")
    other = f"/registrations/{registration.code}/files/{'0' * 64}"
    assert said(calls(unit_clerk).get(other)) == (404, "not_found")


def test_a_file_of_a_draft_is_its_owners_alone(calls, author, department_reviewer, draft):
    registration = move(author, draft(), "submit")
    move(author, registration, "recall")
    path = f"/registrations/{registration.code}"
    slots = put(calls(author), f"{path}/evidence", "R-1", picture(7)).json()["slots"]
    digest = next(
        file["digest"] for slot in slots for file in slot["files"] if file["file_name"] == "a.png"
    )
    assert calls(author).get(f"{path}/files/{digest}").status_code == 200
    refused = calls(department_reviewer).get(f"{path}/files/{digest}")
    assert said(refused) == (404, "not_found")


def test_a_submitted_form_takes_no_more_files(calls, author, draft):
    registration = move(author, draft(), "submit")
    path = f"/registrations/{registration.code}/evidence"
    assert said(put(calls(author), path, "R-1", picture(9))) == (409, "not_editable_now")


def test_a_file_comes_in_pieces(caller, path):
    data = picture(3) + b"\1" * PIECE
    begun = {"file_name": "报告.png", "size": len(data), "fingerprint": "a"}
    upload = caller.post(f"{path}/uploads", begun).json()
    assert (upload["piece_size"], upload["pieces"], upload["here"]) == (PIECE, 2, [])
    base = f"{path}/uploads/{upload['upload']}"
    finish = {"slots": ["R-1", "R-2b"]}
    for number in (1, 0):
        piece = data[number * PIECE : (number + 1) * PIECE]
        assert said(caller.post(f"{base}/finish", finish)) == (409, "pieces_missing")
        answer = caller.client.put(
            f"{V1}{base}/{number}?digest={sha256(piece).hexdigest()}",
            piece,
            content_type="application/octet-stream",
        )
        assert answer.status_code == 200
    assert answer.json()["here"] == [0, 1]
    for _ in range(2):  # a repeat has the same answer
        answer = caller.post(f"{base}/finish", finish)
        assert (answer.status_code, filled(answer)) == (
            200,
            {"R-1": ["报告.png"], "R-2b": ["报告.png"]},
        )
    assert said(caller.post(f"{path}/uploads/GONE/finish", finish)) == (404, "upload_gone")
