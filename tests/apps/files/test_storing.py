"""Bytes are kept once, under their digest, whole or not at all."""

import io
from hashlib import sha256

import pytest
from django.core.files.base import File
from tests.cast import picture

from kedeng.apps.files.actions import store
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import StoredFile
from kedeng.apps.files.queries import file_by_digest, open_file


@pytest.fixture
def folder(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def kept(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def put(data):
    return store(stream=io.BytesIO(data), size=len(data))


def test_a_file_is_found_under_its_digest(folder):
    data = picture()
    digest = sha256(data).hexdigest()
    file = put(data)
    assert (file.digest, file.size, file.media_type, file.pages) == (
        digest,
        len(data),
        "image/png",
        1,
    )
    assert kept(folder) == [f"{digest[:2]}/{digest[2:4]}/{digest}"]
    with open_file(file_by_digest(digest)) as stream:
        assert stream.read() == data


def test_the_same_bytes_are_kept_once(folder):
    first, second = put(picture(1)), put(picture(1))
    assert first == second
    assert (len(kept(folder)), StoredFile.objects.count()) == (1, 1)
    put(picture(2))
    assert (len(kept(folder)), StoredFile.objects.count()) == (2, 2)


def test_a_refused_file_leaves_nothing(folder):
    with pytest.raises(RefusedFileError):
        put(b"not a picture")
    assert (kept(folder), StoredFile.objects.count()) == ([], 0)


class Breaking(io.BytesIO):
    """A file that can be read through twice, and breaks off when it is copied."""

    def read(self, size=-1):
        if size == File.DEFAULT_CHUNK_SIZE:
            raise OSError("the disk is gone")
        return super().read(size)


def test_a_break_while_writing_leaves_nothing_behind(folder):
    data = picture(3)
    with pytest.raises(OSError, match="the disk is gone"):
        store(stream=Breaking(data), size=len(data))
    assert (kept(folder), StoredFile.objects.count()) == ([], 0)
    put(data)
    assert len(kept(folder)) == 1


def test_an_unknown_digest_is_none(folder):
    assert file_by_digest("0" * 64) is None
