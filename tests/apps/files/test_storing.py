"""Bytes are kept once, under their digest, whole or not at all; in a folder or in a bucket."""

import io
from hashlib import sha256

import pytest
from tests.records import picture

from kedeng.apps.files.actions import store
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import StoredFile
from kedeng.apps.files.queries import file_by_digest, open_file


def put(data):
    return store(stream=io.BytesIO(data), size=len(data))


def test_a_file_is_found_under_its_digest(kept):
    data = picture()
    digest = sha256(data).hexdigest()
    file = put(data)
    assert (file.digest, file.size, file.media_type, file.pages) == (
        digest,
        len(data),
        "image/png",
        1,
    )
    assert kept() == [f"{digest[:2]}/{digest[2:4]}/{digest}"]
    with open_file(file_by_digest(digest)) as stream:
        assert stream.read() == data


def test_a_file_is_read_piece_by_piece(kept):
    data = picture(4)
    with open_file(put(data)) as stream:
        pieces = [stream.read(100), stream.read(50), stream.read()]
    assert (pieces[0], b"".join(pieces)) == (data[:100], data)
    assert len(kept()) == 1


def test_the_same_bytes_are_kept_once(kept):
    first, second = put(picture(1)), put(picture(1))
    assert first == second
    assert (len(kept()), StoredFile.objects.count()) == (1, 1)
    put(picture(2))
    assert (len(kept()), StoredFile.objects.count()) == (2, 2)


def test_a_refused_file_leaves_nothing(kept):
    with pytest.raises(RefusedFileError):
        put(b"not a picture")
    assert (kept(), StoredFile.objects.count()) == ([], 0)


class Breaking(io.BytesIO):
    """A file that can be read through for its digest, and breaks off when it is copied."""

    ends = 0

    def read(self, size=-1):
        if self.ends > 1:
            raise OSError("the disk is gone")
        found = super().read(size)
        self.ends += self.tell() == len(self.getvalue()) and not found
        return found


def test_a_break_while_writing_leaves_nothing_behind(kept):
    data = picture(3)
    breaking = Breaking(data)
    breaking.ends = 1
    with pytest.raises(OSError, match="the disk is gone"):
        store(stream=breaking, size=len(data))
    assert (kept(), StoredFile.objects.count()) == ([], 0)
    put(data)
    assert len(kept()) == 1


def test_an_unknown_digest_is_none(kept):
    assert (file_by_digest("0" * 64), kept()) == (None, [])
