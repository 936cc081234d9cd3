"""Reads of stored files."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from django.core.files.storage import storages

from kedeng.apps.files.models import ScanState, StoredFile


def file_by_digest(digest: str) -> StoredFile | None:
    """Find a stored file; None where nothing is kept under the digest."""
    return StoredFile.objects.filter(digest=digest).first()


def pictures_among(digests: Iterable[str]) -> frozenset[str]:
    """Digests of the files that are pictures. One statement."""
    found = StoredFile.objects.filter(digest__in=list(digests), media_type__startswith="image/")
    return frozenset(found.values_list("digest", flat=True))


def scans_among(digests: Iterable[str]) -> dict[str, ScanState]:
    """Say what the scanner said of files, by digest. One statement."""
    found = StoredFile.objects.filter(digest__in=list(digests)).values_list("digest", "scan")
    return {digest: ScanState(scan) for digest, scan in found}


def open_file(file: StoredFile) -> BinaryIO:
    """Open the bytes for reading. The caller closes them."""
    return storages["default"].open(file.path, "rb")


@contextmanager
def local_file(file: StoredFile) -> Iterator[IO[bytes]]:
    """Give the bytes as an open file of this machine, which another process can read."""
    with open_file(file) as stream:
        if hasattr(stream, "seekable") and stream.seekable():
            yield stream
            return
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(stream, copy, 1024 * 1024)
            copy.flush()
            copy.seek(0)
            yield copy
