"""Uploads in pieces: what has come stays; the whole is what was sent, or nothing."""

from datetime import timedelta
from functools import partial
from hashlib import sha256

import pytest
from django.utils import timezone
from tests.records import picture

from kedeng.apps.files import arriving
from kedeng.apps.files.arriving import PIECE
from kedeng.apps.files.inspection import Limits, RefusedFileError
from kedeng.apps.files.models import Arriving, Piece, StoredFile
from kedeng.apps.files.queries import open_file
from kedeng.apps.files.tasks import run_once

WHOLE = picture(1) + b"\1" * (2 * PIECE)  # three pieces


LENGTH = len(WHOLE)


def begin(size=LENGTH, name="报告.png", owner="registration:A", **more):
    given = {"fingerprint": "1", "limits": Limits(), "quotas": {}} | more
    return arriving.begin(owner=owner, name=name, size=size, **given)


def send(upload, *numbers, data=WHOLE):
    for number in numbers:
        piece = data[number * PIECE : (number + 1) * PIECE]
        arriving.take_piece(
            upload=upload, number=number, digest=sha256(piece).hexdigest(), data=piece
        )


def finish(upload):
    upload = arriving.upload_of(upload.owner, upload.code)
    return arriving.finish(upload=upload, limits=Limits(), quotas={})


def refusal_of(act):
    with pytest.raises(RefusedFileError) as refused:
        act()
    return refused.value.code


def test_pieces_in_any_order_make_the_file(kept):
    upload = begin()
    send(upload, 2, 0, 1)
    file = finish(upload)
    with open_file(file) as stream:
        assert stream.read() == WHOLE
    assert (file.digest, file.size) == (sha256(WHOLE).hexdigest(), len(WHOLE))
    assert kept() == [file.path]  # no piece is left


def test_who_comes_back_is_told_which_pieces_are_here(kept):
    upload = begin()
    send(upload, 0, 2)
    again = begin()
    assert (again.code, arriving.here(again), arriving.pieces_of(again)) == (upload.code, [0, 2], 3)
    assert len(kept()) == 2


@pytest.mark.parametrize(
    "other",
    [{"name": "别的.png"}, {"size": PIECE}, {"fingerprint": "2"}, {"owner": "registration:B"}],
)
def test_another_file_is_another_upload(kept, other):
    assert begin().code != begin(**other).code
    assert kept() == []


def test_the_same_piece_again_changes_nothing(kept):
    upload = begin()
    send(upload, 0, 0, 0)
    assert (arriving.here(upload), len(kept())) == ([0], 1)


@pytest.mark.parametrize(
    ("number", "data"),
    [(0, b"short"), (0, WHOLE[: PIECE + 1]), (3, b""), (-1, b""), (2, WHOLE[-PIECE:])],
)
def test_a_piece_of_another_size_or_place_is_refused(kept, number, data):
    upload = begin()
    digest = sha256(data).hexdigest()
    act = partial(arriving.take_piece, upload=upload, number=number, digest=digest, data=data)
    assert (refusal_of(act), kept()) == ("piece_broken", [])


def test_a_piece_that_was_hurt_on_the_way_is_refused(kept):
    upload = begin()
    digest = sha256(WHOLE[:PIECE]).hexdigest()
    hurt = b"\2" * PIECE
    act = partial(arriving.take_piece, upload=upload, number=0, digest=digest, data=hurt)
    assert (refusal_of(act), kept()) == ("piece_broken", [])


def test_an_upload_with_a_gap_is_not_finished(kept):
    upload = begin()
    send(upload, 0, 2)
    assert refusal_of(lambda: finish(upload)) == "pieces_missing"
    send(upload, 1)
    finish(upload)
    assert len(kept()) == 1


def test_a_finish_that_is_asked_twice_gives_the_same_file(kept):
    upload = begin()
    send(upload, 0, 1, 2)
    assert finish(upload) == finish(upload)
    send(arriving.upload_of(upload.owner, upload.code), 1)  # a piece that comes late
    assert (len(kept()), StoredFile.objects.count()) == (1, 1)


def test_what_is_refused_in_the_end_leaves_nothing(kept):
    data = b"no picture" + b"\0" * PIECE
    upload = begin(size=len(data))
    send(upload, 0, 1, data=data)
    assert refusal_of(lambda: finish(upload)) == "file_wrong_type"
    assert (kept(), Arriving.objects.count(), Piece.objects.count()) == ([], 0, 0)


def test_what_cannot_be_taken_is_refused_before_a_byte_is_sent(kept):
    assert refusal_of(lambda: begin(size=0)) == "file_empty"
    assert refusal_of(lambda: begin(limits=Limits(size=PIECE))) == "file_too_large"
    assert refusal_of(lambda: begin(quotas={"registration:A": PIECE})) == "files_of_day_full"
    for number in range(arriving.MOST_OPEN):
        begin(name=f"{number}.png")
    assert refusal_of(begin) == "too_many_arriving"
    assert kept() == []


def test_abandoned_uploads_go_after_a_week_and_finished_ones_after_a_day(kept):
    abandoned, done = begin(), begin(name="二.png")
    send(abandoned, 0)
    send(done, 0, 1, 2)
    file = finish(done)
    now = timezone.now()
    assert run_once(now + timedelta(hours=23)) == 0
    assert run_once(now + timedelta(days=2)) == 1
    assert refusal_of(lambda: finish(done)) == "upload_gone"
    assert run_once(now + timedelta(days=8)) == 1
    assert (kept(), Arriving.objects.count()) == ([file.path], 0)
