"""200 MB, cut off at 20 random moments, arrive whole (issue "Done when", 2)."""

import http.client
import json
import os
import random
import time
from hashlib import sha256
from urllib.parse import quote

import pytest
from tests.records import picture
from tests.stage import user_of

from kedeng.apps.files.arriving import PIECE
from kedeng.apps.files.queries import open_file
from kedeng.apps.organisations.actions import issue_token
from kedeng.apps.registrations import queries

pytestmark = pytest.mark.trial
SIZE, CUTS = 200 * 1024 * 1024, 20


class BrokenError(Exception):
    """The line went, in the middle of what was said."""


def call(server, token, method, path, body=b"", kind="application/json", cut=None):
    """Call the API; with `cut`, break the line off after so many bytes of the body."""
    line = http.client.HTTPConnection(server, timeout=60)
    line.putrequest(method, f"/api/v1{quote(path, safe='/?=&')}")
    for name, value in (
        ("Authorization", f"Bearer {token}"),
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
    ):
        line.putheader(name, value)
    line.endheaders()
    line.send(body if cut is None else body[:cut])
    if cut is not None:
        line.sock.close()
        raise BrokenError
    answer = line.getresponse()
    told = json.loads(answer.read() or b"null")
    line.close()
    assert answer.status == 200, told
    return told


def test_two_hundred_megabytes_cut_off_twenty_times_arrive_identical(
    committed, live_server, draft, author, settings
):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * PIECE
    record = draft(complete=False)
    profile = record.round.profile
    limit = {"key": "largest_file_mb", "value": 250, "source": "试验", "status": "INFERRED"}
    profile.entries = [limit]
    profile.save()
    data = picture(1) + os.urandom(SIZE - len(picture(1)))
    server = live_server.url.removeprefix("http://")
    chance = random.Random(20)
    base = f"/registrations/{record.code}/evidence/uploads"
    begun = json.dumps({"file_name": "专著.png", "size": SIZE, "fingerprint": "x"}).encode()
    moments = sorted(chance.sample(range(SIZE), CUTS))
    sent, lines, started = 0, 0, time.monotonic()
    while True:  # each round is a new login: it knows only what the server says
        token = issue_token(actor=author, label=f"{lines}")
        lines += 1
        upload = call(server, token, "POST", base, begun)
        try:
            for number in sorted(set(range(upload["pieces"])) - set(upload["here"])):
                piece = data[number * PIECE : (number + 1) * PIECE]
                cut = None
                if moments and moments[0] < sent + len(piece):
                    cut = max(0, moments.pop(0) - sent)
                path = f"{base}/{upload['upload']}/{number}?digest={sha256(piece).hexdigest()}"
                call(server, token, "PUT", path, piece, "application/octet-stream", cut)
                sent += len(piece)
        except BrokenError:
            continue
        break
    finish = json.dumps({"slots": ["R-1"]}).encode()
    call(server, token, "POST", f"{base}/{upload['upload']}/finish", finish)
    [item] = queries.evidence_of(record)
    hasher = sha256()
    with open_file(item.file) as stream:
        while chunk := stream.read(PIECE):
            hasher.update(chunk)
    assert hasher.hexdigest() == sha256(data).hexdigest() == item.file_id
    assert lines == CUTS + 1
    print(  # noqa: T201 - what it was like is part of the result
        f"\n200 MB over {lines} lines in {time.monotonic() - started:.0f} s; "
        f"{sent // PIECE} pieces acknowledged, none sent twice"
    )
    assert sent == SIZE
    assert user_of(author).is_active
